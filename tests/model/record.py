"""Keep, erase or de-identify one traffic record (L41, L56, L84–L86, L88; ruling 27)."""
from dataclasses import dataclass

from .catalogue import Catalogue, Purpose
from .decide import (Question, consent_end, objected, own_choice_fault, record_fault)
from .moment import DAY, HOUR, add_months
from .state import Parties


@dataclass(frozen=True)
class Billing:
    """What is known of the invoice."""

    paid_at: int | None = None
    objection_until: int | None = None
    disputed: bool = False


@dataclass(frozen=True)
class Record:
    """One traffic record and what it is kept for."""

    made_at: int
    store: str
    category: str = ""
    uses: tuple[str, ...] = ()
    billing: Billing | None = None
    hold: bool = False
    delivered: bool = True


@dataclass(frozen=True)
class Fate:
    """What is to become of it, why, and until when."""

    action: str
    reason: str
    due: int | None = None
    purposes: frozenset[str] = frozenset()


def decide_record(catalogue: Catalogue, parties: Parties, record: Record, now: int) -> Fate:
    """The locked store has its own clock; elsewhere a record lives while a lawful purpose does."""
    store = catalogue.stores.get(record.store)
    if store is None:
        return Fate("error", "store_unknown")
    if store.get("only_for") and record.category:
        return retained(catalogue, record, now)
    if any(name not in catalogue.purposes and name not in catalogue.retired
           for name in record.uses):
        return Fate("error", "unknown_purpose")
    held, ends, last_reason = {}, [], "no_decision"
    for purpose in kept_without_consent(catalogue, record, now):
        held[purpose] = True
    restricted = parties.person.restricted and bool(parties.subject.person)
    for name in record.uses if not restricted else ():
        fault = use_fault(catalogue, parties, name, record, now)
        if fault:
            last_reason = fault
            continue
        held[name] = True
        ends.append(use_end(catalogue, parties, name, record))
    if held:
        return Fate("keep", "consent_given" if ends else "no_consent_needed",
                    min(ends) if ends else None, frozenset(held))
    if restricted or record.hold:
        return Fate("keep", "restricted")  # store only, no use, no erasure (L122)
    action = "de_identify" if store.get("on_end") == "de_identify" else "erase"
    return Fate(action, last_reason, now + catalogue.policy.sweep_hours * HOUR)


def retained(catalogue: Catalogue, record: Record, now: int) -> Fate:
    """The crime store: its months, or a request that is pending (L84, L85)."""
    end = add_months(record.made_at, catalogue.crime_months[record.category])
    if record.hold or now < end:
        return Fate("keep", "retention_store_locked", end)
    return Fate("erase", "record_too_old", end)


def kept_without_consent(catalogue: Catalogue, record: Record, now: int) -> list[str]:
    """While it is on its way (LEK 9:1); until paid and no longer open to objection; while a dispute
    runs (L88)."""
    wanted = {"transmission": not record.delivered}
    billing = record.billing
    if billing is not None:
        wanted["billing"] = billing.paid_at is None or (
            billing.objection_until is not None and now < billing.objection_until)
        wanted["dispute"] = billing.disputed
    return [purpose.id for purpose in catalogue.purposes.values() if wanted.get(purpose.keeps)]


def use_fault(catalogue: Catalogue, parties: Parties, name: str, record: Record, now: int) -> str:
    """Why one use no longer holds the record, or ""."""
    purpose = catalogue.purposes.get(name)
    if purpose is None:
        return "unknown_purpose"
    question = Question(name, record_time=record.made_at)
    return (purpose.inactive_code or person_fault(catalogue, purpose, parties, now)
            or record_fault(purpose, parties, question, now))


def person_fault(catalogue: Catalogue, purpose: Purpose, parties: Parties, now: int) -> str:
    """What the person said. A closed gate vetoes use, not collection (ruling 4): it erases nothing."""
    subject = parties.subject
    if objected(purpose, parties):
        return "objected"
    if not subject.begun or not subject.person:
        return "no_identified_user"
    if subject.ended:
        return "relation_ended"
    choice = subject.choices.get(purpose.id)
    return own_choice_fault(catalogue, purpose, choice, now)


def use_end(catalogue: Catalogue, parties: Parties, name: str, record: Record) -> int:
    """The first of the consent's end and the record's maximum age (L56, L59)."""
    purpose = catalogue.purposes[name]
    end = consent_end(catalogue, parties.subject.choices[name])
    age_end = record.made_at + purpose.max_age_days * DAY
    return min(end, age_end) if purpose.max_age_days else end
