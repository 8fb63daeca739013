"""The sign-in sheet on a tablet: numbers and quorum on top, seats by delegation, forms without a script (A10.11)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from services.gateway.portal.text import t
from shared.contracts import voting
from shared.kernel.errors import Refused
from tests.unit.gateway.portal.fake import FakeRpc
from tests.unit.gateway.portal.html_page import Page, problems
from tests.unit.gateway.portal.samples import answer, part

ADDRESS = "/t/yuanyang/desk/sessions/id-1/attendance"
SignedIn = Callable[..., FlaskClient]


def seat(code: str, delegation: str, presence: str, reason: str = "") -> dict[str, Any]:
    return {"seat": code, "delegation": delegation, "presence": presence, "reason": reason}


def step(name: str) -> dict[str, Any]:
    return part(voting.GET_SESSION, "steps", step=name, name=name)


@pytest.fixture(autouse=True)
def a_sitting(rpc: FakeRpc) -> None:
    numbers = {"due": 3, "present": 1, "on_leave": 1, "absent": 1, "left": 0, "late": 0}
    rpc.answers["voting.get_session"] = answer(
        voting.GET_SESSION,
        id="id-1",
        steps=[step("credentials"), step("sign_in")],
        next=[{"step": "first_plenary", "name": "第一次全体会议"}],
    )
    rpc.answers["voting.get_attendance"] = lambda request: answer(
        voting.GET_ATTENDANCE,
        sitting=request["sitting"],
        numbers=numbers,
        quorum={"needed": 2, "met": False, "clause": "《办法》第二条"},
        delegations=[
            {**numbers, "code": "T1", "name": "第一代表团"},
            {**numbers, "code": "T2", "name": "第二代表团"},
        ],
        seats=[
            seat("001", "T1", "present"),
            seat("002", "T1", "on_leave", "住院"),
            seat("003", "T2", "absent"),
        ],
        observers=[{"code": "列席01", "unit": "县教体局", "post": "局长", "presence": "absent"}],
    )
    rpc.answers["voting.get_receipts"] = answer(
        voting.GET_RECEIPTS, waiting_seats=[{"seat": "003", "delegation": "T2"}]
    )


def test_what_another_tablet_notes_is_followed_by_its_sitting_and_nothing_that_is_acted_on_a10_11(
    signed_in: SignedIn,
) -> None:
    page = Page(signed_in("congress_clerk").get(f"{ADDRESS}?sitting=sign_in").text)
    assert problems(page) == []
    (moving,) = [each for each in page.elements if "data-moves" in each.attributes]
    assert moving.get("data-moves") == f"{ADDRESS}?sitting=sign_in&ordinal=1"
    following = [each for each in page.elements if "data-follows" in each.attributes]
    names = [each.get("data-follows") for each in following]
    assert {"figures", "quorum", "title-T1", "seat-T1-001", "seat-observers-列席01"} <= {*names}
    assert len({*names}) == len(names)
    acted_on = {"input", "button", "details", "form", "fieldset"}
    inside = [each.tag for each in page.elements if any(part in each.parents for part in following)]
    assert not acted_on & {*inside}


def test_numbers_and_the_quorum_with_its_clause_stand_on_top(signed_in: SignedIn) -> None:
    response = signed_in("congress_clerk").get(ADDRESS)
    page = Page(response.text)
    assert problems(page) == []
    assert t("attendance.quorum_not_met", needed=2, present=1, missing=1) in page.text
    assert "《办法》第二条" in page.text
    assert "第一次全体会议" in page.one("p", class_="lead").text
    assert response.headers["Cache-Control"] == "no-store"
    assert [each.get("value") for each in page.all("input", name="codes")] == ["001", "002", "003", "列席01"]
    assert "住院" in page.text
    assert t("attendance.unsigned") in page.text


def test_without_an_account_it_leads_to_the_sign_in(client: FlaskClient) -> None:
    assert client.get(ADDRESS).status_code == 303


def test_a_deputy_sees_numbers_and_no_seat(signed_in: SignedIn, rpc: FakeRpc) -> None:
    told = rpc.answers["voting.get_attendance"]
    rpc.answers["voting.get_attendance"] = lambda asked: {**told(asked), "seats": None, "observers": None}
    page = Page(signed_in("deputy").get(ADDRESS).text)
    assert problems(page) == []
    assert page.all("form", class_="form") == []


def send(browser: FlaskClient, **more: Any) -> Any:
    sent = {"key": "k" * 20, "sitting": "first_plenary", "ordinal": "1", "group": "T1", "act": "present"}
    return browser.post(ADDRESS, data={**sent, **more})


def test_the_ticked_seats_of_a_delegation_are_noted_together(signed_in: SignedIn, rpc: FakeRpc) -> None:
    response = send(signed_in("congress_clerk"), codes=["001", "002"], act="on_leave", reason="公务")
    assert response.status_code == 303
    assert response.headers["Location"].endswith("sitting=first_plenary&ordinal=1#group-T1")
    ((request, context),) = rpc.asked(voting.NOTE_ATTENDANCE)
    assert request["lines"] == [
        {"seat": code, "presence": "on_leave", "reason": "公务"} for code in ("001", "002")
    ]
    assert context.idempotency_key == "k" * 20


def test_receipts_and_observers_go_where_they_belong_y037(signed_in: SignedIn, rpc: FakeRpc) -> None:
    browser = signed_in("congress_clerk")
    send(browser, codes=["003"], act="signed", group="T2")
    ((receipts, _),) = rpc.asked(voting.NOTE_RECEIPTS)
    assert receipts == {"session_id": "id-1", "lines": [{"seat": "003"}]}
    send(browser, codes=["列席01"], group="observers")
    ((noted, _),) = rpc.asked(voting.NOTE_ATTENDANCE)
    assert (noted["lines"], noted["observers"]) == ([], [{"code": "列席01", "presence": "present"}])


def test_a_refused_sheet_comes_back_with_its_ticks(signed_in: SignedIn, rpc: FakeRpc) -> None:
    rpc.answers["voting.note_attendance"] = Refused(detail="这次签到已经截止")
    response = send(signed_in("congress_clerk"), codes=["002"], act="late")
    page = Page(response.text)
    assert response.status_code == 409
    assert problems(page) == []
    assert "这次签到已经截止" in page.text
    ticked = [each.get("value") for each in page.all("input", name="codes") if "checked" in each.attributes]
    assert ticked == ["002"]


def test_nothing_ticked_and_garbage_are_told_in_plain_words(signed_in: SignedIn, rpc: FakeRpc) -> None:
    browser = signed_in("congress_clerk")
    response = send(browser)
    assert response.status_code == 422
    assert t("attendance.none_chosen") in response.text
    assert problems(Page(response.text)) == []
    assert send(browser, codes=["1"], ordinal="x").status_code == 422
    assert send(browser, codes=["1"], act="flown").status_code == 422
    assert browser.get(f"{ADDRESS}?sitting=nowhere&ordinal=99999").status_code == 200


def test_a_session_that_has_no_sitting_yet_says_so(signed_in: SignedIn, rpc: FakeRpc) -> None:
    rpc.answers["voting.get_session"] = answer(voting.GET_SESSION, id="id-1", steps=[], next=[])
    page = Page(signed_in("congress_clerk").get(ADDRESS).text)
    assert problems(page) == []
    assert t("desk.nothing") in page.text


def test_the_sitting_leads_to_the_sheet_while_the_session_lasts(signed_in: SignedIn, rpc: FakeRpc) -> None:
    sitting = ADDRESS.removesuffix("/attendance")
    assert f'href="{sitting}"' in signed_in("congress_clerk").get("/t/yuanyang/desk").text
    assert f'href="{ADDRESS}"' in signed_in("congress_clerk").get(sitting).text
    assert f'href="{ADDRESS}"' not in signed_in("deputy").get(sitting).text
