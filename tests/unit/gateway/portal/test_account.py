"""Signing in and out in a browser, and the desk behind it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from services.gateway.portal.text import t
from services.gateway.session import COOKIE
from shared.contracts import collection, congress, evaluation, publication, screening, supervision, voting
from shared.contracts.operation import Operation
from tests.unit.gateway.portal.fake import FakeRpc
from tests.unit.gateway.portal.html_page import Page, problems
from tests.unit.gateway.portal.samples import answer, item

SIGN_IN = "/t/yuanyang/sign-in"
DESK = "/t/yuanyang/desk"
GIVEN = {"login": "clerk", "password": "a-secret-of-ours"}
SignedIn = Callable[..., FlaskClient]


def sections(html: str) -> set[str]:
    return {
        str(each.get("id")).removeprefix("section-")
        for each in Page(html).all("h2")
        if str(each.get("id")).startswith("section-")
    }


def test_signing_in_gives_a_cookie_that_scripts_cannot_read_and_leads_to_the_desk(
    client: FlaskClient, rpc: FakeRpc
) -> None:
    rpc.answers["congress.sign_in"] = {"token": "yuanyang.abc", "refused": None, "retry_after_seconds": 0}
    response = client.post(SIGN_IN, data=GIVEN)
    assert response.status_code == 303
    assert response.headers["Location"] == DESK
    cookie = client.get_cookie(COOKIE)
    assert cookie is not None
    assert cookie.value == "yuanyang.abc"
    assert cookie.http_only
    assert cookie.same_site == "Lax"


@pytest.mark.parametrize(("refused", "status"), [("wrong", 401), ("locked", 429)])
def test_a_refused_log_in_keeps_the_name_and_never_the_password(
    client: FlaskClient, rpc: FakeRpc, refused: str, status: int
) -> None:
    rpc.answers["congress.sign_in"] = {"token": None, "refused": refused, "retry_after_seconds": 90}
    response = client.post(SIGN_IN, data=GIVEN)
    assert response.status_code == status
    page = Page(response.text)
    assert page.one("input", id="login").get("value") == "clerk"
    assert GIVEN["password"] not in response.text
    expected = t("sign_in.wrong") if refused == "wrong" else t("sign_in.locked", seconds=90)
    assert expected in page.one("div", id="error-summary").text


@pytest.mark.parametrize(
    "after", ["https://else.where/", "//else.where", "/t/beiguan/desk", "/api/v1/openapi.json"]
)
def test_signing_in_leads_to_pages_of_this_tenant_only(client: FlaskClient, rpc: FakeRpc, after: str) -> None:
    rpc.answers["congress.sign_in"] = {"token": "yuanyang.abc", "refused": None, "retry_after_seconds": 0}
    assert client.post(SIGN_IN, data={**GIVEN, "next": after}).headers["Location"] == DESK


def test_signing_in_leads_back_to_where_it_was_asked_for(client: FlaskClient, rpc: FakeRpc) -> None:
    asked = client.get(f"{DESK}?year=2024")
    assert asked.status_code == 303
    page = Page(client.get(asked.headers["Location"]).text)
    back = str(page.one("input", name="next").get("value"))
    rpc.answers["congress.sign_in"] = {"token": "yuanyang.abc", "refused": None, "retry_after_seconds": 0}
    assert client.post(SIGN_IN, data={**GIVEN, "next": back}).headers["Location"] == f"{DESK}?year=2024"


def test_signing_out_ends_the_session_and_forgets_the_cookie(signed_in: SignedIn, rpc: FakeRpc) -> None:
    browser = signed_in("congress_clerk")
    response = browser.post("/t/yuanyang/sign-out")
    assert response.status_code == 303
    assert browser.get_cookie(COOKIE) is None
    ((request, context),) = rpc.asked(congress.SIGN_OUT)
    assert context.tenant == "yuanyang"
    assert request["token"].startswith("yuanyang.")


def test_a_post_from_another_site_cannot_use_the_cookie(signed_in: SignedIn, rpc: FakeRpc) -> None:
    response = signed_in("congress_clerk").post(
        "/t/yuanyang/sign-out", headers={"Origin": "https://else.where"}
    )
    assert response.status_code == 403
    assert rpc.asked(congress.SIGN_OUT) == []
    assert t("error.403.title") == Page(response.text).one("h1").text


def test_a_dead_session_makes_a_visitor_and_no_error(client: FlaskClient) -> None:
    client.set_cookie(COOKIE, "yuanyang.dead")
    assert client.get("/t/yuanyang/").status_code == 200
    assert client.get(DESK).status_code == 303


def test_a_new_password_must_be_typed_twice_alike(signed_in: SignedIn, rpc: FakeRpc) -> None:
    browser = signed_in("deputy")
    sent = {
        "key": "k" * 20,
        "old_password": "old-old-old-old",
        "new_password": "new-new-new-new",
        "again": "other-other-other",
    }
    response = browser.post("/t/yuanyang/password", data=sent)
    assert response.status_code == 422
    assert t("password.differs") in response.text
    assert "new-new-new-new" not in response.text
    assert (
        browser.post("/t/yuanyang/password", data={**sent, "again": sent["new_password"]}).status_code == 303
    )
    ((request, _),) = rpc.asked(congress.CHANGE_PASSWORD)
    assert request == {"old_password": sent["old_password"], "new_password": sent["new_password"]}


def test_each_role_sees_its_own_sections_and_none_that_it_may_not_ask_for(
    signed_in: SignedIn, rpc: FakeRpc
) -> None:
    rpc.answers["collection.list_rounds"] = {
        "items": [item(collection.LIST_ROUNDS, stage="collecting")],
        "next": None,
    }
    expected = {
        "deputy": {"my_projects", "to_forward", "ratings", "sessions", "lists"},
        "department": {"tasks", "letters", "obligations"},
        "station": {"links", "rounds"},
        "task_force": {"my_projects", "letters", "problems", "calendar"},
        "assessor": {"assessment", "obligations"},
        "operator": {"accounts"},
        "government_clerk": {"letters", "obligations", "lists", "library"},
        "congress_clerk": {"sessions", "letters", "to_review", "unstated", "rounds"},
    }
    for role, wanted in expected.items():
        html = signed_in(role).get(DESK).text
        shown = sections(html) | {key for key in wanted if t(f"desk.section.{key}") in html}
        assert wanted <= shown, role
    assert "to_review" not in sections(signed_in("deputy").get(DESK).text)
    assert "accounts" not in sections(signed_in("congress_clerk").get(DESK).text)


def test_the_desk_never_asks_what_the_role_may_not(signed_in: SignedIn, rpc: FakeRpc) -> None:
    every = (
        "teller",
        "scrutineer",
        "assessor",
        "station",
        "department",
        "task_force",
        "assembly_representative",
    )
    for role in every:
        rpc.calls.clear()
        signed_in(role).get(DESK)
        refused = [
            key
            for key, _, context in rpc.calls
            for operation in _operations()
            if operation.key == key and not context.actor.has_any(operation.allowed)
        ]
        assert refused == [], role


@pytest.mark.parametrize("silent", ["supervision", "evaluation", "voting", "screening", "collection"])
def test_a_silent_service_leaves_a_sentence_on_the_desk_and_the_rest_stands(
    signed_in: SignedIn, rpc: FakeRpc, silent: str
) -> None:
    rpc.silent = {silent}
    response = signed_in("congress_clerk").get(DESK)
    assert response.status_code == 200
    page = Page(response.text)
    assert problems(page) == []
    assert t("site.section_silent") in page.text
    assert len(sections(response.text)) > 5
    assert sum(1 for key, _, _ in rpc.calls if key.startswith(silent + ".")) == 1


def test_a_departments_letters_are_its_own(signed_in: SignedIn, rpc: FakeRpc) -> None:
    signed_in("department").get(DESK)
    assert {request["addressee_unit"] for request, _ in rpc.asked(supervision.LIST_LETTERS)} == {"县住建局"}


def test_what_a_department_owes_is_picked_from_all_obligations(signed_in: SignedIn, rpc: FakeRpc) -> None:
    owed = [
        {
            "kind": "explanation",
            "id": "o1",
            "title": "本局的说明",
            "owed_by": "县住建局",
            "due_on": "2025-02-20",
            "overdue": True,
        },
        {
            "kind": "explanation",
            "id": "o2",
            "title": "别局的说明",
            "owed_by": "县水利局",
            "due_on": "2025-02-20",
            "overdue": False,
        },
    ]
    rpc.answers["evaluation.list_obligations"] = answer(evaluation.LIST_OBLIGATIONS, items=owed)
    page = Page(signed_in("department").get(DESK).text)
    assert "本局的说明" in page.text
    assert "别局的说明" not in page.text
    assert t("desk.late") in page.text


def _operations() -> list[Operation]:
    services = (congress, collection, screening, voting, supervision, evaluation, publication)
    return [each for service in services for each in service.CONTRACT.operations.values()]
