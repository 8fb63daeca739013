"""From totals to determined projects: rank, threshold, tie at the cut, shortfall (Y-039)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from services.voting.domain.counting import Line, Tally
from services.voting.domain.methods import Method


@dataclass(frozen=True)
class Outcome:
    """What one round decides.

    ``determined`` holds the candidates that have a place for certain, the best first.
    ``tied`` are those who stand equal at the cut, of whom only ``tied_places`` can have a place:
    they go to a second ballot, never to a silent order (Q-05). ``missing`` places found no candidate
    with enough approvals (A10.7).
    """

    needed: int
    determined: list[str] = field(default_factory=list)
    tied: list[str] = field(default_factory=list)
    tied_places: int = 0
    missing: int = 0

    def standing_again(self, candidates: Sequence[str], shortfall: str) -> list[str]:
        """Who of the round's candidates goes to a second ballot for the ``missing`` places, where the rules want one.

        ``shortfall`` is "fewer" or "second_ballot" (A10.7).
        """
        if shortfall != "second_ballot" or not self.missing:
            return []
        return [code for code in candidates if code not in self.determined]


def score(line: Line, method: Method) -> int:
    """What candidates are ranked by, most first: approvals, or the points of a ranking."""
    return line.points if method is Method.RANKING else line.approve


def determine(tally: Tally, places: int, needed: int, method: Method = Method.APPROVAL) -> Outcome:
    """Fill ``places`` with the candidates of at least ``needed`` approvals, by their ``score``.

    Approvals of a ranking are the ballots that number the candidate.
    """
    scores = {code: score(line, method) for code, line in tally.lines.items()}
    passed = [code for code, line in tally.lines.items() if line.approve >= needed]
    passed.sort(key=lambda code: -scores[code])
    if len(passed) <= places:
        return Outcome(needed=needed, determined=passed, missing=places - len(passed))
    cut = scores[passed[places - 1]]
    if scores[passed[places]] != cut:
        return Outcome(needed=needed, determined=passed[:places])
    above = [code for code in passed if scores[code] > cut]
    tied = [code for code in passed if scores[code] == cut]
    return Outcome(needed=needed, determined=above, tied=tied, tied_places=places - len(above))
