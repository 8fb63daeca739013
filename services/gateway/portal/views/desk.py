"""The signed-in home of each role."""

from __future__ import annotations

from functools import partial

from flask import g, url_for
from werkzeug.wrappers import Response as BaseResponse

from services.gateway.portal import portal
from services.gateway.portal.entrance import needs_account
from services.gateway.portal.questions import Questions
from services.gateway.portal.readmodels.desk import desk as read_desk
from services.gateway.portal.rendering import business_day, page
from services.gateway.portal.views.home import asked_year
from services.gateway.portal.views.tenants import read_registry
from shared.tenancy.context import PLATFORM
from shared.tenancy.roles import Role


@portal.get("/t/<tenant>/desk")
@needs_account
def desk(tenant: str) -> BaseResponse:
    """What waits for whoever is signed in."""
    caller = g.caller
    roles = {str(each) for each in caller.context.actor.roles}
    q = Questions(caller)
    shown = read_desk(caller, q, roles, caller.account, asked_year(), business_day(caller.tenant))
    registry = read_registry() if Role.OPERATOR in roles and tenant == PLATFORM else None
    page_of = partial(url_for, "portal.desk", tenant=tenant)
    return page("desk.html", roles=sorted(roles), registry=registry, page_of=page_of, **shown)
