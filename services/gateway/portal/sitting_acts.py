"""What is registered in a sitting, as forms: for each step its fields and the request that they make (A10.11).

The table is the one place that knows a step's form; page, check and request follow from it. What may come next, and
what a rule refuses, the service says.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from services.gateway.portal.act_forms import (
    HANDS,
    HELD_ON,
    YES_NO,
    Act,
    Input,
    LinesWrong,
    Request,
    Standing,
    boxes_issued,
    boxes_named,
    counts,
    in_session,
    in_vote,
    lines,
    number,
    rows,
)
from services.gateway.portal.forms import Form
from services.gateway.portal.text import t
from shared.contracts import voting
from shared.contracts.operation import Operation

PRESIDIUM_MEMBERS = number("presidium_members", required=False)


def _meeting(step: str, *inputs: Input) -> Act:
    def request(at: Standing, form: Form) -> Request:
        shown = counts(form, *[each.name for each in inputs if each is not PRESIDIUM_MEMBERS])
        hands = shown if any(each is not None for each in shown.values()) else None
        elected = counts(form, "presidium_members") if PRESIDIUM_MEMBERS in inputs else {}
        return in_session(at, form, step=step, hands=hands, **elected)

    return Act(voting.RECORD_MEETING, inputs, request)


def _sitting(step: str) -> Act:
    inputs = (number("due", required=False), number("present", required=False))
    return Act(
        voting.OPEN_SITTING,
        inputs,
        lambda at, form: in_session(at, form, step=step, **counts(form, "due", "present")),
    )


def _boxes(at: Standing) -> dict[str, str]:
    """A box for each delegation where each votes by itself, otherwise one."""
    if at.session["polling"] != "delegation":
        return {"boxes": t("acts.one_box")}
    listed = at.session["delegations"]
    return {"boxes": "\n".join(f"{each['code']} {t('acts.box_of', name=each['name'])}" for each in listed)}


def _issued(at: Standing) -> dict[str, str]:
    boxes = at.round["ballot_boxes"] if at.round else []
    return {"issued": "\n".join(f"{each['code']} " for each in boxes)}


def _issue(at: Standing, form: Form) -> Request:
    return in_vote(at, form, boxes=boxes_issued(form), envelopes=form.value("envelopes").split())


_SCRUTINEER = ("title", "delegation", "unit", "account")


def _scrutineers(at: Standing, form: Form) -> Request:
    listed = []
    for place, line in enumerate(form.values.get("scrutineers", "").splitlines(), start=1):
        parts = [each.strip() for each in line.split("|")]
        if len(parts) > len(_SCRUTINEER) or (line.strip() and not parts[0]):
            raise LinesWrong("scrutineers", place)
        if line.strip():
            found = dict(zip(_SCRUTINEER, [*parts, *[""] * len(_SCRUTINEER)], strict=False))
            if found["account"] and found["account"] not in at.scrutineers:
                raise LinesWrong("scrutineers", place)
            listed.append({**found, "account": at.scrutineers.get(found["account"], "")})
    if len(listed) < 2:
        raise LinesWrong("scrutineers", 2)
    chief, *members = listed
    declared = form.value("declared") == "yes"
    votes = counts(form, "yes", "no", "abstain")
    return in_session(at, form, chief=chief, members=members, declared=declared, **votes)


def _spoken(form: Form) -> list[Request]:
    """An opinion a line, of a unit, on a candidate or on the whole list; raises ``LinesWrong``."""
    opinions = []
    for place, line in enumerate(form.values.get("opinions", "").splitlines(), start=1):
        if not line.strip():
            continue
        unit, *rest = [each.strip() for each in line.split("|")]
        if len(rest) != 2:
            raise LinesWrong("opinions", place)
        opinions.append({"unit": unit, "candidate": rest[0] or None, "text": rest[1]})
    return opinions


def _opinions(at: Standing, form: Form) -> Request:
    units = [" ".join(words) for words in rows(form, "units", 1, 1)]
    return in_session(at, form, units=units, opinions=_spoken(form))


def _measure(at: Standing, form: Form) -> Request:
    held = {"held_on": form.value("held_on"), "minutes": form.value("minutes")}
    return {"measure_id": at.session["measure_id"], **held, **counts(form, "yes", "no", "abstain")}


ACTS: Mapping[str, Act] = {
    "tabling": Act(
        voting.TABLE_CANDIDATES,
        (Input("list_id", 64, required=True, kind="list"),),
        lambda at, form: in_session(at, form, list_id=form.value("list_id")),
    ),
    "credentials": _meeting("credentials"),
    "sign_in": _sitting("sign_in"),
    "preparatory": _meeting("preparatory", PRESIDIUM_MEMBERS, *HANDS),
    "presidium_1": _meeting("presidium_1", PRESIDIUM_MEMBERS, *HANDS),
    "distribution": Act(
        voting.DISTRIBUTE_PAPERS,
        (number("copies_handed"),),
        lambda at, form: in_session(at, form, copies=form.count("copies_handed")),
    ),
    "first_plenary": _sitting("first_plenary"),
    "briefing": Act(
        voting.RECORD_BRIEFING,
        (
            Input("speaker", 80, required=True),
            Input("delegations", 400),
            Input("briefing", 20_000, kind="lines"),
        ),
        lambda at, form: in_session(
            at,
            form,
            speaker=form.value("speaker"),
            delegations=form.value("delegations").split(),
            text=form.value("briefing"),
        ),
    ),
    "deliberation": Act(
        voting.RECORD_DELIBERATION,
        (lines("units"), lines("opinions", required=False)),
        _opinions,
        lambda at: {"units": "\n".join(each["name"] for each in at.session["delegations"])},
    ),
    "presidium_2": _meeting("presidium_2", *HANDS),
    "second_plenary": _sitting("second_plenary"),
    "further_plenary": _sitting("further_plenary"),
    "measure": Act(voting.VOTE_ON_MEASURE, YES_NO, _measure),
    "scrutineers": Act(
        voting.ELECT_SCRUTINEERS,
        (lines("scrutineers"), Input("declared", 3, required=True, kind="choice"), *YES_NO),
        _scrutineers,
        choices=lambda _: {"declared": [("yes", t("acts.declared"))]},
    ),
    "boxes": Act(
        voting.SEAL_BOXES,
        (lines("boxes"),),
        lambda at, form: in_session(at, form, boxes=boxes_named(form)),
        _boxes,
    ),
    "issue": Act(
        voting.ISSUE_BALLOTS, (lines("issued"), lines("envelopes", required=False)), _issue, _issued
    ),
    "return": Act(
        voting.RECORD_RETURN,
        (number("returned"), number("returned_again", required=False), number("assisted", required=False)),
        lambda at, form: in_vote(
            at,
            form,
            **counts(form, "returned", "returned_again"),
            assisted=form.count("assisted") or 0,
        ),
    ),
    "validity": Act(voting.DECLARE_VALID, (), in_vote),
    "confirmation": Act(
        voting.CONFIRM_RESULT,
        (number("members", required=False), number("present"), *YES_NO),
        lambda at, form: in_vote(at, form, **counts(form, "members", "present", "yes", "no", "abstain")),
    ),
    "declaration": Act(voting.DECLARE_RESULT, (), in_vote),
    "adoption": Act(
        voting.ADOPT_RESULT,
        (Input("organ", 60, required=True), Input("declined", 400), Input("why_declined", 400)),
        lambda at, form: in_vote(
            at,
            form,
            organ=form.value("organ"),
            declined=form.value("declined").split(),
            reason=form.value("why_declined"),
        ),
    ),
    "announcement": Act(voting.ANNOUNCE_RESULT, (), in_vote),
}
"""By the step that the service names as possible next. Counting and signing have pages of their own."""

DRAFT = Act(
    voting.DRAFT_MEASURE,
    (number("quota"), lines("deliberation"), lines("differential"), lines("publicity")),
    lambda at, form: {
        "session_id": at.session["id"],
        "quota": form.count("quota"),
        "sections": {name: form.value(name) for name in ("deliberation", "differential", "publicity")},
    },
    held=False,
)
"""Drafting the measure is no step of its own: it goes before the vote on it (Y-030, Y-031)."""

OPINIONS = Act(
    voting.RECORD_OPINIONS,
    (HELD_ON, lines("opinions")),
    lambda at, form: {
        "session_id": at.session["id"],
        "given_on": form.value("held_on"),
        "opinions": _spoken(form),
    },
    held=False,
)
"""Opinions are registered sheet by sheet while delegations deliberate, until the presidium has heard them (B-032)."""

DELIBERATING = frozenset({"deliberation", "presidium_2"})

FALL_BACK = Act(
    voting.FALL_BACK_TO_PAPER,
    (Input("failure", 400, required=True),),
    lambda at, form: in_vote(at, form, reason=form.value("failure")),
)
"""All vote on paper, as long as the electronic part of the round is not counted (A10.17)."""

MAY_FALL_BACK = ("issued", "returned", "counting", "differing")


def _drafting(at: Standing) -> bool:
    """From the tabling of a list until the measure is adopted, or until the vote begins where no vote adopts it."""
    adopted = any(each["step"] == "measure" and each["carried"] for each in at.session["steps"])
    return at.session["list_version"] is not None and at.session["vote_id"] is None and not adopted


def on_offer(at: Standing, may: Callable[[Operation], bool]) -> dict[str, Act]:
    """The acts that are possible now and within the reader's role, by name, the vote's own first."""
    # The vote's own next step is what the hall waits for; meetings of the session may come beside it.
    named = [*(at.vote["next"] if at.vote else ()), *at.session["next"]]
    following = list(dict.fromkeys(each["step"] for each in named))
    found = {name: ACTS[name] for name in following if name in ACTS}
    if "measure" in found and at.session["measure_id"] is None:
        del found["measure"]
    if _drafting(at):
        found = {"draft": DRAFT, **found}
    if DELIBERATING & {*following}:
        found["opinions"] = OPINIONS
    electronic = at.round is not None and at.round["envelopes"] > 0
    if electronic and at.vote and at.vote["state"] in MAY_FALL_BACK:
        found["fall_back"] = FALL_BACK
    return {name: act for name, act in found.items() if may(act.operation)}
