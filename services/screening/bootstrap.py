"""Where screening is put together."""

from __future__ import annotations

from services.screening.persistence.store import STORE
from services.screening.service import ScreeningService
from shared.persistence.documents import Store


def service_class() -> type:
    """The nameko class."""
    return ScreeningService


def store() -> Store:
    """The tables."""
    return STORE
