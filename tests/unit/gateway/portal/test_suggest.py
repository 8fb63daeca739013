"""A resident's suggestion: recorded once, nothing typed is ever lost (Y-022, B-013)."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from services.gateway.portal.text import t
from shared.contracts import collection
from shared.kernel.errors import Refused
from shared.messaging.desk import IdempotencyKeyReused
from tests.unit.gateway.portal.conftest import Open
from tests.unit.gateway.portal.fake import FakeRpc
from tests.unit.gateway.portal.html_page import Page, problems
from tests.unit.gateway.portal.samples import item

ADDRESS = "/t/yuanyang/suggest"
CHANNELS = [
    {"code": "web", "name": "县政府网", "layer": "平台", "where": "", "open": True},
    {"code": "media", "name": "融媒体中心", "layer": "平台", "where": "", "open": True},
    {"code": "dept", "name": "职能部门", "layer": "部门", "where": "", "open": False},
]
FILLED = {
    "key": "k" * 24,
    "round_id": "r1",
    "channel": "web",
    "category": "transport",
    "title": "东关小学门前增设<人行横道>",
    "content": "第一行\r\n第二行",
    "place": "东关村",
    "problem": "上学路不安全",
    "people_affected": "1200",
    "townships_affected": "2",
    "name": "某居民",
    "phone": "000",
    "source": "县政府网站",
}


def a_round(**given: Any) -> dict[str, Any]:
    usual = {
        "id": "r1",
        "stage": "collecting",
        "state": "open",
        "channels": CHANNELS,
        "categories": [{"code": "transport", "name": "交通"}, {"code": "health", "name": "医疗"}],
    }
    return item(collection.LIST_ROUNDS, **{**usual, **given})


@pytest.fixture(autouse=True)
def open_round(rpc: FakeRpc) -> None:
    rpc.answers["collection.list_rounds"] = {"items": [a_round()], "next": None}


def the_values(page: Page) -> dict[str, str]:
    """What stands in the form."""
    values = {str(each.get("name")): each.get("value") or "" for each in page.all("input")}
    values |= {str(each.get("name")): "".join(each.words).removeprefix("\n") for each in page.all("textarea")}
    values |= {str(each.get("name")): "" for each in page.all("select")}
    for option in page.all("option"):
        if "selected" in option.attributes:
            values[str(option.parents[-1].get("name"))] = str(option.get("value"))
    return values


def test_the_form_offers_only_channels_that_the_public_enters_itself(open_page: Open) -> None:
    page = open_page(ADDRESS)
    offered = {each.get("value") for each in page.all("option")}
    assert {"web", "media", "transport", "health"} < offered
    assert "dept" not in offered


def test_a_suggestion_leads_to_its_receipt_and_carries_all_that_was_typed(
    client: FlaskClient, rpc: FakeRpc
) -> None:
    rpc.answers["collection.submit_suggestion"] = {"id": "s1", "version": 1, "receipt": "YU24-000001-AAAAAA"}
    response = client.post(ADDRESS, data=FILLED)
    assert response.status_code == 303
    assert response.headers["Location"] == f"{ADDRESS}/receipt/YU24-000001-AAAAAA"
    ((request, context),) = rpc.asked(collection.SUBMIT_SUGGESTION)
    assert context.idempotency_key == FILLED["key"]
    assert request == {
        "round_id": "r1",
        "channel": "web",
        "category": "transport",
        "title": FILLED["title"],
        "content": "第一行\n第二行",
        "place": "东关村",
        "source": "县政府网站",
        "benefit": {"problem": "上学路不安全", "people_affected": 1200, "townships_affected": 2},
        "contact": {"name": "某居民", "phone": "000"},
    }


def test_what_may_be_left_out_is_left_out(client: FlaskClient, rpc: FakeRpc) -> None:
    needed = {key: FILLED[key] for key in ("key", "round_id", "channel", "category", "title", "content")}
    assert client.post(ADDRESS, data=needed).status_code == 303
    ((request, _),) = rpc.asked(collection.SUBMIT_SUGGESTION)
    assert "benefit" not in request
    assert "contact" not in request


def test_a_form_sent_twice_carries_one_key_so_that_it_counts_once(client: FlaskClient, rpc: FakeRpc) -> None:
    key = Page(client.get(ADDRESS).text).one("input", name="key").get("value")
    for _ in range(2):
        client.post(ADDRESS, data={**FILLED, "key": key})
    assert [context.idempotency_key for _, context in rpc.asked(collection.SUBMIT_SUGGESTION)] == [key, key]
    assert Page(client.get(ADDRESS).text).one("input", name="key").get("value") != key


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": "  "}, "title"),
        ({"content": ""}, "content"),
        ({"category": ""}, "category"),
        ({"people_affected": "很多"}, "people_affected"),
        ({"title": "字" * 121}, "title"),
    ],
)
def test_an_error_names_its_field_and_keeps_everything_typed(
    client: FlaskClient, rpc: FakeRpc, wrong: dict[str, str], field: str
) -> None:
    sent = {**FILLED, **wrong}
    response = client.post(ADDRESS, data=sent)
    assert response.status_code == 422
    page = Page(response.text)
    assert problems(page) == []
    assert the_values(page) == {**sent, "content": sent["content"].replace("\r\n", "\n")}
    named = next(each for each in page.elements if each.get("name") == field)
    assert named.get("aria-invalid") == "true"
    assert f"{field}-error" in str(named.get("aria-describedby"))
    assert page.one("div", id="error-summary").get("role") == "alert"
    assert rpc.asked(collection.SUBMIT_SUGGESTION) == []


@pytest.mark.parametrize("silent", [{"collection"}, set()])
def test_a_refusal_or_a_silent_service_keeps_everything_typed_and_the_key(
    client: FlaskClient, rpc: FakeRpc, silent: set[str]
) -> None:
    rpc.answers["collection.submit_suggestion"] = Refused(detail="本轮征集已经结束")
    rpc.silent = silent
    response = client.post(ADDRESS, data=FILLED)
    assert response.status_code == (503 if silent else 409)
    page = Page(response.text)
    assert the_values(page) == {**FILLED, "content": "第一行\n第二行"}
    said = page.one("div", id="error-summary").text
    assert ("没有丢失" if silent else "本轮征集已经结束") in said


def test_changing_a_form_that_was_sent_gets_a_new_key_for_a_second_suggestion(
    client: FlaskClient, rpc: FakeRpc
) -> None:
    rpc.answers["collection.submit_suggestion"] = IdempotencyKeyReused()
    page = Page(client.post(ADDRESS, data=FILLED).text)
    assert t("suggest.sent_before") in page.text
    assert page.one("input", name="key").get("value") != FILLED["key"]
    assert the_values(page)["title"] == FILLED["title"]


def test_too_many_suggestions_from_one_address_are_asked_to_wait(client: FlaskClient, rpc: FakeRpc) -> None:
    for _ in range(60):
        client.post(ADDRESS, data=FILLED)
    response = client.post(ADDRESS, data=FILLED)
    assert response.status_code == 429
    assert the_values(Page(response.text))["title"] == FILLED["title"]
    assert len(rpc.asked(collection.SUBMIT_SUGGESTION)) == 60


def test_one_ipv6_subscriber_is_one_address_however_many_he_has(client: FlaskClient) -> None:
    def send(address: str) -> int:
        return client.post(ADDRESS, data=FILLED, environ_base={"REMOTE_ADDR": address}).status_code

    assert {send(f"2001:db8:1:2::{number:x}") for number in range(60)} == {303}
    assert send("2001:db8:1:2:ffff::1") == 429
    assert send("2001:db8:1:3::1") == 303


def test_a_form_with_an_error_offers_only_rounds_that_take_suggestions(
    client: FlaskClient, rpc: FakeRpc
) -> None:
    rounds = [a_round(id="r1", title="甲"), a_round(id="r2", title="乙", stage="announced")]
    rpc.answers["collection.list_rounds"] = {"items": rounds, "next": None}
    page = Page(client.post(ADDRESS, data={**FILLED, "title": ""}).text)
    assert page.all("nav", aria_label=t("suggest.other_rounds")) == []


def test_a_form_from_another_site_is_refused(client: FlaskClient, rpc: FakeRpc) -> None:
    response = client.post(ADDRESS, data=FILLED, headers={"Sec-Fetch-Site": "cross-site"})
    assert response.status_code == 403
    assert rpc.asked(collection.SUBMIT_SUGGESTION) == []


def test_a_round_that_has_not_begun_has_no_button_on_the_home(open_page: Open, rpc: FakeRpc) -> None:
    rpc.answers["collection.list_rounds"] = {"items": [a_round(stage="announced")], "next": None}
    page = open_page("/t/yuanyang/")
    assert t("home.open.elsewhere") in page.text
    assert not [each for each in page.all("a") if each.text == t("home.open.suggest")]


def test_the_receipt_page_shows_the_number_of_a_suggestion_on_record(open_page: Open, rpc: FakeRpc) -> None:
    page = open_page(f"{ADDRESS}/receipt/YU24-000001-AAAAAA")
    assert page.one("p", class_="receipt").text
    assert rpc.asked(collection.TRACK)[0][0] == {"receipt": "YU24-000001-AAAAAA"}
