"""Where supervision is put together."""

from __future__ import annotations

from services.supervision.persistence.store import STORE
from services.supervision.service import SupervisionService
from shared.persistence.documents import Store


def service_class() -> type:
    """The nameko class."""
    return SupervisionService


def store() -> Store:
    """The tables."""
    return STORE
