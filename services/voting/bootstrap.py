"""Where voting is put together."""

from __future__ import annotations

from services.voting.persistence.store import STORE
from services.voting.service import VotingService
from shared.persistence.documents import Store


def service_class() -> type:
    """The nameko class."""
    return VotingService


def store() -> Store:
    """The tables."""
    return STORE
