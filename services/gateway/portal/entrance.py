"""The way to a page that is for accounts: through the sign-in, and back."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import g, redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse


def needs_account(view: Callable[..., BaseResponse]) -> Callable[..., BaseResponse]:
    """Lead a reader without an account to the sign-in, which leads back to the page."""

    @wraps(view)
    def guarded(tenant: str, **where: Any) -> BaseResponse:
        if g.caller.account is None:
            back = request.full_path.rstrip("?")
            return redirect(url_for("portal.sign_in", tenant=tenant, next=back), 303)
        return view(tenant, **where)

    return guarded
