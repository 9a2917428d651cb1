"""Random histories of a small world, the same for the same seed."""
from random import Random
from typing import Any

from .moment import HOUR, add_months, text_of
from .people import CROWD, Abilities
from .questions import Questions
from .variants import Variants


def crowd(maker: Questions) -> None:
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
    maker.do("told", events=events)
    began = maker.now
    maker.now += HOUR
    some_change(maker, persons, purpose, version)
    asked = list(CROWD[:maker.pick((9, 10, 11, 12))])
    if maker.chance(30):
        asked.append(asked[0])
    answered = []
    for _ in range(maker.pick((0, 1, 1, 2))):
        when = maker.pick((None, began, began - 1, maker.now - 1, maker.now))
        answered.append((list(CROWD[:maker.pick((9, 10, 11, 12))]), when))
    maker.do("sum", maker.now, purpose=purpose, subjects=asked, answered=answered)


def some_change(maker: Questions, persons: dict[str, str], purpose: str, version: int) -> None:
    """A few withdraw, or agree to another processing, at one moment."""
    at = text_of(maker.now)
    changed = maker.random.sample(CROWD, maker.random.randrange(0, 5))
    if maker.chance(20):
        changed = list(CROWD[:maker.pick((10, 11, 12))])
    kind = maker.pick(("withdrawn", "withdrawn", "refused", "granted"))
    events: list[dict[str, Any]] = []
    for subject in changed:
        event = {"kind": kind, "subject": subject, "purpose": purpose, "door": "page",
                 "person": persons[subject], "subscriber": "sbr-crowd", "at": at, "sequence": 3}
        if kind == "granted":
            event |= {"until": text_of(add_months(maker.now, 24)),
                      "evidence": {"processing_version": version + maker.pick((0, 1)),
                                   "text_version": 1}}
        events.append(event)
    maker.do("told", events=events)


def make_history(seed: str, variants: Variants, abilities: Abilities) -> Questions:
    """About a dozen acts in time order, and questions after each."""
    maker = Questions(Random(seed), variants, abilities)
    maker.settle()
    for _ in range(maker.random.randrange(6, 18)):
        maker.advance()
        maker.act()
        maker.ask()
    if "decide_sum" in abilities.calls and maker.chance(12):
        crowd(maker)
    return maker
