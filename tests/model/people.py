"""Who lives in the histories, and how their clock goes."""
from dataclasses import dataclass
from random import Random
from typing import Any

from .decide import consent_end
from .moment import DAY, HOUR, MINUTE, SECOND, add_months, parse, text_of
from .run import Run
from .state import GRANTED
from .steps import Step
from .variants import Variants

START = parse("2026-11-24T08:00:00Z")
PURPOSES = ("traffic-offers-personal", "traffic-product-development", "traffic-customer-service")
CHANNELS = ("contact-sms", "contact-email", "contact-phone")
RARE_PURPOSES = ("traffic-process-improvement", "traffic-offers-company",
                 "traffic-fault-prevention")
ROLES = {"traffic-offers-personal": "ecs-marketing", "traffic-customer-service": "customer-enquiry",
         "traffic-product-development": "value-added-service",
         "traffic-process-improvement": "traffic-management",
         "traffic-offers-company": "ecs-marketing", "traffic-fault-prevention": "traffic-management",
         "subscriber-billing": "billing", "fault-handling": "traffic-management",
         "public-warning": "statutory", "crime-retention": "statutory",
         "generic-marketing-post": "ecs-marketing"}
INFORMATION = ("subscriber-billing", "fault-handling", "public-warning", "crime-retention",
               "generic-marketing-post")
FIELDS = ("usage-volume", "usage-time-band", "service-type", "device-class", "failed-event",
          "cell-id", "communication-content", "visited-domain", "special-category", "nonsense")
STORES = ("mediation", "mediation", "warehouse", "billing", "crime-retention", "nowhere")
PEOPLE = {"sub-anna": "prs-anna", "sub-anna-ek": "prs-anna", "sub-bo": "prs-bo",
          "sub-eva": "prs-eva", "sub-liv": "prs-liv"}
SUBSCRIBERS = {"sub-anna": "sbr-bjork", "sub-bo": "sbr-bjork", "sub-pool": "sbr-bjork",
               "sub-anna-ek": "sbr-ek", "sub-liv": "sbr-ek", "sub-eva": "sbr-eva"}
ADMINS = {"sbr-bjork": "prs-karin", "sbr-ek": "prs-anna", "sbr-eva": "prs-eva"}
CROWD = tuple(f"sub-c{number}" for number in range(12))


def base(subject: str) -> str:
    """The first subject of a person who came back as a new one."""
    return subject.removesuffix(".2")


def subscriber_of(subject: str) -> str:
    """Whose subscription it is."""
    return SUBSCRIBERS[base(subject)]


@dataclass(frozen=True)
class Abilities:
    """What this core knows beyond the first calls: found out before the histories are made."""

    calls: frozenset[str] = frozenset()


class People:
    """A small world, and the steps of one history in it; the model runs along, to aim at its boundaries."""

    def __init__(self, random: Random, variants: Variants, abilities: Abilities) -> None:
        self.random = random
        self.abilities = abilities
        self.run = Run(variants)
        self.steps: list[Step] = []
        self.now = START + random.randrange(0, 40 * DAY)
        self.turning = [self.now]
        self.focus = random.sample([*PEOPLE, "sub-pool"], random.choice((1, 1, 2, 3)))
        self.purposes = random.sample(PURPOSES + CHANNELS, random.choice((1, 1, 2, 3)))

    # ---- small choices ----------------------------------------------------------------------

    def chance(self, percent: float) -> bool:
        return self.random.random() * 100 < percent

    def pick(self, options: Any) -> Any:
        return options[int(self.random.random() * len(options))]

    def subject(self) -> str:
        return self.pick(self.focus)

    def purpose(self) -> str:
        return self.pick(RARE_PURPOSES) if self.chance(4) else self.pick(self.purposes)

    def do(self, kind: str, at: int | None = None, **data: Any) -> None:
        """One more step, performed on the model."""
        step = Step(kind, self.now if at is None else at, data)
        self.steps.append(step)
        self.run.perform(step)

    # ---- the world and its clock ------------------------------------------------------------

    def settle(self) -> None:
        """Who is who: two companies, a sole trader, a pool SIM, a child with a guardian."""
        at = text_of(START - 30 * DAY)
        events: list[dict[str, Any]] = []
        for subject in self.focus:
            if not self.chance(6):
                events.append(self.begin(subject, at))
        for subscriber in sorted({subscriber_of(subject) for subject in self.focus}):
            events.append(self.mandate(subscriber, at))
        if any(event.get("subject") == "sub-liv" for event in events) and self.chance(80):
            events.append({"kind": "mandate_given", "subject": "sub-liv", "person": "prs-greta",
                           "door": "provisioning", "at": at, "sequence": 2})
        if self.chance(50):
            events += self.open_gates(at)
        self.do("told", events=events)

    def begin(self, subject: str, at: str) -> dict[str, Any]:
        event = {"kind": "relation_begun", "subject": subject, "subscriber": subscriber_of(subject),
                 "subscriber_kind": "sole-trader" if base(subject) == "sub-eva" else "company",
                 "door": "provisioning", "at": at, "sequence": 1}
        if base(subject) in PEOPLE:
            event["person"] = PEOPLE[base(subject)]
        if base(subject) == "sub-liv":
            birthday = self.now + self.random.randrange(-30, 900) * DAY
            event["age_13_at"] = text_of(birthday)
            self.turning.append(birthday)
        return event

    def mandate(self, subscriber: str, at: str) -> dict[str, Any]:
        event = {"kind": "mandate_given", "subscriber": subscriber, "person": ADMINS[subscriber],
                 "door": "provisioning", "at": at, "sequence": 1}
        if self.chance(30):
            start = START + self.random.randrange(-20, 60) * DAY
            end = start + self.random.randrange(1, 500) * DAY
            event |= {"from": text_of(start), "until": text_of(end)}
            self.turning += [start, end]
        return event

    def open_gates(self, at: str) -> list[dict[str, Any]]:
        subscriber = subscriber_of(self.focus[0])
        wanted = [name for name in self.purposes if name in PURPOSES[:2]]
        return [{"kind": "gate_opened", "subscriber": subscriber, "purpose": name,
                 "actor": ADMINS[subscriber], "door": "gates", "at": at, "sequence": number}
                for number, name in enumerate(wanted, 2)]

    def advance(self) -> None:
        """The clock goes on: a moment, a season, or to just about a boundary."""
        ahead = [moment for moment in self.turning if moment - 1 > self.now]
        if ahead and self.chance(35):
            self.now = self.pick(ahead) + self.pick((-1, 0, 0, 1))
            return
        self.now += self.pick((1, SECOND, MINUTE, HOUR, DAY, 20 * DAY, 45 * DAY, 200 * DAY)) \
            * self.random.randrange(1, 4)

    def actor(self, subject: str, wrong: float) -> dict[str, str]:
        """Who sends a grant: the person on the page, or with some chance somebody else."""
        person = PEOPLE.get(base(subject), "prs-bo")
        if base(subject) == "sub-liv" and self.chance(60):
            return {"person": self.pick(("prs-greta",) * 6 + ("prs-karin",)), "role": "guardian",
                    "door": "page", "session": "ses-1"}
        if not self.chance(wrong):
            return {"person": person, "role": "user", "door": "page", "session": "ses-1"}
        return self.pick((
            {"person": "prs-karin", "role": "company-admin", "door": "page", "session": "ses-2"},
            {"person": person, "role": "company-admin", "door": "page", "session": "ses-2"},
            {"person": "prs-other", "role": "user", "door": "page", "session": "ses-3"},
            {"person": "prs-kc", "role": "customer-service", "door": "customer-service"},
            {"role": "import", "door": "import"},
            {"person": "prs-greta", "role": "guardian", "door": "page", "session": "ses-4"},
            {"person": person, "role": "user", "door": "form", "session": "ses-1"},
            {"person": person, "role": "user", "door": "letter"},
            {"person": person, "role": "user", "door": "sms"},
            {"person": person, "role": "user", "door": "page"}))

    def stopper(self, subject: str) -> dict[str, str]:
        """Who sends a stop: any of those who may, and sometimes who may not."""
        person = PEOPLE.get(base(subject), "prs-bo")
        if self.chance(15):
            return self.actor(subject, 100)
        door = self.pick(("page", "page", "form", "sms", "mail-link", "letter"))
        own = {"person": person, "role": "user", "door": door}
        if base(subject) == "sub-liv" and self.chance(40):
            own = {"person": self.pick(("prs-greta",) * 4 + ("prs-karin",)), "role": "guardian", "door": door}
        service = {"person": "prs-kc", "role": "customer-service", "door": "customer-service"}
        return self.pick((own, own, own, service, {"role": "import", "door": "import"}))

    def remember(self, subject: str) -> None:
        """The moments at which an answer about this subject may turn."""
        state = self.run.world.subject(subject)
        for choice in state.choices.values():
            if choice.choice == GRANTED:
                self.turning.append(consent_end(self.run.catalogue, choice))
            else:
                self.turning.append(add_months(choice.at, 6))
        del self.turning[:-8]
