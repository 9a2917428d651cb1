"""Moments and spans (ruling 6): UTC, whole milliseconds, half-open spans, clamped calendar months.

The file is not called `time.py`, because Python has a module of that name.
"""
from datetime import datetime, timedelta, timezone
from functools import lru_cache

SECOND = 1_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR
EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
FOREVER_TEXT = "9999-12-31T23:59:59.999Z"


def parse(text: str) -> int:
    """Milliseconds since 1970 of `2026-11-24T08:00:00.000Z`."""
    moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
    return (moment - EPOCH) // timedelta(milliseconds=1)


@lru_cache(maxsize=100_000)
def text_of(moment: int) -> str:
    """The canonical text of a moment, with milliseconds."""
    at = EPOCH + timedelta(milliseconds=moment)
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


FOREVER = parse(FOREVER_TEXT)


def days_in_month(year: int, month: int) -> int:
    """28 to 31, by the Gregorian calendar."""
    if month == 2:
        leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        return 29 if leap else 28
    return 30 if month in (4, 6, 9, 11) else 31


@lru_cache(maxsize=100_000)
def add_months(moment: int, months: int) -> int:
    """Calendar months later, the day clamped: 31 August + 6 months is 28 or 29 February (ruling 6)."""
    at = EPOCH + timedelta(milliseconds=moment)
    months_from_zero = at.year * 12 + (at.month - 1) + months
    year, month = divmod(months_from_zero, 12)
    if year > 9999:
        return FOREVER
    day = min(at.day, days_in_month(year, month + 1))
    moved = at.replace(year=year, month=month + 1, day=day)
    return (moved - EPOCH) // timedelta(milliseconds=1)


def holds(start: int, moment: int, end: int) -> bool:
    """A span holds its first moment and no longer its last (ruling 6)."""
    return start <= moment < end
