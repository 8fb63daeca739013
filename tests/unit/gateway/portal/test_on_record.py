"""What was registered of a sitting can be read back on its page (A10.2, A10.11, A10.12, Y-034)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from services.gateway.portal.text import t
from shared.contracts import voting
from tests.unit.gateway.portal.fake import FakeRpc
from tests.unit.gateway.portal.html_page import Page, problems
from tests.unit.gateway.portal.samples import answer, part

SignedIn = Callable[..., FlaskClient]
ADDRESS = "/t/yuanyang/desk/sessions/s1"


def step(name: str, code: str = "measure", **given: Any) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "minutes": "",
        "due": None,
        "present": None,
        "hands": None,
        "round": None,
        "members": None,
        "needed": None,
    }
    return part(voting.GET_SESSION, "steps", step=code, name=name, **{**plain, **given})


def hands(yes: int, no: int, abstain: int) -> dict[str, int]:
    return {"present": yes + no + abstain, "yes": yes, "no": no, "abstain": abstain}


def session(rpc: FakeRpc, **given: Any) -> None:
    empty = {"steps": [], "briefings": [], "scrutineers": [], "corrections": [], "vote_id": None}
    rpc.answers["voting.get_session"] = answer(voting.GET_SESSION, **{**empty, **given})


def opened(signed_in: SignedIn, role: str = "congress_clerk") -> Page:
    page = Page(signed_in(role).get(ADDRESS).text)
    assert problems(page) == []
    return page


def rows(page: Page, caption: str) -> list[str]:
    """The text of each row of the table with that caption."""
    region = page.one("div", role="region", aria_label=caption)
    return [each.text for each in page.all("tr") if region in each.parents]


@pytest.mark.parametrize("role", ["congress_clerk", "deputy", "scrutineer"])
def test_the_minutes_of_each_step_are_read_back_a10_11(signed_in: SignedIn, rpc: FakeRpc, role: str) -> None:
    session(rpc, steps=[step("代表资格审查", minutes="审查报告已印发")])
    assert "审查报告已印发" in rows(opened(signed_in, role), t("sitting.steps"))[1]


def test_a_meeting_of_the_presidium_says_due_present_votes_and_how_many_were_needed_a10_2(
    signed_in: SignedIn, rpc: FakeRpc
) -> None:
    held = step("主席团第一次会议", hands=hands(29, 1, 0), members=31, needed=16)
    session(rpc, steps=[held])
    (row,) = rows(opened(signed_in), t("sitting.steps"))[1:]
    assert "应到31，实到30" in row
    assert "赞成29人，反对1人，弃权0人，须至少16人赞成" in row


def test_a_step_that_is_held_again_says_of_which_round_it_is(signed_in: SignedIn, rpc: FakeRpc) -> None:
    sealed = [step("检查封闭票箱", code="boxes", round=number) for number in (1, 2)]
    further = [step("继续举行的全体会议", code="further_plenary", due=64, present=60) for _ in range(2)]
    session(rpc, steps=[*sealed, *further])
    said = rows(opened(signed_in), t("sitting.steps"))[1:]
    assert [each.split()[0] for each in said] == [
        "检查封闭票箱（第一次投票）",
        "检查封闭票箱（第二次投票）",
        "继续举行的全体会议",
        "继续举行的全体会议（第二次）",
    ]


def test_who_explained_the_candidates_before_whom_and_in_which_words_y034(
    signed_in: SignedIn, rpc: FakeRpc
) -> None:
    delegation = [{"code": "T1", "name": "第一代表团", "number": 20}]
    first = {"held_on": "2024-02-27", "speaker": "县教体局", "delegations": ["T1"], "text": "项目说明一"}
    whole = {"held_on": "2024-02-28", "speaker": "常务副县长", "delegations": [], "text": ""}
    session(rpc, delegations=delegation, briefings=[first, whole])
    page = opened(signed_in)
    assert [each.text for each in page.all("h3")] == [
        "2024年2月27日，县教体局，听取：第一代表团",
        "2024年2月28日，常务副县长，听取：全体会议",
    ]
    assert [each.text for each in page.all("p", class_="as-written")] == ["项目说明一"]


def test_boxes_and_the_numbers_issued_and_returned_are_told_by_round_a10_12(
    signed_in: SignedIn, rpc: FakeRpc
) -> None:
    box = {"code": "B1", "name": "一号票箱"}
    void = part(
        voting.GET_VOTE, "rounds", number=1, kind="first", ballot_boxes=[{**box, "issued": 60}], present=62,
        issued=60, returned=61, envelopes=0, void=True, void_reason="收回的多于发出的，投票无效",
    )  # fmt: skip
    now = part(
        voting.GET_VOTE, "rounds", number=2, kind="first", ballot_boxes=[{**box, "issued": None}], present=0,
        issued=None, returned=None, envelopes=0, void=False, void_reason="",
    )  # fmt: skip
    session(rpc, vote_id="v1", scrutineers=["总监票人", "监票人01"])
    rpc.answers["voting.get_vote"] = answer(voting.GET_VOTE, rounds=[void, now])
    page = opened(signed_in)
    first, second = rows(page, t("sitting.rounds"))[1:]
    for words in ("第一次投票", "B1 一号票箱，发出纸质选票60张", "62", "61", "收回的多于发出的，投票无效"):
        assert words in first
    assert "第二次投票" in second and "发出纸质选票" not in second and "作废" not in second
    assert "总监票人、监票人01" in page.text


def test_what_nothing_waits_for_is_no_next_step_a10_11(signed_in: SignedIn, rpc: FakeRpc) -> None:
    further = {"step": "further_plenary", "name": "继续举行的全体会议"}
    session(rpc, next=[further, {"step": "issue", "name": "发票"}], at_need=[further])
    assert t("sitting.next", steps="发票") in opened(signed_in).text
    session(rpc, next=[further], at_need=[further])
    assert "下一步" not in opened(signed_in).text


def test_before_anything_is_registered_the_page_has_no_empty_tables(
    signed_in: SignedIn, rpc: FakeRpc
) -> None:
    session(rpc)
    page = opened(signed_in)
    assert page.all("table") == []
    assert t("sitting.scrutineers") not in page.text
