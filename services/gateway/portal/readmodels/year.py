"""One year of one congress: projects with their bars, candidate lists, results, ratings."""

from __future__ import annotations

from typing import Any

from services.gateway.portal.questions import Questions
from services.gateway.portal.readmodels.bars import grade_segments
from services.gateway.portal.text import t
from shared.contracts import evaluation, screening, supervision, voting

CONGRESS = "congress"
RANKING = "ranking"
DECLARED = ("declared", "published")
FINISHED = ("completed", "terminated", "archived")

Rows = list[dict[str, Any]]


def projects(q: Questions, cycle_id: str) -> Rows:
    """The year's projects as they stand today, behind the wall chart where there is one."""
    listed = q.items(supervision.LIST_PROJECTS, {"cycle_id": cycle_id})
    chart = q.ask(supervision.GET_WALL_CHART, {"cycle_id": cycle_id}) if listed else None
    bars = {each["project_id"]: each for each in (chart["bars"] if chart else [])}
    for each in listed:
        bar = bars.get(each["id"])
        if bar is not None:
            each.update({key: bar[key] for key in ("planned", "actual", "lagging", "reported_on")})
        each["finished"] = each["state"] in FINISHED
    return sorted(listed, key=_place)


def grouped(rows: Rows) -> list[dict[str, Any]]:
    """Rows by deciding body: the congress first, each street after it."""
    groups: dict[str, dict[str, Any]] = {}
    for row in rows:
        group = groups.setdefault(
            row["track"],
            {
                "track": row["track"],
                "body_name": row["body_name"],
                "main": row["track"] == CONGRESS,
                "rows": [],
                "finished": 0,
                "investment_fen": 0,
            },
        )
        group["rows"].append(row)
        group["finished"] += row["finished"]
        group["investment_fen"] += row["investment_fen"] or 0
    return sorted(groups.values(), key=lambda each: (not each["main"], each["track"]))


def candidate_lists(q: Questions, cycle_id: str) -> Rows:
    """The frozen lists of candidate projects, the congress's first."""
    found = q.items(screening.LIST_PUBLISHED, {"cycle_id": cycle_id})
    for each in found:
        each["main"] = each["track"] == CONGRESS
        each["frozen"] = each["versions"][-1] if each["versions"] else None
    return sorted(found, key=lambda each: (not each["main"], each["track"]))


def results(q: Questions, cycle_id: str) -> Rows:
    """The announced results, the congress's first; determined projects stand before the others."""
    found = q.items(voting.LIST_RESULTS, {"cycle_id": cycle_id})
    for each in found:
        each["main"] = each["track"] == CONGRESS
        each["candidates"].sort(key=lambda row: (not row["determined"], row["rank"], row["code"]))
        each["determined"] = [row for row in each["candidates"] if row["determined"]]
        each["figures"] = figures(each)
        each["shows_votes"] = any(row["votes"] for row in each["candidates"])
        each["second_ballot"] = any(row["second_ballot"] for row in each["candidates"])
    return sorted(found, key=lambda each: (not each["main"], each["track"]))


def figures(result: dict[str, Any]) -> tuple[str, ...]:
    """What the count of a result says of a candidate, by its kind of ballot."""
    return ("points",) if result["method"] == RANKING else ("approve", "against", "abstain")


def decisions(lists: Rows, results: Rows) -> Rows:
    """One row a deciding body, the congress first: its list and its result, either of them perhaps not yet."""
    tracks: dict[str, dict[str, Any]] = {}
    for name, found in (("list", lists), ("result", results)):
        for each in found:
            empty = {"track": each["track"], "main": each["main"], "list": None, "result": None}
            row = tracks.setdefault(each["track"], empty)
            row["body_name"] = each["body_name"]
            row[name] = each
    return sorted(tracks.values(), key=lambda each: (not each["main"], each["track"]))


def ratings(q: Questions, cycle_id: str) -> Rows:
    """The deputies' ratings of the year's projects, with a bar for each project once declared."""
    found = q.items(evaluation.LIST_RATINGS, {"cycle_id": cycle_id})
    for each in found:
        each["declared"] = each["state"] in DECLARED
        if not each["declared"]:
            each["results"] = []
        for row in each["results"]:
            row["segments"] = grade_segments(
                each["grades"], row["grades"], row["abstain"], t("rating.abstain")
            )
    return found


def _place(project: dict[str, Any]) -> tuple[bool, str, str]:
    return project["track"] != CONGRESS, project["track"], project["code"]
