"""How docs/EVALUATE.md writes what the model says, and what of two states is compared."""
from typing import Any

from .accept import Actor
from .contact import Contact
from .decide import Decision
from .due import Task
from .moment import text_of
from .record import Record
from .state import GRANTED, Parties


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


def task_json(task: Task) -> dict[str, str]:
    """One line of a list of what is due; absent members mean the same as empty ones."""
    result = {"at": text_of(task.at), "kind": task.kind}
    for name in ("purpose", "sink"):
        if getattr(task, name):
            result[name] = getattr(task, name)
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
