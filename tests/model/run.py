"""One history, step by step: what the core is asked, and what the model says to it."""
import json
from dataclasses import dataclass, field
from typing import Any

from .accept import (Actor, Judgement, Verdict, gate_event, gate_faults, judge, provisioning_event,
                     provisioning_faults, stop_faults, event_of)
from .catalogue import Catalogue
from .contact import Contact, decide_contact
from .cookie import CookieChoice, decide_cookie
from .decide import Decision, Question, decide_processing
from .moment import text_of
from .permit import check_permit
from .prompt import decide_prompt
from .record import Billing, Record, decide_record
from .state import GRANTED, THEN, Event, Parties, World
from .sum import decide_sum
from .variants import FIRST, Variants


@dataclass(frozen=True)
class Step:
    """One act or question; what depends on the state (the sequence) is told relative to it, so that
    a history without some of its acts is still a history."""

    kind: str
    at: int
    data: dict[str, Any] = field(hash=False)


@dataclass
class Exchange:
    """A line to the core and what the model answers to it."""

    line: str
    kind: str = "quiet"
    expected: Any = None
    label: str = ""


def encoded(value: dict[str, Any]) -> str:
    """One line of JSON."""
    return json.dumps(value, separators=(",", ":"))


class Run:
    """Performs the steps of one history on the model, and gathers the lines for the core."""

    def __init__(self, variants: Variants) -> None:
        self.variants = variants
        self.name, self.signed = FIRST, True
        self.world = World()
        self.exchanges = [Exchange('{"call":"forget"}')]

    @property
    def catalogue(self) -> Catalogue:
        return self.variants.catalogues[self.name, self.signed]

    def perform(self, step: Step) -> None:
        """One step, by its kind."""
        getattr(self, "step_" + step.kind)(step)

    def add(self, request: dict[str, Any], kind: str, expected: Any, label: str) -> None:
        self.exchanges.append(Exchange(encoded(request), kind, expected, label))

    def tell(self, events: list[Event]) -> None:
        """Tells the core what the model holds for true."""
        if events:
            events = [{name: value for name, value in event.items() if name != THEN}
                      for event in events]
            self.exchanges.append(Exchange(encoded({"call": "events", "events": events})))

    # ---- acts -------------------------------------------------------------------------------

    def step_told(self, step: Step) -> None:
        """Events that both sides are told, without a judgement."""
        for event in step.data["events"]:
            self.world.apply(event)
        self.tell(step.data["events"])

    def step_load(self, step: Step) -> None:
        """Another version of the catalogue, or its signature lost."""
        self.name, self.signed = step.data["name"], step.data["signed"]
        self.exchanges.append(Exchange(self.variants.lines[self.name, self.signed]))

    def step_judge(self, step: Step) -> None:
        """A submission of choices."""
        subject, actor = step.data["subject"], Actor(**step.data["actor"])
        submission = dict(step.data["submission"])
        offset = step.data["sequence_offset"]
        if offset is not None:
            submission["sequence"] = self.world.subject(subject).sequence + offset
        request = {"call": "judge", "subject": subject, "now": text_of(step.at),
                   "actor": actor_json(actor), "submission": submission}
        judgement = judge(self.catalogue, self.world, subject, submission, actor, step.at)
        view = state_view(self.world.parties(subject))
        self.add(request, "verdicts", (judgement, view), "judge")
        self.tell(judgement.events)

    def step_gates(self, step: Step) -> None:
        """A submission of gates by an administrator."""
        subscriber, actor = step.data["subscriber"], Actor(**step.data["actor"])
        changes = step.data["changes"]
        request = {"call": "judge", "subscriber": subscriber, "now": text_of(step.at),
                   "actor": actor_json(actor),
                   "gates": {"submission_id": "sbm-g", "subscriber": subscriber,
                             "changes": [{"purpose": purpose, "gate": "open" if opens else "closed"}
                                         for purpose, opens in changes]}}
        judgement = Judgement()
        for purpose, opens in changes:
            faults = gate_faults(self.catalogue, self.world, subscriber, purpose, opens, actor,
                                 step.at)
            if not faults:
                event = gate_event(self.world, subscriber, purpose, opens, actor, step.at)
                self.world.apply(event)
                judgement.events.append(event)
            choice = "gate_opened" if opens else "gate_closed"
            judgement.verdicts.append(Verdict(choice, purpose, faults))
        self.add(request, "verdicts", (judgement, None), "judge gates")
        self.tell(judgement.events)

    def step_act(self, step: Step) -> None:
        """An act that is no submission: a gate, a fact of the customer systems, or a single stop."""
        act, actor = step.data["act"], Actor(**step.data["actor"])
        # A gate and a mandate are judged on the state of their subscriber, whoever is a user there.
        party = ({"subscriber": act["subscriber"]} if act["kind"].startswith(("gate_", "mandate_"))
                 and "subscriber" in act else {"subject": step.data["subject"]})
        request = {"call": "accept", **party, "now": text_of(step.at),
                   "actor": actor_json(actor), "act": act}
        faults, event = self.judged_act(act, actor, step)
        events = [] if faults else [event]
        self.add(request, "act", (faults, events), f"accept {act['kind']}")
        for each in events:
            self.world.apply(each)
        self.tell(events)

    def judged_act(self, act: dict[str, Any], actor: Actor,
                   step: Step) -> tuple[frozenset[str], Event]:
        """The faults of an act and the event it would become."""
        kind = act["kind"]
        if kind.startswith("gate_"):
            opens = kind == "gate_opened"
            faults = gate_faults(self.catalogue, self.world, act["subscriber"], act["purpose"],
                                 opens, actor, step.at)
            return faults, gate_event(self.world, act["subscriber"], act["purpose"], opens, actor,
                                      step.at)
        if kind in ("refused", "withdrawn"):
            parties, change = self.world.parties(act["subject"]), dict(act, choice=kind)
            return (stop_faults(self.catalogue, parties, change, actor, step.at),
                    event_of(self.catalogue, parties, {}, change, actor, step.at))
        return (provisioning_faults(self.world, act, actor, step.at),
                provisioning_event(self.world, act, actor, step.at))

    # ---- questions --------------------------------------------------------------------------

    def step_processing(self, step: Step) -> None:
        """May this data be used?"""
        question = Question(**step.data["question"])
        decision = decide_processing(self.catalogue, self.world.parties(step.data["subject"]),
                                     question, step.at)
        asked = {"purpose": question.purpose, "role": question.role,
                 "fields": list(question.fields), "source_store": question.source_store}
        if question.record_time is not None:
            asked["record_time"] = text_of(question.record_time)
        if question.offer_class:
            asked["offer_class"] = question.offer_class
        self.ask(step, "decide_processing", {"question": asked}, decision)

    def step_contact(self, step: Step) -> None:
        """May this person be contacted this way?"""
        contact = Contact(**step.data["contact"])
        decision = decide_contact(self.catalogue, self.world.parties(step.data["subject"]), contact,
                                  step.at)
        self.ask(step, "decide_contact", {"contact": contact_json(contact)}, decision)

    def step_prompt(self, step: Step) -> None:
        """May this person be asked now?"""
        purpose = step.data["purpose"]
        answer = decide_prompt(self.catalogue, self.world.parties(step.data["subject"]), purpose,
                               step.at)
        request = {"call": "decide_prompt", "subject": step.data["subject"],
                   "now": text_of(step.at), "purpose": purpose}
        expected: dict[str, Any] = {"reason": answer.reason}
        if not answer.open:
            expected["prompt"] = answer.prompt
        self.add(request, "exact", expected, "decide_prompt")

    def step_cookie(self, step: Step) -> None:
        """May this category of cookies be used?"""
        choice, gpc = step.data["choice"], step.data["gpc"]
        decision, prompt = decide_cookie(self.catalogue, step.data["category"],
                                         CookieChoice(**choice) if choice else None, gpc, step.at)
        request = {"call": "decide_cookie", "category": step.data["category"],
                   "now": text_of(step.at), "gpc": gpc}
        if choice:
            request["choice"] = dict(choice, at=text_of(choice["at"]))
        expected = {**decision_json(decision), "prompt": prompt}
        expected.pop("basis", None)
        self.add(request, "exact", expected, "decide_cookie")

    def step_sum(self, step: Step) -> None:
        """May this sum be told?"""
        subjects, answered = step.data["subjects"], step.data["answered"]
        decision, count = decide_sum(self.catalogue, self.world, step.data["purpose"], subjects,
                                     answered, step.at)
        request = {"call": "decide_sum", "purpose": step.data["purpose"], "now": text_of(step.at),
                   "subjects": subjects, "answered": answered}
        expected = {"decision": "allow" if decision.allow else "deny", "reason": decision.reason}
        if decision.allow:
            expected["count"] = count
        self.add(request, "exact", expected, "decide_sum")

    def step_record(self, step: Step) -> None:
        """Keep, erase or de-identify this record?"""
        data = dict(step.data["record"])
        billing = data.pop("billing", None)
        record = Record(**data, billing=Billing(**billing) if billing else None)
        fate = decide_record(self.catalogue, self.world.parties(step.data["subject"]), record,
                             step.at)
        request = {"call": "decide_record", "subject": step.data["subject"],
                   "now": text_of(step.at), "record": record_json(record)}
        expected: dict[str, Any] = {"action": fate.action, "purposes": sorted(fate.purposes)}
        if fate.action == "error":
            self.add(request, "act", (frozenset({fate.reason}), []), "decide_record")
            return
        if fate.action != "keep":
            expected["reason"] = fate.reason
        self.add(request, "record", expected, "decide_record")

    def step_permit(self, step: Step) -> None:
        """Does a kept answer still hold?"""
        data = step.data
        decision = check_permit(self.catalogue, data["permit"], data["issued_at"], data["question"],
                                step.at)
        names = ("purpose", "subject")
        request = {"call": "check_permit", "now": text_of(step.at),
                   "permit": dict(zip(names, data["permit"]), issued_at=text_of(data["issued_at"])),
                   "question": dict(zip(names, data["question"]))}
        self.add(request, "exact", decision_json(decision), "check_permit")

    def step_state(self, step: Step) -> None:
        """What do the events amount to (L27)?"""
        request = {"call": "state", "subject": step.data["subject"]}
        view = state_view(self.world.parties(step.data["subject"]))
        self.add(request, "state", view, "state")

    def ask(self, step: Step, call: str, asked: dict[str, Any], decision: Decision) -> None:
        request = {"call": call, "subject": step.data["subject"], "now": text_of(step.at), **asked}
        self.add(request, "exact", decision_json(decision), call)


# ---- how the formats write it -----------------------------------------------------------------

def actor_json(actor: Actor) -> dict[str, str]:
    """Who acts; absent members mean the same as empty ones."""
    members = {"person": actor.person, "role": actor.role, "door": actor.door,
               "session": actor.session}
    return {name: value for name, value in members.items() if value}


def decision_json(decision: Decision) -> dict[str, Any]:
    """A decision as the core answers it."""
    result: dict[str, Any] = {"decision": "allow" if decision.allow else "deny",
                              "reason": decision.reason}
    if decision.basis:
        result["basis"] = decision.basis
    if decision.expires is not None:
        result["expires"] = text_of(decision.expires)
    if decision.consent_id:
        result["consent_id"] = decision.consent_id
    return result


def contact_json(contact: Contact) -> dict[str, Any]:
    """A contact as it is asked; defaults are left out."""
    result: dict[str, Any] = {"channel": contact.channel, "content": contact.content}
    if contact.recipient != "natural-person":
        result["recipient"] = contact.recipient
    if contact.about != "business":
        result["about"] = contact.about
    for name in ("purpose", "number", "local_time"):
        if getattr(contact, name):
            result[name] = getattr(contact, name)
    if contact.nix is not None:
        result["nix"] = {"checked_at": text_of(contact.nix[0]), "listed": contact.nix[1]}
    if contact.sale is not None:
        names = ("to_person", "own_similar", "opt_out_at_collection", "opt_out_in_message")
        result["sale"] = dict(zip(names, contact.sale))
    return result


def record_json(record: Record) -> dict[str, Any]:
    """A record as it is asked."""
    result: dict[str, Any] = {"made_at": text_of(record.made_at), "store": record.store}
    if record.category:
        result["category"] = record.category
    if record.uses:
        result["uses"] = list(record.uses)
    if record.hold:
        result["hold"] = True
    if not record.delivered:
        result["delivered"] = False
    if record.billing is not None:
        billing: dict[str, Any] = {}
        if record.billing.paid_at is not None:
            billing["paid_at"] = text_of(record.billing.paid_at)
        if record.billing.objection_until is not None:
            billing["objection_until"] = text_of(record.billing.objection_until)
        if record.billing.disputed:
            billing["disputed"] = True
        result["billing"] = billing
    return result


def state_view(parties: Parties) -> dict[str, Any]:
    """What both sides' states are compared by."""
    subject = parties.subject
    choices = {}
    for name, choice in subject.choices.items():
        span = (text_of(choice.since or 0), text_of(choice.until or 0)) \
            if choice.choice == GRANTED else ()
        choices[name] = (choice.choice, choice.sequence, *span)
    return {"begun": subject.begun, "ended": subject.ended, "choices": choices,
            "sequences": (subject.sequence, parties.person.sequence, parties.subscriber.sequence),
            "restricted": parties.person.restricted,
            "objections": sorted(parties.person.objections), "gates": dict(parties.subscriber.gates)}


def without_subscriber(view: dict[str, Any]) -> dict[str, Any]:
    """A subject whose relation never began has no person and no subscriber to compare."""
    return {"begun": view["begun"], "choices": view["choices"]}


def core_view(state: dict[str, Any]) -> dict[str, Any]:
    """The same of a state that the core answered."""
    subject, person = state["subject"], state.get("person", {})
    subscriber = state.get("subscriber", {})
    choices = {}
    for choice in subject.get("choices", ()):
        span = (choice.get("since"), choice.get("until")) if choice["choice"] == GRANTED else ()
        choices[choice["purpose"]] = (choice["choice"], choice["sequence"], *span)
    return {"begun": subject["begun"], "ended": subject["ended"], "choices": choices,
            "sequences": (subject.get("sequence", 0), person.get("sequence", 0),
                          subscriber.get("sequence", 0)),
            "restricted": person.get("restricted", False),
            "objections": sorted(each.get("purpose", "") for each in person.get("objections", ())),
            "gates": {gate["purpose"]: gate["open"] for gate in subscriber.get("gates", ())}}
