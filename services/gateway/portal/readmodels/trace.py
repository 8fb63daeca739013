"""From a receipt number to the project, its progress and its rating (Y-003)."""

from __future__ import annotations

from typing import Any

from services.gateway.portal.questions import Asker, Questions
from services.gateway.portal.readmodels.cycles import cycles
from services.gateway.portal.readmodels.project import evaluation_of, stand_today
from services.gateway.portal.text import t
from shared.contracts import collection, evaluation, screening, supervision, voting

DONE, WAITING, ENDED, UNKNOWN = "done", "waiting", "ended", "unknown"
ENDS = ("transferred", "dropped", "reserved")
"""Outcomes after which nothing more comes in this cycle."""
NO_LINKS: dict[str, Any] = {
    "cycle_id": None,
    "list_id": None,
    "vote_id": None,
    "shows_projects": False,
    "shows_ratings": False,
    "happened": [],
}


def trace(caller: Asker, q: Questions, receipt: str) -> dict[str, Any]:
    """The way of one suggestion; raises what ``collection`` says about the number.

    ``year`` is that of the vote, or of the suggestion where there was none yet.
    """
    tracked: dict[str, Any] = caller.call(collection.TRACK, {"receipt": receipt})
    screened = q.ask(screening.TRACE_SUGGESTION, {"suggestion_id": tracked["suggestion_id"]})
    projects = _projects(q, tracked, screened)
    vote = _vote(q, screened, projects)
    cycle_id = vote["cycle_id"] or tracked["cycle_id"]
    year = next((each["year"] for each in cycles(q) if each["id"] == cycle_id), None)
    steps = [_received(tracked), _library(q, tracked, screened)]
    if tracked["outcome"] not in ENDS or projects:
        steps += [_candidate(q, screened), vote, _project(q, projects), _rating(projects)]
    return {
        "tracked": tracked,
        "year": year,
        "steps": steps,
        "projects": projects,
        "silent": sorted(q.silent),
    }


def _step(key: str, state: str, *lines: str, on: str | None = None, **links: Any) -> dict[str, Any]:
    return {
        "key": key,
        "name": t(f"trace.{key}.name"),
        "state": state,
        "lines": [each for each in lines if each],
        "on": on,
        **NO_LINKS,
        **links,
    }


def _received(tracked: dict[str, Any]) -> dict[str, Any]:
    line = t(
        "trace.received.line",
        round=tracked["round_number"],
        channel=tracked["channel"],
        category=tracked["category"],
    )
    return _step("received", DONE, line, on=tracked["received_on"])


def _library(q: Questions, tracked: dict[str, Any], screened: dict[str, Any] | None) -> dict[str, Any]:
    """What collection was told, step by step; the first step is the receipt itself."""
    later = [each for each in tracked["steps"] if each["outcome"] != "received"]
    if not later:
        silent = screened is None and not q.has("screening")
        return _step("library", UNKNOWN if silent else WAITING, t("trace.library.waiting"))
    lines = []
    for each in later:
        reason = each["reason"].strip()
        lines.append(each["sentence"] + (t("trace.library.reason", reason=reason) if reason else ""))
    state = ENDED if tracked["outcome"] in ENDS else DONE
    return _step("library", state, *dict.fromkeys(lines), on=later[-1]["on"])


def _candidate(q: Questions, screened: dict[str, Any] | None) -> dict[str, Any]:
    if screened is None and not q.has("screening"):
        return _step("candidate", UNKNOWN, t("trace.unanswered"))
    if screened is None or not screened["candidate_id"] or not screened["frozen"]:
        return _step("candidate", WAITING, t("trace.candidate.waiting"))
    line = t("trace.candidate.line", name=screened["candidate_name"])
    return _step("candidate", DONE, line, list_id=screened["list_id"])


def _projects(q: Questions, tracked: dict[str, Any], screened: dict[str, Any] | None) -> list[dict[str, Any]]:
    wanted = (
        {"candidate_id": screened["candidate_id"]}
        if screened and screened["candidate_id"]
        else {"suggestion_id": tracked["suggestion_id"]}
    )
    found = q.lists(supervision.TRACE_PROJECTS, wanted)
    for each in found:
        stand_today(q, each)
        each["evaluation"] = evaluation_of(q, each["id"])
        happened = q.ask(evaluation.TRACE_PROJECT, {"project_id": each["id"]})
        each["happened"] = happened["steps"] if happened else []
    return found


def _vote(q: Questions, screened: dict[str, Any] | None, projects: list[dict[str, Any]]) -> dict[str, Any]:
    """The result that the candidate was part of; an item carried over is voted on in a later cycle."""
    candidate_id = screened["candidate_id"] if screened else None
    candidate_id = candidate_id or next((each["candidate_id"] for each in projects), None)
    if not candidate_id:
        return _step("vote", WAITING, t("trace.vote.waiting"))
    for result in q.items(voting.LIST_RESULTS):
        for each in result["candidates"]:
            if each["candidate_id"] == candidate_id:
                return _voted(result, each)
    if not q.has("voting"):
        return _step("vote", UNKNOWN, t("trace.unanswered"))
    return _step("vote", WAITING, t("trace.vote.waiting"))


def _voted(result: dict[str, Any], candidate: dict[str, Any]) -> dict[str, Any]:
    key = "trace.vote.determined" if candidate["determined"] else "trace.vote.not_determined"
    lines = [t(key, body=result["body_name"], name=candidate["name"])]
    if candidate["votes"]:
        lines.append(t(f"trace.vote.votes.{result['method']}", **candidate["votes"]))
    state = DONE if candidate["determined"] else ENDED
    return _step(
        "vote", state, *lines, on=result["announced_on"], vote_id=result["id"], cycle_id=result["cycle_id"]
    )


def _project(q: Questions, projects: list[dict[str, Any]]) -> dict[str, Any]:
    if not projects:
        silent = not q.has("supervision")
        return _step(
            "project",
            UNKNOWN if silent else WAITING,
            t("trace.unanswered" if silent else "trace.project.waiting"),
        )
    return _step("project", DONE, on=projects[0]["listed_on"], shows_projects=True)


def _rating(projects: list[dict[str, Any]]) -> dict[str, Any]:
    declared = [each for each in projects if each["evaluation"] and each["evaluation"]["rating"]]
    happened = [each for project in projects for each in project["happened"]]
    if not declared and not happened:
        return _step("rating", WAITING, t("trace.rating.waiting"))
    on = declared[0]["evaluation"]["rating"]["declared_on"] if declared else None
    return _step("rating", DONE if declared else WAITING, on=on, happened=happened, shows_ratings=True)
