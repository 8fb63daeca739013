"""A paper count as tellers and scrutineers see it; no figure of a count before both entries agree (Y-033, A10.2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.gateway.portal.ballot_lines import write_line
from services.gateway.portal.questions import Asker, Questions
from services.gateway.portal.text import t
from shared.contracts import voting
from shared.kernel.errors import NotFound

ENTERING = ("counting", "differing")
"""While a teller may enter; what was entered before may be replaced until both entries agree."""

RECOUNTABLE = ("counted", "signed")
"""While a count may be opened again (ADR 0013)."""

SIGNED = ("signed", "confirmed", "declared", "announced")
"""Once all scrutineers have signed the present round."""

DIFFERING, COUNTED = "differing", "counted"


@dataclass(frozen=True)
class Count:
    """The vote, its session and its present round, with the names of the candidates of that round."""

    vote: dict[str, Any]
    session: dict[str, Any]
    names: dict[str, str]

    @property
    def round(self) -> dict[str, Any]:
        """The present round."""
        found: dict[str, Any] = self.vote["rounds"][-1]
        return found

    @property
    def candidates(self) -> list[str]:
        """Codes in the order of the ballot."""
        return list(self.round["candidates"])

    @property
    def paper(self) -> int | None:
        """How many paper ballots came back from all boxes together."""
        returned: int | None = self.round["paper_returned"]
        return returned

    @property
    def recountable(self) -> bool:
        """Whether scrutineers may want the paper counted again, also that of the round before one that has not begun."""
        fresh = not self.round["boxes"] and self.round["repeats"] is None and len(self.vote["rounds"]) > 1
        return self.vote["state"] in RECOUNTABLE or (self.vote["state"] == "open" and fresh)

    @property
    def exportable(self) -> list[int]:
        """The rounds whose ballots scrutineers may take away to count them again: signed, and on paper alone."""
        latest, signed = self.round["number"], self.vote["state"] in SIGNED
        return [
            each["number"]
            for each in self.vote["rounds"]
            if not each["void"] and not each["envelopes"] and (signed or each["number"] < latest)
        ]

    @property
    def entering(self) -> bool:
        """Whether entries are taken."""
        return self.vote["state"] in ENTERING


def count(caller: Asker, vote_id: str) -> Count:
    """The count of a vote in its present round; raises ``NotFound`` for a vote without one."""
    vote = caller.call(voting.GET_VOTE, {"vote_id": vote_id})
    if not vote["rounds"]:
        raise NotFound(kind=t("tally.round"), id=vote_id)
    session = caller.call(voting.GET_SESSION, {"session_id": vote["session_id"]})
    lists = Questions(caller).items(voting.LIST_CANDIDATE_LISTS, {"cycle_id": vote["cycle_id"]})
    named = {
        each["code"]: each["name"]
        for listed in lists
        if (listed["list_id"], listed["list_version"]) == (vote["list_id"], vote["list_version"])
        for each in listed["candidates"]
    }
    return Count(vote, session, {code: named.get(code, "") for code in vote["rounds"][-1]["candidates"]})


@dataclass(frozen=True)
class Differing:
    """How two entries differ: ``rows`` pattern by pattern, to be ruled on; ``pairs`` and ``alone`` ballot by ballot, to be found."""

    rows: list[dict[str, Any]]
    pairs: list[dict[str, Any]]
    alone: list[dict[str, Any]]


def differences(caller: Asker, at: Count) -> Differing:
    """Each differing pattern as it is keyed, with what it says and how many copies either entry has."""
    found = caller.call(voting.GET_DIFFERENCES, {"vote_id": at.vote["id"]})
    return Differing(
        [
            {
                "line": write_line(each["marks"], at.candidates, at.vote["method"]),
                "marks": said(each["marks"], at.candidates),
                "first": each["first"],
                "second": each["second"],
            }
            for each in found["differences"]
        ],
        [
            {
                "first": said(each["first"], at.candidates),
                "second": said(each["second"], at.candidates),
                "apart": [f"{code} {at.names.get(code, '')}".strip() for code in each["apart"]],
                "ballots": each["ballots"],
            }
            for each in found["pairs"]
        ],
        [{**each, "marks": said(each["marks"], at.candidates)} for each in found["alone"]],
    )


def said(marks: dict[str, str], candidates: list[str]) -> list[tuple[str, list[str]]]:
    """A pattern as a person reads it from the paper: each mark with the candidates that have it."""
    grouped: dict[str, list[str]] = {}
    for code in candidates:
        grouped.setdefault(marks.get(code, "abstain"), []).append(code)
    return sorted(grouped.items(), key=lambda group: group[0].zfill(3) if group[0].isdigit() else group[0])


def record(caller: Asker, at: Count) -> dict[str, Any] | None:
    """The count record of the present round, once there is one that the caller may see."""
    if at.vote["state"] not in (COUNTED, *SIGNED):
        return None
    rounds = caller.call(voting.GET_COUNT_RECORD, {"vote_id": at.vote["id"]})["rounds"]
    found: dict[str, Any] | None = rounds[-1] if rounds else None
    return found
