"""All that a distributed suite keeps or sends, as records to search: logs, spans, figures, rows, messages, the broker's files."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx
import jwt
import pika
import psycopg
from psycopg.rows import dict_row

from services.embedded.home import PREFIX
from services.embedded.up import HOST, Distributed
from shared.config import SERVICES
from shared.messaging import topology
from tests.support.linking import Record

_FIGURE = re.compile(r"^(piaojue_\w+(?:\{[^}]*\})?) (\S+)$", re.M)


def logs(running: Distributed) -> Iterator[Record]:
    """Every line of every process, of the database and of the broker."""
    broker = [*running.node.folder.glob("log/*"), running.node.folder / "output.log"]
    for path in (*sorted(running.fleet.logs.glob("*.log")), running.postgres.log, *broker):
        for place, line in enumerate(path.read_text(errors="replace").splitlines()):
            yield Record(f"log {path.name}", line, _event_of(line), {"place": place})


def spans(path: Path) -> Iterator[Record]:
    """Every span of every process."""
    for place, line in enumerate(path.read_text().splitlines()):
        yield Record("spans", line, str(json.loads(line)["name"]), {"place": place})


def figures(running: Distributed) -> dict[str, str]:
    """What every process counts and measures of the suite; not what the interpreter says of itself."""
    gateway = int(running.fleet.members["gateway"].environment["PIAOJUE_METRICS_PORT"])
    found = {}
    for name, port in {**running.probes, "gateway": gateway}.items():
        text = httpx.get(f"http://{HOST}:{port}/metrics", trust_env=False, timeout=30).text
        found |= {f"{name} {figure}": value for figure, value in _FIGURE.findall(text)}
    return found


def rows(running: Distributed) -> Iterator[Record]:
    """Every row of every table of every service, as the superuser sees it, in the order in which it lies on the disk."""
    for service in SERVICES:
        with psycopg.connect(
            running.postgres.superuser_dsn(f"{PREFIX}_{service}"), row_factory=dict_row
        ) as database:
            named = database.execute(
                "SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables"
                " WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1"
            ).fetchall()
            for table in (each["name"] for each in named):
                query = f"SELECT *, xmin::text::bigint AS written_by FROM {table} ORDER BY ctid"
                for place, row in enumerate(database.execute(query)):
                    ranks = {key: value for key, value in row.items() if _ranks(value)}
                    text = " ".join(
                        f"{key}={_text(value)}" for key, value in row.items() if key != "written_by"
                    )
                    yield Record(f"{service} {table}", text, ranks={**ranks, "place": place})


def waiting(uri: str) -> Iterator[Record]:
    """Every message that lies in a queue, dead and unrouted ones too; all of them stay there."""
    with pika.BlockingConnection(pika.URLParameters(uri)) as connection:
        channel = connection.channel()
        for queue in topology.queues():
            last = 0
            while (got := channel.basic_get(queue.name))[0] is not None:
                last = got[0].delivery_tag
                yield message(f"queue {queue.name}", *got)
            if last:
                channel.basic_nack(last, multiple=True)


def message(where: str, method: Any, properties: Any, body: bytes) -> Record:
    """A message with its headers, and what its signed context says."""
    headers = dict(properties.headers or {})
    signed = headers.get("nameko.context")
    said = jwt.decode(signed, options={"verify_signature": False}) if signed else None
    return Record(
        where, f"{method.routing_key} {properties} {headers} {said} {body.decode(errors='replace')}"
    )


def files(folder: Path) -> Iterator[Record]:
    """Every file of the broker but its logs, byte by byte."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "log" not in path.relative_to(folder).parts:
            yield Record(f"file {path.relative_to(folder)}", path.read_bytes().decode("latin-1"))


class Tap:
    """Every message that crosses the broker while it is open: requests, answers, events."""

    def __init__(self, uri: str) -> None:
        self._connection = pika.BlockingConnection(pika.URLParameters(uri))
        self._channel = self._connection.channel()
        self._queue = self._channel.queue_declare("", exclusive=True).method.queue
        for exchange in (topology.RPC_EXCHANGE, topology.EVENTS_EXCHANGE):
            self._channel.queue_bind(self._queue, exchange, "#")
        self._crossed: list[Record] = []

    def drain(self) -> None:
        """Take what crossed it so far, before it expires; answers are addressed by a name that the asking process made up."""
        while (got := self._channel.basic_get(self._queue, auto_ack=True))[0] is not None:
            key = got[0].routing_key
            self._crossed.append(message(f"bus {key if '.' in key else 'answers'}", *got))

    def close(self) -> list[Record]:
        """All that crossed it."""
        self.drain()
        self._connection.close()
        return self._crossed


def _event_of(line: str) -> str:
    try:
        return str(json.loads(line).get("event", ""))
    except (ValueError, AttributeError):
        return ""


def _ranks(value: Any) -> bool:
    return isinstance(value, int | float | str | datetime) and not isinstance(value, bool)


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else str(value)
