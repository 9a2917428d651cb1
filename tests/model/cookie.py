"""Cookies are judged in the browser and are no events (L60, L107, L117, ruling 21).

A browser's clock may be wrong (ruling 7). What was chosen up to the tolerance ahead of the judge's
clock was chosen just now. A yes dated later than that was never said; a no is heard whatever date
it bears. No date buys a choice a longer life than if it had been made at this moment.
"""
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
    heard = choice is not None and choice.version == category.get("processing_version", 1)
    if choice and heard:
        months = catalogue.policy.cookie_choice_months
        tolerated = max(choice.at - now, 0) <= catalogue.policy.grant_clock_skew_ms
        end = min(add_months(choice.at, months), add_months(now, months))
        if choice.choice == "refused" and now < end:
            return deny("refused"), False
        if choice.choice == "granted" and tolerated and now < end:
            basis = category.get("legal_basis", "")
            return Decision(True, "consent_given", basis, min(permit, end)), False
    if gpc:
        return deny("refused"), not category.get("marketing", False)
    over = choice is not None and add_months(choice.at, catalogue.policy.cookie_choice_months) <= now
    return deny("expired" if over else "no_decision"), True
