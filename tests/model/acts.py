"""What happens in a history: people choose, companies and the customer systems act."""
from collections.abc import Callable

from .choices import Choices
from .decide import consent_end
from .moment import text_of
from .people import ADMINS, RARE_PURPOSES, SUBSCRIBERS, base, subscriber_of
from .state import GRANTED
from .variants import ORDER


class Acts(Choices):
    """Each act by the right or the wrong actor."""

    def act(self) -> None:
        """One act by the right or the wrong actor."""
        acts: tuple[tuple[Callable[[], None], int], ...] = (
            (self.grant, 42), (self.stop, 18), (self.person_act, 9), (self.several, 5),
            (self.gate, 12), (self.relation, 5), (self.mandates, 4), (self.load, 5),
            (self.done, 3))
        self.random.choices([act for act, _ in acts], [weight for _, weight in acts])[0]()

    def gate(self) -> None:
        """The subscriber's switch, by its administrator or somebody else."""
        subject = self.subject()
        subscriber = subscriber_of(subject)
        person = ADMINS[subscriber] if not self.chance(15) else self.pick(("prs-bo", "prs-other"))
        actor = {"person": person, "role": "company-admin",
                 "door": "gates" if not self.chance(5) else "page"}
        purpose = self.pick((*self.purposes, "traffic-offers-personal"))
        if self.chance(6):
            purpose = self.pick(("traffic-unknown", "subscriber-billing", *RARE_PURPOSES))
        opens = self.chance(60)
        if self.chance(25):
            self.do("gates", subscriber=subscriber, actor=actor, changes=[(purpose, opens)])
            return
        act = {"kind": "gate_opened" if opens else "gate_closed", "subscriber": subscriber,
               "purpose": purpose}
        self.do("act", subject=subject, actor=actor, act=act)

    def relation(self) -> None:
        """The relation ends or begins, by the customer systems, the administrator, or a stranger."""
        subject = self.subject()
        state = self.run.world.subject(subject)
        actor = {"role": "provisioning", "door": "provisioning"}
        if state.begun and not state.ended and self.chance(85):
            if self.chance(15):
                actor = {"person": ADMINS[subscriber_of(subject)], "role": "company-admin",
                         "door": self.pick(("gates", "page"))}
            self.do("act", subject=subject, actor=actor,
                    act={"kind": "relation_ended", "subject": subject})
            return
        place = self.focus.index(subject)
        if state.ended and subject in SUBSCRIBERS and self.chance(80):
            subject += ".2"
        act = self.begin(subject, "")
        for member in ("door", "at", "sequence"):
            act.pop(member)
        if self.chance(8):
            actor = {"person": "prs-karin", "role": "company-admin", "door": "gates"}
        self.do("act", subject=subject, actor=actor, act=act)
        if self.run.world.subject(subject).begun:
            self.focus[place] = subject

    def mandates(self) -> None:
        """A mandate is given for a span, or ended."""
        subject = self.subject()
        subscriber = subscriber_of(subject)
        act = self.mandate(subscriber, "")
        for member in ("door", "at", "sequence"):
            act.pop(member)
        if self.chance(40):
            act = {"kind": "mandate_ended", "subscriber": subscriber, "person": ADMINS[subscriber]}
        if base(subject) == "sub-liv" and self.chance(70):
            act |= {"subject": subject, "person": "prs-greta"}
            act.pop("subscriber")
        actor = {"role": "provisioning", "door": "provisioning"}
        if self.chance(10):
            actor = {"person": "prs-bo", "role": "user", "door": "page"}
        self.do("act", subject=subject, actor=actor, act=act)

    def done(self) -> None:
        """The system did what was due: it reminded somebody, or told the end of a consent."""
        subject = self.subject()
        state = self.run.world.subject(subject)
        event = {"kind": "reminded", "subject": subject, "door": "provisioning",
                 "at": text_of(self.now), "sequence": state.sequence + 1}
        ended = [name for name, choice in state.choices.items() if choice.choice == GRANTED
                 and consent_end(self.run.catalogue, choice) <= self.now]
        if ended and self.chance(50):
            event |= {"kind": "expired", "purpose": self.pick(ended)}
        elif state.choices and self.chance(75):
            event["purpose"] = self.pick(list(state.choices))
        if state.begun:
            self.do("told", events=[event])

    def load(self) -> None:
        """The next version of the catalogue, or the same without its signature."""
        index = ORDER.index(self.run.name)
        if self.chance(75):
            index = min(index + 1, len(ORDER) - 1)
        self.do("load", name=ORDER[index], signed=not self.chance(20))
