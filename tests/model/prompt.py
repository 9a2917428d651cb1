"""May this person be asked now? (L61, ruling 20)"""
from dataclasses import dataclass

from .catalogue import Catalogue
from .decide import objected, own_choice_fault
from .moment import add_months
from .state import NOES, Parties


@dataclass(frozen=True)
class Prompt:
    """Yes or no, and why; `open` when the texts allow both (README, decision 8)."""

    prompt: bool
    reason: str
    open: bool = False


def decide_prompt(catalogue: Catalogue, parties: Parties, name: str, now: int) -> Prompt:
    """Never while restricted, after an objection, after the relation, behind a closed gate, before
    the running yes has ended; and not within six months of a no on the same processing version."""
    purpose = catalogue.choosable(name)
    if purpose is None:
        return Prompt(False, "unknown_purpose")
    if purpose.inactive_code:
        return Prompt(False, purpose.inactive_code)
    subject = parties.subject
    if parties.person.restricted:
        return Prompt(False, "restricted")
    if objected(purpose, parties):
        return Prompt(False, "objected")
    if not subject.begun or not subject.person:
        return Prompt(False, "no_identified_user")
    if subject.ended:
        return Prompt(False, "relation_ended")
    if purpose.needs_gate and not parties.subscriber.gates.get(name, False):
        return Prompt(False, "subscriber_gate_closed")
    choice = subject.choices.get(name)
    fault = own_choice_fault(catalogue, purpose, choice, now)
    if not fault:
        return Prompt(False, "consent_given")
    if choice and fault in NOES:
        same = choice.processing_version in (0, purpose.processing_version)
        may_again = add_months(choice.at, catalogue.policy.no_reprompt_months)
        if same and now < may_again:
            unknown = choice.processing_version == 0
            return Prompt(False, fault, unknown and choice.version_then != purpose.processing_version)
    return Prompt(True, "no_decision" if choice is None else fault)
