"""May this person be contacted this way? (L93–L95, L98–L100, L105; rulings 3, 17, 18, 19)"""
from dataclasses import dataclass
from datetime import datetime

from .catalogue import CHANNEL, CONSENT, Catalogue, Purpose
from .decide import (Decision, choice_fault, consent_end, deny, objected, own_choice_fault)
from .moment import add_months
from .state import EXPIRED, Parties

SALE_FACTS = ("to_person", "own_similar", "opt_out_at_collection", "opt_out_in_message")


@dataclass(frozen=True)
class Contact:
    """One message or call that somebody wants to make."""

    channel: str
    content: str = "marketing"
    recipient: str = "natural-person"
    purpose: str = ""
    number: str = ""
    about: str = "business"
    local_time: str = ""
    nix: tuple[int, bool] | None = None
    sale: tuple[bool, bool, bool, bool] | None = None


def decide_contact(catalogue: Catalogue, parties: Parties, contact: Contact, now: int) -> Decision:
    """The tests of a contact, first fault first."""
    channel = catalogue.purposes.get(contact.channel)
    if channel is None or channel.kind != CHANNEL:
        return deny("unknown_purpose")
    if channel.inactive_code:
        return deny(channel.inactive_code)
    if contact.content == "service":
        return unasked(catalogue, "", now)  # ruling 19
    reason = person_fault(channel, parties)
    if reason:
        return deny(reason)
    if contact.recipient == "legal-person":
        reason = call_fault(catalogue, channel, contact, now)
        if reason:
            return deny(reason)
        plain = unasked(catalogue, "MFL 20 §" if channel.soft_opt_in else channel.basis, now)
        return personalised(catalogue, parties, contact, plain, now) if contact.purpose else plain
    reason = relation_fault(parties) or call_fault(catalogue, channel, contact, now)
    if reason:
        return deny(reason)
    return decide_channel(catalogue, channel, parties, contact, now)


def unasked(catalogue: Catalogue, basis: str, now: int) -> Decision:
    """Allowed without consent."""
    return Decision(True, "no_consent_needed", basis, now + catalogue.policy.permit_cache_ms)


def person_fault(channel: Purpose, parties: Parties) -> str:
    """Restriction (L122), an objection to all marketing (L100), or to this channel (L98)."""
    if parties.person.restricted:
        return "restricted"
    if "" in parties.person.objections:
        return "objected"
    return "channel_objected" if channel.id in parties.person.objections else ""


def relation_fault(parties: Parties) -> str:
    """A channel's yes belongs to person and subscription (ruling 17)."""
    if not parties.subject.begun or not parties.subject.person:
        return "no_identified_user"
    return "relation_ended" if parties.subject.ended else ""


def call_fault(catalogue: Catalogue, channel: Purpose, contact: Contact, now: int) -> str:
    """Work numbers: business only and in office hours only, by any channel. Private numbers: a NIX
    check younger than two months (L99, ruling 18). A call to an unnamed number is private."""
    if contact.number == "work" and contact.about == "private":
        return "private_marketing_to_work_number"
    if contact.number == "work":
        return "" if in_office_hours(catalogue, contact.local_time) else "outside_office_hours"
    if not channel.is_call:
        return ""
    return "" if passes_nix(catalogue, contact, now) else "nix_listed"


def in_office_hours(catalogue: Catalogue, local_time: str) -> bool:
    """Monday to Friday, `[9, 17)` of the called party's clock, no holiday (ruling 18)."""
    if not local_time:
        return False
    at = datetime.fromisoformat(local_time)
    policy = catalogue.policy
    return (at.weekday() < 5 and local_time[:10] not in policy.non_business_dates
            and policy.office_hours_from <= at.hour < policy.office_hours_until)


def passes_nix(catalogue: Catalogue, contact: Contact, now: int) -> bool:
    """Checked, not listed, and younger than two calendar months (ruling 6, 18)."""
    if contact.nix is None:
        return False
    checked_at, listed = contact.nix
    fresh = checked_at <= now < add_months(checked_at, catalogue.policy.nix_check_months)
    return fresh and not listed


def decide_channel(catalogue: Catalogue, channel: Purpose, parties: Parties, contact: Contact,
                   now: int) -> Decision:
    """The channel's own yes, or a soft opt-in; then the data that personalise the message."""
    choice = parties.subject.choices.get(channel.id)
    fault = own_choice_fault(catalogue, channel, choice, now)
    if fault:
        soft = soft_opt_in(catalogue, channel, parties, contact, fault, now)
        if not soft.allow or not contact.purpose:
            return soft
        return personalised(catalogue, parties, contact, soft, now)
    assert choice is not None
    ends = min(now + catalogue.policy.permit_cache_ms, consent_end(catalogue, choice))
    plain = Decision(True, "consent_given", channel.basis, ends,
                     f"{parties.subject.id}/{choice.sequence}")
    return personalised(catalogue, parties, contact, plain, now) if contact.purpose else plain


def soft_opt_in(catalogue: Catalogue, channel: Purpose, parties: Parties, contact: Contact,
                fault: str, now: int) -> Decision:
    """Looked at only when the sale facts are claimed, for e-mail and SMS, and nothing was said no to
    (L95, ruling 17); a company's employee did not buy."""
    nothing_said = fault in ("no_decision", EXPIRED)
    if contact.sale is None or not channel.soft_opt_in or not nothing_said:
        return deny("channel_not_consented")
    if parties.subject.subscriber_kind != "sole-trader" or not all(contact.sale):
        return deny("soft_opt_in_unavailable")
    return Decision(True, "no_consent_needed", "MFL 19 § 2 st",
                    now + catalogue.policy.permit_cache_ms)


def personalised(catalogue: Catalogue, parties: Parties, contact: Contact, plain: Decision,
                 now: int) -> Decision:
    """A personalised message needs the channel and the data purpose (L94, ruling 17)."""
    purpose = catalogue.purposes.get(contact.purpose)
    if purpose is None:
        return deny("unknown_purpose")
    if purpose.kind != CONSENT or not purpose.marketing:
        return deny("purpose_mismatch")
    fault = purpose.inactive_code or choice_fault(catalogue, purpose, parties, now)
    if fault:
        return deny(fault)
    ends = consent_end(catalogue, parties.subject.choices[purpose.id])
    assert plain.expires is not None
    return Decision(True, plain.reason, plain.basis, min(plain.expires, ends), plain.consent_id)


__all__ = ["Contact", "decide_contact", "objected"]
