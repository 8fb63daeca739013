"""``piaojue run``: PostgreSQL, schema, the suite, the demo year, until a signal stops all of it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import httpx

from services.embedded.errors import EmbeddedError
from services.embedded.home import PREFIX, Home, check_port
from services.embedded.loopback import raised_limit
from services.embedded.postgres import EmbeddedPostgres
from shared.config import PROCESSES, SERVICES, Settings, load, overlaid
from shared.parent import SETTING

HOST = "127.0.0.1"
STARTING_SECONDS = 60
STOPPING_SECONDS = 30
DAY_SECONDS = 24 * 3600


class Stopped(BaseException):
    """A signal asked us to stop; not an error."""


class SuiteDied(EmbeddedError):
    """The suite ended by itself."""


@contextmanager
def stop_on_signals() -> Iterator[threading.Event]:
    """SIGINT and SIGTERM raise ``Stopped`` in the main thread, also where a background job ignores SIGINT."""
    asked = threading.Event()

    def on_signal(_number: int, _frame: Any) -> None:
        if not asked.is_set():
            asked.set()
            raise Stopped

    previous = {number: signal.signal(number, on_signal) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield asked
    finally:
        for number, handler in previous.items():
            signal.signal(number, handler)


def run(
    home: Home, port: int, demo: bool, announce: Callable[[bool], None], play: Callable[[str], None]
) -> None:
    """Start everything and serve until stopped.

    ``play`` plays the demo year against the address given; ``announce`` prints where to look, and is
    told whether the demo was played just now.
    """
    with stop_on_signals():
        try:
            home.hold()
            try:
                check_port(HOST, port)
                with EmbeddedPostgres(home.database_folder, max_connections=80) as postgres:
                    settings = prepare(home, postgres.host, postgres.port, postgres.superuser_dsn())
                    with _suite(home, postgres, port, demo) as suite:
                        fresh = demo and not home.demo_done
                        if fresh:
                            play(f"http://{HOST}:{port}")
                            home.note_demo_done()
                        announce(fresh)
                        code = keep_daily(settings, suite.wait)
                        raise SuiteDied(
                            f"服务进程意外退出（返回码 {code}），请查看 {home.folder / 'suite.log'}。"
                        )
            finally:
                home.release()
        except Stopped:
            return


def keep_daily(settings: Settings, wait: Callable[[float], int]) -> int:
    """Wait for an end, and do meanwhile what is due once a day; returns what ended with.

    ``wait`` takes seconds and raises ``subprocess.TimeoutExpired`` when nothing has ended in them.
    """
    from services.congress.anchoring import anchor_heads
    from services.congress.daybreak import begin_day

    while True:
        begin_day(settings)
        anchor_heads(settings)
        try:
            return wait(DAY_SECONDS)
        except subprocess.TimeoutExpired:
            continue


def prepare(home: Home, host: str, port: int, superuser_dsn: str) -> Settings:
    """Databases, roles, keys, schema and the first operator: all of it may be there already."""
    from services.congress.founding import found_platform
    from shared.persistence.migrations import migrate
    from shared.persistence.provision import make_passwords, provision
    from shared.tenancy.keys import make_keys

    passwords = make_passwords(home.secrets_file, PREFIX)
    provision(superuser_dsn, PREFIX, passwords)
    make_keys(home.folder / "keys", PROCESSES)
    settings = load(overlaid(os.environ, home.environment(host, port)))
    for service in SERVICES:
        migrate(settings, service)
    found_platform(settings)
    return settings


@contextmanager
def _suite(
    home: Home, postgres: EmbeddedPostgres, port: int, demo: bool
) -> Iterator[subprocess.Popen[bytes]]:
    """The suite as a child process that ends with us; ready when its health address answers."""
    environment = overlaid(
        os.environ,
        {
            **home.environment(postgres.host, postgres.port),
            **raised_limit(os.environ),
            SETTING: str(os.getpid()),
        },
    )
    command = [sys.executable, "-m", "services.cli.main", "suite", "--port", str(port)]
    if demo:
        environment["PIAOJUE_READY_FILE"] = str(home.ready_file)
    with (home.folder / "suite.log").open("ab") as log:
        child = subprocess.Popen(  # noqa: S603  (our own program)
            command, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
        )
    try:
        _wait_until_healthy(child, port, home)
        yield child
    finally:
        if child.poll() is None:
            child.terminate()
            try:
                child.wait(STOPPING_SECONDS)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()


def _wait_until_healthy(child: subprocess.Popen[bytes], port: int, home: Home) -> None:
    transport = httpx.HTTPTransport(retries=0)
    with httpx.Client(transport=transport, timeout=2, trust_env=False) as client:
        for _ in range(STARTING_SECONDS * 20):
            if child.poll() is not None:
                raise SuiteDied(f"服务进程没有启动成功，请查看 {home.folder / 'suite.log'}。")
            try:
                if client.get(f"http://{HOST}:{port}/healthz").status_code == 200:
                    return
            except httpx.TransportError:
                pass
            threading.Event().wait(0.05)
    raise SuiteDied(f"服务进程{STARTING_SECONDS}秒内没有就绪，请查看 {home.folder / 'suite.log'}。")
