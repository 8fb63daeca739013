"""One trace from the HTTP request over RPC, outbox, relay and event to the consumer's log line, on both buses."""

from __future__ import annotations

import dataclasses
import json
import os
import secrets
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pika
import pytest

from shared.config import IN_PROCESS, SERVICES, Settings
from shared.contracts import congress
from shared.kernel.identity import new_id
from shared.messaging import topology
from shared.tenancy.roles import Role
from tests.integration.collection.office import Office
from tests.support.calling import CallingSuite
from tests.support.instances import HOST, RabbitNode, free_ports

WAIT_SECONDS = 90.0
ROOT = Path(__file__).parents[3]
TITLE, CONTENT, PERSON, PHONE = "增设公交站点某处", "老人出行不便某事", "张三某", "13812345678"
REQUEST = "POST /api/v1/tenants/<tenant>/collection/rounds/<round_id>/suggestions"
STEPS = (
    ("consumer", "consume collection.suggestion_recorded"),
    ("producer", "publish collection.suggestion_recorded"),
    ("server", "collection.submit_suggestion"),
    ("client", "call collection.submit_suggestion"),
    ("server", REQUEST),
)
"""From the effect back to its cause."""


@dataclass
class Traced:
    """A running suite whose spans go to one file; ``owners`` says which process makes which step."""

    suite: CallingSuite
    folder: Path
    port: int
    settings: Settings
    owners: tuple[str, ...]
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def spawn(self, name: str, module: str, *arguments: str) -> None:
        """Start one process of it."""
        environment = {
            "PIAOJUE_HOME": str(self.settings.home),
            "PIAOJUE_AMQP_URI": self.settings.amqp_uri,
            "PIAOJUE_DATABASE_HOST": self.settings.database.host,
            "PIAOJUE_DATABASE_PORT": str(self.settings.database.port),
            "PIAOJUE_DATABASE_PREFIX": self.settings.database.prefix,
            "PIAOJUE_MAX_WORKERS": "4",
            "PIAOJUE_TRACES": str(self.folder / "traces.jsonl"),
        }
        with (self.folder / f"{name}.log").open("wb") as output:
            process = subprocess.Popen(
                [sys.executable, "-W", "ignore", "-m", module, *arguments],
                cwd=ROOT,
                env={**os.environ, **environment},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
            )
        self.processes.append(process)

    def end(self) -> None:
        """End its processes."""
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def spans(self, trace: str) -> list[dict[str, Any]]:
        """The spans of a trace, so far."""
        path = self.folder / "traces.jsonl"
        lines = path.read_text().splitlines() if path.exists() else []
        return [each for each in map(json.loads, lines) if each["trace"] == trace]

    def log_lines(self, trace: str) -> list[dict[str, Any]]:
        """What the processes have logged within a trace, so far."""
        found = []
        for path in self.folder.glob("*.log"):
            for line in path.read_text().splitlines():
                if line.startswith("{") and (parsed := json.loads(line)).get("trace") == trace:
                    found.append(parsed)
        return found

    def serves(self) -> bool:
        """Whether a request goes through the gateway to a service and back."""
        address = f"http://{HOST}:{self.port}/api/v1/tenants/nowhere/collection/rounds"
        try:
            return httpx.get(address, trust_env=False, timeout=30).status_code == 404
        except httpx.TransportError:
            return False

    def until(self, holds: Callable[[], Any], what: str) -> Any:
        """What it gives as soon as that is true; fails with what the processes said."""
        pause, deadline = threading.Event(), time.monotonic() + WAIT_SECONDS
        while time.monotonic() < deadline:
            found = holds()
            if found:
                return found
            pause.wait(0.05)
        said = {path.name: path.read_text()[-1500:] for path in self.folder.iterdir()}
        raise AssertionError(f"not in time: {what}\n{said}")


@pytest.fixture(scope="module", params=["in-process", "rabbitmq"])
def running(
    request: pytest.FixtureRequest,
    make_direct_suite: Callable[..., CallingSuite],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Traced]:
    suite, folder, port = make_direct_suite(*SERVICES), tmp_path_factory.mktemp("traced"), free_ports(1)[0]
    if request.param == "in-process":
        traced = Traced(
            suite, folder, port, dataclasses.replace(suite.settings, amqp_uri=IN_PROCESS), ("suite",) * 5
        )
        traced.spawn("suite", "tests.support.probe_traced", "suite", str(port))
        yield from _until_the_end(traced)
        return
    with RabbitNode() as node:
        with pika.BlockingConnection(pika.URLParameters(node.uri)) as connection:
            topology.declare(connection.channel())
        owners = ("screening", "relay", "collection", "gateway", "gateway")
        traced = Traced(suite, folder, port, dataclasses.replace(suite.settings, amqp_uri=node.uri), owners)
        for service in ("congress", "collection", "screening"):
            traced.spawn(service, "services.cli.main", "service", service)
        traced.spawn("relay", "services.cli.main", "relay")
        traced.spawn("gateway", "tests.support.probe_traced", "gateway", str(port))
        yield from _until_the_end(traced)


def _until_the_end(traced: Traced) -> Iterator[Traced]:
    """From the moment when the gateway and what stands behind it answer."""
    try:
        traced.until(traced.serves, "the gateway and the services serve")
        yield traced
    finally:
        traced.end()


@pytest.fixture
def round_id(running: Traced, fresh_tenant: str) -> str:
    """A demo tenant whose clock stands within an open round."""
    platform = {"tenant": "platform", "role": Role.OPERATOR}
    tenant = {"tenant_id": fresh_tenant, "display_name": "某区", "kind": "district", "demo": True}
    running.suite.call(congress.REGISTER_TENANT, tenant, **platform)
    moved = {"tenant_id": fresh_tenant, "to": "2024-01-03T09:00:00+08:00"}
    running.suite.call(congress.MOVE_CLOCK, moved, **platform)
    office = Office(running.suite, fresh_tenant, "three-three-three")
    office.open_round("2024-01-02", "2024-02-02", [{"code": "wechat_account", "open": True}])
    assert date.fromisoformat(moved["to"][:10]) > date(2024, 1, 2)
    return office.round_id


def suggest(running: Traced, tenant: str, round_id: str, traceparent: str) -> str:
    """A resident's suggestion by HTTP; returns its receipt."""
    body = {
        "channel": "wechat_account",
        "category": "elderly",
        "title": TITLE,
        "content": CONTENT,
        "place": "某街道",
        "contact": {"name": PERSON, "phone": PHONE},
    }
    address = f"http://{HOST}:{running.port}/api/v1/tenants/{tenant}/collection/rounds/{round_id}/suggestions"
    headers = {"traceparent": traceparent, "Idempotency-Key": new_id()}

    def answered() -> httpx.Response | None:
        # That the tenant is looked up says nothing yet of the service of suggestions.
        answer = httpx.post(address, json=body, headers=headers, trust_env=False, timeout=30)
        return answer if answer.status_code < 500 else None

    answer: httpx.Response = running.until(answered, "the gateway and the services serve")
    assert answer.status_code == 200, answer.text
    receipt: str = answer.json()["receipt"]
    return receipt


@pytest.mark.rabbitmq
def test_one_trace_leads_from_the_http_request_to_the_consumer_of_the_event(
    running: Traced, round_id: str, fresh_tenant: str
) -> None:
    trace, caller = secrets.token_hex(16), secrets.token_hex(8)
    receipt = suggest(running, fresh_tenant, round_id, f"00-{trace}-{caller}-01")
    names = {name for _kind, name in STEPS}
    running.until(lambda: names <= {each["name"] for each in running.spans(trace)}, str(names))
    spans = {each["span"]: each for each in running.spans(trace)}
    step = next(each for each in spans.values() if each["name"] == STEPS[0][1])
    consumer = step["span"]
    chain = [step]
    while step["parent"] in spans:
        step = spans[step["parent"]]
        chain.append(step)
    assert tuple((each["kind"], each["name"]) for each in chain) == STEPS
    assert step["parent"] == caller
    assert tuple(each["process"] for each in chain) == running.owners
    assert not any(each["failed"] for each in chain)
    began = [each["began_ns"] for each in reversed(chain)]
    assert began == sorted(began)

    line = running.until(
        lambda: next((each for each in running.log_lines(trace) if each["event"] == "event_handled"), None),
        "the consumer's log line",
    )
    assert (line["span"], line["service"], line["outcome"]) == (consumer, "screening", "ok")
    assert line["process"] == running.owners[0]
    assert (line["event_key"], line["tenant"]) == ("collection.suggestion_recorded", fresh_tenant)

    kept = (running.folder / "traces.jsonl").read_text() + "".join(
        path.read_text() for path in running.folder.glob("*.log")
    )
    for word in (TITLE, CONTENT, PERSON, PHONE, receipt, round_id):
        assert word not in kept


@pytest.mark.rabbitmq
def test_a_refusal_is_the_outcome_of_its_spans_and_no_failure(running: Traced, fresh_tenant: str) -> None:
    trace = secrets.token_hex(16)
    address = f"http://{HOST}:{running.port}/api/v1/tenants/{fresh_tenant}/collection/rounds"
    headers = {"traceparent": f"00-{trace}-{secrets.token_hex(8)}-01"}
    with httpx.Client(trust_env=False, timeout=30) as client:
        running.until(
            lambda: client.get(address, headers=headers).status_code == 404, "an unknown tenant is refused"
        )
    spans = running.until(
        lambda: (
            {each["name"]: each for each in running.spans(trace)} if len(running.spans(trace)) >= 3 else None
        ),
        "the spans of the refusal",
    )
    assert not any(each["failed"] for each in spans.values())
    assert {each.get("http.response.status_code") for each in spans.values()} >= {404}


SCRIPT = """
import sys
from opentelemetry.trace import SpanKind
from shared import telemetry
from shared.kernel.errors import NotFound
telemetry.configure("example")
given = "00-" + "a" * 32 + "-" + "b" * 16 + "-01"
for error in (None, NotFound(kind="secret words", id="1"), ValueError("secret words")):
    try:
        with telemetry.span("step", SpanKind.INTERNAL, given, tenant="t1"):
            print(telemetry.current_traceparent(given))
            telemetry.log.info("within")
            if error:
                raise error
    except Exception as caught:
        assert caught is error
"""


def run_script(traces: str | None) -> tuple[list[str], list[dict[str, Any]]]:
    environment = {key: value for key, value in os.environ.items() if key != "PIAOJUE_TRACES"}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        cwd=ROOT,
        env=environment | ({"PIAOJUE_TRACES": traces} if traces else {}),
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split(), [json.loads(line) for line in done.stderr.splitlines()]


def test_without_the_setting_no_span_is_made_and_the_trace_passes_through() -> None:
    seen, lines = run_script(None)
    assert seen == [f"00-{'a' * 32}-{'b' * 16}-01"] * 3
    assert [each["event"] for each in lines] == ["within"] * 3
    assert not any("span" in each for each in lines)


def test_spans_in_the_log_name_outcomes_and_failures_but_not_their_words() -> None:
    seen, lines = run_script("log")
    spans = [each for each in lines if "kind" in each]
    logged = [each for each in lines if each.get("event") == "within"]
    assert [each["span"] for each in spans] == [each["span"] for each in logged]
    assert seen == [f"00-{each['trace']}-{each['span']}-01" for each in spans]
    assert {(each["trace"], each["parent"]) for each in spans} == {("a" * 32, "b" * 16)}
    found = [(each.get("piaojue.outcome"), each["failed"]) for each in spans]
    assert found == [(None, False), ("kernel.not-found", False), ("ValueError", True)]
    assert "secret" not in json.dumps(lines)


def test_a_file_for_spans_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match=r"PIAOJUE_TRACES 指向的文件 .*absent/traces 不能写入"):
        run_script(str(tmp_path / "absent" / "traces"))
