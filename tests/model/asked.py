"""The questions of a history: what the core is asked, and what the model answers."""
from typing import Any

from .catalogue import Catalogue
from .contact import Contact, decide_contact
from .cookie import CookieChoice, decide_cookie
from .decide import Decision, Question, decide_processing
from .due import due, rights_due
from .formats import contact_json, decision_json, record_json, state_view, task_json
from .freshness import Freshness
from .moment import text_of
from .permit import check_permit
from .prompt import decide_prompt
from .record import Billing, Record, decide_record
from .state import Parties, World
from .steps import Exchange, Step, encoded
from .sum import decide_sum
from .variants import FIRST, Variants


class Asked:
    """A world as the core was told it, and the lines of the core."""

    def __init__(self, variants: Variants) -> None:
        self.variants = variants
        self.name, self.signed = FIRST, True
        self.world = World()
        self.exchanges = [Exchange('{"call":"forget"}')]

    @property
    def catalogue(self) -> Catalogue:
        return self.variants.catalogues[self.name, self.signed]

    def parties(self, step: Step) -> Parties:
        """The parties a question is about, of now or of the past."""
        past = step.data.get("as_of")
        world = self.world if past is None else self.world.as_of(past)
        return world.parties(step.data["subject"])

    def add(self, request: dict[str, Any], kind: str, expected: Any, label: str) -> None:
        self.exchanges.append(Exchange(encoded(request), kind, expected, label))

    def step_processing(self, step: Step) -> None:
        """May this data be used?"""
        question = Question(**step.data["question"])
        fresh = step.data.get("freshness", {})
        decision = decide_processing(self.catalogue, self.parties(step), question, step.at,
                                     Freshness(**fresh))
        asked = {"purpose": question.purpose, "role": question.role,
                 "fields": list(question.fields), "source_store": question.source_store}
        if question.record_time is not None:
            asked["record_time"] = text_of(question.record_time)
        if question.offer_class:
            asked["offer_class"] = question.offer_class
        told = {"freshness": fresh} if fresh else {}
        self.ask(step, "decide_processing", {"question": asked, **told}, decision)

    def step_contact(self, step: Step) -> None:
        """May this person be contacted this way?"""
        contact = Contact(**step.data["contact"])
        decision = decide_contact(self.catalogue, self.parties(step), contact,
                                  step.at)
        self.ask(step, "decide_contact", {"contact": contact_json(contact)}, decision)

    def step_prompt(self, step: Step) -> None:
        """May this person be asked now?"""
        purpose = step.data["purpose"]
        answer = decide_prompt(self.catalogue, self.parties(step), purpose,
                               step.at)
        request = {"call": "decide_prompt", "now": text_of(step.at), "purpose": purpose,
                   **about(step)}
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
                   "subjects": subjects,
                   "answered": [shown if at is None else {"subjects": shown, "at": text_of(at)}
                                for shown, at in answered]}
        expected = {"decision": "allow" if decision.allow else "deny", "reason": decision.reason}
        if decision.allow:
            expected["count"] = count
        self.add(request, "exact", expected, "decide_sum")

    def step_record(self, step: Step) -> None:
        """Keep, erase or de-identify this record?"""
        data = dict(step.data["record"])
        billing = data.pop("billing", None)
        record = Record(**data, billing=Billing(**billing) if billing else None)
        fate = decide_record(self.catalogue, self.parties(step), record,
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
        request = {"call": "state", **about(step)}
        view = state_view(self.parties(step))
        self.add(request, "state", view, "state")

    def ask(self, step: Step, call: str, asked: dict[str, Any], decision: Decision) -> None:
        request = {"call": call, "now": text_of(step.at), **about(step), **asked}
        self.add(request, "exact", decision_json(decision), call)

    def step_due(self, step: Step) -> None:
        """What has to be done, and when (L58, L59, L76)?"""
        tasks = due(self.catalogue, self.parties(step).subject, step.at)
        request = {"call": "due", "subject": step.data["subject"], "now": text_of(step.at)}
        self.add(request, "due", [task_json(task) for task in tasks], "due")

    def step_rights(self, step: Step) -> None:
        """Until when must a request be answered (L124)?"""
        received, extended = step.data["received_at"], step.data["extended_at"]
        request = {"call": "rights_clock", "received_at": text_of(received),
                   "now": text_of(step.at)}
        if extended is not None:
            request["extended_at"] = text_of(extended)
        answer = rights_due(received, extended, step.at)
        if answer is None:
            self.add(request, "act", (frozenset({"bad_value"}), []), "rights_clock")
        else:
            self.add(request, "exact", {"due": text_of(answer)}, "rights_clock")


def about(step: Step) -> dict[str, str]:
    """Whom a question is about, and as of when, where it is about the past."""
    result = {"subject": step.data["subject"]}
    if step.data.get("as_of") is not None:
        result["as_of"] = text_of(step.data["as_of"])
    return result
