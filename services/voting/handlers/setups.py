"""The credentials of open votes, read once in a process: what stands in Setup never changes.

A list of envelopes is large. Read for every ballot that comes, it would let anybody who sends nonsense keep the checkers
of ballots busy.
"""

from __future__ import annotations

import threading
from collections import OrderedDict

from services.voting.domain.electronic.envelopes import EnvelopeSet
from services.voting.domain.electronic.vote import ElectronicVote
from shared.persistence.unit_of_work import UnitOfWork

MOST_KEPT = 8
"""Votes that are open at one time in one process; a thousand credentials are 0.6 MB."""


class Setups:
    """The latest used of them, by tenant and election."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, str], frozenset[str]] = OrderedDict()
        self._lock = threading.Lock()

    def credentials(self, work: UnitOfWork, vote: ElectronicVote) -> frozenset[str]:
        """The public credentials in Setup of a vote."""
        key = (work.tenant, vote.uuid)
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
                return found
        found = frozenset(work.get(EnvelopeSet, vote.envelopes_id).drawn(vote.uuid))
        with self._lock:
            self._kept[key] = found
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return found


SETUPS = Setups()
