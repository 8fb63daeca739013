"""The table from which the Kubernetes objects are made: what runs, how often at least and at most, how large."""

from __future__ import annotations

from dataclasses import dataclass

from deploy.postgres.max_connections import needed
from shared.config import BALLOTS, SERVICES
from shared.messaging.topology import APART, SUBSCRIPTIONS, apart_queue, events_queue, rpc_queue

WORKERS = 8
"""``PIAOJUE_MAX_WORKERS`` of a process, and so its connections."""


@dataclass(frozen=True)
class Process:
    """A kind of process. Memory in MiB, cpu in thousandths of a core; ``queues`` drive its number."""

    name: str
    arguments: tuple[str, ...]
    least: int = 2
    most: int = 4
    memory: int = 320
    cpu: int = 100
    queues: tuple[str, ...] = ()

    @property
    def serves_http(self) -> bool:
        """Whether the process is the gateway."""
        return self.name == "gateway"


def _service(name: str, most: int) -> Process:
    queues = (rpc_queue(name), *([events_queue(name)] if name in SUBSCRIPTIONS else []))
    return Process(name, ("service", name), most=most, queues=queues)


MOST = {"congress": 6, "voting": 6, "collection": 6}
"""Services that the crowd meets: a session's roll and vote, a campaign's suggestions."""

BALLOT_QUEUES = tuple(apart_queue("voting", operation) for operation in APART["voting"])

PROCESSES = (
    *(_service(name, MOST.get(name, 4)) for name in SERVICES),
    Process("relay", ("relay",), least=2, most=2, memory=192),
    Process(BALLOTS, (BALLOTS,), memory=192, cpu=500, queues=BALLOT_QUEUES),
    Process(
        "gateway",
        ("gateway", "--host", "0.0.0.0", "--port", "8000", "--workers", "2", "--threads", "16"),  # noqa: S104
        most=8,
        memory=512,
        cpu=250,
    ),
)

MAX_CONNECTIONS = needed(
    {each.name: each.most for each in PROCESSES},
    WORKERS,
    relays=next(each.most for each in PROCESSES if each.name == "relay"),
    ballots=next(each.most for each in PROCESSES if each.name == BALLOTS),
)
"""What PostgreSQL must allow when everything is scaled to its most."""
