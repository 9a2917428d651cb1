"""May this data be used? The order is that of the rulings: the first fault found is the answer."""
from dataclasses import dataclass, field

from .catalogue import CHANNEL, INFORMATION, Catalogue, Purpose
from .freshness import Freshness
from .moment import DAY, add_months
from .state import EXPIRED, GRANTED, NOES, Choice, Parties


@dataclass(frozen=True)
class Question:
    """What an enforcement point asks; without `record_time` it is about now (ruling 5)."""

    purpose: str
    role: str = ""
    fields: tuple[str, ...] = ()
    source_store: str = ""
    record_time: int | None = None
    offer_class: str = ""


@dataclass(frozen=True)
class Decision:
    """Allow or deny, with the reason; an allow has its basis and when to ask again."""

    allow: bool
    reason: str
    basis: str = ""
    expires: int | None = None
    consent_id: str = ""


def deny(reason: str) -> Decision:
    """Everything that is not allowed is denied, with its reason."""
    return Decision(False, reason)


def decide_processing(catalogue: Catalogue, parties: Parties, question: Question, now: int,
                      freshness: Freshness = Freshness()) -> Decision:
    """The tests of a use of data, in the rulings' order; `stale` has its place from docs/RULES.md."""
    purpose = catalogue.purposes.get(question.purpose)
    if purpose is None or purpose.kind == CHANNEL:
        return deny("unknown_purpose")
    reason = (purpose.inactive_code or ("stale" if freshness.stale else "")
              or store_fault(catalogue, question)
              or role_fault(purpose, question) or field_fault(catalogue, purpose, question))
    if reason:
        return deny(reason)
    if purpose.kind == INFORMATION:
        return decide_information(catalogue, purpose, parties, now)
    reason = (restriction_fault(parties) or offer_fault(purpose, question)
              or choice_fault(catalogue, purpose, parties, now)
              or record_fault(purpose, parties, question, now))
    if reason:
        return deny(reason)
    return allow(catalogue, purpose, parties, question, now)


def store_fault(catalogue: Catalogue, question: Question) -> str:
    """The store is known, and its lock names the purpose (L84)."""
    store = catalogue.stores.get(question.source_store)
    if store is None:
        return "store_unknown"
    only_for = store.get("only_for")
    if only_for and question.purpose not in only_for:
        return "retention_store_locked"
    return ""


def role_fault(purpose: Purpose, question: Question) -> str:
    """Only the purpose's own roles (L82)."""
    return "" if question.role in purpose.roles else "role_not_permitted"


def field_fault(catalogue: Catalogue, purpose: Purpose, question: Question) -> str:
    """Special categories, then content, then anything else that is not listed (L20, L21, L83).

    An information purpose lists no data types in the catalogue: its limit is the law it names, so
    only what nobody may use is denied there (see README, decision 3).
    """
    codes = {catalogue.forbidden.get(field, "") for field in question.fields}
    for code in ("special_category", "content_not_allowed"):
        if code in codes:
            return code
    if purpose.kind == INFORMATION and not purpose.data_types:
        return ""
    unlisted = any(field not in purpose.data_types for field in question.fields)
    return "field_not_in_purpose" if unlisted else ""


def decide_information(catalogue: Catalogue, purpose: Purpose, parties: Parties,
                       now: int) -> Decision:
    """No consent is asked (L91, L92); an objection stops those marked marketing (ruling 2)."""
    if objected(purpose, parties):
        return deny("objected")
    return Decision(True, "no_consent_needed", purpose.basis,
                    now + catalogue.policy.permit_cache_ms)


def restriction_fault(parties: Parties) -> str:
    """Store only, no use, until it is lifted (L122)."""
    return "restricted" if parties.person.restricted else ""


def offer_fault(purpose: Purpose, question: Question) -> str:
    """Traffic data sell electronic communications services only (L79)."""
    named = question.offer_class
    return "purpose_mismatch" if named and named not in purpose.marketed_classes else ""


def objected(purpose: Purpose, parties: Parties) -> bool:
    """To marketing as a whole (L100), or to this purpose by name; what needs no consent is stopped
    only where it is marketing (ruling 2; README, decision 5)."""
    objections = parties.person.objections
    if purpose.marketing and "" in objections:
        return True
    return purpose.id in objections and (purpose.marketing or purpose.kind != INFORMATION)


def choice_fault(catalogue: Catalogue, purpose: Purpose, parties: Parties, now: int) -> str:
    """Objection, identified user, gate, relation, own choice, version, expiry: "" when the subject's
    yes stands and nothing vetoes it."""
    subject = parties.subject
    if objected(purpose, parties):
        return "objected"
    if not subject.begun or not subject.person:
        return "no_identified_user"
    if purpose.needs_gate and not parties.subscriber.gates.get(purpose.id, False):
        return "subscriber_gate_closed"
    if subject.ended:
        return "relation_ended"
    return own_choice_fault(catalogue, purpose, subject.choices.get(purpose.id), now)


def own_choice_fault(catalogue: Catalogue, purpose: Purpose, choice: Choice | None,
                     now: int) -> str:
    """Silence (ruling 1), a no, an old processing version (L54), the end of the consent (L59)."""
    if choice is None:
        return "user_consent_missing" if purpose.needs_gate else "no_decision"
    if choice.choice in NOES or choice.choice == EXPIRED:
        return choice.choice
    if choice.processing_version != purpose.processing_version:
        return "superseded_processing"
    if now >= consent_end(catalogue, choice):
        return "expired"
    return ""


def consent_end(catalogue: Catalogue, choice: Choice) -> int:
    """The end stored with the grant; a later policy may shorten it, never lengthen it (ruling 6)."""
    by_policy = add_months(choice.at, catalogue.policy.consent_months)
    return by_policy if choice.until is None else min(choice.until, by_policy)


def record_fault(purpose: Purpose, parties: Parties, question: Question, now: int) -> str:
    """Made inside the consent that runs now (L57, ruling 5), and not too old (L56)."""
    if question.record_time is None:
        return ""
    choice = parties.subject.choices[purpose.id]
    if question.record_time > now or question.record_time < interval_start(purpose, choice):
        return "outside_consent_interval"
    if purpose.max_age_days and now >= question.record_time + purpose.max_age_days * DAY:
        return "record_too_old"
    return ""


def interval_start(purpose: Purpose, choice: Choice) -> int:
    """The first grant; a look-back reaches further, never past the last stop (ruling 5)."""
    assert choice.choice == GRANTED and choice.since is not None
    start = choice.since - purpose.look_back_days * DAY
    return start if choice.stopped_at is None else max(start, choice.stopped_at)


def allow(catalogue: Catalogue, purpose: Purpose, parties: Parties, question: Question,
          now: int) -> Decision:
    """An answer holds until the first of: the cache time, the consent's end, the record's (ruling 23)."""
    choice = parties.subject.choices[purpose.id]
    ends = [now + catalogue.policy.permit_cache_ms, consent_end(catalogue, choice)]
    if question.record_time is not None and purpose.max_age_days:
        ends.append(question.record_time + purpose.max_age_days * DAY)
    return Decision(True, "consent_given", purpose.basis, min(ends),
                    f"{parties.subject.id}/{choice.sequence}")
