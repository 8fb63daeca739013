"""Identifiers of aggregates: opaque, unguessable, the same length everywhere."""

from __future__ import annotations

import secrets

ID_BYTES = 12


def new_id() -> str:
    """24 hexadecimal digits."""
    return secrets.token_hex(ID_BYTES)
