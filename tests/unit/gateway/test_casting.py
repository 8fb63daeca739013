"""A request that casts a ballot is nobody's and leaves no trace at the gateway (Y-033; ballot-format.md, "Casting")."""

from __future__ import annotations

import json
import logging
import secrets
from collections.abc import Iterator
from hashlib import sha256
from typing import Any, cast

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from flask import Flask
from flask.testing import FlaskClient
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from prometheus_client import REGISTRY
from structlog.testing import capture_logs

from services.gateway.app import create_app
from services.gateway.casting import Door
from services.gateway.session import COOKIE
from services.gateway.throttle import Limits
from shared import telemetry
from shared.config import SettingWrong
from shared.contracts import congress, voting
from shared.messaging.rpc_client import RpcClient, ServiceUnavailable
from shared.tenancy.signing import GATEWAY, Signer
from tests.unit.gateway.conftest import BASE, FORWARDED_BY_ONE
from tests.unit.gateway.portal.fake import ELECTION, TOKEN, FakeRpc

BALLOTS = f"{BASE}/voting/electronic-votes/{ELECTION}/ballots"
BALLOT = {"ballot": '{"election_uuid":"x"}', "pairs": None}
ACCEPTED = {"verdict": "accepted", "tracker": "tracker-of-this-ballot"}
ADDRESS, AGENT = "198.51.100.23", "Tablet/7 of the third row"


@pytest.fixture
def spans(monkeypatch: pytest.MonkeyPatch) -> InMemorySpanExporter:
    """Tracing is on; what it has recorded."""
    exporter, provider = InMemorySpanExporter(), TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    monkeypatch.setattr(telemetry, "tracer", provider.get_tracer("piaojue"))
    monkeypatch.setattr(telemetry, "_recording", True)
    return exporter


class Wire:
    """The bus below the client: what was sent on it; it answers every ballot with a verdict."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, str, bytes, dict[str, Any]]] = []
        self.reply: dict[str, Any] = {"result": {"ok": ACCEPTED}, "error": None}

    def request(self, service: str, method: str, body: bytes, headers: dict[str, Any], seconds: float) -> Any:
        self.sent.append((service, method, body, headers))
        if (service, method) == ("congress", "open_call"):
            return {"result": {"ok": {"tenant": None, "actor": None}}, "error": None}
        return self.reply

    def close(self) -> None:
        """Nothing to give up."""


@pytest.fixture
def wire() -> Wire:
    return Wire()


@pytest.fixture
def tablet(wire: Wire, spans: InMemorySpanExporter) -> FlaskClient:
    """A tablet behind the proxy of the hall, with somebody signed in; the client of the bus is the real one."""
    client = RpcClient(wire, Signer(GATEWAY, "key-1", Ed25519PrivateKey.generate()), 1.0)
    browser = create_app(client, limits=FORWARDED_BY_ONE).test_client()
    browser.set_cookie(COOKIE, TOKEN)
    return browser


def headers() -> dict[str, str]:
    return {
        "X-Forwarded-For": ADDRESS,
        "User-Agent": AGENT,
        "traceparent": f"00-{secrets.token_hex(16)}-{secrets.token_hex(8)}-01",
    }


def samples() -> dict[str, float]:
    """Every figure that the process shows, but those of the interpreter."""
    return {
        f"{each.name}{each.labels}": each.value
        for metric in REGISTRY.collect()
        for each in metric.samples
        if each.name.startswith("piaojue_")
    }


class Written:
    """All that the process has written in a while: its log, the logs of libraries, both of its outputs."""

    def __init__(self, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture) -> None:
        self._capsys, self._caplog = capsys, caplog
        caplog.set_level(logging.DEBUG)

    def while_(self, cast_: Any) -> tuple[Any, list[Any]]:
        self._capsys.readouterr()
        self._caplog.clear()
        with capture_logs() as lines:
            answer = cast_()
        out = self._capsys.readouterr()
        said = [each.getMessage() for each in self._caplog.records]
        return answer, [*lines, *said, *filter(None, (out.out, out.err))]


@pytest.fixture
def written(capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture) -> Written:
    return Written(capsys, caplog)


@pytest.mark.parametrize("verdict", [ACCEPTED, {"verdict": "malformed", "tracker": None}])
def test_a_ballot_that_reaches_the_box_is_in_no_line_no_span_and_no_figure_y033(
    tablet: FlaskClient, wire: Wire, spans: InMemorySpanExporter, written: Written, verdict: dict[str, Any]
) -> None:
    wire.reply = {"result": {"ok": verdict}, "error": None}
    before = samples()
    answer, lines = written.while_(lambda: tablet.post(BALLOTS, json=BALLOT, headers=headers()))
    assert (answer.status_code, answer.get_json()) == (200, verdict)
    assert lines == []
    assert spans.get_finished_spans() == ()
    assert samples() == before


def test_other_requests_do_leave_a_span_and_a_count(tablet: FlaskClient, spans: InMemorySpanExporter) -> None:
    """So that the test above looks where there is something to see."""
    before, sent = samples(), headers()
    answer = tablet.get(f"{BASE}/voting/electronic-votes/{ELECTION}", headers=sent)
    assert answer.headers["X-Trace-Id"] == sent["traceparent"].split("-")[1]
    assert {
        "call congress.open_call",
        f"GET {BASE.replace('yuanyang', '<tenant>')}/voting/electronic-votes/<uuid>",
    } == {each.name for each in spans.get_finished_spans()}
    assert samples() != before


def test_the_bus_learns_of_it_the_vote_and_the_tenant_and_nobody_asks_congress_y033(
    tablet: FlaskClient, wire: Wire
) -> None:
    sent = headers()
    tablet.post(BALLOTS, json=BALLOT, headers={**sent, "Idempotency-Key": "k" * 20})
    ((service, method, body, carried),) = wire.sent
    assert (service, method) == ("voting", "cast_ballot")
    assert json.loads(body)["args"] == [{**BALLOT, "uuid": ELECTION}]
    assert set(carried) == {"nameko.context", "nameko.traceparent"}
    context = signed(carried["nameko.context"])
    assert "anonymous" in context and "yuanyang" in context
    for mark in (ADDRESS, AGENT, TOKEN, "k" * 20, *sent["traceparent"].split("-")[1:3]):
        assert mark not in context + str(carried)


def signed(token: str) -> str:
    """What a signed context says."""

    return json.dumps(jwt.decode(token, options={"verify_signature": False}))


def test_the_answer_names_no_trace_y033(tablet: FlaskClient) -> None:
    answer = tablet.post(BALLOTS, json=BALLOT, headers=headers())
    assert "X-Trace-Id" not in answer.headers
    refused = tablet.post(BALLOTS, data=b"no ballot", content_type="application/json", headers=headers())
    assert "X-Trace-Id" not in refused.headers
    assert refused.get_json()["trace"] is None


def test_beside_the_hash_of_what_is_no_ballot_stands_no_trace_with_tracing_on(
    tablet: FlaskClient, spans: InMemorySpanExporter, written: Written
) -> None:
    answer, lines = written.while_(
        lambda: tablet.post(BALLOTS, data=b"no ballot", content_type="application/json", headers=headers())
    )
    assert answer.status_code == 400
    assert lines == [
        {
            "event": "ballot_refused",
            "log_level": "warning",
            "digest": sha256(b"no ballot").hexdigest(),
            "reason": "http.400",
            "status": 400,
        }
    ]
    assert telemetry._name_span(None, "warning", {}) == {}
    assert spans.get_finished_spans() == ()


def test_while_a_ballot_is_cast_no_span_runs_that_a_line_of_the_log_could_name(
    tablet: FlaskClient, wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[dict[str, Any]] = []
    answer = wire.request

    def look(*asked: Any) -> Any:
        seen.append(telemetry._name_span(None, "info", {}))
        return answer(*asked)

    monkeypatch.setattr(wire, "request", look)
    tablet.post(BALLOTS, json=BALLOT, headers=headers())
    tablet.get(f"{BASE}/voting/electronic-votes/{ELECTION}", headers=headers())
    assert seen[0] == {} and set(seen[1]) == {"trace", "span"}


@pytest.mark.parametrize("kind", ["RuntimeError", "OperationalError"])
def test_a_fault_that_meets_a_ballot_says_what_to_do_and_names_only_its_kind(
    tablet: FlaskClient, wire: Wire, written: Written, kind: str
) -> None:
    wire.reply = {"result": None, "error": {"exc_type": kind, "value": BALLOT["ballot"]}}
    answer, lines = written.while_(lambda: tablet.post(BALLOTS, json=BALLOT, headers=headers()))
    problem = answer.get_json()
    if kind == "RuntimeError":
        assert (answer.status_code, problem["code"]) == (500, "messaging.unlinked-fault")
        assert "同一张选票再交一次" in problem["detail"]
    else:
        assert (answer.status_code, problem["code"]) == (503, ServiceUnavailable.code)
    assert problem["trace"] is None
    assert lines == [{"event": "rpc_fault", "log_level": "error", "error": kind, "trace": None}]


def test_a_fault_of_the_gateway_itself_quotes_neither_ballot_nor_address(
    api: FlaskClient, bus: FakeRpc, written: Written
) -> None:
    def breaks(request: Any) -> Any:
        raise ValueError(request["ballot"])

    bus.answers[voting.CAST_BALLOT.key] = breaks
    answer, lines = written.while_(lambda: api.post(BALLOTS, json=BALLOT))
    assert (answer.status_code, answer.get_json()["code"]) == (500, "messaging.unlinked-fault")
    assert lines == [{"event": "ballot_fault", "log_level": "error", "error": "ValueError"}]


@pytest.mark.parametrize("token", [TOKEN, "yuanyang.long-over", "other.of-another-tenant", "no point"])
def test_a_ballot_is_taken_from_whoever_is_signed_in_and_whosever_session_is_over(
    api: FlaskClient, bus: FakeRpc, token: str
) -> None:
    api.set_cookie(COOKIE, token)
    assert api.post(BALLOTS, json=BALLOT).status_code == 200
    assert bus.asked(congress.OPEN_CALL) == []
    ((_, context),) = bus.asked(voting.CAST_BALLOT)
    assert (context.actor.id, context.tenant) == ("anonymous", "yuanyang")


def test_what_is_no_name_of_a_tenant_reaches_no_service(api: FlaskClient, bus: FakeRpc) -> None:
    answer = api.post(BALLOTS.replace("yuanyang", "Yuanyang'"), json=BALLOT)
    assert (answer.status_code, answer.get_json()["code"]) == (404, "kernel.not-found")
    assert bus.calls == []


@pytest.fixture
def narrow(bus: FakeRpc) -> Iterator[Flask]:
    """A process that lets two ballots in at once."""
    yield create_app(cast(RpcClient, bus), limits=Limits(casts_at_once=2))


def test_beyond_the_ballots_under_way_one_is_told_to_come_again_and_the_rest_is_served(
    narrow: Flask, bus: FakeRpc, written: Written
) -> None:
    """Whoever floods the address takes the threads of this process from nobody else (Y-033)."""
    within: list[Any] = []

    def another(_request: Any) -> dict[str, Any]:
        """While one is under way, the next comes in; the third finds no room."""
        within.append(narrow.test_client().post(BALLOTS, json=BALLOT))
        return ACCEPTED

    bus.answers[voting.CAST_BALLOT.key] = another
    before = samples()
    outer, lines = written.while_(lambda: narrow.test_client().post(BALLOTS, json=BALLOT))
    third, second = within
    assert [outer.status_code, second.status_code, third.status_code] == [200, 200, 503]
    problem = third.get_json()
    assert (problem["code"], third.headers["Retry-After"]) == ("gateway.casting-busy", "3")
    assert "请3秒后再试" in problem["detail"] and third.content_type == "application/problem+json"
    assert (lines, samples()) == ([], before)
    assert narrow.test_client().get(f"{BASE}/voting/electronic-votes/{ELECTION}").status_code == 200


@pytest.mark.parametrize("body", [b"no ballot", b"{}", json.dumps(BALLOT).encode()])
def test_a_place_is_given_back_however_the_request_ends(narrow: Flask, bus: FakeRpc, body: bytes) -> None:
    bus.silent = {"voting"}
    for _ in range(5):
        answer = narrow.test_client().post(BALLOTS, data=body, content_type="application/json")
        assert answer.get_json()["code"] != "gateway.casting-busy"
    door: Door = narrow.extensions["casting_door"]
    door.enter()
    door.enter()


def test_how_many_are_let_in_is_a_setting_and_none_is_refused() -> None:
    assert Limits.from_environment({"PIAOJUE_CASTS_AT_ONCE": "40"}).casts_at_once == 40
    assert Limits.from_environment({}).casts_at_once == Limits.casts_at_once < 16
    with pytest.raises(SettingWrong, match="PIAOJUE_CASTS_AT_ONCE"):
        Limits.from_environment({"PIAOJUE_CASTS_AT_ONCE": "0"})
