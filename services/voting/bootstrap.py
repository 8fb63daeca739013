"""Where voting is put together."""

from __future__ import annotations

import threading

from services.voting.handlers import electronic
from services.voting.persistence.store import STORE
from services.voting.service import VotingService
from shared.config import Settings
from shared.contracts import voting
from shared.messaging.worker import OperationWorker
from shared.persistence.documents import Store


def service_class() -> type:
    """The nameko class."""
    return VotingService


def store() -> Store:
    """The tables."""
    return STORE


def ballot_worker(settings: Settings, stopped: threading.Event) -> OperationWorker:
    """What checks and keeps encrypted ballots, in a process of its own."""
    return OperationWorker(settings, voting.CAST_BALLOT, STORE, electronic.cast_ballot, stopped)
