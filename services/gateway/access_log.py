"""No line a request: address, moment and path of everybody who casts a ballot would stand in it, in the order of casting."""

from __future__ import annotations

from typing import Any

from gunicorn.glogging import Logger


class NoAccessLog(Logger):
    """gunicorn's own log, which never writes that somebody asked; ``GUNICORN_CMD_ARGS`` cannot switch that on."""

    def access(self, *_request: Any) -> None:
        """Called after each request."""
