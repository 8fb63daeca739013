"""Structured logs, metrics and trace context. Keys, not prose; no personal data, nothing about a ballot."""

from __future__ import annotations

import logging
import sys
from typing import Any

import structlog
from opentelemetry import trace
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator
from prometheus_client import Counter, Gauge, Histogram

log = structlog.get_logger()
tracer = trace.get_tracer("piaojue")
propagator = TraceContextTextMapPropagator()

CALLS = Counter("piaojue_calls_total", "RPC calls answered", ("service", "operation", "outcome"))
CALL_SECONDS = Histogram("piaojue_call_seconds", "Time to answer an RPC call", ("service", "operation"))
EVENTS = Counter("piaojue_events_total", "Events handled", ("service", "event", "outcome"))
PUBLISHED = Counter("piaojue_outbox_published_total", "Outbox messages confirmed by the broker", ("service",))
RELAY_LAG = Gauge("piaojue_outbox_oldest_seconds", "Age of the oldest unpublished message", ("service",))
REQUESTS = Counter("piaojue_http_requests_total", "HTTP requests", ("method", "route", "status"))


def configure(process: str, level: int = logging.INFO) -> None:
    """Log one JSON object a line to standard error; name the process in logs and traces."""
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(message)s")
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    structlog.contextvars.bind_contextvars(process=process)
    trace.set_tracer_provider(
        TracerProvider(resource=Resource.create({"service.name": f"piaojue-{process}"}))
    )


def remote_parent(traceparent: str) -> Any:
    """The OpenTelemetry context of a W3C ``traceparent``."""
    return propagator.extract({"traceparent": traceparent})


def current_traceparent(default: str) -> str:
    """The ``traceparent`` of the span that runs now, or the default when none does."""
    carrier: dict[str, str] = {}
    propagator.inject(carrier)
    return carrier.get("traceparent", default)
