"""The queues of the probe service, apart from it: whoever imports the service itself is patched by eventlet."""

from __future__ import annotations

from typing import Any

from shared.messaging import topology


def declare(channel: Any) -> None:
    """The queues of the probe, as ``topology`` declares those of the services."""
    topology.declare(channel)
    channel.queue_declare(topology.rpc_queue("probe"), durable=True)
    channel.queue_bind(topology.rpc_queue("probe"), topology.RPC_EXCHANGE, "probe.*")
    for queue in topology.event_queues("probe", ("probe.happened",)):
        channel.queue_declare(queue.name, durable=True, arguments=dict(queue.arguments))
        for exchange, key in queue.bindings:
            channel.queue_bind(queue.name, exchange, key)
