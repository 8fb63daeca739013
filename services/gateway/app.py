"""The Flask application: API, portal and probes over one RPC client."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from apispec.ext.marshmallow import MarshmallowPlugin
from apispec.ext.marshmallow.common import resolve_schema_cls
from flask import Flask, Response, current_app, g, jsonify, request
from flask_smorest import Api
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from werkzeug.middleware.proxy_fix import ProxyFix

from services.gateway import casting, problems, refused_ballots, session
from services.gateway.api.blueprint import blueprint
from services.gateway.api.every_route import ALL
from services.gateway.caller import SessionOver, identify
from services.gateway.portal import portal
from services.gateway.throttle import HOUR, Limits, Throttle, TooManySuggestions, address_key
from shared.contracts import collection
from shared.kernel.errors import Forbidden
from shared.messaging.rpc_client import RpcClient
from shared.telemetry import REQUESTS, traced
from shared.tenancy.context import child_traceparent, new_traceparent

TRACEPARENT = re.compile(r"\A00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}\Z")
MOST_BYTES = 4 * 1024 * 1024


class ProblemApi(Api):
    """flask-smorest without its own error document: ours are problem documents, declared with each route."""

    DEFAULT_ERROR_RESPONSE_NAME = None
    DEFAULT_RESPONSE_CONTENT_TYPE = "application/json"
    ERROR_SCHEMA = problems.Problem

    def _register_responses(self) -> None:
        """The responses that smorest documents by itself (a request that does not fit) are problems too."""
        described = self.DEFAULT_RESPONSE_CONTENT_TYPE
        self.DEFAULT_RESPONSE_CONTENT_TYPE = problems.MEDIA_TYPE
        super()._register_responses()
        self.DEFAULT_RESPONSE_CONTENT_TYPE = described


SUGGESTING = f"{collection.SUBMIT_SUGGESTION.service}.{collection.SUBMIT_SUGGESTION.service}_{collection.SUBMIT_SUGGESTION.name}"
"""The endpoint of the API that takes a resident's suggestion."""


def create_app(
    rpc: RpcClient,
    ready: Callable[[], bool] = lambda: True,
    limits: Limits | None = None,
    public_metrics: bool = True,
) -> Flask:
    """The application; ``ready`` decides what ``/readyz`` answers.

    Without ``public_metrics`` the counts of this process are not served here: gunicorn's own process serves
    those of all workers, on an address that is not for the public.
    """
    limits = limits or Limits.from_environment()
    app = Flask("services.gateway", template_folder="portal/templates", static_folder="portal/static")
    app.config.update(
        MAX_CONTENT_LENGTH=MOST_BYTES,
        API_TITLE="票决 Piaojue",
        API_VERSION="1.0",
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX="/api/v1",
        OPENAPI_JSON_PATH="openapi.json",
        API_SPEC_OPTIONS={
            "info": {"description": "民生实事项目人大代表票决制全周期接口。"},
            "components": {
                "securitySchemes": {
                    "session": {"type": "http", "scheme": "bearer", "description": "会话令牌"}
                }
            },
        },
    )
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.extensions["rpc"] = rpc
    app.extensions["sign_in_throttle"] = Throttle(limits.sign_ins_a_minute)
    app.extensions["suggestion_throttle"] = Throttle(limits.suggestions_an_hour, HOUR)
    app.extensions["casting_door"] = casting.Door(limits.casts_at_once)
    if limits.trusted_proxies:
        trusted = limits.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=trusted, x_proto=trusted)  # type: ignore[method-assign]
    api = ProblemApi(
        app, spec_kwargs={"marshmallow_plugin": MarshmallowPlugin(schema_name_resolver=component_name)}
    )
    for service, routes in ALL:
        api.register_blueprint(blueprint(service, routes))
    api.register_blueprint(session.blueprint)
    problems.register(app)
    app.register_blueprint(portal)
    _add_probes(app, ready, public_metrics)
    app.before_request(_identify)
    app.after_request(_harden)
    app.after_request(refused_ballots.note)
    app.teardown_request(casting.let_out)
    app.wsgi_app = traced(app.wsgi_app, casting.recognised_by(app))  # type: ignore[method-assign]
    return app


def component_name(schema: Any) -> str:
    """The name of a schema in the OpenAPI document: two services may each have a ``ReportView``."""
    kind = resolve_schema_cls(schema)
    kind = kind[0] if isinstance(kind, list) else kind
    parts = kind.__module__.split(".")
    service = parts[2].title() if parts[:2] == ["shared", "contracts"] and len(parts) > 3 else ""
    return service + str(kind.__name__)


def _identify() -> None:
    """Give the request a trace, and its caller where the address names a tenant; one that casts has neither."""
    if casting.is_asked():
        casting.let_in((request.view_args or {})["tenant"])
        return
    given = request.headers.get("traceparent", "")
    g.traceparent = child_traceparent(given) if TRACEPARENT.match(given) else new_traceparent()
    g.trace_id = g.traceparent.split("-")[1]
    tenant = (request.view_args or {}).get("tenant")
    if tenant is None or request.endpoint in {"session.open_session", "session.end_session"}:
        return
    token = session.token_of_request()
    if token and request.method not in ("GET", "HEAD") and "Authorization" not in request.headers:
        _refuse_other_sites()
    rpc: RpcClient = request_app_rpc()
    if request.blueprint == "portal":
        g.caller = _identify_leniently(rpc, tenant, token)
    else:
        g.caller = identify(rpc, tenant, token, g.traceparent)
        _slow_down_floods()


def _slow_down_floods() -> None:
    """A suggestion without an account is counted by address, as the portal's form is."""
    if request.endpoint != SUGGESTING or g.caller.signed_in:
        return
    throttle: Throttle = current_app.extensions["suggestion_throttle"]
    wait = throttle.wait_for(address_key(request.remote_addr))
    if wait:
        raise TooManySuggestions(seconds=wait)


def request_app_rpc() -> RpcClient:
    """The RPC client of the application that serves this request."""
    rpc: RpcClient = current_app.extensions["rpc"]
    return rpc


def _identify_leniently(rpc: RpcClient, tenant: str, token: str | None) -> Any:
    """On a page, a dead session means an anonymous visitor, not an error."""
    try:
        return identify(rpc, tenant, token, g.traceparent)
    except SessionOver:
        return identify(rpc, tenant, None, g.traceparent)


def _refuse_other_sites() -> None:
    """A browser's cookie counts only for requests that our own pages make."""
    origin = request.headers.get("Origin")
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    if site not in ("same-origin", "none") or (origin and urlsplit(origin).netloc != request.host):
        raise Forbidden()


def _harden(response: Response) -> Response:
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Referrer-Policy", "same-origin")
    response.headers.setdefault("X-Frame-Options", "DENY")
    response.headers.setdefault(
        "Content-Security-Policy",
        "default-src 'self'; img-src 'self' data:; style-src 'self'; frame-ancestors 'none'; base-uri 'self'",
    )
    if "trace_id" in g:
        response.headers["X-Trace-Id"] = g.trace_id
    if not casting.is_asked():
        # Anybody may look at the counts at any time: one that moves with each ballot tells its moment.
        REQUESTS.labels(
            request.method, request.url_rule.rule if request.url_rule else "-", response.status_code
        ).inc()
    return response


def _add_probes(app: Flask, ready: Callable[[], bool], public_metrics: bool) -> None:
    @app.get("/healthz")
    def healthz() -> Response:
        return jsonify({"status": "ok"})

    @app.get("/readyz")
    def readyz() -> tuple[Response, int]:
        is_ready = ready()
        return jsonify({"status": "ready" if is_ready else "starting"}), 200 if is_ready else 503

    if not public_metrics:
        return

    @app.get("/metrics")
    def metrics() -> Response:
        return Response(generate_latest(), content_type=CONTENT_TYPE_LATEST)
