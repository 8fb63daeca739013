"""Evaluation alone, on its own database."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.integration.evaluation.office import Office


@pytest.fixture
def office(make_suite: Callable[..., Any], fresh_tenant: str) -> Office:
    """A tenant that no other test uses."""
    return Office(make_suite("evaluation"), fresh_tenant)
