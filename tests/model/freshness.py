"""Is an answer made from fresh enough events? (The design's rule 12: a question may demand a position
and a greatest age; what cannot meet it denies with `stale`.)"""
from dataclasses import dataclass


@dataclass(frozen=True)
class Freshness:
    """What the host knows of what it has read, and what the asker demands."""

    position: int = 0
    age_ms: int | None = None
    at_least: int | None = None
    max_age_ms: int | None = None

    @property
    def stale(self) -> bool:
        """Less than the position, older than the age, or not known."""
        if self.at_least is not None and self.position < self.at_least:
            return True
        return self.max_age_ms is not None and (self.age_ms is None
                                                or self.age_ms > self.max_age_ms)
