"""Where the year stands: five stages, each derived from what has happened, none a gate (A10.1)."""

from __future__ import annotations

from typing import Any

from services.gateway.portal.questions import Questions
from services.gateway.portal.readmodels.year import Rows
from services.gateway.portal.text import t
from shared.contracts import collection, screening, voting

NOT_BEGUN, UNDER_WAY, DONE, UNKNOWN = "not_begun", "under_way", "done", "unknown"
NO_RECORD = "no_record"
"""Nothing is on record, but the year is over or a later stage has begun: it was done elsewhere, or before this
system was used."""
TABLING = "tabling"
"""From this step on a session is one that votes on projects; others hear reports and rate."""


def stages(q: Questions, cycle: dict[str, Any], facts: dict[str, Rows]) -> list[dict[str, Any]]:
    """The five stages with their state and one sentence each; ``facts`` hold what the page has already."""
    derived = (
        ("collection", "collection", _collection(q, cycle["id"])),
        ("screening", "screening", _screening(q, cycle["id"], facts["lists"])),
        ("vote", "voting", _vote(q, cycle["id"], facts)),
        ("supervision", "supervision", _supervision(facts["projects"])),
        ("evaluation", "evaluation", _evaluation(facts["ratings"])),
    )
    found = [
        _stage(number, key, *((UNKNOWN, t("stage.unanswered")) if service in q.silent else state))
        for number, (key, service, state) in enumerate(derived, start=1)
    ]
    for number, stage in enumerate(found):
        later = {each["state"] for each in found[number + 1 :]}
        if stage["state"] == NOT_BEGUN and (cycle["imported"] or later & {UNDER_WAY, DONE}):
            stage.update(state=NO_RECORD, fact=t("stage.no_record"))
    return found


def _stage(number: int, key: str, state: str, fact: str) -> dict[str, Any]:
    return {"number": number, "key": key, "name": t(f"stage.{key}.name"), "state": state, "fact": fact}


def _collection(q: Questions, cycle_id: str) -> tuple[str, str]:
    rounds = q.items(collection.LIST_ROUNDS, {"cycle_id": cycle_id})
    statistics = q.ask(collection.GET_STATISTICS, {"cycle_id": cycle_id})
    total = statistics["total"] if statistics else 0
    if not rounds and not total:
        return NOT_BEGUN, t("stage.collection.none")
    done = all(each["stage"] == "closed" for each in rounds)
    return DONE if done else UNDER_WAY, t("stage.collection.fact", rounds=len(rounds), total=total)


def _screening(q: Questions, cycle_id: str, lists: Rows) -> tuple[str, str]:
    if lists:
        number = sum(len(each["candidates"]) for each in lists)
        return DONE, t("stage.screening.frozen", lists=len(lists), total=number)
    counts = q.ask(screening.COUNT_LIBRARY, {"cycle_id": cycle_id})
    if counts is None or not counts["total"]:
        return NOT_BEGUN, t("stage.screening.none")
    return UNDER_WAY, t("stage.screening.library", total=counts["total"])


def _vote(q: Questions, cycle_id: str, facts: dict[str, Rows]) -> tuple[str, str]:
    announced = facts["results"]
    if announced:
        number = sum(len(each["determined"]) for each in announced)
        waiting = {each["track"] for each in facts["lists"]} - {each["track"] for each in announced}
        return UNDER_WAY if waiting else DONE, t("stage.vote.announced", votes=len(announced), total=number)
    for session in q.items(voting.LIST_SESSIONS, {"cycle_id": cycle_id}):
        if TABLING in {each["step"] for each in session["done"]}:
            return UNDER_WAY, t("stage.vote.session", title=session["title"])
    return NOT_BEGUN, t("stage.vote.none")


def _supervision(projects: Rows) -> tuple[str, str]:
    if not projects:
        return NOT_BEGUN, t("stage.supervision.none")
    finished = sum(1 for each in projects if each["finished"])
    lagging = sum(1 for each in projects if each["lagging"])
    sentence = t("stage.supervision.fact", total=len(projects), finished=finished)
    if lagging:
        sentence += t("stage.supervision.lagging", lagging=lagging)
    return DONE if finished == len(projects) else UNDER_WAY, sentence


def _evaluation(ratings: Rows) -> tuple[str, str]:
    if not ratings:
        return NOT_BEGUN, t("stage.evaluation.none")
    declared = [each for each in ratings if each["declared"]]
    if not declared:
        return UNDER_WAY, t("stage.evaluation.under_way", session=ratings[0]["session_name"])
    number = sum(len(each["results"]) for each in declared)
    owed = sum(1 for each in declared for row in each["results"] if row["explanation_required"])
    sentence = t("stage.evaluation.declared", total=number)
    if owed:
        sentence += t("stage.evaluation.owed", owed=owed)
    return DONE if len(declared) == len(ratings) else UNDER_WAY, sentence
