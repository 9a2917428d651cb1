"""One history, step by step: what the core is told to do, and what the model says to it."""
from typing import Any

from .accept import (Actor, Judgement, Verdict, event_of, gate_event, gate_faults, judge,
                     provisioning_event, provisioning_faults, stop_faults)
from .asked import Asked
from .formats import actor_json, state_view
from .moment import text_of
from .state import THEN, Event
from .steps import Exchange, Step, encoded


class Run(Asked):
    """Performs the steps of one history on the model, and gathers the lines for the core."""

    def perform(self, step: Step) -> None:
        """One step, by its kind."""
        getattr(self, "step_" + step.kind)(step)

    def tell(self, events: list[Event]) -> None:
        """Tells the core what the model holds for true."""
        if events:
            events = [{name: value for name, value in event.items() if name != THEN}
                      for event in events]
            self.exchanges.append(Exchange(encoded({"call": "events", "events": events})))

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
