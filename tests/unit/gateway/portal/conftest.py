"""The gateway with a bus that answers by the contracts."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import StrictUndefined

from services.gateway.app import create_app
from services.gateway.session import COOKIE
from services.gateway.throttle import Limits, Throttle
from shared.messaging.rpc_client import RpcClient
from tests.unit.gateway.portal.fake import TOKEN, FakeRpc
from tests.unit.gateway.portal.html_page import Page

Open = Callable[..., Page]


@pytest.fixture
def rpc() -> FakeRpc:
    """The bus; a test changes its answers."""
    return FakeRpc()


@pytest.fixture(scope="session")
def gateway() -> Flask:
    """The application, made once; a template that names what is not there fails."""
    made = create_app(cast(RpcClient, FakeRpc()))
    made.jinja_env.undefined = StrictUndefined
    return made


@pytest.fixture
def app(gateway: Flask, rpc: FakeRpc) -> Flask:
    """The application on this test's bus, with nobody throttled."""
    gateway.extensions["rpc"] = rpc
    gateway.extensions["sign_in_throttle"] = Throttle(Limits.sign_ins_a_minute)
    gateway.extensions["suggestion_throttle"] = Throttle(60)
    return gateway


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser with nobody signed in."""
    return app.test_client()


@pytest.fixture
def signed_in(app: Flask, rpc: FakeRpc) -> Callable[..., FlaskClient]:
    """A browser in which an account with these roles is signed in."""

    def sign_in(*roles: str) -> FlaskClient:
        rpc.roles = list(roles)
        browser = app.test_client()
        browser.set_cookie(COOKIE, TOKEN)
        return browser

    return sign_in


@pytest.fixture
def open_page(client: FlaskClient) -> Open:
    """Open an address as anybody; the status is checked."""

    def open_(address: str, status: int = 200) -> Page:
        response = client.get(address)
        assert response.status_code == status, response.text
        return Page(response.text)

    return open_
