"""Sums over at least ten people (L69, L87, ruling 22)."""
from dataclasses import replace

from .catalogue import CONSENT, Catalogue, Purpose
from .decide import Decision, choice_fault, deny
from .state import World

Shown = tuple[list[str], int | None]  # the subjects of a sum that was shown, and when


def counted(catalogue: Catalogue, world: World, purpose: Purpose, subjects: list[str],
            now: int) -> set[str]:
    """Identified users whose own yes and gate allow it, each once; a restriction denies (L122)."""
    result: set[str] = set()
    for subject in subjects:
        parties = world.parties(subject)
        if not parties.person.restricted and not choice_fault(catalogue, purpose, parties, now):
            result.add(subject)
    return result


def people(world: World, subjects: set[str]) -> set[str]:
    """A person with two subscriptions is one person: it is people that must not show."""
    return {world.subject(subject).person for subject in subjects}


def earlier(catalogue: Catalogue, world: World, purpose: Purpose, shown: Shown,
            now: int) -> list[set[str]]:
    """Who may have been in a sum that was shown: nobody may learn who left it since (ruling 22).

    With its time, those who counted then; under which processing version, the events do not say, so
    each that somebody had agreed to is taken. Without it, all who ever chose, and those of now.
    """
    subjects, at = shown
    if at is None:
        chose = {subject for subject in subjects if world.subject(subject).person
                 and purpose.id in world.subject(subject).choices}
        return [chose, counted(catalogue, world, purpose, subjects, now)]
    then = world.as_of(at)
    choices = [then.subject(subject).choices.get(purpose.id) for subject in subjects]
    versions = {choice.processing_version for choice in choices if choice}
    groups = [counted(catalogue, then, replace(purpose, processing_version=version), subjects, at)
              for version in versions]
    return [group for group in groups
            if len(people(then, group)) >= catalogue.policy.min_group_size]


def decide_sum(catalogue: Catalogue, world: World, name: str, subjects: list[str],
               answered: list[Shown], now: int) -> tuple[Decision, int]:
    """`group_too_small` below ten, and when two answers would differ by one to nine people."""
    purpose = catalogue.purposes.get(name)
    if purpose is None or purpose.kind != CONSENT:
        return deny("unknown_purpose"), 0
    if purpose.inactive_code:
        return deny(purpose.inactive_code), 0
    least = catalogue.policy.min_group_size
    group = counted(catalogue, world, purpose, subjects, now)
    if len(people(world, group)) < least:
        return deny("group_too_small"), 0
    for shown in answered:
        for other in earlier(catalogue, world, purpose, shown, now):
            if any(0 < len(people(world, difference)) < least
                   for difference in (group - other, other - group)):
                return deny("group_too_small"), 0
    permit = now + catalogue.policy.permit_cache_ms
    return Decision(True, "consent_given", purpose.basis, permit), len(group)
