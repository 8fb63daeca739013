"""Where publication is put together."""

from __future__ import annotations

from services.publication.persistence.store import STORE
from services.publication.service import PublicationService
from shared.persistence.documents import Store


def service_class() -> type:
    """The nameko class."""
    return PublicationService


def store() -> Store:
    """The tables."""
    return STORE
