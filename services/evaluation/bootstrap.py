"""Where evaluation is put together."""

from __future__ import annotations

from services.evaluation.persistence.store import STORE
from services.evaluation.service import EvaluationService
from shared.persistence.documents import Store


def service_class() -> type:
    """The nameko class."""
    return EvaluationService


def store() -> Store:
    """The tables."""
    return STORE
