"""How a ballot says what its voter wants."""

from __future__ import annotations

from enum import StrEnum


class Method(StrEnum):
    """The kind of ballot (选票方式)."""

    APPROVAL = "approval"
    """赞成、反对、弃权 of each candidate."""
    RANKING = "ranking"
    """排序: candidates numbered in order of preference, from 1 up to the places to fill."""
