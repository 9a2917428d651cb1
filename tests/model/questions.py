"""What is asked between the acts, mostly just about a boundary."""
from typing import Any

from .acts import Acts
from .moment import DAY, MINUTE, SECOND, add_months, parse
from .people import (CHANNELS, FIELDS, INFORMATION, PURPOSES, ROLES, STORES)
from .state import GRANTED


class Questions(Acts):
    """Each question mostly rightly asked."""

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
        if "due" in calls and self.chance(12):
            self.do("due", self.moment(), subject=self.subject())
        if "rights_clock" in calls and self.chance(3):
            self.question_rights()
        if self.chance(5):
            self.do("state", subject=self.subject(), **self.past())

    def moment(self) -> int:
        """Now, or a boundary not yet reached."""
        ahead = [moment for moment in self.turning if moment > self.now]
        if ahead and self.chance(30):
            return max(self.now, self.pick(ahead) + self.pick((-1, 0, 1)))
        return self.now + self.pick((0, 0, 0, 1, SECOND, DAY))

    def past(self) -> dict[str, int]:
        """Now and then a question is about the past: often just about when something happened."""
        if not self.chance(15):
            return {}
        happened = [step.at for step in self.steps if step.kind in ("judge", "act", "gates", "told")]
        return {"as_of": self.pick(happened) + self.pick((-1, 0, 0, 1, DAY))}

    def freshness(self) -> dict[str, int]:
        """What the host has read, and what is demanded of it."""
        if not self.chance(8):
            return {}
        position, age = self.random.randrange(0, 9), self.random.randrange(0, 90 * SECOND)
        members = {"position": position, "age_ms": age,
                   "at_least": max(0, position + self.pick((-1, 0, 0, 1))),
                   "max_age_ms": max(0, age + self.pick((-1, 0, 0, 1)))}
        return {name: value for name, value in members.items()
                if name == "position" or not self.chance(25)}

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
        self.do("processing", now, subject=subject, question=question,
                freshness=self.freshness(), **self.past())

    def question_prompt(self) -> None:
        """May this person be asked? Often just about six months after a no."""
        subject, purpose, now = self.subject(), self.purpose(), self.moment()
        choice = self.run.world.subject(subject).choices.get(purpose)
        if choice and choice.choice != GRANTED and self.chance(50):
            again = add_months(choice.at, self.run.catalogue.policy.no_reprompt_months)
            now = max(self.now, again + self.pick((-1, 0, 1)))
        self.do("prompt", now, subject=subject, purpose=purpose, **self.past())

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
        self.do("contact", now, subject=self.subject(), contact=contact, **self.past())

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
                      "at": self.pick((now, now + 1, now + 5 * MINUTE, now + 5 * MINUTE + 1,
                                     now + DAY, now - DAY, edge - 1, edge, edge + 1)),
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

    def question_rights(self) -> None:
        """Until when must a request be answered? Received at a month's end, extended about its edge."""
        received = self.pick((self.now, parse("2027-01-31T09:00:00Z"), parse("2028-01-30T09:00:00Z"),
                              parse("2026-08-31T23:59:59.999Z")))
        first, extended = add_months(received, 1), None
        if self.chance(75):
            extended = self.pick((received, received - 1, first - 1, first, first + 1,
                                  received + 10 * DAY))
        now = self.pick((received, max(received, extended or received), first, first + DAY))
        self.do("rights", now, received_at=received, extended_at=extended)
