"""Putting right what was registered wrongly, and voting again after a refusal, as forms (ADR 0013)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from services.gateway.portal.act_forms import (
    HANDS,
    Act,
    Input,
    Request,
    Standing,
    boxes_issued,
    boxes_named,
    counts,
    in_session,
    in_vote,
    lines,
    number,
)
from services.gateway.portal.forms import Form
from services.gateway.portal.text import t
from shared.contracts import voting
from shared.contracts.operation import Operation
from shared.kernel.numerals import ordinal

REASON = Input("why", 400, required=True)
_COUNTED_AGAIN = number("returned_again", required=False)


def _boxes(at: Standing) -> dict[str, str]:
    boxes = at.round["ballot_boxes"] if at.round else []
    return {"boxes": "\n".join(f"{each['code']} {each['name']}" for each in boxes)}


def _issued(at: Standing) -> dict[str, str]:
    boxes = at.round["ballot_boxes"] if at.round else []
    issued = (f"{each['code']} {'' if each['issued'] is None else each['issued']}" for each in boxes)
    return {"issued": "\n".join(issued)}


def _meeting(at: Standing, form: Form) -> Request:
    shown = counts(form, "present", "yes", "no", "abstain")
    voted = any(shown[name] is not None for name in ("yes", "no", "abstain"))
    figures = {"hands": shown} if voted else counts(form, "due", "present")
    return in_session(at, form, step=form.value("step"), reason=form.value("why"), **figures)


def _steps(at: Standing) -> dict[str, list[tuple[str, str]]]:
    return {"step": [(each["step"], each["name"]) for each in at.session["correctable"]]}


def _rounds(at: Standing) -> dict[str, list[tuple[str, str]]]:
    held = [each for each in at.vote["rounds"] if not each["void"]] if at.vote else []
    return {
        "round": [(str(each["number"]), t("acts.round", number=ordinal(each["number"]))) for each in held]
    }


CORRECTIONS: Mapping[str, Act] = {
    "correct_boxes": Act(
        voting.CORRECT_BOXES,
        (REASON, lines("boxes")),
        lambda at, form: in_vote(at, form, reason=form.value("why"), boxes=boxes_named(form)),
        _boxes,
    ),
    "correct_issue": Act(
        voting.CORRECT_ISSUE,
        (REASON, lines("issued"), _COUNTED_AGAIN),
        lambda at, form: in_vote(
            at,
            form,
            reason=form.value("why"),
            boxes=boxes_issued(form),
            **counts(form, "returned_again"),
        ),
        _issued,
    ),
    "correct_return": Act(
        voting.CORRECT_RETURN,
        (REASON, number("returned"), _COUNTED_AGAIN),
        lambda at, form: in_vote(
            at, form, reason=form.value("why"), **counts(form, "returned", "returned_again")
        ),
    ),
    "vote_again": Act(
        voting.VOTE_AGAIN,
        (Input("round", 3, required=True, numeric=True, kind="choice"), REASON),
        lambda at, form: in_vote(at, form, reason=form.value("why"), round=form.count("round")),
        choices=_rounds,
    ),
    "correct_meeting": Act(
        voting.CORRECT_MEETING,
        (
            Input("step", 40, required=True, kind="choice"),
            REASON,
            number("due", required=False),
            *HANDS,
        ),
        _meeting,
        choices=_steps,
    ),
}

_WHILE = {
    "correct_boxes": ("sealed",),
    "correct_issue": ("issued", "returned", "counting", "differing"),
    "correct_return": ("returned", "counting", "differing"),
}
"""The states of the vote in which its figures may be put right."""


def corrections_on_offer(at: Standing, may: Callable[[Operation], bool]) -> dict[str, Act]:
    """What may be put right now, within the reader's role."""
    found = {name for name, states in _WHILE.items() if at.vote and at.vote["state"] in states}
    if at.vote and at.vote["refused"]:
        found.add("vote_again")
    if at.session["correctable"]:
        found.add("correct_meeting")
    return {name: act for name, act in CORRECTIONS.items() if name in found and may(act.operation)}
