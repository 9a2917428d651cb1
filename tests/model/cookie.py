"""Cookies are judged in the browser and are no events (L60, L107, L117, ruling 21)."""
from dataclasses import dataclass

from .catalogue import Catalogue
from .decide import Decision, deny
from .moment import add_months


@dataclass(frozen=True)
class CookieChoice:
    """What the browser remembers of one category."""

    choice: str
    at: int
    version: int = 1


def decide_cookie(catalogue: Catalogue, name: str, choice: CookieChoice | None, gpc: bool,
                  now: int) -> tuple[Decision, bool]:
    """May this category be stored or read, and may the banner ask about it?"""
    category = catalogue.cookies.get(name)
    if category is None:
        return deny("unknown_purpose"), False
    permit = now + catalogue.policy.permit_cache_ms
    if not category["consent"]:
        return Decision(True, "no_consent_needed", category.get("legal_basis", ""), permit), False
    end = add_months(choice.at, catalogue.policy.cookie_choice_months) if choice else 0
    known = choice is not None and choice.at <= now < end and \
        choice.version == category.get("processing_version", 1)
    if choice and known:
        if choice.choice == "granted":
            basis = category.get("legal_basis", "")
            return Decision(True, "consent_given", basis, min(permit, end)), False
        return deny("refused"), False
    if gpc:
        return deny("refused"), not category.get("marketing", False)
    ran_out = choice is not None and end <= now
    return deny("expired" if ran_out else "no_decision"), True
