"""One project's page: what, how, how long, to what effect (B-069)."""

from __future__ import annotations

from typing import Any

from services.gateway.portal.questions import Asker, Questions
from services.gateway.portal.readmodels.bars import grade_segments, segments
from services.gateway.portal.readmodels.year import FINISHED
from services.gateway.portal.text import t
from shared.contracts import evaluation, publication, supervision, voting

OPINIONS_SHOWN = 20


def project(caller: Asker, q: Questions, project_id: str) -> dict[str, Any]:
    """The page; raises ``NotFound`` for a project that is not public, ``ServiceUnavailable`` without supervision."""
    found: dict[str, Any] = caller.call(supervision.GET_PROJECT, {"project_id": project_id})
    found["finished"] = found["state"] in FINISHED
    stand_today(q, found)
    events = q.items(supervision.LIST_EVENTS, {"cycle_id": found["cycle_id"]})
    return {
        "project": found,
        "vote": _vote(q, found),
        "evaluation": evaluation_of(q, project_id),
        "opinions": q.first(evaluation.LIST_PUBLIC_OPINIONS, {"project_id": project_id}, OPINIONS_SHOWN),
        "events": by_kind([each for each in events if project_id in each["project_ids"]]),
        "papers": q.first(publication.LIST_PAPERS, {"about_id": project_id}),
        "links": _links(caller, q, found),
        "silent": sorted(q.silent),
    }


def by_kind(events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Events of one name and state together, by their first day: twelve monthly meetings are one line."""
    kinds: dict[tuple[str, str], list[str]] = {}
    for each in sorted(events, key=lambda each: each["held_on"] or each["due_on"]):
        kinds.setdefault((each["name"], each["state"]), []).append(each["held_on"] or each["due_on"])
    return [{"name": name, "state": state, "days": days} for (name, state), days in kinds.items()]


def stand_today(q: Questions, found: dict[str, Any]) -> None:
    """Put plan against actual as of today in place of the last report's."""
    chart = q.ask(supervision.GET_WALL_CHART, {"cycle_id": found["cycle_id"], "track": found["track"]})
    for bar in chart["bars"] if chart else []:
        if bar["project_id"] == found["id"]:
            found.update({key: bar[key] for key in ("planned", "actual", "lagging")})


def _vote(q: Questions, found: dict[str, Any]) -> dict[str, Any] | None:
    """The result that determined the project."""
    if not found["candidate_id"]:
        return None
    for result in q.items(voting.LIST_RESULTS, {"cycle_id": found["cycle_id"]}):
        for candidate in result["candidates"]:
            if candidate["candidate_id"] == found["candidate_id"]:
                return {"result": result, "candidate": candidate}
    return None


def evaluation_of(q: Questions, project_id: str) -> dict[str, Any] | None:
    found = q.ask(evaluation.GET_PROJECT_EVALUATION, {"project_id": project_id})
    if found is None:
        return None
    grades, residents = found["grades"], found["residents"]
    both = {
        each["code"]: residents["online"].get(each["code"], 0) + residents["offline"].get(each["code"], 0)
        for each in grades
    }
    found["resident_segments"] = segments(
        [(each["code"], each["name"], both[each["code"]]) for each in grades]
    )
    if found["rating"] is not None:
        result = found["rating"]["result"]
        found["segments"] = grade_segments(grades, result["grades"], result["abstain"], t("rating.abstain"))
    return dict(found)


def _links(caller: Asker, q: Questions, found: dict[str, Any]) -> list[dict[str, Any]]:
    """Codes by which residents rate the project, for the offices that post them."""
    if not caller.may(evaluation.LIST_RATING_LINKS):
        return []
    links = q.items(evaluation.LIST_RATING_LINKS, {"cycle_id": found["cycle_id"], "kind": "project"})
    return [each for each in links if each["project_id"] == found["id"]]
