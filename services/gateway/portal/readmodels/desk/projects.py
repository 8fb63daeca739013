"""Projects, letters, problems, adjustments and the calendar of supervision."""

from __future__ import annotations

from typing import Any

from services.gateway.portal.readmodels.desk.section import Desk, Row, Section, by_due, row
from services.gateway.portal.shaping import day
from services.gateway.portal.text import t, word
from shared.contracts import supervision
from shared.tenancy.roles import Role

STRUCK_OFF = "struck_off"
SHOWN = 100


def project_row(each: dict[str, Any]) -> Row:
    """A project with plan against actual."""
    detail = t("desk.project.detail", planned=each["planned"], actual=each["actual"])
    if each["open_letters"]:
        detail += t("desk.project.letters", number=each["open_letters"])
    return row(
        f"{each['code']} {each['name']}",
        detail,
        late=each["lagging"],
        badge=word("project_state", each["state"]),
        bar={"planned": each["planned"], "actual": each["actual"], "lagging": each["lagging"]},
        to="portal.project",
        args={"project_id": each["id"]},
    )


def my_projects(at: Desk) -> list[Row]:
    """What the account watches, or serves in the task force of (B-060)."""
    return [project_row(each) for each in at.q.lists(supervision.MY_PROJECTS, {"cycle_id": at.cycle_id})]


def own_projects(at: Desk) -> list[Row]:
    """Projects that the account's department carries out."""
    listed = at.q.items(supervision.LIST_PROJECTS, {"cycle_id": at.cycle_id})
    return [project_row(each) for each in listed if at.unit and at.unit in each["implementer"]]


def lagging(at: Desk) -> list[Row]:
    """Projects that are behind their plan by more than the rulebook allows."""
    return [
        project_row(each)
        for each in at.q.items(supervision.LIST_PROJECTS, {"cycle_id": at.cycle_id, "lagging": True})
    ]


def letters(at: Desk) -> list[Row]:
    """Reminder letters that are not struck off; a department sees those addressed to it."""
    wanted: dict[str, Any] = {"cycle_id": at.cycle_id}
    if at.roles == {Role.DEPARTMENT}:
        if at.unit is None:
            return []
        wanted["addressee_unit"] = at.unit
    rows = []
    for each in at.q.items(supervision.LIST_LETTERS, wanted):
        if each["state"] == STRUCK_OFF:
            continue
        number = (
            t("desk.letters.number", number=each["serial"]) if each["serial"] else t("desk.letters.draft")
        )
        rows.append(
            row(
                f"{number} {each['finding']}",
                t(
                    "desk.letters.detail",
                    unit=each["addressee_unit"],
                    kind=word("finding", each["finding_class"]),
                ),
                due=each["due_on"],
                badge=word("letter_state", each["state"]),
                to="portal.project",
                args={"project_id": each["project_id"]},
            )
        )
    return by_due(rows)[:SHOWN]


def calendar(at: Desk) -> list[Row]:
    """Events that are overdue or stand in the calendar."""
    found = at.q.ask(supervision.GET_CALENDAR, {"cycle_id": at.cycle_id})
    if found is None:
        return []
    rows = [_event(each, late=True) for each in found["overdue"]]
    rows += [_event(each, late=False) for each in found["scheduled"]]
    rows += [_event({**each, "state": "upcoming"}, late=False) for each in found["upcoming"][:6]]
    return rows


def problems(at: Desk) -> list[Row]:
    """Problems between departments that are open (B-056)."""
    return by_due(
        [
            row(
                each["text"],
                t("desk.problems.detail", owner=each["owner"], kind=word("problem", each["kind"])),
                due=each["due_on"],
                to="portal.project",
                args={"project_id": each["project_id"]},
            )
            for each in at.q.items(supervision.LIST_PROBLEMS, {"cycle_id": at.cycle_id, "open": True})
        ]
    )


def adjustments(at: Desk) -> list[Row]:
    """Adjustments on their way through the chain (Q-15)."""
    return [
        row(
            each["reason"],
            word("adjustment", each["kind"]),
            due=each["requested_on"],
            badge=word("adjustment_state", each["state"]),
            to="portal.project",
            args={"project_id": each["project_id"]},
        )
        for each in at.q.items(supervision.LIST_ADJUSTMENTS, {"cycle_id": at.cycle_id})
        if each["state"] in ("in_chain", "approved")
    ]


def deliberation_opinions(at: Desk) -> list[Row]:
    """Deliberation opinions that wait for their next step (A10.14)."""
    return [
        row(
            each["title"],
            t("desk.deliberation_opinions.detail", items=len(each["items"]), day=day(each["reply_due"])),
            badge=word("opinion_state", each["state"]),
        )
        for each in at.q.items(supervision.LIST_OPINIONS, {"cycle_id": at.cycle_id})
        if each["state"] != "published"
    ]


def _event(each: dict[str, Any], late: bool) -> Row:
    return row(
        each["name"], each["period"], due=each["due_on"], late=late, badge=word("event_state", each["state"])
    )


_CLERKS = frozenset({Role.CONGRESS_CLERK, Role.GOVERNMENT_CLERK})
_WATCHERS = frozenset({Role.DEPUTY, Role.ASSEMBLY_REPRESENTATIVE, Role.TASK_FORCE})
_DEPARTMENT = frozenset({Role.DEPARTMENT})
SECTIONS = (
    Section("my_projects", _WATCHERS, (supervision.MY_PROJECTS,), my_projects, todo=False),
    Section("own_projects", _DEPARTMENT, (supervision.LIST_PROJECTS,), own_projects, todo=False),
    Section("lagging", _CLERKS, (supervision.LIST_PROJECTS,), lagging),
    Section(
        "letters", _CLERKS | _DEPARTMENT | frozenset({Role.TASK_FORCE}), (supervision.LIST_LETTERS,), letters
    ),
    Section("calendar", _CLERKS | _WATCHERS, (supervision.GET_CALENDAR,), calendar),
    Section("problems", _CLERKS | frozenset({Role.TASK_FORCE}), (supervision.LIST_PROBLEMS,), problems),
    Section("adjustments", _CLERKS, (supervision.LIST_ADJUSTMENTS,), adjustments),
    Section("deliberation_opinions", _CLERKS, (supervision.LIST_OPINIONS,), deliberation_opinions),
)
