"""Where collection is put together."""

from __future__ import annotations

from services.collection.persistence.store import STORE
from services.collection.service import CollectionService
from shared.persistence.documents import Store


def service_class() -> type:
    """The nameko class."""
    return CollectionService


def store() -> Store:
    """The tables."""
    return STORE
