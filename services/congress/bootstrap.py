"""Where congress is put together."""

from __future__ import annotations

from services.congress.persistence.store import STORE
from services.congress.service import CongressService
from shared.persistence.documents import Store


def service_class() -> type:
    """The nameko class."""
    return CongressService


def store() -> Store:
    """The tables."""
    return STORE
