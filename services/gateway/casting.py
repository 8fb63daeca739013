"""The addresses at which ballots are cast: a request there is nobody's, leaves no trace, and only so many are let in at once.

Who asked, from where and in which trace is not looked at (ballot-format.md, "Casting"): no session is opened for a
ballot, congress is not asked about its tenant, no span is made and no count moves. What is never learnt can be in no
log, metric or trace.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from flask import Flask, current_app, g, request
from werkzeug.exceptions import HTTPException

from services.gateway.api.every_route import ALL
from services.gateway.caller import nobody
from shared.kernel.errors import DomainError

ENDPOINTS = frozenset(
    f"{service}.{route.operation.service}_{route.operation.name}"
    for service, routes in ALL
    for route in routes
    if route.operation.unlinked
)
"""The endpoints at which ballots are cast."""

WAIT_SECONDS = 3
"""When it is worth trying again: a checker answers some fourteen ballots a second."""


class CastingBusy(DomainError):
    """So many ballots are under way in this process that another would take the place of everybody else's requests."""

    code = "gateway.casting-busy"
    message = "正在投票的人较多，请{seconds}秒后再试一次；选票还在本机上，没有丢失。"
    http_status = 503


class Door:
    """Lets so many ballots in at once, whoever sends them: the tablets of a hall may share one address."""

    def __init__(self, most: int) -> None:
        self._room = threading.BoundedSemaphore(most)

    def enter(self) -> None:
        """Take a place; raises ``CastingBusy``."""
        if not self._room.acquire(blocking=False):
            raise CastingBusy(seconds=WAIT_SECONDS)

    def leave(self) -> None:
        """Give the place back."""
        self._room.release()


def is_asked() -> bool:
    """Whether the request at hand casts a ballot."""
    return request.endpoint in ENDPOINTS


def let_in(tenant: str) -> None:
    """Give the request a place and a caller who is nobody; raises ``CastingBusy``, ``NotFound``."""
    g.caller = nobody(current_app.extensions["rpc"], tenant)
    door: Door = current_app.extensions["casting_door"]
    door.enter()
    g.casting_door = door


def let_out(_error: BaseException | None = None) -> None:
    """The request is over, however it ended."""
    door: Door | None = g.pop("casting_door", None)
    if door is not None:
        door.leave()


def recognised_by(app: Flask) -> Callable[[dict[str, Any]], bool]:
    """Whether a WSGI request casts a ballot, before anything is done with it."""

    def casts(environ: dict[str, Any]) -> bool:
        try:
            endpoint, _ = app.url_map.bind_to_environ(environ).match()
        except HTTPException:
            return False
        return endpoint in ENDPOINTS

    return casts
