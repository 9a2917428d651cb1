"""Sums over at least ten people (L69, L87, ruling 22)."""
from .catalogue import CONSENT, Catalogue
from .decide import Decision, choice_fault, deny
from .state import World


def counted(catalogue: Catalogue, world: World, name: str, subjects: list[str],
            now: int) -> set[str]:
    """Identified users whose own yes and gate allow it, each once; a restriction denies (L122)."""
    purpose = catalogue.purposes[name]
    result: set[str] = set()
    for subject in subjects:
        parties = world.parties(subject)
        if not parties.person.restricted and not choice_fault(catalogue, purpose, parties, now):
            result.add(subject)
    return result


def people(world: World, subjects: set[str]) -> set[str]:
    """A person with two subscriptions is one person: it is people that must not show."""
    return {world.subject(subject).person for subject in subjects}


def decide_sum(catalogue: Catalogue, world: World, name: str, subjects: list[str],
               answered: list[list[str]], now: int) -> tuple[Decision, int]:
    """`group_too_small` below ten, and when two answers would differ by one to nine people."""
    purpose = catalogue.purposes.get(name)
    if purpose is None or purpose.kind != CONSENT:
        return deny("unknown_purpose"), 0
    if purpose.inactive_code:
        return deny(purpose.inactive_code), 0
    least = catalogue.policy.min_group_size
    group = counted(catalogue, world, name, subjects, now)
    if len(people(world, group)) < least:
        return deny("group_too_small"), 0
    for earlier in answered:
        other = counted(catalogue, world, name, earlier, now)
        if any(0 < len(people(world, difference)) < least for difference in (group - other, other - group)):
            return deny("group_too_small"), 0
    permit = now + catalogue.policy.permit_cache_ms
    return Decision(True, "consent_given", purpose.basis, permit), len(group)
