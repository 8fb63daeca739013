"""``/healthz``, ``/readyz`` and ``/metrics`` of a process, on an address that is not for the public.

They are served on ``PIAOJUE_METRICS_HOST`` (loopback unless set) and ``PIAOJUE_METRICS_PORT``; ``ask`` is how
``piaojue health`` asks them.
"""

from __future__ import annotations

import json
import threading
import urllib.error
import urllib.request
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest

from shared.config import LOOPBACK, SettingWrong, metrics_address

ASKING_SECONDS = 4.0


def serve_probes(
    port: int | None,
    ready: Callable[[], bool],
    host: str | None = None,
    registry: CollectorRegistry = REGISTRY,
) -> ThreadingHTTPServer | None:
    """Serve the three addresses in a thread; ``None`` when no port is set.

    Without a host, the setting says where. Raises ``SettingWrong`` when the address cannot be had.
    """
    if port is None:
        return None
    where = host or metrics_address()[0]

    class Probe(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/metrics":
                self._answer(200, CONTENT_TYPE_LATEST, generate_latest(registry))
            elif self.path == "/healthz":
                self._answer(200, "application/json", b'{"status": "ok"}')
            elif self.path == "/readyz":
                is_ready = ready()
                body = json.dumps({"status": "ready" if is_ready else "starting"}).encode()
                self._answer(200 if is_ready else 503, "application/json", body)
            else:
                self._answer(404, "application/json", b'{"status": "unknown address"}')

        def _answer(self, status: int, media_type: str, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", media_type)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Probes are not logged."""

    try:
        server = ThreadingHTTPServer((where, port), Probe)
    except OSError as error:
        raise SettingWrong(
            f"探针地址 {where}:{port} 不能使用（{error.strerror}）。请改 PIAOJUE_METRICS_HOST 或 PIAOJUE_METRICS_PORT。"
        ) from error
    threading.Thread(target=server.serve_forever, name="probes", daemon=True).start()
    return server


def own_address(host: str, port: int) -> str:
    """The address at which a process on this machine (in this container) is asked, wherever else it listens."""
    asked = {"0.0.0.0": LOOPBACK, "::": "::1"}.get(host, host)  # noqa: S104
    return f"http://[{asked}]:{port}" if ":" in asked else f"http://{asked}:{port}"


def ask(address: str, which: str) -> str | None:
    """``None`` when ``<address>/<which>`` answers 200, otherwise what it said or why it said nothing."""
    # A proxy from the environment stands between this machine and others, never before itself.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(f"{address.rstrip('/')}/{which}", timeout=ASKING_SECONDS) as answer:
            return None if answer.status == 200 else str(answer.status)
    except urllib.error.HTTPError as refused:
        return str(refused.code)
    except (OSError, ValueError) as silent:
        return str(getattr(silent, "reason", silent))
