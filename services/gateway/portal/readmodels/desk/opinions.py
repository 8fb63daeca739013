"""What residents say, what is owed for it, and what the assessors report."""

from __future__ import annotations

from services.gateway.portal.readmodels.desk.section import Desk, Row, Section, row
from services.gateway.portal.shaping import day
from services.gateway.portal.text import t, word
from shared.contracts import evaluation
from shared.tenancy.roles import Role

SHOWN = 50


def to_forward(at: Desk) -> list[Row]:
    """Residents' opinions that lie with the deputy (B-073)."""
    return _opinions(at, "at_deputy")


def to_review(at: Desk) -> list[Row]:
    """Free text that nobody sees before it was reviewed (A10.19)."""
    return _opinions(at, "received")


def obligations(at: Desk) -> list[Row]:
    """What somebody owes, by day; a department sees its own."""
    found = at.q.ask(evaluation.LIST_OBLIGATIONS, {})
    own = at.unit if at.roles == {Role.DEPARTMENT} else None
    return [
        row(
            each["title"],
            t("desk.obligations.detail", owed_by=each["owed_by"]),
            due=each["due_on"],
            late=each["overdue"],
            badge=word("obligation", each["kind"]),
        )
        for each in (found["items"] if found else [])
        if own is None or own in each["owed_by"]
    ][:SHOWN]


def links(at: Desk) -> list[Row]:
    """Codes that are still open, for a station to post; those that hang nowhere first (B-072)."""
    listed = at.q.items(evaluation.LIST_RATING_LINKS, {"cycle_id": at.cycle_id})
    found = [each for each in listed if each["closes_on"] >= at.today]
    found.sort(key=lambda each: (bool(each["postings"]), each["kind"], each["holder_code"]))
    rows = [
        row(
            t("desk.links.title", kind=word("link_kind", each["kind"]), holder=each["holder_code"]),
            t("desk.links.until", day=day(each["closes_on"])),
            badge=t("desk.links.posted", number=len(each["postings"])) if each["postings"] else None,
            settled=bool(each["postings"]),
            to="portal.rate",
            args={"token": each["token"]},
        )
        for each in found[:SHOWN]
    ]
    if len(found) > SHOWN:
        rows.append(row(t("desk.links.more", number=len(found), shown=SHOWN), settled=True))
    return rows


def assessment(at: Desk) -> list[Row]:
    """The year's reports: which are due, and which were submitted (B-081)."""
    reports = at.q.items(evaluation.LIST_ASSESSMENT_REPORTS, {"cycle_id": at.cycle_id})
    rows = []
    for plan in at.q.items(evaluation.LIST_ASSESSMENT_PLANS, {"cycle_id": at.cycle_id}):
        submitted = {each["stage"] for each in reports if each["plan_id"] == plan["id"]}
        for each in plan["schedule"]:
            state = "submitted" if each["stage"] in submitted else "awaited"
            rows.append(
                row(
                    word("assessment_stage", each["stage"]),
                    plan["agency"],
                    due=each["due_on"],
                    badge=word("assessment_state", state),
                    settled=state == "submitted",
                )
            )
    return sorted(rows, key=lambda each: each["settled"])


def _opinions(at: Desk, state: str) -> list[Row]:
    found = at.q.first(evaluation.LIST_OPINIONS, {"cycle_id": at.cycle_id, "state": state}, SHOWN)
    return [
        row(
            each["text"],
            t("desk.opinion.detail", day=day(each["given_on"]), mode=word("mode", each["mode"])),
            to="portal.project",
            args={"project_id": each["project_id"]},
        )
        for each in found
    ]


_READERS = frozenset({Role.CONGRESS_CLERK, Role.GOVERNMENT_CLERK, Role.DEPARTMENT, Role.ASSESSOR})
SECTIONS = (
    Section("to_forward", frozenset({Role.DEPUTY}), (evaluation.LIST_OPINIONS,), to_forward),
    Section("to_review", frozenset({Role.CONGRESS_CLERK}), (evaluation.LIST_OPINIONS,), to_review),
    Section("obligations", _READERS, (evaluation.LIST_OBLIGATIONS,), obligations, needs_cycle=False),
    Section("links", frozenset({Role.STATION}), (evaluation.LIST_RATING_LINKS,), links),
    Section(
        "assessment",
        frozenset({Role.ASSESSOR, Role.CONGRESS_CLERK}),
        (evaluation.LIST_ASSESSMENT_PLANS, evaluation.LIST_ASSESSMENT_REPORTS),
        assessment,
    ),
)
