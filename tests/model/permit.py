"""Does an answer that was kept still hold? (L24, L39; rulings 6, 23)"""
from .catalogue import Catalogue
from .decide import Decision, deny


def check_permit(catalogue: Catalogue, permit: tuple[str, str], issued_at: int,
                 question: tuple[str, str], now: int) -> Decision:
    """For no other purpose or subject, and out *at* sixty seconds; `(purpose, subject)` twice."""
    if permit != question:
        return deny("purpose_mismatch")
    end = issued_at + catalogue.policy.permit_cache_ms
    if not issued_at <= now < end:
        return deny("permit_expired")
    purpose = catalogue.purposes[permit[0]]
    return Decision(True, "consent_given", purpose.basis, end)
