"""The floor under a write through the gateway: gunicorn, and one INSERT through psycopg."""

from __future__ import annotations

import json
import os
import secrets
import threading
from collections.abc import Callable, Iterable
from typing import Any

import psycopg

_local = threading.local()


def _connection() -> psycopg.Connection[Any]:
    if not hasattr(_local, "connection"):
        _local.connection = psycopg.connect(os.environ["BENCH_DSN"], autocommit=True)
    connection: psycopg.Connection[Any] = _local.connection
    return connection


def app(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Insert what was posted."""
    body = json.loads(environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)))
    _connection().execute("INSERT INTO bench VALUES (%s, %s)", (secrets.token_hex(12), json.dumps(body)))
    start_response("200 OK", [("Content-Type", "application/json")])
    return [b'{"ok": true}']
