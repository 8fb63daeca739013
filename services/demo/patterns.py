"""Ballot patterns that add up to given totals, for playing a demo vote through the public API."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

Votes = tuple[int, int]
"""Approvals and votes against."""


def ballot_patterns(totals: Mapping[str, Votes], ballots: int, most_approvals: int) -> list[dict[str, Any]]:
    """Patterns ``{"marks": {code: mark}, "copies": n}`` of so many ballots, with exactly these totals.

    No ballot has more than ``most_approvals`` approvals; what is neither for nor against is blank.
    Raises ``ValueError`` where no such ballots exist.
    """
    if sum(approve for approve, _ in totals.values()) > ballots * most_approvals:
        raise ValueError("these totals need a ballot with more approvals than allowed")
    marks: list[dict[str, str]] = [{} for _ in range(ballots)]
    # Dealing approvals round the table leaves any two ballots at most one apart, hence none over the limit.
    turn = 0
    for code, (approve, against) in totals.items():
        if approve + against > ballots:
            raise ValueError(f"{code} has more votes than there are ballots")
        for step in range(ballots):
            if step < approve:
                marks[(turn + step) % ballots][code] = "approve"
            elif step < approve + against:
                marks[(turn + step) % ballots][code] = "against"
        turn += approve
    copies = Counter(tuple(sorted(each.items())) for each in marks)
    return [{"marks": dict(pattern), "copies": number} for pattern, number in sorted(copies.items())]


def over_marked(codes: list[str], most_approvals: int) -> dict[str, Any]:
    """One ballot with one approval too many."""
    return {"marks": dict.fromkeys(codes[: most_approvals + 1], "approve"), "copies": 1}


def unreadable(codes: list[str]) -> dict[str, Any]:
    """One ballot that cannot be read."""
    return {"marks": dict.fromkeys(codes, "unclear"), "copies": 1}


def ballot_file(patterns: Iterable[Mapping[str, Any]]) -> str:
    """Those ballots as a counting machine writes them: a row a mark, the rows of a ballot together."""
    rows, number = ["ballot,candidate,mark"], 0
    for each in patterns:
        marked = [f"{code},{mark}" for code, mark in each["marks"].items() if mark != "abstain"]
        for _ in range(each["copies"]):
            number += 1
            rows += [f"{number},{each}" for each in marked or [","]]
    return "\r\n".join(rows) + "\r\n"
