"""Probes and metrics of a process: where they listen, what they answer, how they are asked."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from http.server import ThreadingHTTPServer

import pytest

from shared.config import SettingWrong
from shared.probes import ask, own_address, serve_probes

Serve = Callable[..., ThreadingHTTPServer]


@pytest.fixture
def serve() -> Iterator[Serve]:
    started: list[ThreadingHTTPServer] = []

    def start(ready: Callable[[], bool] = lambda: True, **where: str) -> ThreadingHTTPServer:
        server = serve_probes(0, ready, **where)
        assert server is not None
        started.append(server)
        return server

    yield start
    for each in started:
        each.shutdown()
        each.server_close()


def address(server: ThreadingHTTPServer) -> str:
    return f"http://127.0.0.1:{server.server_port}"


def test_without_a_port_nothing_is_served() -> None:
    assert serve_probes(None, lambda: True) is None


def test_they_listen_on_loopback_unless_the_setting_says_otherwise(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PIAOJUE_METRICS_HOST", raising=False)
    assert serve().server_address[0] == "127.0.0.1"
    monkeypatch.setenv("PIAOJUE_METRICS_HOST", "127.0.0.2")
    assert serve().server_address[0] == "127.0.0.2"
    assert serve(host="127.0.0.3").server_address[0] == "127.0.0.3"


def test_health_readiness_and_metrics_are_answered_and_nothing_else(serve: Serve) -> None:
    ready = threading.Event()
    where = address(serve(ready.is_set))
    assert ask(where, "healthz") is None
    assert ask(where, "metrics") is None
    assert ask(where, "readyz") == "503"
    ready.set()
    assert ask(where, "readyz") is None
    assert ask(where, "etc/passwd") == "404"


def test_a_proxy_of_the_environment_is_not_asked(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    assert ask(address(serve()), "healthz") is None


def test_silence_is_told_by_its_reason() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{taken.getsockname()[1]}"
        assert "refused" in str(ask(nobody, "healthz"))
    assert ask("no address", "healthz")


def test_a_taken_address_is_refused_with_a_sentence() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(SettingWrong, match="PIAOJUE_METRICS_PORT"):
            serve_probes(taken.getsockname()[1], lambda: True)


@pytest.mark.parametrize(
    ("host", "asked"),
    [
        ("127.0.0.1", "http://127.0.0.1:9100"),
        ("0.0.0.0", "http://127.0.0.1:9100"),
        ("10.1.2.3", "http://10.1.2.3:9100"),
        ("::", "http://[::1]:9100"),
    ],
)
def test_a_process_is_asked_where_it_listens_or_on_loopback_when_it_listens_everywhere(
    host: str, asked: str
) -> None:
    assert own_address(host, 9100) == asked
