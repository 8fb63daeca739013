"""A tenant's public home."""

from __future__ import annotations

from typing import Any

from services.gateway.portal.questions import Questions
from services.gateway.portal.readmodels import cycles, year
from services.gateway.portal.readmodels.stages import stages
from shared.contracts import collection, congress, evaluation, publication

PAPERS_SHOWN = 8


def home(q: Questions, wanted: int | None) -> dict[str, Any]:
    """All of the home; ``cycle`` is ``None`` where no year was opened (or none of the year that was asked for)."""
    known = cycles.cycles(q)
    cycle = cycles.chosen(q, known, wanted)
    shown: dict[str, Any] = {
        "cycles": known,
        "cycle": cycle,
        "open_rounds": open_rounds(q),
        "papers": q.first(publication.LIST_PAPERS, {"cycle_id": cycle["id"]} if cycle else {}, PAPERS_SHOWN),
        "figures": q.lists(congress.LIST_FIGURES),
        "facilities": q.lists(congress.LIST_FACILITIES),
    }
    if cycle is not None:
        facts = year_facts(q, cycle["id"])
        shown |= facts
        shown["groups"] = year.grouped(facts["projects"])
        shown["decisions"] = year.decisions(facts["lists"], facts["results"])
        shown["stages"] = stages(q, cycle, facts)
        shown["advanced_units"] = q.first(evaluation.LIST_ADVANCED_UNITS, {"cycle_id": cycle["id"]}, 50)
    return {**shown, "silent": sorted(q.silent)}


def year_facts(q: Questions, cycle_id: str) -> dict[str, year.Rows]:
    """What the stages and the lists of the page are both made of."""
    return {
        "projects": year.projects(q, cycle_id),
        "lists": year.candidate_lists(q, cycle_id),
        "results": year.results(q, cycle_id),
        "ratings": year.ratings(q, cycle_id),
    }


def open_rounds(q: Questions) -> list[dict[str, Any]]:
    """Rounds that take or will take suggestions, of whichever year; ``suggest`` where the public enters here."""
    found = [
        each
        for each in q.first(collection.LIST_ROUNDS, {"state": "open"}, 50)
        if each["stage"] in ("announced", "collecting")
    ]
    for each in found:
        each["suggest"] = each["stage"] == "collecting" and any(
            channel["open"] for channel in each["channels"]
        )
    return found
