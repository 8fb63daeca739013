"""Structured logs, metrics and traces. Keys, not prose; no personal data, nothing about a ballot.

A trace begins at the gateway's HTTP request and goes on over RPC, outbox row, relay and consumer: each step is
an OpenTelemetry span, and W3C ``traceparent`` names its parent in headers, signed contexts and outbox rows. Where
the finished spans go is the setting ``PIAOJUE_TRACES``: nowhere when it is not given, ``log`` (standard error,
among the log lines), or a file to which all processes of a machine may append. Attributes of spans are names of
operations, events and routes, codes and tenants: never a request, an account or the text of an error.
"""

from __future__ import annotations

import json
import logging
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import structlog
from opentelemetry import trace
from opentelemetry.context import Context
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor, SpanExporter, SpanExportResult
from opentelemetry.trace import INVALID_SPAN, Span, SpanKind, StatusCode
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator
from prometheus_client import Counter, Gauge, Histogram

from shared.config import SettingWrong, setting
from shared.kernel.errors import DomainError

log = structlog.get_logger()
tracer = trace.get_tracer("piaojue")
propagator = TraceContextTextMapPropagator()

CALLS = Counter("piaojue_calls_total", "RPC calls answered", ("service", "operation", "outcome"))
CALL_SECONDS = Histogram("piaojue_call_seconds", "Time to answer an RPC call", ("service", "operation"))
EVENTS = Counter("piaojue_events_total", "Events handled", ("service", "event", "outcome"))
PUBLISHED = Counter("piaojue_outbox_published_total", "Outbox messages confirmed by the broker", ("service",))
RELAY_LAG = Gauge("piaojue_outbox_oldest_seconds", "Age of the oldest unpublished message", ("service",))
UNROUTED = Gauge("piaojue_unrouted_messages", "Messages that no queue wanted, kept for an operator")
REQUESTS = Counter("piaojue_http_requests_total", "HTTP requests", ("method", "route", "status"))

TRACES = "PIAOJUE_TRACES"
TO_LOG = "log"
SERVER_FAULT = 500
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})

_recording = False


def configure(process: str, level: int = logging.INFO) -> None:
    """Log one JSON object a line to standard error; name the process in logs and traces.

    Raises ``SettingWrong`` when spans are to go to a file that cannot be written.
    """
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(message)s")
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            partial(_name_process, process),
            _name_span,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    where = setting(TRACES)
    if where is not None:
        trace_to(process, SpanLines(process, _descriptor(where)))


def trace_to(process: str, exporter: SpanExporter) -> None:
    """Record spans from now on; without this call none are made, and ``traceparent`` passes through unchanged."""
    global _recording
    provider = TracerProvider(resource=Resource.create({"service.name": f"piaojue-{process}"}))
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    trace.set_tracer_provider(provider)
    _recording = True


class SpanLines(SpanExporter):
    """Writes each span as one line of JSON, at once: what a killed process did up to then is on record."""

    def __init__(self, process: str, descriptor: int) -> None:
        self.process = process
        self.descriptor = descriptor

    def export(self, spans: Sequence[ReadableSpan]) -> SpanExportResult:
        """Write them in one piece, so that lines of several processes do not mix."""
        lines = "".join(json.dumps(self._line(each), ensure_ascii=False) + "\n" for each in spans)
        os.write(self.descriptor, lines.encode())
        return SpanExportResult.SUCCESS

    def _line(self, span: ReadableSpan) -> dict[str, Any]:
        began, ended = span.start_time or 0, span.end_time or 0
        own = span.get_span_context()
        return {
            "span": f"{own.span_id:016x}" if own else None,
            "parent": f"{span.parent.span_id:016x}" if span.parent else None,
            "trace": f"{own.trace_id:032x}" if own else None,
            "name": span.name,
            "kind": span.kind.name.lower(),
            "process": self.process,
            "began_ns": began,
            "milliseconds": (ended - began) / 1e6,
            "failed": span.status.status_code is StatusCode.ERROR,
            **dict(span.attributes or {}),
        }


@contextmanager
def span(name: str, kind: SpanKind, parent: str | None, **attributes: str) -> Iterator[Span]:
    """One step of a trace, below the ``traceparent`` given (``None`` begins a trace).

    A refusal is an outcome, anything else a failure; of neither is the text kept.
    """
    if not _recording:
        yield INVALID_SPAN
        return
    with tracer.start_as_current_span(
        name,
        context=remote_parent(parent) if parent else Context(),
        kind=kind,
        attributes={f"piaojue.{key}": value for key, value in attributes.items()},
        record_exception=False,
        set_status_on_exception=False,
    ) as current:
        try:
            yield current
        except DomainError as refused:
            current.set_attribute("piaojue.outcome", getattr(refused, "remote_code", refused.code))
            raise
        except Exception as fault:
            current.set_status(StatusCode.ERROR, type(fault).__name__)
            current.set_attribute("piaojue.outcome", type(fault).__name__)
            raise


def remote_parent(traceparent: str) -> Context:
    """The OpenTelemetry context of a W3C ``traceparent``; an empty one for what is none."""
    return propagator.extract({"traceparent": traceparent}, context=Context())


def current_traceparent(default: str) -> str:
    """The ``traceparent`` of the span that runs now, or the default when none does."""
    carrier: dict[str, str] = {}
    propagator.inject(carrier)
    return carrier.get("traceparent", default)


def nearest_parent(traceparent: str) -> str:
    """The span that runs now where it belongs to the same trace, otherwise the given one."""
    current = current_traceparent(traceparent)
    return current if current.split("-")[1] == traceparent.split("-")[1] else traceparent


class TracedRequests:
    """WSGI middleware: each HTTP request is a span, and the application sees it as ``traceparent``.

    Of a request that is ``untraced`` there is none: a span has a time, and a ballot has not.
    """

    def __init__(
        self, application: Callable[..., Iterable[bytes]], untraced: Callable[[dict[str, Any]], bool]
    ) -> None:
        self.application = application
        self.untraced = untraced

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Serve one request. Its path is not kept (a receipt number may stand there), its route is."""
        if not _recording or self.untraced(environ):
            return self.application(environ, start_response)
        given = environ.get("HTTP_TRACEPARENT", "")
        method = environ.get("REQUEST_METHOD", "")
        with span(method if method in METHODS else "HTTP", SpanKind.SERVER, given or None) as current:
            if not current.is_recording():
                return self.application(environ, start_response)
            environ["HTTP_TRACEPARENT"] = current_traceparent(given)

            def start(status: str, *arguments: Any) -> Any:
                # Only now is the route known, and afterwards Flask forgets it.
                rule = getattr(getattr(environ.get("werkzeug.request"), "url_rule", None), "rule", None)
                if rule is not None:
                    current.update_name(f"{method} {rule}")
                number = int(status.split(" ", 1)[0])
                current.set_attribute("http.response.status_code", number)
                if number >= SERVER_FAULT:
                    current.set_status(StatusCode.ERROR)
                return start_response(status, *arguments)

            return self.application(environ, start)


def traced(
    application: Callable[..., Iterable[bytes]], untraced: Callable[[dict[str, Any]], bool]
) -> TracedRequests:
    """The application behind ``TracedRequests``, once."""
    if isinstance(application, TracedRequests):
        return application
    return TracedRequests(application, untraced)


def _descriptor(where: str) -> int:
    if where == TO_LOG:
        return sys.stderr.fileno()
    try:
        return os.open(Path(where), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o640)
    except OSError as error:
        raise SettingWrong(
            f"{TRACES} 指向的文件 {where} 不能写入（{error.strerror}），请检查路径和权限。"
        ) from error


def _name_process(process: str, _logger: Any, _method: str, event: Any) -> Any:
    """Every log line says whose it is, also those of green threads, which have contexts of their own."""
    event["process"] = process
    return event


def _name_span(_logger: Any, _method: str, event: Any) -> Any:
    """Every log line within a span says which."""
    running = trace.get_current_span().get_span_context()
    if running.is_valid:
        event.setdefault("trace", f"{running.trace_id:032x}")
        event["span"] = f"{running.span_id:016x}"
    return event
