"""``python -m tests.support.probe_traced suite|gateway PORT``: the embedded suite, or a gateway on the broker.

Both are the real ones, on the databases and the broker that the settings name; their HTTP requests are traced.
"""

from __future__ import annotations

import sys
import warnings
from typing import Any

warnings.filterwarnings("ignore", message="(?s).*Eventlet is deprecated")

HOST = "127.0.0.1"


def run_traced_suite(port: int) -> None:
    """All services, relays and the gateway in this process, until SIGTERM."""
    import eventlet

    eventlet.monkey_patch()
    from services.embedded import suite
    from shared.config import load

    suite.run_suite(load(), HOST, port, lambda: True)


def run_traced_gateway(port: int) -> None:
    """The application that gunicorn serves, in threads of this process, until killed."""
    from werkzeug.serving import WSGIRequestHandler, make_server

    from services.gateway.wsgi import app

    class Quiet(WSGIRequestHandler):
        def log(self, *_: Any) -> None:
            """gunicorn writes no line a request either."""

    make_server(HOST, port, app, threaded=True, request_handler=Quiet).serve_forever()


if __name__ == "__main__":
    {"suite": run_traced_suite, "gateway": run_traced_gateway}[sys.argv[1]](int(sys.argv[2]))
