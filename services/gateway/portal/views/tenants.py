"""The register of congresses, and the reader's display settings."""

from __future__ import annotations

import re
from functools import partial
from typing import Any

from flask import Response, abort, current_app, g, redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from services.gateway.caller import TENANT_PATTERN, Caller, identify
from services.gateway.portal import portal
from services.gateway.portal.questions import Questions
from services.gateway.portal.readmodels.tenants import Wanted, children, registry
from services.gateway.portal.rendering import LARGE, TYPE_COOKIE, page
from shared.kernel.errors import NotFound
from shared.tenancy.context import PLATFORM

A_YEAR = 365 * 24 * 3600
MOST_LETTERS = 40
_AFTER = re.compile(r"\A[!-~]{1,128}\Z")


@portal.get("/")
def tenants() -> Response:
    """The register, a page at a time: all congresses, those below one, or those of a name."""
    found = read_registry()
    return page(
        "tenants.html",
        registry=found,
        page_of=partial(url_for, "portal.tenants"),
        demo=found["demo"],
        silent=found["silent"],
    )


@portal.get("/display")
def display() -> BaseResponse:
    """Large or normal type, kept in a cookie; back to where the reader was."""
    response = redirect(local(request.args.get("back", ""), url_for("portal.tenants")), 303)
    if request.args.get("type") == LARGE:
        response.set_cookie(TYPE_COOKIE, LARGE, max_age=A_YEAR, samesite="Lax", httponly=True, path="/")
    else:
        response.delete_cookie(TYPE_COOKIE, path="/")
    return response


def platform() -> Caller:
    """The anonymous caller for the registry of tenants, which belongs to no congress."""
    return identify(current_app.extensions["rpc"], PLATFORM, None, g.traceparent)


def read_registry() -> dict[str, Any]:
    """The page of the register that the address asks for; an unknown parent is not found."""
    under, after = request.args.get("under", ""), request.args.get("after", "")
    under_name = name_of(under) if under else None
    if under and under_name is None:
        abort(404)
    wanted = Wanted(
        text=request.args.get("q", "").strip()[:MOST_LETTERS],
        under=under or None,
        after=after if _AFTER.match(after) else None,
    )
    q = Questions(platform())
    return {**registry(q, wanted, name_of), "under_name": under_name, "silent": sorted(q.silent)}


def name_of(tenant: str) -> str | None:
    """What a congress is called, or ``None`` where there is none of this address."""
    try:
        found = identify(current_app.extensions["rpc"], tenant, None, g.traceparent).tenant
    except NotFound:
        return None
    return str(found["display_name"])


def children_of(tenant: str) -> list[dict[str, Any]]:
    """The congresses right below one."""
    return children(Questions(platform()), tenant) if TENANT_PATTERN.match(tenant) else []


def local(wanted: str, otherwise: str, below: str = "/") -> str:
    """An address of our own below a path, or ``otherwise``: no form of ours leads away."""
    plain = wanted.startswith(below) and not wanted.startswith("//")
    return wanted if plain and "\\" not in wanted and wanted.isprintable() else otherwise
