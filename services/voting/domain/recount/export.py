"""The two files of ``piaojue recount`` for a signed round: for the scrutineers alone, since a pattern can be a signature."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from random import SystemRandom
from typing import Any

from services.voting.domain.ballots import Batch
from services.voting.domain.marks import Mark
from services.voting.domain.recount.ballot_file import COLUMNS
from services.voting.domain.rounds import Round, RoundKind
from services.voting.domain.vote import Vote
from shared.kernel.citation import Citation

_BASES = {"legal": "all", "in_office": "all"}
_RULES = ("quota", "method", "over_marked", "threshold", "threshold_base", "tie", "shortfall")


def measure_record(vote: Vote, ballot: Round, clauses: Mapping[str, Citation | None]) -> dict[str, Any]:
    """``measure.json`` of a round; ``electorate`` is the number that the threshold's base calls all deputies.

    ``clauses`` are those of the rules by the parameter's short key.
    """
    rules = vote.parameters
    base = rules.threshold_base
    # A tie is broken by the larger number alone: the tied have passed the threshold already.
    needed = ballot.kind is not RoundKind.TIE and rules.threshold != "none"
    return {
        "quota": ballot.places,
        "candidates": list(ballot.candidates),
        "electorate": vote.in_office if base == "in_office" else vote.legal_number,
        "present": ballot.present,
        "issued": ballot.issued,
        "threshold": {"rule": rules.threshold if needed else "none", "of": _BASES.get(base, base)},
        "over_marked": rules.over_marked,
        "tie": rules.tie,
        "shortfall": ballot.shortfall(rules),
        "method": str(rules.method),
        "clauses": {key: str(clauses[key]) for key in _RULES if clauses.get(key) is not None},
    }


def ballot_file(batch: Batch) -> str:
    """``ballots.csv``: every ballot, in an order and with numbers that nobody can know and that are made anew each time."""
    ballots = [pattern for pattern, copies in batch.patterns.items() for _ in range(copies)]
    SystemRandom().shuffle(ballots)
    file = io.StringIO()
    rows = csv.writer(file)
    rows.writerow(COLUMNS)
    for number, pattern in enumerate(ballots, start=1):
        marked = [(code, mark) for code, mark in batch.marks(pattern).items() if mark != Mark.ABSTAIN]
        rows.writerows([(number, code, mark) for code, mark in marked] or [(number, "", "")])
    return file.getvalue()
