"""Errors as pages, and pages that stand while a service is away."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from services.gateway.portal.text import t
from shared.contracts import supervision
from shared.kernel.errors import Forbidden, NotFound
from tests.unit.gateway.portal.conftest import Open
from tests.unit.gateway.portal.fake import FakeRpc
from tests.unit.gateway.portal.html_page import Page, problems

HOME = "/t/yuanyang/"


@pytest.mark.parametrize("address", ["/nowhere", "/t/nowhere/", "/t/yuanyang/no-such-page", "/t/Bad!Name/"])
def test_what_is_not_there_gets_a_page_with_what_to_do(open_page: Open, address: str) -> None:
    page = open_page(address, 404)
    assert problems(page) == []
    assert page.one("h1").text == t("error.404.title")
    assert t("error.404.advice") in page.text


def test_below_the_api_the_same_error_is_a_problem_document(client: FlaskClient) -> None:
    response = client.get("/api/v1/nowhere")
    assert response.status_code == 404
    assert response.mimetype == "application/problem+json"


@pytest.mark.parametrize(
    ("method", "address", "allowed"),
    [("GET", "/t/yuanyang/sign-out", "POST"), ("POST", HOME, "GET"), ("POST", "/", "GET")],
)
def test_a_wrong_method_gets_a_page_that_names_the_right_ones(
    client: FlaskClient, method: str, address: str, allowed: str
) -> None:
    response = client.open(address, method=method)
    assert response.status_code == 405
    assert allowed in response.headers["Allow"].split(", ")
    page = Page(response.text)
    assert problems(page) == []
    assert page.one("h1").text == t("error.405.title")


def test_below_the_api_a_wrong_method_is_a_problem_document(client: FlaskClient) -> None:
    response = client.put("/api/v1/tenants/yuanyang/cycles")
    assert response.status_code == 405
    assert response.mimetype == "application/problem+json"
    assert response.get_json()["code"] == "http.405"
    assert "GET" in response.headers["Allow"].split(", ")


@pytest.mark.parametrize(("error", "status"), [(Forbidden(), 403), (NotFound(kind="项目", id="x"), 404)])
def test_a_refusal_of_a_service_is_a_page_with_its_own_sentence(
    open_page: Open, rpc: FakeRpc, error: Forbidden, status: int
) -> None:
    rpc.answers["supervision.get_project"] = error
    page = open_page("/t/yuanyang/projects/p1", status)
    assert problems(page) == []
    assert error.text in page.text


def test_a_page_that_cannot_do_without_a_service_says_so_with_its_trace(
    open_page: Open, rpc: FakeRpc
) -> None:
    rpc.silent = {"supervision"}
    page = open_page("/t/yuanyang/projects/p1", 503)
    assert page.one("h1").text == t("error.503.title")
    assert t("error.503.advice") in page.text
    assert "追踪号" in page.text


def test_without_congress_every_page_says_so_and_none_breaks(open_page: Open, rpc: FakeRpc) -> None:
    rpc.silent = {"congress"}
    for address in ("/", HOME, "/t/yuanyang/suggest"):
        assert problems(open_page(address, 503)) == []


@pytest.mark.parametrize(
    "silent", ["collection", "screening", "voting", "supervision", "evaluation", "publication"]
)
def test_the_home_stands_without_any_one_service_and_asks_it_once(
    open_page: Open, rpc: FakeRpc, silent: str
) -> None:
    rpc.silent = {silent}
    page = open_page(HOME)
    assert problems(page) == []
    assert t("site.silent") in page.text
    assert sum(1 for key, _, _ in rpc.calls if key.startswith(silent + ".")) == 1


def test_a_stage_whose_service_is_silent_is_unknown_and_not_undone(open_page: Open, rpc: FakeRpc) -> None:
    rpc.silent = {"supervision"}
    strip = open_page(HOME).one("ol", class_="stages").text
    assert t("stage.unanswered") in strip
    assert t("stage.supervision.none") not in strip


def test_the_project_page_stands_without_evaluation_and_publication(open_page: Open, rpc: FakeRpc) -> None:
    rpc.silent = {"evaluation", "publication", "voting"}
    page = open_page("/t/yuanyang/projects/p1")
    assert t("site.section_silent") in page.text
    assert rpc.asked(supervision.GET_PROJECT)


def test_a_fault_of_ours_shows_a_trace_and_no_secret(client: FlaskClient, rpc: FakeRpc) -> None:
    rpc.answers["supervision.get_project"] = {"unexpected": "shape"}
    response = client.get("/t/yuanyang/projects/p1")
    assert response.status_code == 500
    page = Page(response.text)
    assert page.one("h1").text == t("error.500.title")
    assert "KeyError" not in response.text
    assert response.headers["X-Trace-Id"] in page.text
