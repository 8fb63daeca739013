"""What gunicorn's own process does beside serving: it ends with the process that started it, and it serves
the metrics of all its workers together, on the address for probes and not on the public one. No access log is written."""

from __future__ import annotations

import os
import shutil
from typing import Any

from shared.parent import end_with_parent

accesslog = None
logger_class = "services.gateway.access_log.NoAccessLog"

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
"""Where the workers keep their counts; prometheus-client reads this name when it is imported."""

_probes: Any = None


def when_ready(server: Any) -> None:
    """Called once in the arbiter, before it has workers. Raises ``SettingWrong`` when the address is taken."""
    global _probes
    end_with_parent()
    if not os.environ.get(FOLDER):
        return
    from prometheus_client import CollectorRegistry
    from prometheus_client.multiprocess import MultiProcessCollector

    from shared.config import metrics_address
    from shared.probes import ask, own_address, serve_probes

    registry = CollectorRegistry()
    MultiProcessCollector(registry)
    public = own_address(*server.cfg.address[0])
    host, port = metrics_address()
    _probes = serve_probes(port, lambda: ask(public, "readyz") is None, host, registry)


def post_fork(_server: Any, _worker: Any) -> None:
    """Called in a new worker: the arbiter's probe address is not the worker's to hold."""
    if _probes is not None:
        _probes.socket.close()


def child_exit(_server: Any, worker: Any) -> None:
    """Called in the arbiter when a worker has gone: what it counted stays, what it showed as current goes."""
    if os.environ.get(FOLDER):
        from prometheus_client.multiprocess import mark_process_dead

        mark_process_dead(worker.pid)


def on_exit(_server: Any) -> None:
    """Called in the arbiter at the end."""
    folder = os.environ.get(FOLDER)
    if folder:
        shutil.rmtree(folder, ignore_errors=True)
