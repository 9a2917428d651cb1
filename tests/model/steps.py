"""The steps of a history, and the lines they become."""
import json
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Step:
    """One act or question; what depends on the state (the sequence) is told relative to it, so that
    a history without some of its acts is still a history."""

    kind: str
    at: int
    data: dict[str, Any] = field(hash=False)


@dataclass
class Exchange:
    """A line to the core and what the model answers to it."""

    line: str
    kind: str = "quiet"
    expected: Any = None
    label: str = ""


def encoded(value: dict[str, Any]) -> str:
    """One line of JSON."""
    return json.dumps(value, separators=(",", ":"))
