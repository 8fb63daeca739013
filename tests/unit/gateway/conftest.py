"""The HTTP API on a bus that answers by the contracts."""

from __future__ import annotations

from typing import cast

import pytest
from flask import Flask, abort
from flask.testing import FlaskClient

from services.gateway.app import create_app
from services.gateway.throttle import HOUR, Limits, Throttle
from shared.messaging.rpc_client import RpcClient
from tests.unit.gateway.portal.fake import FakeRpc

BASE = "/api/v1/tenants/yuanyang"
FORWARDED_BY_ONE = Limits(trusted_proxies=1)


def _made(limits: Limits) -> Flask:
    app = create_app(cast(RpcClient, FakeRpc()), limits=limits)

    @app.get("/api/v1/status/<int:status>")
    def answer(status: int) -> str:
        """An address that answers with any error that a web server knows."""
        abort(status)

    return app


@pytest.fixture(scope="session")
def direct_app() -> Flask:
    """The application with no proxy before it."""
    return _made(Limits())


@pytest.fixture(scope="session")
def proxied_app() -> Flask:
    """The application behind one proxy that it trusts."""
    return _made(FORWARDED_BY_ONE)


@pytest.fixture
def bus() -> FakeRpc:
    """The bus; a test changes its answers."""
    return FakeRpc()


def fresh(app: Flask, bus: FakeRpc) -> Flask:
    """The application on this bus, with nothing counted yet and three suggestions an hour."""
    app.extensions["rpc"] = bus
    app.extensions["sign_in_throttle"] = Throttle(3)
    app.extensions["suggestion_throttle"] = Throttle(3, HOUR)
    return app


@pytest.fixture
def api(direct_app: Flask, bus: FakeRpc) -> FlaskClient:
    """A program that calls the API itself."""
    return fresh(direct_app, bus).test_client()


@pytest.fixture
def behind_proxy(proxied_app: Flask, bus: FakeRpc) -> FlaskClient:
    """A program that calls the API through a proxy."""
    return fresh(proxied_app, bus).test_client()
