"""Where the audit chains stood, kept apart from them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from shared.kernel.aggregate import Aggregate


@dataclass(kw_only=True)
class AuditAnchor(Aggregate):
    """审计锚: the head of one service's audit chain for this tenant, as it was on a wall-clock day."""

    service: str
    day: date
    entry: int
    digest: str
    """SHA-256 of the chain's last entry, 64 hexadecimal digits; ``entry`` is its number."""
