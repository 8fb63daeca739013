"""How many connections PostgreSQL must allow: ``python -m deploy.postgres.max_connections [--processes N …]``.

    services x processes of each x workers of a process     each worker holds one of its pool (no overflow)
  + relays x services x 2                                   one waits for notifications, one works
  + processes that check ballots                            one each
  + processes of voting                                     two each: the clock of its boards looks, and takes
  + 20                                                      setup, operator's commands, monitoring, superuser

The gateway has no database. Beyond some 400, put PgBouncer (session pooling, since the relay listens) before it.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping

from shared.config import SERVICES

OF_A_RELAY = 2
VOTING = "voting"
OF_A_CLOCK = 2
RESERVED = 20


def needed(processes: Mapping[str, int], workers: int, relays: int, ballots: int) -> int:
    """``max_connections`` for so many processes of each service, workers in each, relays, and ballot checkers."""
    pools = sum(processes[service] for service in SERVICES) * workers
    return pools + relays * len(SERVICES) * OF_A_RELAY + ballots + processes[VOTING] * OF_A_CLOCK + RESERVED


def main() -> None:
    """Print the number."""
    parser = argparse.ArgumentParser(description="max_connections of PostgreSQL")
    parser.add_argument("--processes", type=int, default=2, help="processes of each service")
    parser.add_argument("--workers", type=int, default=8, help="PIAOJUE_MAX_WORKERS")
    parser.add_argument("--relays", type=int, default=2)
    parser.add_argument("--ballots", type=int, default=2, help="processes that check ballots")
    given = parser.parse_args()
    print(needed(dict.fromkeys(SERVICES, given.processes), given.workers, given.relays, given.ballots))


if __name__ == "__main__":
    main()
