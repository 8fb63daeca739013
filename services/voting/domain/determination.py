"""From totals to determined projects: rank by approvals, threshold, tie at the cut, shortfall (Y-039)."""

from __future__ import annotations

from dataclasses import dataclass, field

from services.voting.domain.counting import Tally


@dataclass(frozen=True)
class Outcome:
    """What one round decides.

    ``determined`` holds the candidates that have a place for certain, most approvals first.
    ``tied`` are those with equal approvals at the cut, of whom only ``tied_places`` can have a place:
    they go to a second ballot, never to a silent order (Q-05). ``missing`` places found no candidate
    with enough approvals (A10.7).
    """

    needed: int
    determined: list[str] = field(default_factory=list)
    tied: list[str] = field(default_factory=list)
    tied_places: int = 0
    missing: int = 0


def determine(tally: Tally, places: int, needed: int) -> Outcome:
    """Fill ``places`` with the candidates of at least ``needed`` approvals."""
    approvals = {code: line.approve for code, line in tally.lines.items()}
    passed = [code for code in approvals if approvals[code] >= needed]
    passed.sort(key=lambda code: -approvals[code])
    if len(passed) <= places:
        return Outcome(needed=needed, determined=passed, missing=places - len(passed))
    cut = approvals[passed[places - 1]]
    if approvals[passed[places]] != cut:
        return Outcome(needed=needed, determined=passed[:places])
    above = [code for code in passed if approvals[code] > cut]
    tied = [code for code in passed if approvals[code] == cut]
    return Outcome(needed=needed, determined=above, tied=tied, tied_places=places - len(above))
