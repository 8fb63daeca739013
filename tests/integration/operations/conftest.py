"""What operators do to databases needs no bus: desks of this process, on databases of their own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest


@pytest.fixture(scope="session")
def make_suite(make_direct_suite: Callable[..., Any]) -> Callable[..., Any]:
    """``make_suite("congress")``: called straight."""
    return make_direct_suite
