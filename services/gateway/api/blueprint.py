"""Flask-smorest blueprints made from the routes: one view a route, documented by its contract."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Response, g, jsonify, request
from flask_smorest import Blueprint
from marshmallow import Schema

from services.gateway.api.route import Route
from services.gateway.problems import MEDIA_TYPE, Problem
from shared.contracts.operation import Operation
from shared.kernel.errors import InvalidInput

PREFIX = "/api/v1/tenants/<tenant>"
IDEMPOTENCY_HEADER = "Idempotency-Key"


class IdempotencyKeyMalformed(InvalidInput):
    """The header is too short to be unique, or has characters that no header should have."""

    code = "gateway.idempotency-key-malformed"
    message = "Idempotency-Key 应为16至128个可见字符，请每次写操作生成一个新的随机值。"


def blueprint(service: str, routes: tuple[Route, ...]) -> Blueprint:
    """The blueprint of one service's routes."""
    made = Blueprint(service, service, url_prefix=PREFIX, description=f"{service}")
    for route in routes:
        _add(made, route)
    return made


def idempotency_key() -> str | None:
    """The key of this request; raises ``IdempotencyKeyMalformed``."""
    key = request.headers.get(IDEMPOTENCY_HEADER)
    if key is None:
        return None
    if not 16 <= len(key) <= 128 or not key.isascii() or not key.isprintable():
        raise IdempotencyKeyMalformed()
    return key


def _add(made: Blueprint, route: Route) -> None:
    operation = route.operation
    schema = _without(operation, route.parameters)
    has_input = bool(schema().fields)
    location = "query" if route.method == "GET" else "json"

    def view(*arguments: Any, tenant: str, **path: Any) -> Response:
        given: dict[str, Any] = {}
        if has_input:
            given = request.get_json() if location == "json" else schema().dump(arguments[0])
        key = idempotency_key() if operation.writes else None
        return jsonify(g.caller.call(operation, {**given, **path}, key))

    view.__name__ = f"{operation.service}_{operation.name}"
    view.__doc__ = operation.summary
    decorated: Callable[..., Any] = view
    if has_input:
        decorated = made.arguments(schema, location=location)(decorated)
    decorated = made.alt_response(200, schema=operation.response)(decorated)
    decorated = made.alt_response("default", schema=Problem, content_type=MEDIA_TYPE, description="错误")(
        decorated
    )
    decorated = made.doc(
        summary=operation.summary,
        operationId=operation.key,
        description=_description(operation),
        security=[{"session": []}, {}] if "resident" in operation.allowed else [{"session": []}],
        **({"parameters": [_IDEMPOTENCY_PARAMETER]} if operation.writes else {}),
    )(decorated)
    made.route(route.path, methods=[route.method], parameters=_path_parameters(operation, route))(decorated)


_IDEMPOTENCY_PARAMETER = {
    "in": "header",
    "name": IDEMPOTENCY_HEADER,
    "required": False,
    "description": "同一个值重复提交时只执行一次，并返回第一次的结果。",
    "schema": {"type": "string", "minLength": 16, "maxLength": 128, "pattern": "^[A-Za-z0-9_-]+$"},
}


def _without(operation: Operation, names: list[str]) -> type[Schema]:
    """The request schema without what stands in the path."""
    if not names:
        return operation.request
    base = operation.request
    meta = type("Meta", (base.Meta,), {"exclude": tuple(names)})
    body = type(f"{_camel(operation.name)}Body", (base,), {"Meta": meta, "__module__": base.__module__})
    return body


def _camel(name: str) -> str:
    return "".join(part.title() for part in name.split("_"))


def _path_parameters(operation: Operation, route: Route) -> list[dict[str, Any]]:
    tenant = {
        "in": "path",
        "name": "tenant",
        "required": True,
        "schema": {"type": "string", "pattern": "^[a-z][a-z0-9-]{1,38}$"},
    }
    declared = operation.request().fields
    missing = [name for name in route.parameters if name not in declared]
    if missing:
        raise ValueError(f"{operation.key} has no field {missing}")
    others = [
        {"in": "path", "name": name, "required": True, "schema": {"type": "string", "minLength": 1}}
        for name in route.parameters
    ]
    return [tenant, *others]


def _description(operation: Operation) -> str:
    roles = "、".join(sorted(role.value for role in operation.allowed))
    rows = "、".join(operation.requirements)
    return f"角色：{roles}。" + (f"要求：{rows}。" if rows else "")
