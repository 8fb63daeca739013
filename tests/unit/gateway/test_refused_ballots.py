"""Bad input at the address where ballots are cast: a clear refusal, recorded by hash and reason alone."""

from __future__ import annotations

import json
from hashlib import sha256

import pytest
from flask import Response
from flask.testing import FlaskClient
from structlog.testing import capture_logs

from services.gateway import casting, refused_ballots
from services.gateway.app import MOST_BYTES
from tests.unit.gateway.conftest import BASE
from tests.unit.gateway.portal.fake import ELECTION

BALLOTS = f"{BASE}/voting/electronic-votes/{ELECTION}/ballots"
TEN_MEGABYTES = json.dumps({"ballot": "x" * 10_000_000}).encode()


@pytest.mark.parametrize(
    ("body", "status", "reason"),
    [
        (b"not json", 400, "http.400"),
        (b"[" * 50_000, 400, "http.400"),
        (b"{}", 422, "http.422"),
        (b'{"ballot": 1}', 422, "http.422"),
        (b'{"ballot": "x", "voter": "somebody"}', 422, "http.422"),
        (TEN_MEGABYTES, 413, "http.413"),
    ],
    ids=["no JSON", "deep", "empty", "a number", "a field more", "10 MB"],
)
def test_it_is_refused_and_noted_by_hash_and_reason(
    api: FlaskClient, body: bytes, status: int, reason: str
) -> None:
    with capture_logs() as logs:
        answer = api.post(BALLOTS, data=body, content_type="application/json")
    assert (answer.status_code, answer.get_json()["code"]) == (status, reason)
    (noted,) = [each for each in logs if each["event"] == "ballot_refused"]
    assert noted == {
        "event": "ballot_refused",
        "log_level": "warning",
        "digest": sha256(body).hexdigest(),
        "reason": reason,
        "status": status,
    }


def test_what_is_larger_than_is_ever_read_is_refused_unread(
    api: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refused_ballots, "MOST_HASHED", MOST_BYTES)
    with capture_logs() as logs:
        answer = api.post(BALLOTS, data=TEN_MEGABYTES, content_type="application/json")
    assert answer.status_code == 413
    assert [each["digest"] for each in logs if each["event"] == "ballot_refused"] == [None]


def test_nothing_is_noted_of_other_addresses_nor_of_ballots_that_reach_the_box(api: FlaskClient) -> None:
    with capture_logs() as logs:
        api.post(f"{BASE}/collection/rounds", data=b"not json", content_type="application/json")
        assert api.post(BALLOTS, json={"ballot": "x", "pairs": None}).status_code == 200
    assert [each for each in logs if each["event"] == "ballot_refused"] == []


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_good_ballot_that_has_to_come_again_is_not_noted_with_a_time(api: FlaskClient, status: int) -> None:
    """Its hash can be made from what is published: a line of the log would say when it was cast."""
    application = api.application
    with (
        application.test_request_context(BALLOTS, method="POST", data=b'{"ballot":"x"}'),
        capture_logs() as logs,
    ):
        assert casting.is_asked()
        refused_ballots.note(Response(status=status))
        refused_ballots.note(Response(status=422))
    assert [each["status"] for each in logs] == [422]
