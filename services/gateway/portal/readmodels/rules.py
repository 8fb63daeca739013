"""The rulebook as a clerk and a resident read it: what is written where, and what no document says."""

from __future__ import annotations

from typing import Any

from services.gateway.portal.questions import Questions
from services.gateway.portal.readmodels import cycles
from services.gateway.portal.text import t
from shared.contracts import congress

CHAPTERS = ("collection", "screening", "voting", "street_voting", "supervision", "evaluation")


def rules(q: Questions, year: int | None) -> dict[str, Any]:
    """The rulebook of a year's cycle (of the newest one where no cycle was opened yet) and the documents."""
    known = cycles.cycles(q)
    cycle = cycles.chosen(q, known, year)
    rulebook = q.ask(congress.GET_RULEBOOK, {"rulebook_id": cycle["rulebook_id"]}) if cycle else None
    if rulebook is None and year is None:
        rulebook = next(iter(q.first(congress.LIST_RULEBOOKS, limit=1)), None)
    documents = [each for each in q.items(congress.LIST_DOCUMENTS) if not each["internal"]]
    return {
        "cycles": known,
        "cycle": cycle,
        "rulebook": rulebook,
        "chapters": _chapters(rulebook) if rulebook else [],
        "unstated": rulebook["unstated"] if rulebook else [],
        "documents": documents,
        "silent": sorted(q.silent),
    }


def _chapters(rulebook: dict[str, Any]) -> list[dict[str, Any]]:
    found = []
    for chapter in CHAPTERS:
        stated = [each for each in rulebook["stated"] if each["key"].split(".")[0] == chapter]
        unstated = [each for each in rulebook["unstated"] if each["key"].split(".")[0] == chapter]
        if stated or unstated:
            found.append(
                {
                    "key": chapter,
                    "name": t(f"rules.chapter.{chapter}"),
                    "stated": stated,
                    "unstated": unstated,
                }
            )
    return found
