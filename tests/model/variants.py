"""The catalogues of the histories: one after the other, each a later version of the one before."""
import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from .catalogue import Catalogue, catalogue_of

Ask = Callable[[list[str]], list[dict[str, Any]]]
SOURCE = Path(__file__).resolve().parents[2] / "core" / "catalogue" / "telecom-se.json"
INFORMATION_KEPT = ("subscriber-billing", "dispute", "fault-handling", "public-warning",
                    "crime-retention", "authority-disclosure", "generic-marketing-post",
                    "customer-enquiry", "transmission")
CHANNELS_KEPT = ("contact-email", "contact-sms", "contact-phone", "contact-automated-call",
                 "contact-post")
FIRST, BUMPED, SHORTER, LONGER = "first", "bumped", "shorter", "longer"
ORDER = (FIRST, BUMPED, SHORTER, LONGER)


def by_id(entries: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """A list of the catalogue by the ids of its entries."""
    return {entry["id"]: entry for entry in entries}


def first() -> dict[str, Any]:
    """The project's catalogue, switched on: of every kind of purpose at least one."""
    data = json.loads(SOURCE.read_text(encoding="utf-8"))
    data["information_purposes"] = [entry for entry in data["information_purposes"]
                                    if entry["id"] in INFORMATION_KEPT]
    data["channels"] = [entry for entry in data["channels"] if entry["id"] in CHANNELS_KEPT]
    purposes = by_id(data["purposes"])
    for purpose in purposes.values():
        purpose.update(active=True, dpia_ref="DPIA 7")
        purpose.pop("legal_signoff", None)
    signed_off = {"by": "counsel", "on": "2026-10-01"}
    purposes["traffic-product-development"].update(legal_signoff=signed_off, look_back_days=30)
    purposes["traffic-customer-service"]["consent_by"] = "user"
    purposes["traffic-offers-company"]["active"] = False
    purposes["traffic-fault-prevention"]["active"] = False
    return data


def bumped(data: dict[str, Any]) -> dict[str, Any]:
    """New processing for two purposes and a channel, a new wording for a third."""
    result = copy.deepcopy(data)
    result["catalogue_version"], result["version"] = "2027-03-01.1", 2
    purposes = by_id(result["purposes"])
    for name in ("traffic-offers-personal", "traffic-product-development"):
        purposes[name]["processing_version"] = 2
        purposes[name]["text_version"] = 2
    purposes["traffic-customer-service"]["text_version"] = 2
    purposes["traffic-customer-service"]["text"]["sv"] += " Det gäller alla dina abonnemang."
    by_id(result["channels"])["contact-sms"]["processing_version"] = 2
    return result


def with_months(data: dict[str, Any], months: int, version: str, number: int) -> dict[str, Any]:
    """Another policy: how long a consent lasts."""
    result = copy.deepcopy(data)
    result["catalogue_version"], result["version"] = version, number
    result["policy"]["consent_months"] = months
    return result


def longer(data: dict[str, Any]) -> dict[str, Any]:
    """A longer policy; a purpose is retired, a channel switched off."""
    result = with_months(data, 36, "2027-12-01.1", 4)
    result["purposes"] = [purpose for purpose in result["purposes"]
                          if purpose["id"] != "traffic-product-development"]
    result["retired_purposes"] = ["traffic-product-development"]
    by_id(result["channels"])["contact-email"]["active"] = False
    return result


def readable(ask: Ask, data: dict[str, Any]) -> dict[str, Any]:
    """The catalogue without the members that this core does not know yet: one it names is dropped."""
    for _ in range(80):
        answer = ask([line_of(data, True)])[0]
        error = answer.get("error", {})
        if error.get("code") != "unknown_member":
            return data
        drop(data, error["where"].split("/")[2:])
    raise RuntimeError("the core knows too few members of the catalogue")


def drop(data: dict[str, Any], path: list[str]) -> None:
    """Drops a member, in all entries of a list at once."""
    holder: Any = data
    for index, part in enumerate(path[:-1]):
        if isinstance(holder, list):
            for entry in holder:
                drop_at(entry, path[index + 1:])
            return
        holder = holder[part]
    holder.pop(path[-1], None)


def drop_at(holder: Any, path: list[str]) -> None:
    """Drops a member of one entry, if it is there."""
    for part in path[:-1]:
        holder = holder.get(part, {}) if isinstance(holder, dict) else holder[int(part)]
    if isinstance(holder, dict):
        holder.pop(path[-1], None)


def line_of(data: dict[str, Any], signed: bool) -> str:
    """The request that loads a catalogue."""
    return json.dumps({"call": "catalogue", "signed": signed, "catalogue": data},
                      ensure_ascii=False, separators=(",", ":"))


class Variants:
    """The catalogues as this core can read them, with its digests of their notices."""

    def __init__(self, ask: Ask) -> None:
        data = readable(ask, first())
        later = bumped(data)
        shorter = with_months(later, 12, "2027-06-01.1", 3)
        self.data = {FIRST: data, BUMPED: later, SHORTER: shorter, LONGER: longer(shorter)}
        self.lines: dict[tuple[str, bool], str] = {}
        self.catalogues: dict[tuple[str, bool], Catalogue] = {}
        for name in ORDER:
            self._load(ask, name)

    def _load(self, ask: Ask, name: str) -> None:
        data = self.data[name]
        digests = digests_of(ask, data)
        for signed in (True, False):
            self.lines[name, signed] = line_of(data, signed)
            self.catalogues[name, signed] = catalogue_of(data, signed, digests)


def digests_of(ask: Ask, data: dict[str, Any]) -> dict[tuple[str, str], str]:
    """The digests of all notices: data of the core, no rule."""
    names = [(entry["id"], language) for entry in [*data["purposes"], *data["channels"]]
             for language in data["languages"]]
    lines = [line_of(data, True)]
    lines += [json.dumps({"call": "notice", "purpose": purpose, "language": language})
              for purpose, language in names]
    answers = ask(lines)
    if "ok" not in answers[0]:
        raise RuntimeError(f"the core does not read the catalogue: {answers[0]}")
    return {name: answer["ok"]["digest"] for name, answer in zip(names, answers[1:])}
