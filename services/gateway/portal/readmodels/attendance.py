"""The sign-in sheet of a sitting, as the hall's staff read it on a tablet (A10.11, A10.15)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.gateway.portal.questions import Questions
from services.gateway.portal.text import t
from shared.contracts import voting
from shared.contracts.voting.hall import SITTINGS

FURTHER = "further_plenary"
GUESTS = "observers"
"""The group of those invited, beside the delegations."""


@dataclass(frozen=True)
class Sitting:
    """One sitting that may be signed in to: its step, which of its kind, its name."""

    step: str
    ordinal: int
    name: str


def sittings(session: dict[str, Any]) -> list[Sitting]:
    """The sittings on record and those that may come next, in the order of the session."""
    held = [each for each in session["steps"] if each["step"] in SITTINGS]
    found: list[Sitting] = []
    for each in held:
        number = 1 + sum(one.step == each["step"] for one in found)
        found.append(Sitting(each["step"], number, _named(each["step"], each["name"], number)))
    for each in session["next"]:
        if each["step"] in SITTINGS:
            number = 1 + sum(one.step == each["step"] for one in found)
            found.append(Sitting(each["step"], number, _named(each["step"], each["name"], number)))
    return found


def _named(step: str, name: str, ordinal: int) -> str:
    return t("attendance.further", sitting=name, ordinal=ordinal) if step == FURTHER else name


def chosen(known: list[Sitting], step: str, ordinal: int) -> Sitting | None:
    """The sitting that was asked for; otherwise the next one, but a plenary that goes on only when asked for."""
    asked = [each for each in known if each.step == step and each.ordinal == ordinal]
    usual = [each for each in known if each.step != FURTHER] or known
    return next(iter(asked), usual[-1] if usual else None)


def sheet(q: Questions, session_id: str, sitting: Sitting) -> dict[str, Any] | None:
    """Numbers, quorum and groups of seats; ``None`` where the service has nothing to tell."""
    wanted = {"session_id": session_id, "sitting": sitting.step, "ordinal": sitting.ordinal}
    found = q.ask(voting.GET_ATTENDANCE, wanted)
    if found is None:
        return None
    papers = q.ask(voting.GET_RECEIPTS, {"session_id": session_id})
    unsigned = {each["seat"] for each in (papers or {}).get("waiting_seats") or ()}
    numbers, needed = found["numbers"], found["quorum"]["needed"]
    said = "attendance.quorum_met" if found["quorum"]["met"] else "attendance.quorum_not_met"
    return {
        "found": found,
        "papers": papers,
        "quorum": t(said, needed=needed, present=numbers["present"], missing=needed - numbers["present"]),
        "groups": [_delegation(each, found["seats"] or [], unsigned) for each in found["delegations"]]
        + _guests(found["observers"] or []),
    }


def _delegation(each: dict[str, Any], seats: list[dict[str, Any]], unsigned: set[str]) -> dict[str, Any]:
    numbers = {"due": each["due"], "present": each["present"]}
    return {
        "code": each["code"],
        "name": each["name"],
        "title": t("attendance.delegation", name=each["name"], **numbers),
        "seats": [
            {**seat, "label": "", "unsigned": seat["seat"] in unsigned}
            for seat in seats
            if seat["delegation"] == each["code"]
        ],
    }


def _guests(observers: list[dict[str, Any]]) -> list[dict[str, Any]]:
    if not observers:
        return []
    here = sum(each["presence"] == "present" for each in observers)
    return [
        {
            "code": GUESTS,
            "name": t("attendance.observers"),
            "title": t("attendance.guests", number=here),
            "seats": [
                {
                    "seat": each["code"],
                    "label": f"{each['unit']} {each['post']}",
                    "presence": each["presence"],
                    "reason": "",
                    "unsigned": False,
                }
                for each in observers
            ],
        }
    ]
