"""The result of a vote, candidate by candidate."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from services.voting.domain.candidates import Candidate
from services.voting.domain.counting import Line
from services.voting.domain.determination import score
from services.voting.domain.methods import Method
from services.voting.domain.rounds import RoundKind
from services.voting.domain.vote import Vote

FIGURES: Mapping[Method, Mapping[str, Callable[[Line], int]]] = {
    Method.APPROVAL: {
        "赞成": lambda line: line.approve,
        "反对": lambda line: line.against,
        "弃权": lambda line: line.abstain,
    },
    Method.RANKING: {"得分": lambda line: line.points},
}
"""What papers show of a candidate's count, by the kind of ballot; a second ballot shows the first of it."""


@dataclass(frozen=True)
class CandidateResult:
    """What became of one candidate.

    ``line`` holds the votes of the first round; ``second_ballot`` those of its last further round. A recommended project
    that an organ ``declined`` is not ``determined``. Projects with a place rank before the others, in the order in which
    they won their places; equal scores share a rank.
    """

    candidate: Candidate
    line: Line
    rank: int
    determined: bool
    second_ballot: Line | None = None
    declined: bool = False


def results(vote: Vote) -> list[CandidateResult]:
    """Every candidate by rank; the list's order among equals."""
    lines: dict[str, Line] = {}
    later: dict[str, Line] = {}
    for each in vote.held:
        if each.tally:
            (lines if each.kind is RoundKind.FIRST else later).update(each.tally.lines)
    order = _order(vote)
    ranked: list[CandidateResult] = []
    for candidate in sorted(vote.candidates, key=lambda each: order[each.code]):
        code = candidate.code
        rank = 1 + sum(other < order[code] for other in order.values())
        declined = code in vote.declined
        determined = code in vote.determined and not declined
        ranked.append(CandidateResult(candidate, lines[code], rank, determined, later.get(code), declined))
    return ranked


def _order(vote: Vote) -> dict[str, tuple[int, int, int]]:
    """By the round in which the place was won and the score there, then by the score of the first round."""
    method = vote.parameters.method
    keys: dict[str, tuple[int, int, int]] = {}
    for each in vote.held:
        if each.outcome and each.tally:
            for code in each.outcome.determined:
                keys[code] = (0, each.number, -score(each.tally.lines[code], method))
            if each.kind is RoundKind.FIRST:
                for code, line in each.tally.lines.items():
                    keys.setdefault(code, (1, 0, -score(line, method)))
    return keys
