"""Every HTTP error as an RFC 9457 problem document, or as a page for a browser."""

from __future__ import annotations

import json
from typing import Any

from flask import Flask, Response, g, request
from marshmallow import Schema, ValidationError, fields
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from services.gateway import casting
from shared.kernel.errors import DomainError
from shared.messaging.envelope import RemoteRefusal
from shared.messaging.rpc_client import UnlinkedFault
from shared.telemetry import log

MEDIA_TYPE = "application/problem+json"

DEEPEST = 500
"""Brackets that a body may open and still not be what exhausted the parser; no request of ours nests ten deep."""

HTTP_MESSAGES = {
    400: "请求格式不正确，请检查后重新提交。",
    401: "请登录后再办理。",
    403: "您的账号不能办理此事。",
    404: "没有这个地址，请核对链接。",
    405: "该地址不支持这种操作。",
    406: "不能提供所要求的格式。",
    409: "目前的情况不允许这样办理。",
    413: "提交的内容过大，请分批提交。",
    415: "请以 JSON 格式提交。",
    422: "提交的内容有误，请按提示修改。",
    429: "操作过于频繁，请稍后再试。",
    500: "系统内部出错，请把追踪号告诉系统管理员。",
    503: "系统的一部分暂时没有应答，请稍后重试。",
    504: "系统应答超时，请稍后重试。",
}


class Problem(Schema):
    """An RFC 9457 problem document; ``code`` is permanent, ``detail`` tells the user what to do."""

    type = fields.String(required=True)
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    detail = fields.String(required=True)
    code = fields.String(required=True)
    trace = fields.String(required=True, allow_none=True)
    citation = fields.String(required=True, allow_none=True)
    params = fields.Dict(required=True)


def problem_response(
    status: int,
    code: str,
    detail: str,
    params: dict[str, Any] | None = None,
    citation: str | None = None,
    retry_after: int | None = None,
) -> Response:
    """A problem document; ``retry_after`` (seconds) says when it is worth trying again."""
    body = {
        "type": f"urn:piaojue:error:{code}",
        "title": HTTP_MESSAGES.get(status, detail),
        "status": status,
        "detail": detail,
        "code": code,
        "trace": getattr(g, "trace_id", None),
        "citation": citation,
        "params": params or {},
    }
    headers = {} if retry_after is None else {"Retry-After": str(retry_after)}
    text = json.dumps(body, ensure_ascii=False)
    return Response(text, status=status, content_type=MEDIA_TYPE, headers=headers)


def from_domain_error(error: DomainError) -> Response:
    """The problem document of a refusal, whichever process it came from."""
    if isinstance(error, RemoteRefusal):
        return problem_response(
            error.status, error.remote_code, error.text, error.params, error.citation_text
        )
    retry_after = error.params.get("seconds") if error.http_status in (429, 503) else None
    return problem_response(error.http_status, error.code, error.text, {}, retry_after=retry_after)


def register(app: Flask) -> None:
    """Answer every error below ``/api`` with a problem document; pages have handlers of their own."""

    @app.errorhandler(DomainError)
    def refused(error: DomainError) -> Response:
        return from_domain_error(error)

    @app.errorhandler(ValidationError)
    def invalid(error: ValidationError) -> Response:
        return problem_response(
            422, "kernel.invalid-input", HTTP_MESSAGES[422], {"fields": error.normalized_messages()}
        )

    @app.errorhandler(HTTPException)
    def http_error(error: HTTPException) -> Response:
        status = error.code or 500
        data = getattr(error, "data", None) or {}
        params = {"fields": data["messages"]} if "messages" in data else {}
        response = problem_response(
            status, f"http.{status}", HTTP_MESSAGES.get(status, error.description or ""), params
        )
        if isinstance(error, MethodNotAllowed) and error.valid_methods:
            response.headers["Allow"] = ", ".join(error.valid_methods)
        return response

    @app.errorhandler(RecursionError)
    def too_deep(error: RecursionError) -> Response:
        # JSON nested deeper than the parser goes is the sender's fault; any other recursion is ours.
        body = request.get_data()
        if request.is_json and body.count(b"[") + body.count(b"{") > DEEPEST:
            return problem_response(400, "http.400", HTTP_MESSAGES[400])
        return fault(error)

    @app.errorhandler(Exception)
    def fault(error: Exception) -> Response:
        if casting.is_asked():
            # Words and frames of an error may quote the request: a ballot.
            log.error("ballot_fault", error=type(error).__name__)
            return from_domain_error(UnlinkedFault())
        log.exception("http_fault", path=request.path, trace=getattr(g, "trace_id", None))
        return problem_response(500, "gateway.fault", HTTP_MESSAGES[500])
