"""What gunicorn serves: ``gunicorn --worker-class gthread services.gateway.wsgi:app``."""

from __future__ import annotations

from services.gateway.app import create_app
from shared import telemetry
from shared.config import load
from shared.messaging.rpc_client import PikaTransport, RpcClient
from shared.tenancy.signing import GATEWAY, load_signer

_settings = load()
telemetry.configure("gateway")
app = create_app(
    RpcClient(
        PikaTransport(_settings.amqp_uri),
        load_signer(_settings.keys, GATEWAY),
        _settings.rpc_timeout_seconds,
    ),
    ready=lambda: not _settings.demo_awaited,
    public_metrics=False,
)
