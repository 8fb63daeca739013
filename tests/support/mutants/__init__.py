"""Forged votes, each with the reason for which ours must refuse it."""

from __future__ import annotations

from tests.support.mutants import (
    archive,  # noqa: F401
    ballots,  # noqa: F401
    disguised,  # noqa: F401
    opening,  # noqa: F401
    setup,  # noqa: F401
)
from tests.support.mutants.registry import MUTANTS, Files, Mutant

__all__ = ["MUTANTS", "Files", "Mutant"]
