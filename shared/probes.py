"""``/healthz``, ``/readyz`` and ``/metrics`` of a process that serves no other HTTP."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest


def serve_probes(
    port: int | None, ready: Callable[[], bool], host: str = "127.0.0.1"
) -> ThreadingHTTPServer | None:
    """Serve the three addresses in a thread; ``None`` when no port is set."""
    if port is None:
        return None

    class Probe(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/metrics":
                self._answer(200, CONTENT_TYPE_LATEST, generate_latest())
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

    server = ThreadingHTTPServer((host, port), Probe)
    threading.Thread(target=server.serve_forever, name="probes", daemon=True).start()
    return server
