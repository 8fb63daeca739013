"""Documents, rules left open, the congresses below, accounts."""

from __future__ import annotations

from typing import Any

from services.gateway.portal.readmodels.desk.section import Desk, Row, Section, row
from services.gateway.portal.text import t, word
from shared.contracts import congress, publication
from shared.tenancy.roles import Role

IN_FORCE = "in_force"
STREET = "street"
"""A kind of tenant that has no congress: its assembly votes within the district's year (A10.13)."""


def documents(at: Desk) -> list[Row]:
    """Governing documents that are not in force yet."""
    return [
        row(
            each["title"], each["issuer"], due=each["drafted_on"], badge=word("document_state", each["state"])
        )
        for each in at.q.items(congress.LIST_DOCUMENTS)
        if each["state"] != IN_FORCE
    ]


def publications(at: Desk) -> list[Row]:
    """Papers of the year of which some channel is not known to have published them (B-035)."""
    return [
        row(
            each["title"],
            t("desk.publications.missing", channels="、".join(each["unpublished"])),
            due=each["issued_on"],
            to="portal.paper",
            args={"paper_id": each["id"]},
        )
        for each in at.q.items(publication.LIST_PAPERS, {"cycle_id": at.cycle_id})
        if each["unpublished"]
    ]


def rolls(at: Desk) -> list[Row]:
    """The rolls of the congress and of the street assemblies, to look at and to hand in anew (A10.13, A10.15)."""
    found = {each["body"]: each for each in at.q.items(congress.LIST_ROLLS)}
    return [_roll(body, found.get(body)) for body in dict.fromkeys(("congress", *found))]


def _roll(body: str, known: dict[str, Any] | None) -> Row:
    title = known["body_name"] if known else t("roll.title")
    detail = t("desk.rolls.in_office", number=known["in_office"]) if known else t("desk.rolls.none")
    return row(title, detail, to="portal.roll", args={"body": body})


def unstated(at: Desk) -> list[Row]:
    """How many rules no document of the congress states."""
    assert at.cycle is not None
    found = at.q.ask(congress.GET_RULEBOOK, {"rulebook_id": at.cycle["rulebook_id"]})
    if found is None or not found["unstated"]:
        return []
    sentence = t("desk.unstated.title", number=len(found["unstated"]))
    return [row(sentence, found["title"], to="portal.rules", args={"year": at.cycle["year"]})]


def children(at: Desk) -> list[Row]:
    """How the year stands with the congresses below, as far as each one's rulebook lets this one read (Y-072)."""
    asked = {"year": at.cycle["year"]} if at.cycle is not None else {}
    covered = at.q.ask(congress.LIST_CHILDREN, asked)
    if covered is None or not covered["coverage"]:
        return []
    year = covered["year"]
    told = at.q.items(congress.LIST_CHILDREN, {"year": year} if year else {})
    return [
        *(_coverage(each, year) for each in covered["coverage"] if each["kind"] != STREET),
        *(_child(each) for each in told if each["kind"] != STREET),
    ]


def _coverage(found: dict[str, Any], year: int | None) -> Row:
    """Of one kind: how many have come as far as each stage."""
    reached = [
        t("desk.children.stage", stage=word("child_stage", each["stage"]), number=each["children"])
        for each in found["reached"]
        if each["children"]
    ]
    title = t(
        "desk.children.coverage",
        kind=word("tenant_kind", found["kind"]),
        number=found["children"],
        year=year or "",
    )
    return row(title, "，".join(reached) or t("desk.children.silent"))


def _child(child: dict[str, Any]) -> Row:
    told = child["telling"] or {}
    figures = [
        t(f"desk.children.{key}", number=told[key])
        for key in ("candidates", "determined", "projects", "completed", "explanations")
        if told.get(key) is not None
    ]
    last = next((each["on"] for each in reversed(told.get("reached", ()))), None)
    return row(
        child["display_name"],
        "，".join(figures),
        due=last,
        badge=word("child_stage", child["stage"] or "silent"),
        to="portal.home",
        at=child["id"],
    )


def accounts(at: Desk) -> list[Row]:
    """The accounts of the tenant."""
    return [
        row(
            each["display_name"],
            t("desk.accounts.detail", login=each["login"], unit=each["unit"] or t("common.none")),
            badge="、".join(word("role", role) for role in each["roles"]),
        )
        for each in at.q.items(congress.LIST_ACCOUNTS)
    ]


_ADMIN = frozenset({Role.OPERATOR})
SECTIONS = (
    Section(
        "documents",
        frozenset({Role.CONGRESS_CLERK}),
        (congress.LIST_DOCUMENTS,),
        documents,
        needs_cycle=False,
    ),
    Section(
        "publications",
        frozenset({Role.CONGRESS_CLERK}),
        (publication.LIST_PAPERS, publication.RECORD_PUBLICATION),
        publications,
    ),
    Section(
        "rolls",
        frozenset({Role.CONGRESS_CLERK}),
        (congress.LIST_ROLLS, congress.IMPORT_ROLL_WORKBOOK),
        rolls,
        needs_cycle=False,
        todo=False,
    ),
    Section("unstated", frozenset({Role.CONGRESS_CLERK}), (congress.GET_RULEBOOK,), unstated, todo=False),
    Section(
        "children",
        frozenset({Role.CONGRESS_CLERK, Role.DEPUTY}),
        (congress.LIST_CHILDREN,),
        children,
        needs_cycle=False,
        todo=False,
    ),
    Section("accounts", _ADMIN, (congress.LIST_ACCOUNTS,), accounts, needs_cycle=False, todo=False),
)
