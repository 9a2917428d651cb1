"""May this be recorded? Submissions, grants, stops, gates, guardians, provisioning.

The texts give no order in which the faults of one act are tested. So a verdict here is the set of
all its faults: none means accepted, else the core's code has to be one of them.
"""
import re
from dataclasses import dataclass, field
from typing import Any

from .catalogue import CHANNEL, INFORMATION, Catalogue, Purpose
from .decide import consent_end
from .moment import add_months, parse, text_of
from .state import GRANTED, THEN, Event, Parties, Subject, World, is_valid

STOPS = ("refused", "withdrawn", "objection", "restricted")
LIFTS = ("objection_lifted", "unrestricted")
OF_PERSON = ("objection", "objection_lifted", "restricted", "unrestricted")
STOP_DOORS = ("page", "form", "customer-service", "sms", "mail-link", "letter", "import")
GRANT_METHODS = ("switch", "button")
CHANGE_MEMBERS = {"purpose", "choice", "method", "processing_version", "text_version",
                  "text_digest", "roles"}
SUBMISSION_MEMBERS = {"submission_id", "subject", "sequence", "catalogue", "catalogue_version",
                      "language", "ui_build", "notice_shown_at", "decided_at", "changes"}
STOP_WINS = frozenset({"withdrawn", "refused", "stale_sequence"})


@dataclass(frozen=True)
class Actor:
    """Who sent it and by which door, as the side that knows it says."""

    person: str = ""
    role: str = ""
    door: str = ""
    session: str = ""


@dataclass(frozen=True)
class Verdict:
    """One change and all its faults."""

    choice: str
    purpose: Any
    faults: frozenset[str]

    @property
    def accepted(self) -> bool:
        return not self.faults


@dataclass
class Judgement:
    """The verdicts in the order sent, and the events in the order to be stored."""

    verdicts: list[Verdict] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)


def judge(catalogue: Catalogue, world: World, subject: str, submission: dict[str, Any],
          actor: Actor, now: int) -> Judgement:
    """Each change alone, stops first (ruling 11). The events are applied to the world."""
    parties = world.parties(subject)
    known_sequence = parties.subject.sequence
    changes = submission["changes"]
    faults: list[frozenset[str]] = [frozenset()] * len(changes)
    result = Judgement()
    ordered = sorted(range(len(changes)), key=lambda index: changes[index]["choice"] not in STOPS)
    for index in ordered:
        change = changes[index]
        faults[index] = change_faults(catalogue, parties, submission, change, actor, now,
                                      known_sequence)
        if not faults[index]:
            for event in events_of(catalogue, parties, submission, change, actor, now):
                world.apply(event)
                result.events.append(event)
    result.verdicts = [Verdict(change["choice"], change.get("purpose"), found)
                       for change, found in zip(changes, faults)]
    return result


def change_faults(catalogue: Catalogue, parties: Parties, submission: dict[str, Any],
                  change: dict[str, Any], actor: Actor, now: int,
                  sequence: int) -> frozenset[str]:
    """What is wrong with one change."""
    if change["choice"] in STOPS:
        return stop_faults(catalogue, parties, change, actor, now)
    if change["choice"] in LIFTS:
        return lift_faults(catalogue, parties, change, actor, now)
    return grant_faults(catalogue, parties, submission, change, actor, now, sequence)


# ---- stops ----------------------------------------------------------------------------------

def stop_faults(catalogue: Catalogue, parties: Parties, change: dict[str, Any], actor: Actor,
                now: int) -> frozenset[str]:
    """Only who asks and about what (L36, ruling 8)."""
    faults = set()
    if not parties.subject.begun or not parties.subject.person:
        faults |= {"no_identified_user", "actor_not_subject"}  # nobody is meant
    if not may_stop(parties, actor, now):
        faults.add("actor_not_subject")
    if actor.door not in STOP_DOORS:
        faults.add("door_not_permitted")
    if actor.role != "import" and actor.door == "import":
        faults.add("door_not_permitted")
    faults |= known_purpose_faults(catalogue, parties, change)
    return frozenset(faults)


def may_stop(parties: Parties, actor: Actor, now: int) -> bool:
    """The person, their guardian, customer service, an import (ruling 9)."""
    if actor.role in ("customer-service", "import"):
        return True
    if actor.role == "guardian":
        return is_valid(parties.subject.guardians, actor.person, now)
    return bool(actor.person) and actor.person == parties.subject.person


def known_purpose_faults(catalogue: Catalogue, parties: Parties,
                         change: dict[str, Any]) -> set[str]:
    """What an earlier version or the state knows may be stopped (ruling 8); a list never (L5)."""
    purpose = change.get("purpose")
    if change["choice"] in OF_PERSON and purpose is None:
        return set()
    if purpose == "*" or isinstance(purpose, list):
        return {"wildcard_purpose"}
    known = (purpose in catalogue.purposes or purpose in catalogue.retired
             or purpose in parties.subject.choices or purpose in parties.subscriber.gates)
    return set() if known else {"unknown_purpose"}


def lift_faults(catalogue: Catalogue, parties: Parties, change: dict[str, Any], actor: Actor,
                now: int) -> frozenset[str]:
    """To lift a no raises what is allowed: the person's own act on the page, no import's (ruling 2,
    12; only the page can grant)."""
    faults = known_purpose_faults(catalogue, parties, change)
    if not parties.subject.begun or not parties.subject.person:
        faults |= {"no_identified_user", "actor_not_subject"}
    if actor.role == "import":
        faults.add("import_cannot_grant")
    if actor.door != "page":
        faults.add("door_not_permitted")
    child = is_child(parties.subject, now)
    linked = is_valid(parties.subject.guardians, actor.person, now)
    if actor.role == "guardian":
        if not (child and linked):  # as a grant: only while the child is under 13 (ruling 10)
            faults.add("actor_not_subject")
        return frozenset(faults)
    if actor.person != parties.subject.person:
        faults.add("actor_not_subject")
    if actor.role in ("company-admin", "subscriber"):
        faults |= {"actor_not_subject", "employer_cannot_consent"}
    if child:
        faults.add("guardian_required")
    return frozenset(faults)


# ---- grants ---------------------------------------------------------------------------------

def grant_faults(catalogue: Catalogue, parties: Parties, submission: dict[str, Any],
                 change: dict[str, Any], actor: Actor, now: int,
                 sequence: int) -> frozenset[str]:
    """One fault and it is refused (ruling 10)."""
    faults = granter_faults(parties.subject, parties, actor, now)
    faults |= role_list_faults(parties.subject, change)
    faults |= member_faults(submission, change)
    faults |= evidence_faults(submission, change, actor)
    faults |= moment_faults(catalogue, submission, now)
    if "sequence" in submission and submission["sequence"] != sequence:
        faults.add("stale_sequence")  # L32
    if not catalogue.signed:
        faults.add("catalogue_unsigned")  # L138
    if change.get("method", "switch") not in GRANT_METHODS:
        faults.add("not_affirmative_act")  # L3
    if any(other is not change and other["choice"] in STOPS
           and other.get("purpose") == change.get("purpose") for other in submission["changes"]):
        faults |= STOP_WINS  # ruling 11
    return frozenset(faults | asked_faults(catalogue, submission, change))


def granter_faults(subject: Subject, parties: Parties, actor: Actor, now: int) -> set[str]:
    """Only the signed-in person, on the page; for a child under 13 its guardian (L22, L64, L70)."""
    faults = set()
    if actor.role == "import" or actor.door == "import":
        faults.add("import_cannot_grant")  # L45
    if actor.door != "page":
        faults.add("door_not_permitted")
    if not subject.begun or not subject.person:
        faults |= {"no_identified_user", "actor_not_subject", "employer_cannot_consent"}  # L75
    if subject.ended:
        faults.add("relation_ended")  # L62
    if actor.role == "guardian":
        return faults | guardian_faults(parties, actor, now)
    if actor.role in ("company-admin", "subscriber"):
        faults.add("employer_cannot_consent")  # for himself only as a user (ruling 10)
    elif not actor.person or actor.person != subject.person:
        faults.add("actor_not_subject")
    elif is_child(subject, now):
        faults.add("guardian_required")
    return faults


def guardian_faults(parties: Parties, actor: Actor, now: int) -> set[str]:
    """A guardian grants only while the child is known to be under 13 (ruling 10)."""
    linked = is_valid(parties.subject.guardians, actor.person, now)
    return set() if linked and is_child(parties.subject, now) else {"actor_not_subject"}


def is_child(subject: Subject, now: int) -> bool:
    """Known to be under 13; unknown is no child (L22)."""
    return subject.age_13_at is not None and now < subject.age_13_at


def role_list_faults(subject: Subject, change: dict[str, Any]) -> set[str]:
    """The act may name its roles, else it is the actor's one (README, decision 7); that of the
    subscriber is a sole trader's only (L74)."""
    if "subscriber" in change.get("roles", ()) and subject.subscriber_kind != "sole-trader":
        return {"actor_not_subject"}
    return set()


def member_faults(submission: dict[str, Any], change: dict[str, Any]) -> set[str]:
    """Evidence is an allow-list (L33), and holds no personnummer (L23)."""
    faults = set()
    if set(change) - CHANGE_MEMBERS or set(submission) - SUBMISSION_MEMBERS:
        faults.add("unknown_member")
    texts = [value for holder in (submission, change) for value in holder.values()
             if isinstance(value, str)]
    if any(holds_personnummer(text) for text in texts):
        faults.add("personnummer_in_payload")
    return faults


def evidence_faults(submission: dict[str, Any], change: dict[str, Any],
                    actor: Actor) -> set[str]:
    """Every member of L25; only the notice time has a code of its own (L11, ruling 10)."""
    needed = [(submission, name) for name in ("submission_id", "subject", "sequence", "catalogue",
                                              "catalogue_version", "language", "ui_build",
                                              "decided_at")]
    needed += [(change, name) for name in ("method", "processing_version", "text_version",
                                           "text_digest")]
    if not change.get("method"):
        return {"evidence_incomplete", "not_affirmative_act"}
    missing = any(holder.get(name) in (None, "") for holder, name in needed)
    return {"evidence_incomplete"} if missing or not actor.session else set()


def moment_faults(catalogue: Catalogue, submission: dict[str, Any], now: int) -> set[str]:
    """The notice came before the decision, equal is fine (L11); the clock is right (L31, ruling 7)."""
    faults = set()
    shown, decided = submission.get("notice_shown_at"), submission.get("decided_at")
    if not shown or (decided and parse(shown) > parse(decided)):
        faults.add("consent_before_notice")
    if decided and abs(parse(decided) - now) > catalogue.policy.grant_clock_skew_ms:
        faults.add("clock_skew")
    return faults


def asked_faults(catalogue: Catalogue, submission: dict[str, Any],
                 change: dict[str, Any]) -> set[str]:
    """The purpose, its versions and its notice are those of today (L5, L8, L26, L54; ruling 10)."""
    name = change.get("purpose")
    if name == "*" or isinstance(name, list):
        return {"wildcard_purpose"}
    purpose = catalogue.choosable(name)
    if purpose is None:
        nothing_to_grant = name in catalogue.purposes or name in catalogue.cookies
        return {"unknown_purpose", "purpose_mismatch"} if nothing_to_grant else {"unknown_purpose"}
    faults = {purpose.inactive_code} - {""}
    faults |= version_faults(catalogue, purpose, submission, change)
    language = submission.get("language")
    if language and language not in catalogue.languages:
        faults.add("notice_incomplete")
    elif change.get("text_digest") and language and \
            change["text_digest"] != catalogue.digests.get((purpose.id, language)):
        faults.add("text_unresolvable")
    return faults


def version_faults(catalogue: Catalogue, purpose: Purpose, submission: dict[str, Any],
                   change: dict[str, Any]) -> set[str]:
    """The current processing version and text. A page that names another catalogue version shows no
    current text (see README, decision 4)."""
    faults = set()
    if change.get("processing_version", purpose.processing_version) != purpose.processing_version:
        faults.add("superseded_processing")
    if change.get("text_version", purpose.text_version) != purpose.text_version:
        faults.add("text_superseded")
    if submission.get("catalogue_version", catalogue.version) != catalogue.version:
        faults.add("text_superseded")
    return faults


# ---- the events of an accepted change -------------------------------------------------------

def events_of(catalogue: Catalogue, parties: Parties, submission: dict[str, Any],
              change: dict[str, Any], actor: Actor, now: int) -> list[Event]:
    """What is stored for one accepted change."""
    if change["choice"] != GRANTED:
        return [event_of(catalogue, parties, submission, change, actor, now)]
    purpose = catalogue.choosable(change["purpose"])
    assert purpose is not None
    events = []
    sequence = parties.subject.sequence
    end = shortened_end(catalogue, purpose, parties.subject, now)
    if end is not None:
        sequence += 1
        events.append({"kind": "expired", "subject": parties.subject.id, "purpose": purpose.id,
                       "at": text_of(now), "until": text_of(end), "door": actor.door,
                       "sequence": sequence, "person": parties.subject.person,
                       "subscriber": parties.subject.subscriber})
    grant = event_of(catalogue, parties, submission, change, actor, now)
    grant["sequence"] = sequence + 1
    grant["until"] = text_of(add_months(now, catalogue.policy.consent_months))  # ruling 6
    if "subscriber" in change.get("roles", ()) and purpose.needs_gate and \
            not parties.subscriber.gates.get(purpose.id, False):
        gate = dict(grant, kind="gate_opened", sequence=parties.subscriber.sequence + 1)
        gate.pop("until")
        events.append(gate)  # L74: one act naming both roles
    return [*events, grant]


def shortened_end(catalogue: Catalogue, purpose: Purpose, subject: Subject,
                  now: int) -> int | None:
    """An end that no event tells, because a later policy shortened it, is told before the new grant:
    an expiry breaks the interval (ruling 5). A stored end tells itself (README, decision 6)."""
    last = subject.choices.get(purpose.id)
    if last is None or last.choice != GRANTED:
        return None
    end = consent_end(catalogue, last)
    return end if end <= now and end != last.until else None


def event_of(catalogue: Catalogue, parties: Parties, submission: dict[str, Any],
             change: dict[str, Any], actor: Actor, now: int) -> Event:
    """The event of one change, numbered by its party."""
    kind = change["choice"]
    party = parties.person if kind in OF_PERSON else parties.subject
    event: Event = {
        "kind": kind, "at": text_of(now), "door": actor.door, "subject": parties.subject.id,
        "person": parties.subject.person, "subscriber": parties.subject.subscriber,
        "sequence": party.sequence + 1, "roles": roles_of(change, actor)}
    if actor.person:
        event["actor"] = actor.person
    if change.get("purpose"):
        event["purpose"] = change["purpose"]
    version = change.get("processing_version")
    if version:
        event["evidence"] = {"processing_version": version}
    asked = catalogue.purposes.get(change.get("purpose", ""))
    if asked and kind in ("refused", "withdrawn"):
        event[THEN] = asked.processing_version
    if kind == GRANTED:
        event["evidence"] = grant_evidence(submission, change, actor)
    return event


def grant_evidence(submission: dict[str, Any], change: dict[str, Any],
                   actor: Actor) -> dict[str, Any]:
    """The evidence of a grant (L25, ruling 14)."""
    evidence = {name: submission[name] for name in ("catalogue", "catalogue_version", "language",
                                                    "ui_build", "submission_id",
                                                    "notice_shown_at", "decided_at")}
    evidence |= {name: change[name] for name in ("method", "processing_version", "text_version",
                                                 "text_digest")}
    evidence["session"] = actor.session
    return evidence


# ---- gates and provisioning -----------------------------------------------------------------

def gate_faults(catalogue: Catalogue, world: World, subscriber: str, purpose: Any, opens: bool,
                actor: Actor, now: int) -> frozenset[str]:
    """A mandate valid now (L68, ruling 4). To open is to raise: it needs a signed catalogue and an
    active purpose that asks for a gate; to close needs only that the purpose is known (ruling 8)."""
    faults = set()
    party = world.subscriber(subscriber)
    if not is_valid(party.mandates, actor.person, now):
        faults.add("no_mandate")
    if actor.door != "gates":
        faults.add("door_not_permitted")
    if purpose == "*" or isinstance(purpose, list):
        return frozenset(faults | {"wildcard_purpose"})
    if not opens:
        known = (purpose in catalogue.purposes or purpose in catalogue.retired
                 or purpose in party.gates)
        return frozenset(faults if known else faults | {"unknown_purpose"})
    if not catalogue.signed:
        faults.add("catalogue_unsigned")
    found = catalogue.purposes.get(purpose)
    if found is None:
        faults.add("unknown_purpose")
    elif found.kind in (CHANNEL, INFORMATION) or not found.needs_gate:
        faults.add("purpose_mismatch")
    else:
        faults |= {found.inactive_code} - {""}
    return frozenset(faults)


def gate_event(world: World, subscriber: str, purpose: str, opens: bool, actor: Actor,
               now: int) -> Event:
    """What a moved gate becomes."""
    return {"kind": "gate_opened" if opens else "gate_closed", "subscriber": subscriber,
            "purpose": purpose, "actor": actor.person, "door": actor.door, "at": text_of(now),
            "roles": [actor.role], "sequence": world.subscriber(subscriber).sequence + 1}


def provisioning_faults(world: World, act: dict[str, Any], actor: Actor,
                        now: int) -> frozenset[str]:
    """What customer systems know comes by their door and role only. A company's administrator has
    `relation_ended` (ruling 9)."""
    faults = set()
    if act["kind"] == "relation_ended" and actor.role in ("company-admin", "subscriber"):
        subject = world.subject(act["subject"])
        mandates = world.subscriber(subject.subscriber).mandates
        if is_valid(mandates, actor.person, now) and actor.door == "gates":
            return frozenset()
        faults.add("no_mandate")
    if actor.role != "provisioning":
        faults.add("actor_not_subject")
    if actor.door != "provisioning":
        faults.add("door_not_permitted")
    if act["kind"] == "relation_begun" and world.subject(act["subject"]).begun:
        faults.add("duplicate_id")  # a subject is one relation; a new one has its own (ruling 13)
    of_relation = act["kind"] == "relation_ended" or not act.get("subscriber")
    if of_relation and not world.subject(act["subject"]).begun:
        faults.add("no_identified_user")
    return frozenset(faults)


def provisioning_event(world: World, act: dict[str, Any], actor: Actor, now: int) -> Event:
    """What such an act becomes."""
    event = dict(act, at=text_of(now), door=actor.door, roles=[actor.role])
    if actor.person:
        event["actor"] = actor.person
    if act["kind"].startswith("relation"):
        event["sequence"] = world.subject(act["subject"]).sequence + 1
        if act["kind"] == "relation_ended":
            event |= {"person": world.subject(act["subject"]).person}
            event["subscriber"] = world.subject(act["subject"]).subscriber
    elif not act.get("subscriber"):
        event["sequence"] = world.subject(act["subject"]).sequence + 1
    else:
        event["sequence"] = world.subscriber(act["subscriber"]).sequence + 1
    return {name: value for name, value in event.items() if value != ""}


def roles_of(change: dict[str, Any], actor: Actor) -> list[str]:
    """Those the act names, else the actor's. A guardian's page speaks as the child's would: the record
    says who it was (L25)."""
    if actor.role == "guardian":
        return [actor.role]
    return change.get("roles") or [actor.role]


# ---- personnummer ---------------------------------------------------------------------------

TOKEN = re.compile(r"(?<![0-9A-Za-z+_-])(\d{6}|\d{8})([-+]?)(\d{4})(?![0-9A-Za-z_-])")


def holds_personnummer(text: str) -> bool:
    """A whole token of 10 or 12 digits whose date exists and whose check digit is right (L23,
    ruling 16)."""
    return any(is_personnummer(match.group(1), match.group(3)) for match in TOKEN.finditer(text))


def is_personnummer(date: str, last: str) -> bool:
    """The day, or the day + 60, exists; the check digit is Luhn's over ten digits."""
    if len(date) == 8 and date[:2] not in ("18", "19", "20"):
        return False
    month, day = int(date[-4:-2]), int(date[-2:])
    day = day - 60 if day > 60 else day
    if not 1 <= month <= 12 or not 1 <= day <= 31 - (month in (4, 6, 9, 11)) - 2 * (month == 2):
        return False
    digits = [int(digit) for digit in date[-6:] + last]
    doubled = [digit * 2 - 9 * (digit > 4) if index % 2 == 0 else digit
               for index, digit in enumerate(digits)]
    return sum(doubled) % 10 == 0
