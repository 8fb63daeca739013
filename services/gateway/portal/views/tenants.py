"""The tree of congresses, and the reader's display settings."""

from __future__ import annotations

from flask import Response, current_app, g, redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from services.gateway.caller import TENANT_PATTERN, Caller, identify
from services.gateway.portal import portal
from services.gateway.portal.questions import Questions
from services.gateway.portal.readmodels.tenants import tree
from services.gateway.portal.rendering import LARGE, TYPE_COOKIE, page
from shared.tenancy.context import PLATFORM

A_YEAR = 365 * 24 * 3600


@portal.get("/")
def tenants() -> Response:
    """All congresses, as a tree."""
    roots = tree(Questions(platform()))
    return page("tenants.html", roots=roots, demo=any_demo(roots))


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


def children_of(tenant: str) -> list[dict[str, object]]:
    """The congresses right below one."""
    return tree(Questions(platform()), parent=tenant) if TENANT_PATTERN.match(tenant) else []


def any_demo(roots: list[dict[str, object]]) -> bool:
    """Whether a demo congress is shown."""
    return any(each["demo"] or any_demo(each["children"]) for each in roots)  # type: ignore[arg-type]


def local(wanted: str, otherwise: str, below: str = "/") -> str:
    """An address of our own below a path, or ``otherwise``: no form of ours leads away."""
    plain = wanted.startswith(below) and not wanted.startswith("//")
    return wanted if plain and "\\" not in wanted and wanted.isprintable() else otherwise
