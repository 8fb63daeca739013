"""Log-in and log-out over HTTP: a bearer token for programs, the same token in a cookie for browsers."""

from __future__ import annotations

import secrets
from typing import Any

from flask import Response, current_app, g, jsonify, request
from flask_smorest import Blueprint
from marshmallow import Schema, fields, validate

from services.gateway.api.blueprint import PREFIX
from services.gateway.caller import gateway_context
from services.gateway.problems import MEDIA_TYPE, Problem, problem_response
from services.gateway.throttle import Throttle, address_key
from shared.contracts import congress
from shared.contracts.schemas import PlainString
from shared.kernel.errors import DomainError

COOKIE = "piaojue_session"
SECONDS = 12 * 3600

blueprint = Blueprint("session", "session", url_prefix=PREFIX, description="登录与退出")


class TooManyAttempts(DomainError):
    """Too many log-ins from one address."""

    code = "gateway.too-many-attempts"
    message = "尝试次数过多，请{seconds}秒后再试。"
    http_status = 429


class Credentials(Schema):
    """Login name and password."""

    login = PlainString(required=True, validate=validate.Length(1, 40))
    password = PlainString(required=True, validate=validate.Length(1, 128), load_only=True)


class Token(Schema):
    """A session token, to be sent as ``Authorization: Bearer …``."""

    token = fields.String(required=True)


class Ended(Schema):
    """How many sessions were ended."""

    ended = fields.Integer(required=True)


def token_of_request() -> str | None:
    """The token of this request: the bearer's, or the browser's cookie."""
    header = request.headers.get("Authorization", "")
    if header.startswith("Bearer "):
        return header.removeprefix("Bearer ").strip() or None
    return request.cookies.get(COOKIE) or None


def sign_in(tenant: str, login: str, password: str) -> dict[str, Any]:
    """A session token, or why there is none; raises ``TooManyAttempts``."""
    throttle: Throttle = current_app.extensions["sign_in_throttle"]
    wait = throttle.wait_for(address_key(request.remote_addr))
    if wait:
        raise TooManyAttempts(seconds=wait)
    if "\x00" in login + password:
        # A form may bring what no account can have and no database can look for.
        return {"token": None, "refused": "wrong", "retry_after_seconds": 0}
    answer: dict[str, Any] = current_app.extensions["rpc"].call(
        congress.SIGN_IN,
        {"login": login, "password": password},
        gateway_context(tenant, g.traceparent, secrets.token_hex(16)),
    )
    return answer


def sign_out(tenant: str, token: str) -> int:
    """End the session of a token; how many were ended."""
    answer = current_app.extensions["rpc"].call(
        congress.SIGN_OUT, {"token": token}, gateway_context(tenant, g.traceparent, secrets.token_hex(16))
    )
    return int(answer["ended"])


def set_cookie(response: Any, token: str) -> None:
    """Give a browser its token; scripts cannot read it, other sites cannot use it."""
    response.set_cookie(
        COOKIE, token, max_age=SECONDS, httponly=True, samesite="Lax", secure=request.is_secure, path="/"
    )


@blueprint.route("/session", methods=["POST"])
@blueprint.arguments(Credentials)
@blueprint.alt_response(200, schema=Token)
@blueprint.alt_response("default", schema=Problem, content_type=MEDIA_TYPE, description="错误")
@blueprint.doc(summary="登录", operationId="gateway.sign_in", security=[{}])
def open_session(credentials: dict[str, str], tenant: str) -> Response:
    """登录"""
    answer = sign_in(tenant, **credentials)
    if answer["token"] is None:
        return refusal(answer)
    return jsonify({"token": answer["token"]})


@blueprint.route("/session", methods=["DELETE"])
@blueprint.alt_response(200, schema=Ended)
@blueprint.alt_response("default", schema=Problem, content_type=MEDIA_TYPE, description="错误")
@blueprint.doc(summary="退出登录", operationId="gateway.sign_out", security=[{"session": []}])
def end_session(tenant: str) -> Response:
    """退出登录"""
    token = token_of_request()
    return jsonify({"ended": sign_out(tenant, token) if token else 0})


def refusal(answer: dict[str, Any]) -> Response:
    """The problem of a log-in that failed."""
    if answer["refused"] == "locked":
        return problem_response(
            429,
            "gateway.login-locked",
            f"口令多次有误，账号暂时锁定，请{answer['retry_after_seconds']}秒后再试。",
            retry_after=answer["retry_after_seconds"],
        )
    return problem_response(401, "gateway.login-refused", "登录名或口令不正确，请核对后重试。")
