"""The processes of a distributed suite."""

from __future__ import annotations

import os
import signal
import sys
import tempfile
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from services.cli.commands.parameters import PORT
from shared.config import BALLOTS, SERVICES, Settings, load

if TYPE_CHECKING:
    from shared.messaging.broker_thread import BrokerThread

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("name", type=click.Choice(SERVICES))
def service(name: str) -> None:
    """运行一个服务进程。"""
    from shared.messaging.launcher import run_service

    run_service(load(), name)


@click.command()
def relay() -> None:
    """运行发件箱转发进程（可运行多个）。"""
    from shared.messaging.relay import start

    _run_threads("relay", start)


@click.command()
def ballots() -> None:
    """运行选票核验进程：核验并接收加密选票（可运行多个，各占一个处理器）。"""
    from services.voting.bootstrap import ballot_worker

    def start(settings: Settings, stopped: threading.Event) -> list[BrokerThread]:
        worker = ballot_worker(settings, stopped)
        worker.start()
        return [worker]

    _run_threads(BALLOTS, start)


def _run_threads(name: str, start: Callable[[Settings, threading.Event], Sequence[BrokerThread]]) -> None:
    """Serve with threads until SIGTERM or SIGINT; what is under way is finished first."""
    from shared import telemetry
    from shared.probes import serve_probes

    settings = load()
    telemetry.configure(name)
    stopped = threading.Event()

    def on_signal(_number: int, _frame: Any) -> None:
        stopped.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, on_signal)
    threads = start(settings, stopped)
    try:
        serve_probes(
            settings.metrics_port, lambda: all(each.healthy for each in threads), settings.metrics_host
        )
        telemetry.log.info("process_started", process=name)
        stopped.wait()
    finally:
        stopped.set()
        for each in threads:
            each.join(timeout=10)
    if any(each.died for each in threads):
        sys.exit(1)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=PORT, default=8000, show_default=True)
@click.option("--workers", default=2, show_default=True, help="进程数")
@click.option("--threads", default=16, show_default=True, help="每个进程的线程数")
@click.option("--certificate", type=_FILE, help="HTTPS 证书（piaojue hall init 生成的 hall.pem）")
@click.option("--key", type=_FILE, help="HTTPS 私钥（hall.key）")
def gateway(
    host: str, port: int, workers: int, threads: int, certificate: Path | None, key: Path | None
) -> None:
    """运行网关（gunicorn）。"""
    if (certificate is None) != (key is None):
        raise click.UsageError("--certificate 和 --key 应当一起给出。")
    encrypted = [] if certificate is None else [f"--certfile={certificate}", f"--keyfile={key}"]
    from shared.config import metrics_address

    environment = dict(os.environ)
    if metrics_address()[1] is not None:
        # The workers count together in this folder; gunicorn's own process shows the sums.
        environment["PROMETHEUS_MULTIPROC_DIR"] = tempfile.mkdtemp(prefix="piaojue-metrics-")
    # gunicorn takes the place and the signals of this process.
    os.execve(  # noqa: S606
        sys.executable,
        [
            sys.executable,
            "-m",
            "gunicorn",
            "--config=python:services.gateway.gunicorn_config",
            "--worker-class=gthread",
            f"--workers={workers}",
            f"--threads={threads}",
            f"--bind={host}:{port}",
            "--timeout=60",
            "--graceful-timeout=20",
            "--keep-alive=15",
            *encrypted,
            "services.gateway.wsgi:app",
        ],
        environment,
    )
