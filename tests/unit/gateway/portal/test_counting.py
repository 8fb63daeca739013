"""The paper count in the browser: entries without totals, differences by the paper, signatures, photographs (Y-033, A10.2)."""

from __future__ import annotations

import base64
import io
import re
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from services.gateway.portal.text import t
from shared.contracts import voting
from shared.kernel.errors import Refused
from tests.unit.gateway.portal.fake import FakeRpc
from tests.unit.gateway.portal.html_page import Page, problems
from tests.unit.gateway.portal.samples import answer, item, part

VOTE = "/t/yuanyang/desk/votes/id-1"
ENTRY, COUNT, PICTURES = f"{VOTE}/entry", f"{VOTE}/count", f"{VOTE}/photographs"
CODES = ["D1", "D2", "D3"]
TITLES = ["总监票人", "监票人01"]
HELD = {"key": "k" * 20, "held_on": "2024-02-29", "minutes": ""}
SignedIn = Callable[..., FlaskClient]


@pytest.fixture(autouse=True)
def a_vote(rpc: FakeRpc) -> None:
    stand(rpc, "counting")
    rpc.answers["voting.get_session"] = answer(voting.GET_SESSION, scrutineers=TITLES)
    listed = [
        part(voting.LIST_CANDIDATE_LISTS, "items", "candidates", code=c, name=f"项目{c}") for c in CODES
    ]
    rpc.answers["voting.list_candidate_lists"] = {
        "items": [item(voting.LIST_CANDIDATE_LISTS, list_id="l1", list_version=2, candidates=listed)],
        "next": None,
    }


def stand(rpc: FakeRpc, state: str, method: str = "approval", **given: Any) -> None:
    """The vote in that state."""
    current = {
        "number": 1,
        "kind": "first",
        "candidates": CODES,
        "returned": 9,
        "paper_returned": 3,
        "entries": 0,
        "void": False,
    }
    rpc.answers["voting.get_vote"] = answer(
        voting.GET_VOTE,
        id="id-1",
        state=state,
        method=method,
        list_id="l1",
        list_version=2,
        rounds=[part(voting.GET_VOTE, "rounds", **{**current, **given})],
    )


def counted(*signed: str, needed: int = 7) -> dict[str, Any]:
    lines = [
        part(voting.GET_COUNT_RECORD, "rounds", "lines", code=code, approve=number, against=0, abstain=1)
        for number, code in enumerate(CODES)
    ]
    found = part(
        voting.GET_COUNT_RECORD,
        "rounds",
        lines=lines,
        determined=["D3"],
        tied=[],
        signed_by=[*signed],
        places=1,
        needed=needed,
    )
    return answer(voting.GET_COUNT_RECORD, rounds=[found])


@pytest.mark.parametrize("address", [ENTRY, COUNT, PICTURES, f"{PICTURES}/p1"])
def test_without_an_account_it_leads_to_the_sign_in_and_back(client: FlaskClient, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 303
    assert "sign-in" in response.headers["Location"]


def test_a_teller_sees_the_order_of_the_ballot_and_no_figure_of_a_count(signed_in: SignedIn) -> None:
    response = signed_in("teller").get(ENTRY)
    page = Page(response.text)
    assert problems(page) == []
    assert [each.text for each in page.all("li") if "data-candidate" in each.attributes] == [
        f"{code} 项目{code}" for code in CODES
    ]
    assert page.all("table") == []
    assert response.headers["Cache-Control"] == "no-store"


def test_what_was_keyed_is_entered_as_patterns_y033(signed_in: SignedIn, rpc: FakeRpc) -> None:
    response = signed_in("teller").post(ENTRY, data={**HELD, "desk": "first", "lines": "113\r\n219\r\n113"})
    assert response.status_code == 303
    ((request, context),) = rpc.asked(voting.ENTER_BALLOTS)
    assert context.idempotency_key == "k" * 20
    assert (request["desk"], request["held_on"], request["minutes"]) == ("first", "2024-02-29", "")
    marks = [dict(zip(CODES, each, strict=True)) for each in (
        ("against", "approve", "unclear"), ("approve", "approve", "abstain")
    )]  # fmt: skip
    assert sorted(request["patterns"], key=lambda each: each["copies"]) == [
        {"marks": marks[0], "copies": 1},
        {"marks": marks[1], "copies": 2},
    ]
    taken = Page(signed_in("teller").get(response.headers["Location"]).text)
    assert t("tally.taken", desk=t("tally.desk.first")) in taken.text


def test_wrong_lines_are_named_and_everything_keyed_comes_back(signed_in: SignedIn, rpc: FakeRpc) -> None:
    sent = {**HELD, "desk": "second", "lines": "113\n1\n", "minutes": "第二组"}
    response = signed_in("teller").post(ENTRY, data=sent)
    page = Page(response.text)
    assert response.status_code == 422
    assert problems(page) == []
    assert t("tally.wrong_length", line=2, now=1, wanted=3) in page.text
    assert page.one("textarea", id="lines").words == ["\n113\n1\n"]
    assert "第二组" in page.one("textarea", id="minutes").text
    assert [each.get("value") for each in page.all("input", id="desk-2") if "checked" in each.attributes] == [
        "second"
    ]
    assert rpc.asked(voting.ENTER_BALLOTS) == []


def test_a_refused_entry_comes_back_with_the_sentence_of_the_rule(signed_in: SignedIn, rpc: FakeRpc) -> None:
    rpc.answers["voting.enter_ballots"] = Refused(detail="两份录入应由不同的人完成")
    response = signed_in("teller").post(ENTRY, data={**HELD, "desk": "first", "lines": "113"})
    assert response.status_code == 409
    assert "两份录入应由不同的人完成" in Page(response.text).text
    assert "113" in Page(response.text).one("textarea", id="lines").text


def test_a_counting_machines_file_is_the_other_way_y033(signed_in: SignedIn, rpc: FakeRpc) -> None:
    content = "﻿ballot,candidate,mark\n1,D1,approve\n".encode()
    sent = {**HELD, "desk": "second", "file": (io.BytesIO(content), "ballots.csv")}
    assert signed_in("teller").post(f"{ENTRY}-file", data=sent).status_code == 303
    ((request, _),) = rpc.asked(voting.ENTER_BALLOT_FILE)
    assert (request["desk"], request["file"]) == ("second", "ballot,candidate,mark\n1,D1,approve\n")


@pytest.mark.parametrize(
    ("content", "says"), [(b"", "form.no_file"), (b"\xff\xfe1,D1,approve", "tally.not_utf8")]
)
def test_a_file_that_cannot_be_read_is_told(
    signed_in: SignedIn, rpc: FakeRpc, content: bytes, says: str
) -> None:
    sent = {**HELD, "desk": "first", "file": (io.BytesIO(content), "ballots.csv")}
    response = signed_in("teller").post(f"{ENTRY}-file", data=sent)
    assert response.status_code == 422
    assert problems(Page(response.text)) == []
    assert t(says) in Page(response.text).text
    assert rpc.asked(voting.ENTER_BALLOT_FILE) == []


def test_a_ranking_is_keyed_by_its_numbers_and_has_no_keypad(signed_in: SignedIn, rpc: FakeRpc) -> None:
    stand(rpc, "counting", "ranking")
    browser = signed_in("teller")
    page = Page(browser.get(ENTRY).text)
    assert problems(page) == []
    assert page.all("div", id="keypad") == []
    browser.post(ENTRY, data={**HELD, "desk": "first", "lines": "2 - 1"})
    ((request, _),) = rpc.asked(voting.ENTER_BALLOTS)
    assert request["patterns"] == [{"marks": {"D1": "2", "D2": "abstain", "D3": "1"}, "copies": 1}]


@pytest.mark.parametrize("state", ["issued", "returned", "counted", "declared"])
def test_nothing_is_entered_before_the_return_or_after_the_agreement(
    signed_in: SignedIn, rpc: FakeRpc, state: str
) -> None:
    stand(rpc, state, paper_returned=None if state == "issued" else 3)
    page = Page(signed_in("teller").get(ENTRY).text)
    assert problems(page) == []
    assert page.all("textarea") == []


def differ(rpc: FakeRpc) -> None:
    stand(rpc, "differing", entries=2)
    rpc.answers["voting.get_differences"] = answer(
        voting.GET_DIFFERENCES,
        differences=[
            {"marks": {"D1": "approve", "D2": "approve", "D3": "abstain"}, "first": 2, "second": 1},
            {"marks": {"D1": "approve", "D2": "against", "D3": "unclear"}, "first": 1, "second": 2},
        ],
        pairs=[
            {
                "first": {"D1": "approve", "D2": "approve", "D3": "abstain"},
                "second": {"D1": "approve", "D2": "against", "D3": "unclear"},
                "apart": ["D2", "D3"],
                "ballots": 1,
            }
        ],
        alone=[{"desk": "second", "marks": dict.fromkeys(CODES, "against"), "ballots": 6}],
    )


def test_a_scrutineer_sees_which_ballots_were_read_in_two_ways_and_on_what_y033(
    signed_in: SignedIn, rpc: FakeRpc
) -> None:
    differ(rpc)
    page = Page(signed_in("scrutineer").get(COUNT).text)
    assert problems(page) == []
    said = re.sub(r"\s", "", page.one("ul", class_="read-twice").text)
    assert said == (
        "1张，差在D2项目D2、D3项目D3："
        "第一组读作弃权或未填：D3赞成：D1D2"
        "第二组读作反对：D2赞成：D1无法辨认：D3"
        "6张只有第二组录入，另一组没有相近的：反对：D1D2D3"
    )


def test_a_scrutineer_sees_both_entries_of_each_differing_pattern(signed_in: SignedIn, rpc: FakeRpc) -> None:
    differ(rpc)
    page = Page(signed_in("scrutineer").get(COUNT).text)
    assert problems(page) == []
    assert [each.text for each in page.all("td", class_="num")] == ["2", "1", "1", "2"]
    assert t("tally.codes", mark="赞成", codes="D1 D2") in page.text
    assert [each.get("value") for each in page.all("input", name="pattern")] == ["113", "129"]
    assert [each.get("value") for each in page.all("option")][1:] == TITLES


def test_the_ruling_says_how_many_the_paper_shows(signed_in: SignedIn, rpc: FakeRpc) -> None:
    differ(rpc)
    sent = {
        **HELD,
        "scrutineer": "监票人01",
        "ruling": "清点纸票",
        "pattern": ["113", "129"],
        "copies": ["2", "1"],
    }
    response = signed_in("scrutineer").post(f"{VOTE}/differences", data=sent)
    assert response.status_code == 303
    ((request, _),) = rpc.asked(voting.SETTLE_DIFFERENCES)
    assert (request["scrutineer"], request["reason"]) == ("监票人01", "清点纸票")
    assert request["rulings"] == [
        {"marks": {"D1": "approve", "D2": "approve", "D3": "abstain"}, "copies": 2},
        {"marks": {"D1": "approve", "D2": "against", "D3": "unclear"}, "copies": 1},
    ]


@pytest.mark.parametrize("copies", [["2", ""], ["2", "many"], ["2"], []])
def test_a_ruling_with_a_gap_comes_back_as_it_was(
    signed_in: SignedIn, rpc: FakeRpc, copies: list[str]
) -> None:
    differ(rpc)
    sent = {**HELD, "scrutineer": "监票人01", "ruling": "清点", "pattern": ["113", "129"], "copies": copies}
    response = signed_in("scrutineer").post(f"{VOTE}/differences", data=sent)
    page = Page(response.text)
    assert response.status_code == 422
    assert problems(page) == []
    assert t("tally.copies_wrong") in page.text
    assert "清点" in page.one("textarea", id="ruling").text
    kept = [each.get("value") for each in page.all("input", name="copies")]
    assert kept == [*copies, "", ""][:2]
    assert rpc.asked(voting.SETTLE_DIFFERENCES) == []


def test_scrutineers_read_the_count_record_and_sign_it_a10_2(signed_in: SignedIn, rpc: FakeRpc) -> None:
    stand(rpc, "counted", entries=2)
    rpc.answers["voting.get_count_record"] = counted("总监票人")
    browser = signed_in("scrutineer")
    page = Page(browser.get(COUNT).text)
    assert problems(page) == []
    assert [each.text for each in page.all("td", class_="num")][::4] == ["0", "1", "2"]
    assert [each.get("value") for each in page.all("input", name="signing")] == ["监票人01"]
    assert browser.post(f"{VOTE}/signatures", data={**HELD, "signing": ["监票人01"]}).status_code == 303
    ((request, _),) = rpc.asked(voting.SIGN_COUNT)
    assert request["scrutineers"] == ["监票人01"]


def test_the_count_record_shows_how_differences_were_settled_a10_2(signed_in: SignedIn, rpc: FakeRpc) -> None:
    stand(rpc, "counted", entries=2)
    record = counted()
    ruling = {"scrutineer": TITLES[1], "settled_on": "2024-02-29", "reason": "笔迹<b>", "ballots": 3}
    record["rounds"][0]["assisted"] = 4
    record["rounds"][0]["settlements"] = [
        {**ruling, "first_changed": 1, "second_changed": 2, "stands": False}
    ]
    rpc.answers["voting.get_count_record"] = record
    page = Page(signed_in("scrutineer").get(COUNT).text)
    assert problems(page) == []
    said = t("tally.settlement", day="2024年2月29日", scrutineer=TITLES[1], ballots=3, first=1, second=2)
    assert said in page.text
    assert "理由：笔迹<b>" in page.text
    assert t("tally.settlement_fallen") in page.text
    assert t("tally.assisted", number=4) in page.text


def test_nobody_ticked_signs_nothing(signed_in: SignedIn, rpc: FakeRpc) -> None:
    stand(rpc, "counted", entries=2)
    rpc.answers["voting.get_count_record"] = counted()
    response = signed_in("scrutineer").post(f"{VOTE}/signatures", data=HELD)
    assert response.status_code == 422
    assert problems(Page(response.text)) == []
    assert t("tally.nobody_signs") in Page(response.text).text
    assert rpc.asked(voting.SIGN_COUNT) == []


def test_whoever_is_no_teller_is_told_who_enters_the_ballots(signed_in: SignedIn) -> None:
    page = Page(signed_in("congress_clerk").get(ENTRY).text)
    assert problems(page) == []
    assert "由计票人用各自的账号录入" in page.text
    assert "现在不能录入" not in page.text


def test_it_is_said_before_signing_who_signs_on_paper_a10_2(signed_in: SignedIn, rpc: FakeRpc) -> None:
    stand(rpc, "counted")
    record = part(voting.GET_COUNT_RECORD, "rounds", signed_by=[], signed_on_paper=[])
    rpc.answers["voting.get_count_record"] = answer(voting.GET_COUNT_RECORD, rounds=[record])

    def seen(on_paper: list[str]) -> Page:
        rpc.answers["voting.get_session"] = answer(
            voting.GET_SESSION, id="s1", scrutineers=TITLES, scrutineers_on_paper=on_paper
        )
        return Page(signed_in("scrutineer").get(COUNT).text)

    page = seen(["监票人01"])
    assert problems(page) == []
    assert t("tally.signing_on_paper", titles="监票人01") in page.text
    links = [each.get("href") or "" for each in page.all("a")]
    assert "/t/yuanyang/desk/sessions/s1/votes/id-1/count-paper" in links
    assert "没有本人账号" not in seen([]).text


@pytest.mark.parametrize("state", ["differing", "counted"])
def test_whoever_is_no_scrutineer_sees_neither_differences_nor_the_record(
    signed_in: SignedIn, rpc: FakeRpc, state: str
) -> None:
    stand(rpc, state)
    page = Page(signed_in("congress_clerk").get(COUNT).text)
    assert problems(page) == []
    assert t("tally.only_scrutineers") in page.text
    assert rpc.asked(voting.GET_DIFFERENCES) == rpc.asked(voting.GET_COUNT_RECORD) == []


def test_photographs_are_shown_to_whoever_may_list_them_and_attached_by_the_others(
    signed_in: SignedIn, rpc: FakeRpc
) -> None:
    rpc.answers["voting.list_photographs"] = {
        "items": [item(voting.LIST_PHOTOGRAPHS, id="p1", round=1, page=2, digest="f" * 64)],
        "next": None,
    }
    page = Page(signed_in("scrutineer").get(PICTURES).text)
    assert problems(page) == []
    assert t("tally.picture_alt", round="一", page=2) == page.one("img", class_="sheet-picture").get("alt")
    teller = Page(signed_in("teller").get(PICTURES).text)
    assert problems(teller) == []
    assert teller.all("img", class_="sheet-picture") == []
    assert teller.all("input", id="photograph") != []


def test_a_photograph_is_attached_and_served_as_what_it_is(signed_in: SignedIn, rpc: FakeRpc) -> None:
    browser = signed_in("teller")
    sent = {"key": "k" * 20, "page": "3", "photograph": (io.BytesIO(b"picture"), "a.png", "image/png")}
    assert browser.post(PICTURES, data=sent).status_code == 303
    ((request, _),) = rpc.asked(voting.ATTACH_PHOTOGRAPH)
    assert (request["page"], request["media_type"]) == (3, "image/png")
    assert base64.b64decode(request["content"]) == b"picture"
    rpc.answers["voting.get_photograph"] = answer(
        voting.GET_PHOTOGRAPH, media_type="image/png", content=request["content"]
    )
    shown = signed_in("scrutineer").get(f"{PICTURES}/p1")
    assert (shown.data, shown.mimetype, shown.headers["Cache-Control"]) == (
        b"picture",
        "image/png",
        "no-store",
    )


@pytest.mark.parametrize(
    ("name", "kind", "page", "says"),
    [("a.svg", "image/svg+xml", "1", "tally.not_a_picture"), ("a.png", "image/png", "一", "form.number")],
)
def test_what_is_no_picture_or_has_no_page_is_told(
    signed_in: SignedIn, rpc: FakeRpc, name: str, kind: str, page: str, says: str
) -> None:
    sent = {"key": "k" * 20, "page": page, "photograph": (io.BytesIO(b"x"), name, kind)}
    response = signed_in("teller").post(PICTURES, data=sent)
    assert response.status_code == 422
    assert problems(Page(response.text)) == []
    assert t(says) in Page(response.text).text
    assert rpc.asked(voting.ATTACH_PHOTOGRAPH) == []


def test_a_vote_without_a_round_has_no_count(signed_in: SignedIn, rpc: FakeRpc) -> None:
    rpc.answers["voting.get_vote"] = answer(voting.GET_VOTE, rounds=[])
    assert signed_in("teller").get(ENTRY).status_code == 404


def test_the_desk_leads_tellers_and_scrutineers_to_their_page(signed_in: SignedIn, rpc: FakeRpc) -> None:
    differ(rpc)
    session = item(voting.LIST_SESSIONS, vote_id="id-1")
    rpc.answers["voting.list_sessions"] = {"items": [session], "next": None}
    for role, address in (("teller", ENTRY), ("scrutineer", COUNT)):
        page = Page(signed_in(role).get("/t/yuanyang/desk").text)
        assert address in [each.get("href") for each in page.all("a")]


@pytest.mark.parametrize(("needed", "said"), [(7, "过门槛须得7票"), (0, "不设票数门槛")])
def test_the_count_record_says_what_a_project_needs_a10_2(
    signed_in: SignedIn, rpc: FakeRpc, needed: int, said: str
) -> None:
    stand(rpc, "counted")
    rpc.answers["voting.get_count_record"] = counted(needed=needed)
    assert said in signed_in("scrutineer").get(COUNT).text


def test_scrutineers_order_a_recount_until_the_result_is_confirmed_a10_2(
    signed_in: SignedIn, rpc: FakeRpc
) -> None:
    def offered(role: str, state: str, **given: Any) -> bool:
        stand(rpc, state, boxes=1, **given)
        page = Page(signed_in(role).get(COUNT).text)
        assert problems(page) == []
        return bool(page.all("form", action=f"{VOTE}/recounts"))

    for state, due in (("counting", False), ("counted", True), ("signed", True), ("confirmed", False)):
        assert offered("scrutineer", state) is due
    assert not offered("congress_clerk", "signed")
    stand(rpc, "signed", boxes=1)
    sent = {**HELD, "scrutineer": TITLES[1], "doubt": "唱票有误"}
    response = signed_in("scrutineer").post(f"{VOTE}/recounts", data=sent)
    assert response.status_code == 303
    ((request, _),) = rpc.asked(voting.ORDER_RECOUNT)
    assert (request["scrutineer"], request["reason"]) == (TITLES[1], "唱票有误")


def test_a_recount_without_a_reason_comes_back_as_it_was(signed_in: SignedIn, rpc: FakeRpc) -> None:
    stand(rpc, "counted", boxes=1)
    sent = {**HELD, "scrutineer": TITLES[1], "doubt": ""}
    response = signed_in("scrutineer").post(f"{VOTE}/recounts", data=sent)
    page = Page(response.text)
    assert response.status_code == 422
    assert problems(page) == []
    assert "selected" in page.one("option", value=TITLES[1]).attributes
    assert rpc.asked(voting.ORDER_RECOUNT) == []


def test_scrutineers_take_the_files_of_the_offline_recount_with_them_y039(
    signed_in: SignedIn, rpc: FakeRpc
) -> None:
    def offered(role: str, state: str, **given: Any) -> bool:
        stand(rpc, state, envelopes=given.pop("envelopes", 0), boxes=1, **given)
        page = Page(signed_in(role).get(COUNT).text)
        assert problems(page) == []
        return bool(page.all("form", action=f"{VOTE}/exports"))

    assert not offered("scrutineer", "counted")
    assert offered("scrutineer", "signed")
    assert offered("scrutineer", "announced")
    assert not offered("scrutineer", "signed", envelopes=20)
    assert not offered("congress_clerk", "signed")
    stand(rpc, "signed", envelopes=0, boxes=1)
    files = answer(voting.EXPORT_BALLOTS, round=1, measure="{}", ballots="ballot,candidate,mark\r\n")
    rpc.answers["voting.export_ballots"] = files
    sent = {"key": "k" * 20, "round": "1", "scrutineer": TITLES[1]}
    response = signed_in("scrutineer").post(f"{VOTE}/exports", data=sent)
    assert response.headers["Cache-Control"] == "no-store"
    with zipfile.ZipFile(io.BytesIO(response.data)) as archive:
        assert {name: archive.read(name).decode() for name in archive.namelist()} == {
            "measure.json": "{}",
            "ballots.csv": "ballot,candidate,mark\r\n",
        }


def test_the_count_record_stays_before_the_scrutineers_who_signed_it_a10_2(
    signed_in: SignedIn, rpc: FakeRpc
) -> None:
    stand(rpc, "declared", boxes=1, envelopes=0)
    page = Page(signed_in("scrutineer").get(COUNT).text)
    assert t("tally.record") in page.text
    assert page.all("form", action=f"{VOTE}/signatures") == []
