"""The electronic vote as pages show it: the ballot, the hall's screen, the public record (VOT; Y-033, A10.17)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from services.gateway.portal.questions import Asker, Questions
from services.gateway.portal.readmodels import year
from services.gateway.portal.text import t
from shared.contracts import evaluation, voting

BOARD_PAGE = 50


def electronic_vote(caller: Asker, uuid: str) -> dict[str, Any]:
    """An electronic vote with its election record read; raises ``NotFound`` and what voting refuses."""
    found: dict[str, Any] = caller.call(voting.GET_ELECTRONIC_VOTE, {"uuid": uuid})
    return {**found, "record": json.loads(found["election"])}


def ballot(caller: Asker, q: Questions, uuid: str) -> dict[str, Any]:
    """What a voter sees: each project with its dossier, where the list is known, and what may be marked.

    Of a project vote ``most`` is how many may be approved; a rating has no such number.
    """
    vote = electronic_vote(caller, uuid)
    questions = vote["record"]["questions"]
    if vote["rating_id"] is not None:
        projects = [{"name": each["question"], "dossier": None} for each in questions]
        grades = list(enumerate(questions[0]["answers"]))
        return {
            "vote": vote,
            "projects": projects,
            "marks": [*grades, ("abstain", t("column.abstain"))],
            "most": None,
        }
    dossiers = _dossiers(q, vote)
    projects = [
        {"name": name, "dossier": dossiers.get(code)}
        for code, name in zip(vote["candidates"], questions[0]["answers"], strict=True)
    ]
    marks = [(each, t(f"column.{each}")) for each in ("approve", "against", "abstain")]
    return {"vote": vote, "projects": projects, "marks": marks, "most": questions[0]["max"]}


def open_votes(q: Questions, session_id: str) -> list[dict[str, Any]]:
    """The electronic votes of a session in which one can vote now."""
    return [each for each in of_session(q, session_id) if each["state"] == "open"]


def public_record(caller: Asker, uuid: str) -> dict[str, Any]:
    """What everybody may know of it: totals once they are declared, otherwise how it stands.

    ``rows`` are a project and its figures, in the order of ``columns``; the last figure is who abstained.
    """
    vote = electronic_vote(caller, uuid)
    questions = vote["record"]["questions"]
    if vote["rating_id"] is not None:
        names, columns = [each["question"] for each in questions], list(questions[0]["answers"])
        totals = vote["result"]
    else:
        names, columns = questions[0]["answers"], [t("column.approve"), t("column.against")]
        totals = list(zip(*vote["result"], strict=True)) if vote["result"] is not None else None
    rows = [
        {"name": name, "figures": [*figures, vote["ballots"] - sum(figures)]}
        for name, figures in zip(names, totals or [], strict=totals is not None)
    ]
    return {"vote": vote, "rows": rows, "columns": [*columns, t("column.abstain")]}


def archive_files(caller: Asker, uuid: str) -> Iterator[tuple[str, bytes]]:
    """Name and content of each file of the archive, in order."""
    after: int | None = -1
    while after is not None:
        page = caller.call(voting.READ_BOARD, {"uuid": uuid, "after": after, "limit": BOARD_PAGE})
        for each in page["items"]:
            yield each["name"], each["content"].encode()
        after = page["next"]


def pair_lines(caller: Asker, uuid: str) -> Iterator[str]:
    """The lines of the file with the pair proofs."""
    after: str | None = ""
    while after is not None:
        page = caller.call(voting.READ_PAIRS, {"uuid": uuid, "after": after})
        yield from page["lines"]
        after = page["next"]


def of_session(q: Questions, session_id: str) -> list[dict[str, Any]]:
    """The electronic votes of a session, with their names."""
    found = q.items(voting.LIST_ELECTRONIC_VOTES, {"session_id": session_id})
    return [{**each, "name": json.loads(each["election"])["name"]} for each in found]


def due_round(q: Questions, session: dict[str, Any]) -> dict[str, Any] | None:
    """The round of the session's vote for which envelopes were drawn and no electronic vote is open yet."""
    vote = q.ask(voting.GET_VOTE, {"vote_id": session["vote_id"]}) if session["vote_id"] else None
    if not vote or not vote["rounds"]:
        return None
    current: dict[str, Any] = vote["rounds"][-1]
    return current if current["envelopes"] and current["election"] is None and not current["void"] else None


def due_ratings(q: Questions) -> list[dict[str, Any]]:
    """Satisfaction ratings for which envelopes were drawn, and whose ballots are out."""
    return [
        each for each in q.items(evaluation.LIST_RATINGS) if each["state"] == "issued" and each["envelopes"]
    ]


def _dossiers(q: Questions, vote: dict[str, Any]) -> dict[str, Any]:
    """The published dossiers by code, of the frozen list on which the vote is held."""
    for session in q.items(voting.LIST_SESSIONS):
        if session["id"] != vote["session_id"]:
            continue
        for found in year.candidate_lists(q, session["cycle_id"]):
            if {each["code"] for each in found["candidates"]} == set(vote["candidates"]):
                return {each["code"]: each for each in found["candidates"]}
    return {}
