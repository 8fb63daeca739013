"""What tests and the probe service both name, apart from it: whoever imports the service itself is patched by eventlet."""

from __future__ import annotations

from typing import Any

from shared.contracts.operation import Contract, Event
from shared.contracts.schemas import Strict, count, identifier, name
from shared.messaging import topology
from shared.tenancy.roles import Role

STORE_SERVICE = "congress"
"""Whose database the probe works on when it has one, and whose outbox its events come from."""


class Run(Strict):
    """What to do: take so many milliseconds, then answer with the label."""

    label = name()
    milliseconds = count(required=False, load_default=0)


class Label(Strict):
    """What happened, and how often its handler fails before it succeeds."""

    label = identifier()
    fails_for = count(required=False, load_default=0)


PROBE = Contract("probe")
RUN = PROBE.query("run", Run, Run, {Role.SERVICE}, "做一件事")
NOBODY = Contract("nobody").query("run", Run, Run, {Role.SERVICE}, "没有这个服务")
HAPPENED = Event(STORE_SERVICE, "happened", Label, "发生了一件事")


def declare(channel: Any) -> None:
    """The queues of the probe, as ``topology`` declares those of the services."""
    topology.declare(channel)
    channel.queue_declare(topology.rpc_queue("probe"), durable=True)
    channel.queue_bind(topology.rpc_queue("probe"), topology.RPC_EXCHANGE, "probe.*")
    for queue in topology.event_queues("probe", (HAPPENED.key,)):
        channel.queue_declare(queue.name, durable=True, arguments=dict(queue.arguments))
        for exchange, key in queue.bindings:
            channel.queue_bind(queue.name, exchange, key)
