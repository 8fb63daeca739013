"""Rounds, departments' tasks, the project library and candidate lists."""

from __future__ import annotations

from services.gateway.portal.readmodels.desk.section import Desk, Row, Section, by_due, row
from services.gateway.portal.readmodels.year import CONGRESS
from services.gateway.portal.text import t, word
from shared.contracts import collection, screening
from shared.tenancy.roles import Role


def rounds(at: Desk) -> list[Row]:
    """Rounds that are not closed, with the departments that have not replied."""
    rows = []
    for each in at.q.first(collection.LIST_ROUNDS, {"state": "open"}, 20):
        coverage = at.q.ask(collection.GET_COVERAGE, {"round_id": each["id"]})
        detail = ""
        if coverage and coverage["asked"]:
            detail = t("desk.rounds.coverage", replied=coverage["replied"], asked=coverage["asked"])
            if coverage["missing"]:
                detail += t("desk.rounds.missing", names="、".join(coverage["missing"][:10]))
        rows.append(row(each["title"], detail, due=each["ends_on"], badge=word("round_stage", each["stage"])))
    return rows


def tasks(at: Desk) -> list[Row]:
    """What a department was asked and has not answered (Y-020)."""
    found = at.q.items(collection.LIST_TASKS, {"state": "sent"})
    return by_due(
        [
            row(t("desk.tasks.title", department=each["department"]), due=each["due_on"], late=each["late"])
            for each in found
        ]
    )


def library(at: Desk) -> list[Row]:
    """How many items stand where in the project library."""
    found = at.q.ask(screening.COUNT_LIBRARY, {"cycle_id": at.cycle_id})
    if found is None or not found["total"]:
        return []
    rows = [row(t("desk.library.total"), badge=str(found["total"]))]
    return rows + [
        row(word("item_status", each), badge=str(number)) for each, number in found["by_status"].items()
    ]


def lists(at: Desk) -> list[Row]:
    """Candidate lists and the step that each has reached."""
    rows = []
    for each in sorted(
        at.q.items(screening.LIST_LISTS, {"cycle_id": at.cycle_id}),
        key=lambda each: (each["track"] != CONGRESS, each["track"]),
    ):
        last = each["steps"][-1] if each["steps"] else None
        detail = t("desk.lists.candidates", number=len(each["candidates"]))
        if last is not None:
            detail += t("desk.lists.step", body=last["body"], action=last["action"])
        rows.append(
            row(
                each["body_name"],
                detail,
                due=last["met_on"] if last else None,
                badge=word("list_state", each["state"]),
                to="portal.candidates" if each["state"] == "frozen" else None,
                args={"year": at.cycle["year"], "_anchor": f"list-{each['id']}"} if at.cycle else {},
            )
        )
    return rows


_CLERKS = frozenset({Role.CONGRESS_CLERK, Role.GOVERNMENT_CLERK})
_BODY = frozenset({Role.DEPUTY, Role.ASSEMBLY_REPRESENTATIVE})
SECTIONS = (
    Section(
        "rounds",
        _CLERKS | frozenset({Role.STATION}),
        (collection.LIST_ROUNDS, collection.GET_COVERAGE),
        rounds,
        needs_cycle=False,
    ),
    Section(
        "tasks",
        _CLERKS | frozenset({Role.DEPARTMENT}),
        (collection.LIST_TASKS,),
        tasks,
        needs_cycle=False,
    ),
    Section("library", _CLERKS, (screening.COUNT_LIBRARY,), library, todo=False),
    Section("lists", _CLERKS | _BODY, (screening.LIST_LISTS,), lists, todo=False),
)
