"""Every error below the API is a problem document (RFC 9457) that says what to do and nothing of the inside."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from services.gateway.app import MOST_BYTES
from services.gateway.problems import HTTP_MESSAGES
from shared.contracts import collection
from shared.kernel.errors import Conflict, Forbidden, NotFound, StaleVersion
from shared.messaging.rpc_client import ServiceFault, ServiceUnavailable
from tests.unit.gateway.conftest import BASE
from tests.unit.gateway.portal.fake import FakeRpc

ROUNDS = f"{BASE}/collection/rounds"
SUGGEST = f"{ROUNDS}/r1/suggestions"
WISH = {
    "channel": "web",
    "category": "transport",
    "title": "路灯",
    "content": "村口没有路灯",
    "place": "某村",
}
MEMBERS = {"type", "title", "status", "detail", "code", "trace", "citation", "params"}


def problem(answer: TestResponse, status: int, code: str) -> dict[str, Any]:
    """The document, after what holds for each of them."""
    assert answer.status_code == status, answer.text
    assert answer.mimetype == "application/problem+json"
    body: dict[str, Any] = answer.get_json()
    assert set(body) == MEMBERS
    assert (body["status"], body["code"], body["type"]) == (status, code, f"urn:piaojue:error:{code}")
    assert any("\u4e00" <= character <= "\u9fff" for character in body["detail"])
    assert body["title"]
    for inside in ("Traceback", "Error", ".py", "0x", "psycopg", "services."):
        assert inside not in answer.text
    return body


@pytest.mark.parametrize("status", [400, 401, 403, 404, 406, 409, 413, 415, 422, 429, 500, 503, 504])
def test_every_error_of_the_web_server_is_a_problem_document(api: FlaskClient, status: int) -> None:
    body = problem(api.get(f"/api/v1/status/{status}"), status, f"http.{status}")
    assert body["title"] == HTTP_MESSAGES[status]


def test_an_unknown_address_is_not_found(api: FlaskClient) -> None:
    problem(api.get("/api/v1/tenants/yuanyang/no-such-thing"), 404, "http.404")


@pytest.mark.parametrize(
    ("method", "address", "allowed"),
    [
        ("PUT", ROUNDS, {"GET", "HEAD", "OPTIONS", "POST"}),
        ("GET", f"{BASE}/session", {"POST", "DELETE", "OPTIONS"}),
        ("POST", "/api/v1/openapi.json", {"GET", "HEAD", "OPTIONS"}),
    ],
)
def test_a_wrong_method_names_the_right_ones(
    api: FlaskClient, method: str, address: str, allowed: set[str]
) -> None:
    answer = api.open(address, method=method)
    problem(answer, 405, "http.405")
    assert set(answer.headers["Allow"].split(", ")) == allowed


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (Forbidden(), 403, "kernel.forbidden"),
        (NotFound(kind="轮次", id="r1"), 404, "kernel.not-found"),
        (Conflict(detail="已截止"), 409, "kernel.conflict"),
        (StaleVersion(kind="轮次", expected=1), 409, "kernel.stale-version"),
        (ServiceUnavailable(service="collection"), 503, "messaging.service-unavailable"),
        (ServiceFault(trace="0" * 32), 500, "messaging.service-fault"),
    ],
)
def test_a_refusal_of_a_service_keeps_its_status_code_and_sentence(
    api: FlaskClient, bus: FakeRpc, error: Any, status: int, code: str
) -> None:
    bus.answers["collection.submit_suggestion"] = error
    assert problem(api.post(SUGGEST, json=WISH), status, code)["detail"] == error.text


def test_a_role_that_may_not_is_refused(api: FlaskClient) -> None:
    problem(
        api.post(f"{ROUNDS}/r1/closing", json={"version": 1, "closed_on": "2024-01-31"}),
        403,
        "kernel.forbidden",
    )


def test_a_fault_of_ours_shows_a_trace_and_nothing_else(api: FlaskClient, bus: FakeRpc) -> None:
    def breaks(_request: Any) -> Any:
        raise RuntimeError("password=secret at /srv/inside.py")

    bus.answers["collection.submit_suggestion"] = breaks
    answer = api.post(SUGGEST, json=WISH)
    body = problem(answer, 500, "gateway.fault")
    assert "secret" not in answer.text
    assert body["trace"] == answer.headers["X-Trace-Id"]


def test_each_field_that_is_wrong_is_named(api: FlaskClient, bus: FakeRpc) -> None:
    answer = api.post(SUGGEST, json={**WISH, "title": "", "surprise": 1, "content": None})
    fields = problem(answer, 422, "http.422")["params"]["fields"]["json"]
    assert set(fields) == {"title", "surprise", "content"}
    assert bus.asked(collection.SUBMIT_SUGGESTION) == []


@pytest.mark.parametrize("body", [b"{", b"\xff\xfe", b"[" * 100_000, b'{"a": NaN'])
def test_what_is_no_json_is_refused(api: FlaskClient, bus: FakeRpc, body: bytes) -> None:
    answer = api.post(SUGGEST, data=body, content_type="application/json")
    problem(answer, 400, "http.400")
    assert bus.asked(collection.SUBMIT_SUGGESTION) == []


@pytest.mark.parametrize("body", [[], 1, "text", None, [WISH]])
def test_json_that_is_no_object_is_refused(api: FlaskClient, bus: FakeRpc, body: Any) -> None:
    answer = api.post(SUGGEST, data=json.dumps(body), content_type="application/json")
    problem(answer, 422, "http.422")
    assert bus.asked(collection.SUBMIT_SUGGESTION) == []


@pytest.mark.parametrize(
    "media_type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"]
)
def test_another_media_type_is_refused(api: FlaskClient, bus: FakeRpc, media_type: str) -> None:
    answer = api.post(SUGGEST, data=json.dumps(WISH).encode(), content_type=media_type)
    assert answer.status_code in (415, 422)
    problem(answer, answer.status_code, f"http.{answer.status_code}")
    assert bus.asked(collection.SUBMIT_SUGGESTION) == []


def test_a_body_beyond_the_limit_is_refused_and_one_below_it_is_read(api: FlaskClient, bus: FakeRpc) -> None:
    def send(size: int) -> TestResponse:
        body = json.dumps({**WISH, "content": ""}).encode()
        padded = body.replace(b'"content": ""', b'"content": "' + b"x" * (size - len(body)) + b'"')
        assert len(padded) == size
        return api.post(SUGGEST, data=padded, content_type="application/json")

    problem(send(MOST_BYTES + 1), 413, "http.413")
    assert send(MOST_BYTES).status_code == 422, "read, and refused for its text"
    assert bus.asked(collection.SUBMIT_SUGGESTION) == []


@pytest.mark.parametrize("name", ["title", "content", "place", "channel"])
@pytest.mark.parametrize("character", ["\x00", "\ud800"], ids=["nul", "lone-surrogate"])
def test_a_character_that_cannot_be_kept_is_refused_in_the_body(
    api: FlaskClient, bus: FakeRpc, name: str, character: str
) -> None:
    body = json.dumps({**WISH, name: f"路{character}灯"})
    answer = api.post(SUGGEST, data=body, content_type="application/json")
    assert name in problem(answer, 422, "http.422")["params"]["fields"]["json"]
    assert bus.asked(collection.SUBMIT_SUGGESTION) == []


def test_a_character_that_cannot_be_kept_is_refused_in_path_query_and_log_in(api: FlaskClient) -> None:
    problem(api.get(f"{ROUNDS}/r%00"), 422, "kernel.invalid-input")
    problem(api.get(f"{ROUNDS}?cycle_id=%00"), 422, "http.422")
    credentials = {"login": "cl\x00erk", "password": "a-secret-of-ours"}
    assert api.post(f"{BASE}/session", json=credentials).status_code == 422


KEY = "k" * 16


@pytest.mark.parametrize("key", [KEY, "k" * 128, "01234567-89ab-cdef-0123-456789abcdef"])
def test_the_key_of_a_write_travels_with_it(api: FlaskClient, bus: FakeRpc, key: str) -> None:
    assert api.post(SUGGEST, json=WISH, headers={"Idempotency-Key": key}).status_code == 200
    ((_, context),) = bus.asked(collection.SUBMIT_SUGGESTION)
    assert context.idempotency_key == key


@pytest.mark.parametrize("key", ["", "k" * 15, "k" * 129, "k" * 15 + "é", "k" * 16 + "\x7f"])
def test_a_key_that_cannot_be_unique_or_readable_is_refused(api: FlaskClient, bus: FakeRpc, key: str) -> None:
    answer = api.post(SUGGEST, json=WISH, headers={"Idempotency-Key": key})
    problem(answer, 422, "gateway.idempotency-key-malformed")
    assert bus.asked(collection.SUBMIT_SUGGESTION) == []


def test_a_write_without_a_key_gets_one_and_a_reading_has_none(api: FlaskClient, bus: FakeRpc) -> None:
    for _ in range(2):
        api.post(SUGGEST, json=WISH)
    first, second = (context.idempotency_key for _, context in bus.asked(collection.SUBMIT_SUGGESTION))
    assert first and second and first != second
    api.get(ROUNDS, headers={"Idempotency-Key": KEY})
    ((_, context),) = bus.asked(collection.LIST_ROUNDS)
    assert context.idempotency_key is None


def test_answers_are_hardened_and_traced(api: FlaskClient) -> None:
    sent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
    for address in (ROUNDS, "/api/v1/nowhere"):
        headers = api.get(address, headers={"traceparent": sent}).headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"
        assert "default-src 'self'" in headers["Content-Security-Policy"]
        assert headers["X-Trace-Id"] == sent.split("-")[1]
    assert api.get(ROUNDS, headers={"traceparent": "00-x-y-z"}).headers["X-Trace-Id"].isalnum()
