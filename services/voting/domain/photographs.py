"""Photographs of the paper from which a count was entered (计票表照片)."""

from __future__ import annotations

from dataclasses import dataclass

from services.voting.domain.errors import PhotographUnreadable
from shared.kernel.aggregate import Aggregate

KINDS = {"image/jpeg": b"\xff\xd8\xff", "image/png": b"\x89PNG\r\n\x1a\n", "image/webp": b"RIFF"}
"""The kinds of picture that are taken, and how each begins."""


@dataclass(kw_only=True)
class SheetPhotograph(Aggregate):
    """计票表照片: a picture of a tally sheet or of ballots of one round, kept under its SHA-256 (``digest``).

    What is on it is as secret as the count: a pattern of marks can be a signature.
    """

    vote_id: str
    round: int
    page: int
    media_type: str
    digest: str
    taken_by: str


def check_picture(media_type: str, content: bytes) -> None:
    """Raises ``PhotographUnreadable`` for what is not a picture of its kind."""
    if not content.startswith(KINDS[media_type]):
        raise PhotographUnreadable()
