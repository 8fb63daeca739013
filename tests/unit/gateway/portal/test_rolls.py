"""The roll goes out and comes in as a workbook; what is wrong in it is told cell by cell (A10.15)."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from services.gateway.portal.text import t
from shared.contracts import congress
from shared.kernel.errors import NotFound, Refused
from tests.unit.gateway.portal.fake import FakeRpc
from tests.unit.gateway.portal.html_page import Page, problems
from tests.unit.gateway.portal.samples import answer, item

ROLL = "/t/yuanyang/desk/rolls/congress"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SignedIn = Callable[..., FlaskClient]


def sent(content: bytes = b"PK workbook", day: str = "2024-02-20") -> dict[str, object]:
    return {"key": "k" * 20, "held_on": day, "workbook": (io.BytesIO(content), "roll.xlsx", XLSX)}


def test_the_page_shows_numbers_and_leads_to_both_workbooks(signed_in: SignedIn, rpc: FakeRpc) -> None:
    rpc.answers["congress.get_roll"] = answer(congress.GET_ROLL, legal_number=268, in_office=265)
    response = signed_in("congress_clerk").get(ROLL)
    page = Page(response.text)
    assert problems(page) == []
    assert [each.text for each in page.all("dd", class_="figure")][:2] == ["268", "265"]
    links = [each.get("href") for each in page.all("a")]
    assert {f"{ROLL}/workbook.xlsx", f"{ROLL}/workbook.xlsx?template=1"} <= set(links)
    assert response.headers["Cache-Control"] == "no-store"


def test_a_vacancy_is_recorded_and_read_back_with_its_reason_a10_15(
    signed_in: SignedIn, rpc: FakeRpc
) -> None:
    vacancy = {"code": "代表007", "since": "2024-02-01", "reason": "suspension"}
    rpc.answers["congress.get_roll"] = answer(congress.GET_ROLL, vacancies=[vacancy])
    browser = signed_in("congress_clerk")
    page = Page(browser.get(ROLL).text)
    assert problems(page) == []
    assert page.one("label", for_="vacant-1").text == "代表007：2024年2月1日起，暂停执行代表职务"
    sheet = {"key": "k" * 20, "seats": "代表012  代表030", "vacancy": "resignation", "since": "2024-02-20"}
    assert browser.post(f"{ROLL}/vacancies", data=sheet).status_code == 303
    ((asked, _),) = rpc.asked(congress.VACATE_SEATS)
    assert asked == {
        "body": "congress", "codes": ["代表012", "代表030"], "reason": "resignation", "on": "2024-02-20",
    }  # fmt: skip
    rpc.answers["congress.vacate_seats"] = NotFound(kind="在任代表", id="代表030")
    refused = browser.post(f"{ROLL}/vacancies", data=sheet)
    assert refused.status_code == 404
    assert Page(refused.text).one("input", id="seats").get("value") == sheet["seats"]
    chosen = Page(browser.post(f"{ROLL}/vacancies", data={**sheet, "vacancy": ""}).text)
    assert problems(chosen) == []
    assert chosen.one("p", id="vacancy-error").text == t("form.choose")


def test_a_deputy_is_in_office_again_a10_15(signed_in: SignedIn, rpc: FakeRpc) -> None:
    vacancy = {"code": "代表007", "since": "2024-02-01", "reason": "suspension"}
    rpc.answers["congress.get_roll"] = answer(congress.GET_ROLL, vacancies=[vacancy])
    browser = signed_in("congress_clerk")
    nobody = browser.post(f"{ROLL}/reinstatements", data={"key": "k" * 20})
    assert nobody.status_code == 422
    assert rpc.asked(congress.REINSTATE_SEATS) == []
    sheet = {"key": "k" * 20, "vacant": ["代表007"]}
    assert browser.post(f"{ROLL}/reinstatements", data=sheet).status_code == 303
    ((asked, _),) = rpc.asked(congress.REINSTATE_SEATS)
    assert asked == {"body": "congress", "codes": ["代表007"]}


def test_before_there_is_a_roll_the_template_is_offered(signed_in: SignedIn, rpc: FakeRpc) -> None:
    rpc.answers["congress.get_roll"] = NotFound(kind="名册", id="congress")
    page = Page(signed_in("congress_clerk").get(ROLL).text)
    assert problems(page) == []
    assert t("roll.none") in page.text


def test_rolls_of_the_streets_are_found_from_the_desk_and_from_each_other_a10_13(
    signed_in: SignedIn, rpc: FakeRpc
) -> None:
    rpc.answers["congress.list_rolls"] = {
        "items": [
            item(congress.LIST_ROLLS, body="congress", body_name="区人民代表大会", in_office=194),
            item(congress.LIST_ROLLS, body="street:wenming", body_name="文明街道议政代表会", in_office=48),
        ],
        "next": None,
    }
    rpc.answers["congress.get_roll"] = answer(congress.GET_ROLL, body_name="区人民代表大会")
    client = signed_in("congress_clerk")
    street = "/t/yuanyang/desk/rolls/street:wenming"
    desk = Page(client.get("/t/yuanyang/desk").text)
    assert {ROLL, street} <= {each.get("href") for each in desk.all("a")}
    assert t("desk.rolls.in_office", number=48) in desk.text
    page = Page(client.get(ROLL).text)
    assert problems(page) == []
    assert street in {each.get("href") for each in page.all("a")}


def test_the_roll_of_a_street_that_has_none_yet_is_opened_by_its_code(
    signed_in: SignedIn, rpc: FakeRpc
) -> None:
    rpc.answers["congress.get_roll"] = NotFound(kind="名册", id="congress")
    client = signed_in("congress_clerk")
    found = client.get("/t/yuanyang/desk/rolls", query_string={"street": " qianjin-2 "})
    assert found.headers["Location"] == "/t/yuanyang/desk/rolls/street:qianjin-2"
    refused = client.get("/t/yuanyang/desk/rolls", query_string={"street": "前进"})
    assert refused.status_code == 422
    page = Page(refused.text)
    assert problems(page) == []
    assert page.one("input", id="street").get("value") == "前进"


@pytest.mark.parametrize(("query", "template"), [("", False), ("?template=1", True)])
def test_the_workbook_is_a_file_of_its_own_name(
    signed_in: SignedIn, rpc: FakeRpc, query: str, template: bool
) -> None:
    content = base64.b64encode(b"PK").decode()
    rpc.answers["congress.get_roll_workbook"] = answer(
        congress.GET_ROLL_WORKBOOK, content=content, media_type=XLSX, name="名册.xlsx"
    )
    response = signed_in("congress_clerk").get(f"{ROLL}/workbook.xlsx{query}")
    assert (response.data, response.mimetype) == (b"PK", XLSX)
    assert "%E5%90%8D%E5%86%8C.xlsx" in response.headers["Content-Disposition"]
    ((request, _),) = rpc.asked(congress.GET_ROLL_WORKBOOK)
    assert request == {"body": "congress", "template": template}


def test_a_workbook_is_handed_in_whole(signed_in: SignedIn, rpc: FakeRpc) -> None:
    response = signed_in("congress_clerk").post(ROLL, data=sent())
    assert response.status_code == 303
    ((request, context),) = rpc.asked(congress.IMPORT_ROLL_WORKBOOK)
    assert (request["body"], request["as_of"]) == ("congress", "2024-02-20")
    assert base64.b64decode(request["workbook"]) == b"PK workbook"
    assert context.idempotency_key == "k" * 20
    done = Page(signed_in("congress_clerk").get(response.headers["Location"]).text)
    assert t("roll.imported") in done.text


def test_each_wrong_cell_is_told_in_the_services_own_words(signed_in: SignedIn, rpc: FakeRpc) -> None:
    rpc.answers["congress.import_roll_workbook"] = Refused(
        detail="“席位”第3行：代表团T9不在名册；第5行：席位重复"
    )
    response = signed_in("congress_clerk").post(ROLL, data=sent())
    page = Page(response.text)
    assert response.status_code == 409
    assert problems(page) == []
    assert "“席位”第3行" in page.text
    assert page.one("input", id="held_on").get("value") == "2024-02-20"


def test_without_a_file_or_beyond_its_size_nothing_is_asked(signed_in: SignedIn, rpc: FakeRpc) -> None:
    for content in (b"", b"x" * 2_300_000):
        response = signed_in("congress_clerk").post(ROLL, data=sent(content))
        assert response.status_code == 422
        assert problems(Page(response.text)) == []
    assert rpc.asked(congress.IMPORT_ROLL_WORKBOOK) == []


def test_whoever_may_not_import_gets_no_form_and_nobody_a_page_without_an_account(
    signed_in: SignedIn, client: FlaskClient
) -> None:
    page = Page(signed_in("government_clerk").get(ROLL).text)
    assert problems(page) == []
    assert page.all("input", id="workbook") == []
    assert client.get(ROLL).status_code == 303
