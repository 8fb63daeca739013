"""What gunicorn's own process does beside serving: it ends with the process that started it."""

from __future__ import annotations

from typing import Any

from shared.parent import end_with_parent


def when_ready(_server: Any) -> None:
    """Called once in the arbiter."""
    end_with_parent()
