"""Residents rate through a printed code: one choice, a device token described as personal data (B-073, A10.19)."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from services.gateway.portal.text import t
from services.gateway.portal.views.rate import DEVICE_COOKIE
from shared.contracts import evaluation, supervision
from shared.kernel.errors import NotFound, Refused
from tests.unit.gateway.portal.conftest import Open
from tests.unit.gateway.portal.fake import FakeRpc
from tests.unit.gateway.portal.html_page import Page, problems
from tests.unit.gateway.portal.samples import answer, part

ADDRESS = "/t/yuanyang/rate/token-of-sixteen-1"
GRADES = [{"code": "satisfied", "name": "满意"}, {"code": "fair", "name": "基本满意"}]
SENT = {"key": "k" * 24, "project_id": "p1", "grade": "satisfied", "text": "修得好"}


def link(*projects: str, **given: Any) -> dict[str, Any]:
    rows = [
        part(evaluation.READ_RATING_LINK, "projects", project_id=each, name=f"项目{each}")
        for each in projects
    ]
    return answer(evaluation.READ_RATING_LINK, projects=rows, grades=GRADES, **given)


@pytest.fixture(autouse=True)
def one_project(rpc: FakeRpc) -> None:
    rpc.answers["evaluation.read_rating_link"] = link("p1")


def test_the_form_has_one_choice_and_says_what_the_device_keeps_a10_19(open_page: Open) -> None:
    page = open_page(ADDRESS)
    assert [each.get("value") for each in page.all("input", type="radio")] == ["satisfied", "fair"]
    assert page.one("input", name="project_id").get("value") == "p1"
    assert t("rate.device") in page.text
    assert "个人信息" in t("rate.device")


def test_a_rating_is_recorded_with_the_devices_token_and_thanked(client: FlaskClient, rpc: FakeRpc) -> None:
    response = client.post(ADDRESS, data=SENT)
    assert response.status_code == 303
    assert response.headers["Location"] == f"{ADDRESS}/thanks"
    ((request, context),) = rpc.asked(evaluation.RATE_PROJECT)
    cookie = client.get_cookie(DEVICE_COOKIE, path="/t/yuanyang/rate")
    assert cookie is not None
    assert cookie.http_only
    assert request == {
        **{k: SENT[k] for k in ("project_id", "grade", "text")},
        "token": "token-of-sixteen-1",
        "device": cookie.value,
    }
    assert context.idempotency_key == SENT["key"]


def test_the_same_device_keeps_its_token(client: FlaskClient, rpc: FakeRpc) -> None:
    for _ in range(2):
        client.post(ADDRESS, data=SENT)
    first, second = (request["device"] for request, _ in rpc.asked(evaluation.RATE_PROJECT))
    assert first == second


def test_no_cookie_is_set_before_anything_was_rated_a10_19(client: FlaskClient) -> None:
    assert "Set-Cookie" not in client.get(ADDRESS).headers


def test_without_a_choice_the_text_stays_and_nothing_is_recorded(client: FlaskClient, rpc: FakeRpc) -> None:
    response = client.post(ADDRESS, data={**SENT, "grade": ""})
    assert response.status_code == 422
    page = Page(response.text)
    assert problems(page) == []
    assert SENT["text"] in page.one("textarea").text
    assert [each.get("href") for each in page.all("a") if each.get("href") == "#grade"] == ["#grade"]
    assert rpc.asked(evaluation.RATE_PROJECT) == []


def test_a_refusal_keeps_choice_and_text(client: FlaskClient, rpc: FakeRpc) -> None:
    rpc.answers["evaluation.rate_project"] = Refused(detail="每台设备只能评价一次")
    response = client.post(ADDRESS, data=SENT)
    assert response.status_code == 409
    page = Page(response.text)
    assert "每台设备只能评价一次" in page.text
    assert [
        each.get("value") for each in page.all("input", type="radio") if "checked" in each.attributes
    ] == ["satisfied"]
    assert SENT["text"] in page.one("textarea").text


def test_a_code_for_several_projects_asks_which(open_page: Open, rpc: FakeRpc) -> None:
    rpc.answers["evaluation.read_rating_link"] = link("p1", "p2")
    page = open_page(ADDRESS)
    assert [each.get("value") for each in page.all("option")] == ["", "p1", "p2"]
    assert t("rated.another") in open_page(f"{ADDRESS}/thanks").text


def test_a_code_that_has_ended_shows_its_days_and_no_form(open_page: Open, rpc: FakeRpc) -> None:
    rpc.answers["evaluation.read_rating_link"] = link("p1", open=False)
    page = open_page(ADDRESS)
    assert page.all("input", type="radio") == []
    assert "2024年3月1日" in page.text


def test_the_picture_of_a_code_is_svg_and_an_unknown_code_has_none(client: FlaskClient, rpc: FakeRpc) -> None:
    response = client.get(f"{ADDRESS}.svg")
    assert response.status_code == 200
    assert response.mimetype == "image/svg+xml"
    assert "<svg" in response.text
    assert "style=" not in response.text
    rpc.answers["evaluation.read_rating_link"] = NotFound(kind="评价码", id="x")
    assert client.get(f"{ADDRESS}.svg").status_code == 404
    assert client.get(ADDRESS).status_code == 404


def test_offices_see_the_codes_of_a_project_and_the_public_does_not_b_072(
    open_page: Open, signed_in: Any, rpc: FakeRpc
) -> None:
    rpc.answers["evaluation.list_rating_links"] = {
        "items": [part(evaluation.LIST_RATING_LINKS, "items", project_id="p1", token="token-of-sixteen-1")],
        "next": None,
    }
    rpc.answers["supervision.get_project"] = answer(supervision.GET_PROJECT, id="p1")
    assert open_page("/t/yuanyang/projects/p1").all("img") == []
    page = Page(signed_in("station").get("/t/yuanyang/projects/p1").text)
    assert [each.get("src") for each in page.all("img")] == [f"{ADDRESS}.svg"]
