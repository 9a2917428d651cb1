"""Random histories of a small world, the same for the same seed."""
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

from .decide import consent_end
from .moment import DAY, HOUR, MINUTE, SECOND, add_months, parse, text_of
from .run import Run, Step
from .state import GRANTED
from .variants import ORDER, Variants

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


class Maker:
    """Makes one history, step by step, and runs the model along, to aim at its boundaries."""

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

    # ---- acts -------------------------------------------------------------------------------

    def act(self) -> None:
        """One act by the right or the wrong actor."""
        acts: tuple[tuple[Callable[[], None], int], ...] = (
            (self.grant, 42), (self.stop, 18), (self.person_act, 9), (self.several, 5),
            (self.gate, 12), (self.relation, 5), (self.mandates, 4), (self.load, 5))
        self.random.choices([act for act, _ in acts], [weight for _, weight in acts])[0]()

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

    def submission(self, subject: str) -> dict[str, Any]:
        """What the page sends, without fault, but for the changes."""
        decided = self.now - self.pick((0, 2 * SECOND, 2 * SECOND, 300 * SECOND, -300 * SECOND))
        shown = decided - self.pick((0, 28 * SECOND, HOUR))
        catalogue = self.run.catalogue
        return {"submission_id": f"sbm-{len(self.steps)}", "subject": subject,
                "catalogue": catalogue.id, "catalogue_version": catalogue.version,
                "language": self.pick(("sv", "en")), "ui_build": "1.0.0",
                "notice_shown_at": text_of(shown), "decided_at": text_of(decided)}

    def change(self, subject: str, purpose: str, language: str) -> dict[str, Any]:
        """A grant without fault."""
        found = self.run.catalogue.choosable(purpose)
        roles = ["user"]
        if base(subject) == "sub-eva" and self.chance(60):
            roles = ["subscriber", "user"]
        return {"purpose": purpose, "choice": "granted", "method": self.pick(("switch", "button")),
                "processing_version": found.processing_version if found else 1,
                "text_version": found.text_version if found else 1,
                "text_digest": self.run.catalogue.digests.get((purpose, language),
                                                              "sha256:" + "0" * 64),
                "roles": roles}

    def grant(self) -> None:
        """A yes, good or slightly wrong."""
        subject, purpose = self.subject(), self.purpose()
        submission = self.submission(subject)
        change = self.change(subject, purpose, submission["language"])
        offset: int | None = 0
        if self.chance(22):
            offset = self.spoil(submission, change)
        submission["changes"] = [change]
        self.do("judge", subject=subject, actor=self.actor(subject, 10), submission=submission,
                sequence_offset=offset)
        self.remember(subject)

    def spoil(self, submission: dict[str, Any], change: dict[str, Any]) -> int | None:
        """One thing goes wrong; answers the offset of the sequence."""
        decided = parse(submission["decided_at"])
        spoiled: tuple[Callable[[], Any], ...] = (
            lambda: submission.pop(self.pick(("submission_id", "catalogue", "catalogue_version",
                                              "language", "ui_build", "decided_at"))),
            lambda: submission.pop("notice_shown_at"),
            lambda: change.pop(self.pick(("method", "processing_version", "text_version",
                                          "text_digest", "roles"))),
            lambda: submission.update(notice_shown_at=text_of(decided + 1)),
            lambda: submission.update(decided_at=text_of(self.now + 300_001)),
            lambda: submission.update(decided_at=text_of(self.now - 300_001),
                                      notice_shown_at=text_of(self.now - HOUR)),
            lambda: submission.update(language="fi"),
            lambda: submission.update(catalogue_version="2026-01-01.1"),
            lambda: submission.update(note="x"),
            lambda: submission.update(ui_build="191212121212"),
            lambda: change.update(ip="192.0.2.1"),
            lambda: change.update(method=self.pick(("scroll", "dismiss", "timeout", "continue",
                                                    "default", "bulk-admin"))),
            lambda: change.update(processing_version=change["processing_version"]
                                  + self.pick((-1, 1)) or 3),
            lambda: change.update(text_version=change["text_version"] + 1),
            lambda: change.update(text_digest="sha256:" + "5" * 64),
            lambda: change.update(roles=["subscriber", "user"]),
            lambda: change.update(purpose=self.pick(("*", ["contact-sms"], "traffic-unknown",
                                                     "subscriber-billing", "cookie-statistics"))))
        if self.chance(12):
            return self.pick((None, -1, 1))
        self.pick(spoiled)()
        return 0

    def stop(self) -> None:
        """A no: with all that a page sends, or with nothing, or with much that does not belong."""
        subject, purpose = self.subject(), self.purpose()
        change: dict[str, Any] = {"purpose": purpose, "choice": self.pick(("refused", "withdrawn"))}
        if self.chance(5):
            change["purpose"] = self.pick(("*", ["contact-sms"], "traffic-unknown"))
        actor = self.stopper(subject)
        if self.chance(20) and isinstance(change["purpose"], str) and change["purpose"] != "*":
            act = {"kind": change["choice"], "purpose": change["purpose"], "subject": subject}
            self.do("act", subject=subject, actor=actor, act=act)
            return
        submission: dict[str, Any] = {"subject": subject}
        offset: int | None = None
        if self.chance(40):
            submission = self.submission(subject)
            full = self.change(subject, purpose, submission["language"])
            change = {**full, **change}
            offset = self.spoil(submission, full) if self.chance(50) else self.pick((0, -1))
        if self.chance(20):
            change["reason"] = self.pick(("no longer wanted", "191212121212"))
        submission["changes"] = [change]
        self.do("judge", subject=subject, actor=actor, submission=submission,
                sequence_offset=offset)
        self.remember(subject)

    def person_act(self) -> None:
        """Objection and restriction, and their end."""
        subject = self.subject()
        if base(subject) == "sub-pool":
            return
        choice = self.pick(("objection", "objection", "restricted", "objection_lifted",
                            "objection_lifted", "unrestricted", "unrestricted"))
        change: dict[str, Any] = {"choice": choice}
        if choice.startswith("objection") and self.chance(50):
            change["purpose"] = self.pick((*self.purposes, "generic-marketing-post", "fault-handling"))
        actor = self.actor(subject, 15) if choice.endswith(("lifted", "unrestricted")) \
            else self.stopper(subject)
        self.do("judge", subject=subject, actor=actor,
                submission={"subject": subject, "changes": [change]}, sequence_offset=None)

    def several(self) -> None:
        """Several changes at once; now and then the same purpose twice."""
        subject = self.subject()
        submission = self.submission(subject)
        changes = []
        for purpose in self.random.sample(PURPOSES + CHANNELS, 3):
            change = self.change(subject, purpose, submission["language"])
            if self.chance(40):
                change["choice"] = self.pick(("refused", "withdrawn"))
            changes.append(change)
        if self.chance(40):
            changes.append(dict(changes[0], choice="withdrawn"))
        if self.chance(20):
            changes.append({"choice": self.pick(("restricted", "objection"))})
        submission["changes"] = changes
        self.do("judge", subject=subject, actor=self.actor(subject, 5), submission=submission,
                sequence_offset=0)
        self.remember(subject)

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

    def load(self) -> None:
        """The next version of the catalogue, or the same without its signature."""
        index = ORDER.index(self.run.name)
        if self.chance(75):
            index = min(index + 1, len(ORDER) - 1)
        self.do("load", name=ORDER[index], signed=not self.chance(20))

    def remember(self, subject: str) -> None:
        """The moments at which an answer about this subject may turn."""
        state = self.run.world.subject(subject)
        for choice in state.choices.values():
            if choice.choice == GRANTED:
                self.turning.append(consent_end(self.run.catalogue, choice))
            else:
                self.turning.append(add_months(choice.at, 6))
        del self.turning[:-8]

    # ---- questions --------------------------------------------------------------------------

    def ask(self) -> None:
        """A few questions after an act."""
        for _ in range(self.pick((1, 2, 2))):
            self.question_processing()
        calls = self.abilities.calls
        if "decide_contact" in calls and self.chance(45):
            self.question_contact()
        if "decide_prompt" in calls and self.chance(35):
            self.question_prompt()
        if "decide_cookie" in calls and self.chance(6):
            self.question_cookie()
        if "check_permit" in calls and self.chance(4):
            self.question_permit()
        if "decide_record" in calls and self.chance(15):
            self.question_record()
        if self.chance(4):
            self.do("state", subject=self.subject())

    def moment(self) -> int:
        """Now, or a boundary not yet reached."""
        ahead = [moment for moment in self.turning if moment > self.now]
        if ahead and self.chance(30):
            return max(self.now, self.pick(ahead) + self.pick((-1, 0, 1)))
        return self.now + self.pick((0, 0, 0, 1, SECOND, DAY))

    def record_moment(self, subject: str, purpose: str, now: int) -> int | None:
        """When the record was made: about the edges of the interval and of its age."""
        choice = self.run.world.subject(subject).choices.get(purpose)
        found = self.run.catalogue.choosable(purpose)
        moments = [now, now - 90 * DAY, now - DAY]
        if found and found.max_age_days:
            moments.append(now - found.max_age_days * DAY)
        if choice and choice.since is not None:
            moments += [choice.since, choice.since, choice.since - 30 * DAY, choice.at]
        if choice and choice.stopped_at is not None:
            moments += [choice.stopped_at]
        return None if self.chance(25) else self.pick(moments) + self.pick((-1, 0, 0, 1))

    def question_processing(self) -> None:
        """May this data be used? Mostly rightly asked."""
        subject, purpose = self.subject(), self.purpose()
        if purpose in CHANNELS:
            purpose = self.pick([name for name in self.purposes if name in PURPOSES] or PURPOSES)
        if self.chance(12):
            purpose = self.pick(INFORMATION)
        if self.chance(3):
            purpose = self.pick(("traffic-unknown", "contact-sms", "cookie-statistics"))
        now = self.moment()
        found = self.run.catalogue.purposes.get(purpose)
        listed = sorted(found.data_types) if found else ["usage-volume"]
        fields = self.random.sample(listed, min(len(listed), self.pick((0, 1, 2))))
        if self.chance(6):
            fields += self.random.sample(FIELDS, self.pick((1, 2)))
        offer = ""
        if self.chance(15):
            offer = self.pick(("electronic-communications-service", "device", "insurance"))
        question = {"purpose": purpose, "fields": tuple(fields), "offer_class": offer,
                    "role": ROLES.get(purpose, "billing") if not self.chance(3)
                    else self.pick(("hr", "billing")),
                    "source_store": "mediation" if not self.chance(8) else self.pick(STORES),
                    "record_time": self.record_moment(subject, purpose, now)}
        self.do("processing", now, subject=subject, question=question)

    def question_prompt(self) -> None:
        """May this person be asked? Often just about six months after a no."""
        subject, purpose, now = self.subject(), self.purpose(), self.moment()
        choice = self.run.world.subject(subject).choices.get(purpose)
        if choice and choice.choice != GRANTED and self.chance(50):
            again = add_months(choice.at, self.run.catalogue.policy.no_reprompt_months)
            now = max(self.now, again + self.pick((-1, 0, 1)))
        self.do("prompt", now, subject=subject, purpose=purpose)

    def question_contact(self) -> None:
        """May this person be contacted this way?"""
        now = self.moment()
        contact: dict[str, Any] = {"channel": self.pick((*CHANNELS, "contact-automated-call"))}
        named = [purpose for purpose in self.purposes if purpose in CHANNELS]
        if named and self.chance(70):
            contact["channel"] = self.pick(named)
        if self.chance(4):
            contact["channel"] = self.pick(("contact-unknown", "traffic-offers-personal"))
        contact["content"] = "service" if self.chance(6) else "marketing"
        if self.chance(8):
            contact["recipient"] = "legal-person"
        if self.chance(25):
            contact["purpose"] = self.pick(("traffic-offers-personal", "traffic-offers-personal",
                                            "traffic-customer-service", "subscriber-billing",
                                            "traffic-unknown"))
        if self.chance(60) or contact["channel"] in ("contact-phone", "contact-automated-call"):
            contact |= self.called(now)
        if self.chance(30):
            facts = [not self.chance(8) for _ in range(4)]
            contact["sale"] = tuple(facts)
        self.do("contact", now, subject=self.subject(), contact=contact)

    def called(self, now: int) -> dict[str, Any]:
        """The number, the called party's clock, the NIX check."""
        result: dict[str, Any] = {"number": self.pick(("work", "private", "")),
                                  "about": "private" if self.chance(12) else "business"}
        if not self.chance(8):
            day = self.pick(("2026-11-24", "2026-11-27", "2026-11-28", "2026-11-29", "2026-12-24"))
            hour = self.pick(("08:00", "07:59", "08:59", "09:00", "14:30", "16:59", "17:00"))
            result["local_time"] = f"{day}T{hour}"
        if not self.chance(10):
            edge = add_months(now, -2)
            checked = self.pick((now, now, now + 1, now - DAY, edge, edge + 1, edge - 1))
            result["nix"] = (checked, self.chance(15))
        return result

    def question_cookie(self) -> None:
        """May this category of cookies be used?"""
        now = self.moment()
        choice = None
        if self.chance(75):
            edge = add_months(now, -6)
            choice = {"choice": self.pick(("granted", "refused")),
                      "at": self.pick((now, now + 1, now - DAY, edge - 1, edge, edge + 1)),
                      "version": self.pick((1, 1, 1, 2))}
        category = self.pick(("cookie-necessary", "cookie-preferences", "cookie-statistics",
                              "cookie-marketing", "cookie-unknown"))
        self.do("cookie", now, category=category, choice=choice, gpc=self.chance(30))

    def question_permit(self) -> None:
        """Is a kept answer still good, and for this?"""
        issued = self.now + self.pick((0, -1, 1, -MINUTE, -MINUTE - 1, -MINUTE + 1))
        permit = (self.pick(PURPOSES[::2]), self.subject())
        question = permit if self.chance(75) else (self.pick(PURPOSES[::2]), self.subject())
        self.do("permit", permit=permit, question=question, issued_at=issued)

    def question_record(self) -> None:
        """Keep, erase or de-identify?"""
        subject, now = self.subject(), self.moment()
        uses = self.random.sample(PURPOSES, self.pick((0, 1, 1, 2)))
        made = self.record_moment(subject, uses[0] if uses else PURPOSES[0], now)
        record: dict[str, Any] = {"made_at": min(now, made if made is not None else now),
                                  "store": self.pick(("mediation", "warehouse")),
                                  "uses": tuple(uses)}
        if self.chance(25):
            category = self.pick(("telephony", "telephony_location", "internet"))
            months = {"telephony": 6, "telephony_location": 2, "internet": 10}[category]
            edge = add_months(now, -months)
            record = {"made_at": self.pick((edge - 1, edge, edge + 1, now)), "category": category,
                      "store": "crime-retention", "hold": self.chance(15)}
        elif self.chance(40):
            record["billing"] = {"paid_at": None if self.chance(40) else now - DAY,
                                 "objection_until": None if self.chance(40)
                                 else now + self.pick((-1, 0, 1, DAY)),
                                 "disputed": self.chance(15)}
        if "category" not in record and self.chance(10):
            record["delivered"] = False
        if self.chance(4):
            record["uses"] = ("traffic-unknown",)
        self.do("record", now, subject=subject, record=record)


def crowd(maker: Maker) -> None:
    """A dozen users of one company, to ask for sums of about ten (ruling 22)."""
    at, purpose = text_of(maker.now), "traffic-offers-personal"
    version = maker.run.catalogue.purposes[purpose].processing_version
    until = text_of(add_months(maker.now, 24))
    persons = {subject: subject.replace("sub", "prs") for subject in CROWD}
    if maker.chance(30):
        persons["sub-c1"] = persons["sub-c0"]
    events: list[dict[str, Any]] = [
        {"kind": "gate_opened", "subscriber": "sbr-crowd", "purpose": purpose, "door": "gates",
         "actor": "prs-admin", "at": at, "sequence": 1}]
    for subject in CROWD:
        events.append({"kind": "relation_begun", "subject": subject, "subscriber": "sbr-crowd",
                       "person": persons[subject], "subscriber_kind": "company",
                       "door": "provisioning", "at": at, "sequence": 1})
        events.append({"kind": "granted", "subject": subject, "purpose": purpose, "door": "page",
                       "at": at, "sequence": 2, "until": until,
                       "person": persons[subject], "subscriber": "sbr-crowd",
                       "evidence": {"processing_version": version, "text_version": 1}})
    gone = maker.random.sample(CROWD, maker.random.randrange(0, 5))
    events += [{"kind": "withdrawn", "subject": subject, "purpose": purpose, "door": "page",
                "person": persons[subject], "subscriber": "sbr-crowd",
                "at": at, "sequence": 3} for subject in gone]
    maker.do("told", events=events)
    asked = list(CROWD[:maker.pick((9, 10, 11, 12))])
    if maker.chance(30):
        asked.append(asked[0])
    answered = [list(CROWD[:maker.pick((9, 10, 11, 12))])] if maker.chance(50) else []
    maker.do("sum", maker.now, purpose=purpose, subjects=asked, answered=answered)


def make_history(seed: str, variants: Variants, abilities: Abilities) -> Maker:
    """About a dozen acts in time order, and questions after each."""
    maker = Maker(Random(seed), variants, abilities)
    maker.settle()
    for _ in range(maker.random.randrange(6, 18)):
        maker.advance()
        maker.act()
        maker.ask()
    if "decide_sum" in abilities.calls and maker.chance(12):
        crowd(maker)
    return maker
