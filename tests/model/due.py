"""What has to be done for a relation and when (L41, L58, L59, L76, L137), and for a request of one's
rights (L124)."""
from dataclasses import dataclass

from .catalogue import CHANNEL, Catalogue, Policy
from .decide import consent_end
from .moment import DAY, add_months
from .state import GRANTED, Choice, Subject

EXTENDED_MONTHS = 3


@dataclass(frozen=True, order=True)
class Task:
    """One line of the list, in the order in which the list is sorted."""

    at: int
    kind: str
    purpose: str = ""
    sink: str = ""


def due(catalogue: Catalogue, subject: Subject, now: int) -> list[Task]:
    """All that is to come, and all that is overdue and not told as done."""
    tasks = notices(catalogue.policy, subject)
    for purpose, choice in subject.choices.items():
        for over in consents_over(catalogue, subject, purpose, now):
            tasks += afterwards(catalogue, purpose, over, lost(catalogue, subject, purpose, over))
        if choice.choice == GRANTED and not subject.ended:
            tasks += ahead(catalogue, subject, purpose, choice, now)
    return sorted(tasks)


def notices(policy: Policy, subject: Subject) -> list[Task]:
    """The employee whom the employer named is told so within a month (L76), while still one."""
    named = subject.begun_at is not None and subject.person and not subject.ended
    if not named or subject.noticed or subject.subscriber_kind != "company":
        return []
    return [Task(subject.begun_at + policy.notice_days * DAY, "notice")]


def ahead(catalogue: Catalogue, subject: Subject, purpose: str, choice: Choice,
          now: int) -> list[Task]:
    """A consent's reminder, while it runs (L58); and its end (L59), until that is told."""
    end = consent_end(catalogue, choice)
    tasks = [Task(end, "expiry", purpose)]
    found = catalogue.choosable(purpose)
    runs = now < end and found is not None \
        and choice.processing_version == found.processing_version
    last = max(choice.at, subject.reminded.get(purpose, choice.at))
    reminder = add_months(last, catalogue.policy.reminder_months)
    if runs and reminder < end:
        tasks.append(Task(reminder, "reminder", purpose))
    return tasks


def consents_over(catalogue: Catalogue, subject: Subject, purpose: str, now: int) -> list[int]:
    """The last stop, also one that no consent came before (L41); and the end of a yes since, by its own
    time or that of its relation. A new yes undoes no erasure that has begun (ruling 5)."""
    stops = [subject.over[purpose]] if purpose in subject.over else []
    choice = subject.choices[purpose]
    if choice.choice != GRANTED:
        return stops
    end = consent_end(catalogue, choice)
    if subject.ended_at is not None:
        return [*stops, min(end, subject.ended_at)]
    return [*stops, end] if end <= now else stops


def lost(catalogue: Catalogue, subject: Subject, purpose: str, over: int) -> int:
    """From when the data of a consent that is over goes: the stop, or sooner, if the yes before it had
    ended by itself or a no had come before this one."""
    if over != subject.over.get(purpose):
        return over
    first, yes = subject.first_no[purpose], subject.last_yes.get(purpose)
    return min(over, first, *([consent_end(catalogue, yes)] if yes else []))


def afterwards(catalogue: Catalogue, purpose: str, over: int, lost_at: int) -> list[Task]:
    """Each system that holds the data erases it (L41), and a channel holds none; the evidence goes
    years after the stop (L137), that of a no as well."""
    found = catalogue.choosable(purpose)
    sinks = found.sinks if found and found.sinks else ("",)
    if found and found.kind == CHANNEL:
        sinks = ()
    years = catalogue.policy.evidence_years_after_end
    return [*(Task(lost_at, "erase", purpose, sink) for sink in sinks),
            Task(add_months(over, 12 * years), "evidence_end", purpose)]


def rights_due(received_at: int, extended_at: int | None, now: int) -> int | None:
    """A month after the request, three when that was extended within the first (L124); None when the
    extension came too late, before the request, or has not happened yet, as of a request itself."""
    if received_at > now:
        return None
    first = add_months(received_at, 1)
    if extended_at is None:
        return first
    if not received_at <= extended_at < first or extended_at > now:
        return None
    return add_months(received_at, EXTENDED_MONTHS)
