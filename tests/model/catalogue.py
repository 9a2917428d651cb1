"""What the rules need of a catalogue: a typed view of its JSON, and of its policy."""
from dataclasses import dataclass, field
from typing import Any

CONSENT, CHANNEL, INFORMATION = "consent", "channel", "information"


@dataclass(frozen=True)
class Purpose:
    """One use of data or one channel; `kind` says which list of the catalogue it stands in."""

    id: str
    kind: str
    basis: str = ""
    active: bool = True
    consent_by: str = "user"
    marketing: bool = False
    lek_gate: str = ""
    signed_off: bool = False
    data_types: frozenset[str] = frozenset()
    max_age_days: int = 0
    look_back_days: int = 0
    roles: frozenset[str] = frozenset()
    marketed_classes: frozenset[str] = frozenset()
    processing_version: int = 1
    text_version: int = 1
    is_call: bool = False
    soft_opt_in: bool = False
    keeps: str = ""
    sinks: tuple[str, ...] = ()
    texts: dict[str, str] = field(default_factory=dict, hash=False)

    @property
    def needs_gate(self) -> bool:
        """The subscriber's gate and the user's own yes (L65)."""
        return self.consent_by == "both"

    @property
    def inactive_code(self) -> str:
        """Why it may not be used or granted at all, or "" (L81; the order of decide_processing).

        A 9:27 purpose without sign-off has no gate in law, active or not; so has an active traffic
        purpose that names no gate.
        """
        if self.kind == CONSENT and self.lek_gate == "9:27" and not self.signed_off:
            return "lek_gate_missing"
        if not self.active:
            return "purpose_inactive"
        if self.kind == CONSENT and not self.lek_gate:
            return "lek_gate_missing"
        return ""


@dataclass(frozen=True)
class Policy:
    """The values that no law fixes; the defaults are those of the texts."""

    consent_months: int = 24
    cookie_choice_months: int = 6
    no_reprompt_months: int = 6
    min_group_size: int = 10
    permit_cache_ms: int = 60_000
    grant_clock_skew_ms: int = 300_000
    nix_check_months: int = 2
    office_hours_from: int = 9
    office_hours_until: int = 17
    non_business_dates: frozenset[str] = frozenset()
    sweep_hours: int = 24
    reminder_months: int = 12
    evidence_years_after_end: int = 5
    notice_days: int = 30


@dataclass(frozen=True)
class Catalogue:
    """A loaded catalogue. `digests` are the core's own: (purpose, language) → digest of the notice."""

    id: str
    version: str
    signed: bool
    languages: tuple[str, ...]
    purposes: dict[str, Purpose]
    retired: frozenset[str]
    stores: dict[str, dict[str, Any]]
    forbidden: dict[str, str]
    cookies: dict[str, dict[str, Any]]
    crime_months: dict[str, int]
    policy: Policy
    digests: dict[tuple[str, str], str]

    def choosable(self, purpose: str) -> Purpose | None:
        """A consent purpose or channel of this name: what a person can say yes or no to."""
        found = self.purposes.get(purpose)
        return found if found and found.kind != INFORMATION else None


def purpose_of(data: dict[str, Any], kind: str) -> Purpose:
    """One entry of one of the three lists."""
    return Purpose(
        id=data["id"], kind=kind, basis=data.get("legal_basis", ""),
        active=kind == INFORMATION or data.get("active", False),
        consent_by=data.get("consent_by", "user"), marketing=data.get("marketing", False),
        lek_gate=data.get("lek_gate", ""), signed_off=bool(data.get("legal_signoff")),
        data_types=frozenset(data.get("data_types", ())),
        max_age_days=data.get("max_age_days", 0), look_back_days=data.get("look_back_days", 0),
        roles=frozenset(data.get("roles", ())),
        marketed_classes=frozenset(data.get("marketed_classes", ())),
        processing_version=data.get("processing_version", 1),
        text_version=data.get("text_version", 1), is_call=data.get("call", False),
        soft_opt_in=data.get("soft_opt_in", False), keeps=data.get("keeps", ""),
        sinks=tuple(data.get("sinks", ())))


def policy_of(data: dict[str, Any]) -> Policy:
    """The policy, in milliseconds where the catalogue counts seconds."""
    taken = {name: data[name] for name in Policy.__dataclass_fields__ if name in data}
    taken["permit_cache_ms"] = data.get("permit_cache_seconds", 60) * 1_000
    taken["grant_clock_skew_ms"] = data.get("grant_clock_skew_seconds", 300) * 1_000
    taken["non_business_dates"] = frozenset(data.get("non_business_dates", ()))
    return Policy(**taken)


def catalogue_of(data: dict[str, Any], signed: bool,
                 digests: dict[tuple[str, str], str]) -> Catalogue:
    """The view of one catalogue."""
    lists = ((CONSENT, "purposes"), (CHANNEL, "channels"), (INFORMATION, "information_purposes"))
    purposes = {entry["id"]: purpose_of(entry, kind)
                for kind, name in lists for entry in data.get(name, ())}
    retired = (entry if isinstance(entry, str) else entry["id"]
               for entry in data.get("retired_purposes", ()))
    return Catalogue(
        id=data["catalogue"], version=data["catalogue_version"], signed=signed,
        languages=tuple(data["languages"]), purposes=purposes, retired=frozenset(retired),
        stores={store["id"]: store for store in data.get("stores", ())},
        forbidden={entry["id"]: entry["code"] for entry in data.get("forbidden_data_types", ())},
        cookies={entry["id"]: entry for entry in data.get("cookie_categories", ())},
        crime_months=data.get("crime_retention_months", {}), policy=policy_of(data["policy"]),
        digests=digests)
