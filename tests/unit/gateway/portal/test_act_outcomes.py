"""After an act its page says what came of it: a vote that was lost is not told like one that was won (Y-032, Y-040)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from services.gateway.portal.text import t
from services.voting.domain.steps import STEP_NAMES, Step
from shared.contracts import voting
from tests.unit.gateway.portal.fake import FakeRpc
from tests.unit.gateway.portal.html_page import Page, problems
from tests.unit.gateway.portal.samples import part
from tests.unit.gateway.portal.test_acts import ADDRESS, stand

SignedIn = Callable[..., FlaskClient]


def held(step: Step, yes: int, no: int, abstain: int, **given: Any) -> dict[str, Any]:
    hands = {"present": yes + no + abstain, "yes": yes, "no": no, "abstain": abstain}
    return part(voting.GET_SESSION, "steps", step=step.value, name=STEP_NAMES[step], hands=hands, **given)


def told(signed_in: SignedIn, done: str) -> str:
    page = Page(signed_in("congress_clerk").get(f"{ADDRESS}?done={done}").text)
    assert problems(page) == []
    return page.one("p", role="status").text


@pytest.mark.parametrize(
    ("step", "votes", "needed"),
    [
        (Step.MEASURE, (30, 20, 14), 35),
        (Step.CONFIRMATION, (4, 4, 1), 6),
        (Step.SCRUTINEERS, (30, 34, 0), 35),
    ],
)
def test_a_lost_vote_is_told_with_its_figures_and_how_many_were_needed_y032_y040(
    signed_in: SignedIn, rpc: FakeRpc, step: Step, votes: tuple[int, int, int], needed: int
) -> None:
    stand(rpc, "measure", steps=[held(step, *votes, carried=False, needed=needed)])
    said = told(signed_in, step.value)
    assert "未获通过" in said
    assert f"赞成{votes[0]}人，反对{votes[1]}人，弃权{votes[2]}人，须至少{needed}人赞成" in said


def test_a_vote_that_carried_after_one_that_was_lost_is_told_as_carried(
    signed_in: SignedIn, rpc: FakeRpc
) -> None:
    lost = held(Step.MEASURE, 30, 20, 14, carried=False, needed=35)
    stand(rpc, "boxes", steps=[lost, held(Step.MEASURE, 60, 3, 1, carried=True, needed=35)])
    said = told(signed_in, "measure")
    assert "获得通过：赞成60人" in said and "未获通过" not in said


def test_a_vote_recorded_before_the_number_needed_was_kept_is_told_without_it(
    signed_in: SignedIn, rpc: FakeRpc
) -> None:
    stand(rpc, "boxes", steps=[held(Step.MEASURE, 60, 3, 1, carried=True, needed=None)])
    assert "须至少" not in told(signed_in, "measure")


def test_a_return_that_voids_the_ballot_says_so_a10_12(signed_in: SignedIn, rpc: FakeRpc) -> None:
    returned = part(voting.GET_SESSION, "steps", step="return", hands=None, carried=False)
    stand(rpc, "boxes", steps=[returned])
    assert told(signed_in, "return") == t("acts.void", act=t("acts.name.return"))


def test_an_explanation_says_which_delegations_still_wait_for_it_d09(
    signed_in: SignedIn, rpc: FakeRpc
) -> None:
    waits = [{"code": "T2", "name": "第二代表团", "number": 20}]
    stand(rpc, "briefing", waits=waits)
    assert "第二代表团" in told(signed_in, "briefing")


def test_an_act_that_nobody_knows_is_not_confirmed(signed_in: SignedIn, rpc: FakeRpc) -> None:
    stand(rpc, "boxes")
    page = Page(signed_in("congress_clerk").get(f"{ADDRESS}?done=nonsense").text)
    assert page.all("p", role="status") == []
