"""What the events amount to (L27): one function for each kind of event, nothing is judged here."""
from dataclasses import dataclass, field, replace
from typing import Any

from .moment import FOREVER, parse

Event = dict[str, Any]
THEN = "_processing_version_then"
GRANTED, EXPIRED = "granted", "expired"
NOES = ("refused", "withdrawn")


@dataclass(frozen=True)
class Choice:
    """The latest act of a subject on one purpose (ruling 13). `version_then` is the processing version
    of the catalogue at that moment, which only the model knows of a stop without evidence."""

    choice: str
    at: int
    sequence: int
    processing_version: int = 0
    since: int | None = None
    until: int | None = None
    stopped_at: int | None = None
    version_then: int = 0


@dataclass(frozen=True)
class Link:
    """A mandate to act for a subscriber (L68), or for a child (ruling 10): `[from, until)`."""

    person: str
    start: int
    end: int


@dataclass
class Subject:
    """A person in a subscription (L63); without a person it is a pool SIM (L75)."""

    id: str = ""
    person: str = ""
    subscriber: str = ""
    subscriber_kind: str = "company"
    begun: bool = False
    ended: bool = False
    sequence: int = 0
    age_13_at: int | None = None
    guardians: list[Link] = field(default_factory=list)
    choices: dict[str, Choice] = field(default_factory=dict)
    stops: dict[str, int] = field(default_factory=dict)
    begun_at: int | None = None
    ended_at: int | None = None
    noticed: bool = False
    reminded: dict[str, int] = field(default_factory=dict)
    over: dict[str, int] = field(default_factory=dict)
    last_yes: dict[str, Choice] = field(default_factory=dict)
    first_no: dict[str, int] = field(default_factory=dict)


@dataclass
class Person:
    """What holds over all subscriptions of a person (ruling 2)."""

    id: str = ""
    restricted: bool = False
    objections: set[str] = field(default_factory=set)
    sequence: int = 0


@dataclass
class Subscriber:
    """The company or sole trader: its gates and who may move them."""

    id: str = ""
    gates: dict[str, bool] = field(default_factory=dict)
    mandates: list[Link] = field(default_factory=list)
    sequence: int = 0


@dataclass
class Parties:
    """The three parties that a question about one subject looks at."""

    subject: Subject
    person: Person
    subscriber: Subscriber


class World:
    """All parties, by id. A replay of the same events gives the same world (L27)."""

    def __init__(self) -> None:
        self.subjects: dict[str, Subject] = {}
        self.people: dict[str, Person] = {}
        self.subscribers: dict[str, Subscriber] = {}
        self.events: list[Event] = []

    def subject(self, name: str) -> Subject:
        return self.subjects.setdefault(name, Subject(id=name))

    def person(self, name: str) -> Person:
        return self.people.setdefault(name, Person(id=name))

    def subscriber(self, name: str) -> Subscriber:
        return self.subscribers.setdefault(name, Subscriber(id=name))

    def parties(self, subject: str) -> Parties:
        """The subject, its person and its subscriber."""
        found = self.subject(subject)
        return Parties(found, self.person(found.person), self.subscriber(found.subscriber))

    def as_of(self, moment: int) -> "World":
        """The world of that moment: of the events only those until then, that moment included."""
        result = World()
        for event in self.events:
            if parse(event["at"]) <= moment:
                result.apply(event)
        return result

    def apply(self, event: Event) -> None:
        """The world after one more event."""
        self.events.append(event)
        kind = event["kind"]
        if kind in ("relation_begun", "relation_ended"):
            self._relation(event)
        elif kind in (GRANTED, EXPIRED, *NOES):
            subject = self.subject(event["subject"])
            subject.sequence = event["sequence"]
            apply_choice(subject, event)
        elif kind in ("objection", "objection_lifted", "restricted", "unrestricted"):
            apply_to_person(self.person(event["person"]), event)
        elif kind in ("gate_opened", "gate_closed"):
            apply_gate(self.subscriber(event["subscriber"]), event)
        elif kind in ("mandate_given", "mandate_ended"):
            apply_mandate(self, event)
        elif kind == "reminded":
            apply_reminder(self.subject(event["subject"]), event)

    def _relation(self, event: Event) -> None:
        subject = self.subject(event["subject"])
        subject.sequence = event["sequence"]
        if event["kind"] == "relation_begun" and not subject.begun:
            begin_relation(subject, event)
        elif event["kind"] == "relation_ended":
            end_relation(subject, parse(event["at"]))


def begin_relation(subject: Subject, event: Event) -> None:
    """A subject is a person in one subscription; who comes back is a new subject (ruling 13)."""
    subject.begun = True
    subject.begun_at = parse(event["at"])
    subject.person = event.get("person", "")
    subject.subscriber = event["subscriber"]
    subject.subscriber_kind = event["subscriber_kind"]
    age = event.get("age_13_at")
    subject.age_13_at = parse(age) if age else None


def end_relation(subject: Subject, at: int) -> None:
    """The end of a relation breaks every consent there (L62, ruling 5)."""
    subject.ended = True
    subject.ended_at = at if subject.ended_at is None else subject.ended_at
    for purpose in subject.choices:
        subject.stops[purpose] = at


def apply_choice(subject: Subject, event: Event) -> None:
    """The latest act names the state (ruling 13); a stop breaks the interval (ruling 5)."""
    purpose, at = event["purpose"], parse(event["at"])
    if event["kind"] == GRANTED:
        subject.choices[purpose] = granted(subject, event, at)
        return
    last = subject.choices.get(purpose)
    version = event.get("evidence", {}).get("processing_version", 0)
    stopped = at
    if event["kind"] == EXPIRED and last and last.until is not None:
        told = parse(event["until"]) if event.get("until") else last.until
        stopped = min(at, told)
        version = version or last.processing_version
    subject.stops[purpose] = subject.over[purpose] = stopped
    lose(subject, purpose, last, stopped)
    subject.choices[purpose] = Choice(event["kind"], at, event["sequence"], version,
                                      stopped_at=stopped,
                                      version_then=event.get(THEN, version))


def lose(subject: Subject, purpose: str, last: Choice | None, at: int) -> None:
    """The data lost its consent with the first stop after a yes; a later no moves nothing (L41)."""
    if last and last.choice == GRANTED:
        subject.last_yes[purpose] = last
        subject.first_no[purpose] = at if subject.ended_at is None else min(at, subject.ended_at)
    else:
        subject.first_no.setdefault(purpose, at)


def granted(subject: Subject, event: Event, at: int) -> Choice:
    """A yes. It renews one that runs on the same processing version, else the interval begins anew
    (ruling 5). A new processing version broke the old interval at a moment that no event tells: at
    the latest now, and the stricter reading is now."""
    purpose, version = event["purpose"], event["evidence"]["processing_version"]
    last = subject.choices.get(purpose)
    since = at
    if last and last.choice == GRANTED:
        if last.until is not None and at >= last.until:
            subject.stops[purpose] = subject.over[purpose] = last.until
            lose(subject, purpose, last, last.until)
        elif last.processing_version != version:
            subject.stops[purpose] = subject.over[purpose] = at
            lose(subject, purpose, last, at)
        else:
            since = last.since or at
    return Choice(GRANTED, at, event["sequence"], version, since=since,
                  until=parse(event["until"]), stopped_at=subject.stops.get(purpose))


def apply_reminder(subject: Subject, event: Event) -> None:
    """A consent was called to mind (L58); without a purpose the person was told of being named (L76)."""
    subject.sequence = event["sequence"]
    if event.get("purpose"):
        subject.reminded[event["purpose"]] = parse(event["at"])
    else:
        subject.noticed = True


def apply_to_person(person: Person, event: Event) -> None:
    """Restriction and objection; an objection without a purpose is to direct marketing (ruling 2)."""
    person.sequence = event["sequence"]
    kind, purpose = event["kind"], event.get("purpose", "")
    if kind == "objection":
        person.objections.add(purpose)
    elif kind == "objection_lifted":
        person.objections.discard(purpose)
    else:
        person.restricted = kind == "restricted"


def apply_gate(subscriber: Subscriber, event: Event) -> None:
    """A gate stands until it is moved (ruling 4)."""
    subscriber.sequence = event["sequence"]
    subscriber.gates[event["purpose"]] = event["kind"] == "gate_opened"


def apply_mandate(world: World, event: Event) -> None:
    """A mandate for a subscriber; or, when it names a relation instead, its guardian's (ruling 10)."""
    party: Subject | Subscriber
    if event.get("subscriber"):
        party = world.subscriber(event["subscriber"])
        links = party.mandates
    else:
        party = world.subject(event["subject"])
        links = party.guardians
    party.sequence = event["sequence"]
    at = parse(event["at"])
    if event["kind"] == "mandate_given":
        start = parse(event["from"]) if event.get("from") else at
        end = parse(event["until"]) if event.get("until") else FOREVER
        links.append(Link(event["person"], start, end))
        return
    links[:] = [replace(link, end=min(link.end, at)) if link.person == event["person"] else link
                for link in links]


def is_valid(links: list[Link], person: str, now: int) -> bool:
    """Does somebody hold a mandate now, `[from, until)` (ruling 4)?"""
    return any(link.person == person and link.start <= now < link.end for link in links)
