"""Sessions over HTTP: whose token opens what, what ends it, and what a browser's cookie may not do."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from services.congress.domain.account import SESSION_LIFETIME
from services.gateway.session import COOKIE, SECONDS
from services.gateway.throttle import Throttle
from shared.contracts import collection, congress
from shared.tenancy.context import PLATFORM
from shared.tenancy.roles import Role
from tests.unit.gateway.conftest import BASE
from tests.unit.gateway.portal.fake import TOKEN, FakeRpc

CREDENTIALS = {"login": "clerk", "password": "a-secret-of-ours"}
ROUNDS = f"{BASE}/collection/rounds"


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def opened(bus: FakeRpc, *roles: str) -> None:
    """Whatever the token, the service knows a session with these roles."""
    tenant = bus._opened({"tenant_id": "yuanyang", "token": None})["tenant"]
    actor = {"id": "a1", "display_name": "人大工作人员01", "roles": list(roles), "unit": "县住建局"}
    bus.answers[congress.OPEN_CALL.key] = {"tenant": tenant, "actor": actor}


def acting(bus: FakeRpc) -> Any:
    """The actor of the last call of the business."""
    return bus.asked(collection.LIST_ROUNDS)[-1][1].actor


def test_each_log_in_gives_a_token_of_its_own(api: FlaskClient, bus: FakeRpc) -> None:
    tokens = iter(["yuanyang.first", "yuanyang.second"])
    bus.answers["congress.sign_in"] = lambda _: {
        "token": next(tokens),
        "refused": None,
        "retry_after_seconds": 0,
    }
    given = [api.post(f"{BASE}/session", json=CREDENTIALS).get_json() for _ in range(2)]
    assert given == [{"token": "yuanyang.first"}, {"token": "yuanyang.second"}]
    keys = [context.idempotency_key for _, context in bus.asked(congress.SIGN_IN)]
    assert len(set(keys)) == 2, "a log-in is never answered from the record of another"


def test_a_refused_log_in_says_the_same_for_a_wrong_name_and_a_wrong_password(
    api: FlaskClient, bus: FakeRpc
) -> None:
    bus.answers["congress.sign_in"] = {"token": None, "refused": "wrong", "retry_after_seconds": 0}
    answer = api.post(f"{BASE}/session", json=CREDENTIALS)
    assert answer.status_code == 401
    assert answer.get_json()["code"] == "gateway.login-refused"
    assert CREDENTIALS["login"] not in answer.text
    assert CREDENTIALS["password"] not in answer.text


def test_a_name_with_a_character_that_no_account_can_have_is_wrong_and_never_looked_for(
    api: FlaskClient, bus: FakeRpc
) -> None:
    for sent in ({**CREDENTIALS, "login": "cl\x00erk"}, {**CREDENTIALS, "password": "a\x00" + "b" * 12}):
        assert api.post(f"{BASE}/session", json=sent).status_code == 422
        assert api.post("/t/yuanyang/sign-in", data=sent).status_code in (401, 422)
        api.application.extensions["sign_in_throttle"] = Throttle(3)
    assert bus.asked(congress.SIGN_IN) == []


@pytest.mark.parametrize(
    "token", [TOKEN, "yuanyang.ended", "beiguan.other-tenant", "no-dot", ".", "yuanyang.", "platform.x"]
)
def test_a_session_that_ended_expired_or_is_of_another_tenant_opens_nothing(
    api: FlaskClient, bus: FakeRpc, token: str
) -> None:
    answer = api.get(ROUNDS, headers=bearer(token))
    assert answer.status_code == 401
    assert answer.get_json()["code"] == "gateway.session-over"
    assert "重新登录" in answer.get_json()["detail"]
    assert bus.asked(collection.LIST_ROUNDS) == []


def test_another_tenants_token_is_not_even_shown_to_the_service(api: FlaskClient, bus: FakeRpc) -> None:
    assert api.get(ROUNDS, headers=bearer("beiguan.token")).status_code == 401
    assert bus.asked(congress.OPEN_CALL) == []


def test_a_session_is_asked_for_at_each_request_so_that_ending_it_ends_it(
    api: FlaskClient, bus: FakeRpc
) -> None:
    bus.roles = ["congress_clerk"]
    assert api.get(ROUNDS, headers=bearer(TOKEN)).status_code == 200
    assert acting(bus).id == "a1"
    bus.roles = []
    assert api.get(ROUNDS, headers=bearer(TOKEN)).status_code == 401


def test_logging_out_ends_the_token_and_says_how_many(api: FlaskClient, bus: FakeRpc) -> None:
    bus.answers["congress.sign_out"] = {"ended": 1}
    assert api.delete(f"{BASE}/session", headers=bearer(TOKEN)).get_json() == {"ended": 1}
    ((request, context),) = bus.asked(congress.SIGN_OUT)
    assert (request, context.tenant) == ({"token": TOKEN}, "yuanyang")
    assert api.delete(f"{BASE}/session").get_json() == {"ended": 0}
    assert len(bus.asked(congress.SIGN_OUT)) == 1


def test_the_cookie_lives_as_long_as_the_session_and_is_closed_to_scripts_and_other_sites(
    behind_proxy: FlaskClient, bus: FakeRpc
) -> None:
    assert SESSION_LIFETIME.total_seconds() == SECONDS
    bus.answers["congress.sign_in"] = {"token": TOKEN, "refused": None, "retry_after_seconds": 0}
    for scheme in ("http", "https"):
        given = behind_proxy.post(
            "/t/yuanyang/sign-in", data=CREDENTIALS, headers={"X-Forwarded-Proto": scheme}
        ).headers["Set-Cookie"]
        attributes = set(given.split("; "))
        assert {f"{COOKIE}={TOKEN}", f"Max-Age={SECONDS}", "HttpOnly", "SameSite=Lax", "Path=/"} <= attributes
        assert ("Secure" in attributes) == (scheme == "https")


def test_a_bearer_token_stands_before_a_cookie(api: FlaskClient, bus: FakeRpc) -> None:
    bus.roles = ["congress_clerk"]
    api.set_cookie(COOKIE, TOKEN)
    assert api.get(ROUNDS).status_code == 200
    assert acting(bus).id == "a1"
    assert api.get(ROUNDS, headers=bearer("yuanyang.ended")).status_code == 401


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "https://else.where"}, {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}],
)
def test_a_write_with_a_cookie_from_another_site_is_refused(
    api: FlaskClient, bus: FakeRpc, headers: dict[str, str]
) -> None:
    bus.roles = ["congress_clerk"]
    api.set_cookie(COOKIE, TOKEN)
    refused = api.post(f"{ROUNDS}/r1/closing", json={}, headers=headers)
    assert refused.status_code == 403
    assert bus.asked(collection.CLOSE_ROUND) == []


def test_of_an_operator_of_the_platform_only_that_role_counts_in_a_tenant(
    api: FlaskClient, bus: FakeRpc
) -> None:
    opened(bus, Role.OPERATOR, Role.CONGRESS_CLERK)
    assert api.get(ROUNDS, headers=bearer(f"{PLATFORM}.token")).status_code in (200, 403)
    ((request, context),) = bus.asked(congress.OPEN_CALL)
    assert (request["tenant_id"], context.tenant) == ("yuanyang", PLATFORM)
    assert acting(bus).roles == {Role.OPERATOR}


def test_without_a_token_one_is_anonymous(api: FlaskClient, bus: FakeRpc) -> None:
    assert api.get(ROUNDS).status_code == 200
    assert acting(bus).id != "a1"
    assert acting(bus).roles == {Role.RESIDENT}


@pytest.mark.parametrize("tenant", ["nowhere", "No-Upper", "a", "x" * 40, "a%00b", "..", "a_b"])
def test_a_tenant_that_is_none_is_not_found(api: FlaskClient, tenant: str) -> None:
    answer = api.get(f"/api/v1/tenants/{tenant}/collection/rounds")
    assert answer.status_code == 404
    assert answer.mimetype == "application/problem+json"
