"""The signed-in home of each role."""

from __future__ import annotations

from flask import g, redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from services.gateway.portal import portal
from services.gateway.portal.questions import Questions
from services.gateway.portal.readmodels.desk import desk as read_desk
from services.gateway.portal.readmodels.tenants import tree
from services.gateway.portal.rendering import page
from services.gateway.portal.views.home import asked_year
from services.gateway.portal.views.tenants import platform
from shared.tenancy.context import PLATFORM
from shared.tenancy.roles import Role


@portal.get("/t/<tenant>/desk")
def desk(tenant: str) -> BaseResponse:
    """What waits for whoever is signed in."""
    caller = g.caller
    if caller.account is None:
        return redirect(url_for("portal.sign_in", tenant=tenant, next=request.full_path.rstrip("?")), 303)
    roles = {str(each) for each in caller.context.actor.roles}
    q = Questions(caller)
    shown = read_desk(caller, q, roles, caller.account, asked_year())
    tenants = tree(Questions(platform())) if Role.OPERATOR in roles and tenant == PLATFORM else []
    return page("desk.html", roles=sorted(roles), tenants=tenants, **shown)
