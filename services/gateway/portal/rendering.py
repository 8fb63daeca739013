"""What every template can use, and the frame that every page stands in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from flask import Response, g, make_response, render_template, request

from services.gateway.portal import portal, shaping
from services.gateway.portal.text import electronic_state, t, word
from shared.kernel.clock import local_day
from shared.kernel.numerals import ordinal

TYPE_COOKIE = "piaojue_type"
LARGE = "large"

portal.add_app_template_global(t, "t")
portal.add_app_template_global(word, "word")
portal.add_app_template_global(electronic_state, "electronic_state")
portal.add_app_template_filter(shaping.day, "day")
portal.add_app_template_filter(shaping.short_day, "short_day")
portal.add_app_template_filter(shaping.days, "days")
portal.add_app_template_filter(shaping.money, "money")
portal.add_app_template_filter(shaping.number, "number")
portal.add_app_template_filter(shaping.tenths, "tenths")
portal.add_app_template_filter(shaping.rule_value, "rule_value")
portal.add_app_template_filter(ordinal, "ordinal")


def page(template: str, status: int = 200, **context: Any) -> Response:
    """A page in its frame; pages are made for one visitor and are not kept by caches."""
    response = make_response(render_template(template, **{**frame(), **context}), status)
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers.add("Vary", "Cookie")
    return response


def frame() -> dict[str, Any]:
    """Tenant, account and display settings; all of it may be missing, as on an error page."""
    caller = g.get("caller")
    tenant = caller.tenant if caller is not None else None
    return {
        "tenant": tenant,
        "account": caller.account if caller is not None else None,
        "demo": bool(tenant and tenant["demo"]),
        "today": business_day(tenant) if tenant else None,
        "large": request.cookies.get(TYPE_COOKIE) == LARGE,
        "silent": [],
        "here": request.full_path.rstrip("?") if request.method in ("GET", "HEAD") else request.path,
    }


def business_day(tenant: dict[str, Any]) -> str:
    """The tenant's calendar day; a demo tenant's clock may stand elsewhere than ours."""
    return local_day(datetime.now(UTC) + timedelta(seconds=tenant["clock_offset_seconds"])).isoformat()


def today() -> dict[str, str]:
    """What a form's day begins with: the tenant's business day."""
    return {"held_on": business_day(g.caller.tenant)}
