"""How records become bytes: compact JSON whose field order binds, numbers as decimal strings, unpadded base64."""

from __future__ import annotations

import base64
import hashlib
import json
from typing import Any


def compact(record: Any) -> str:
    """JSON without spaces, not escaped beyond need; keys stay in the order given."""
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def b64(text: str) -> str:
    """Unpadded standard base64 of the SHA-256 of a text: 43 characters."""
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode().rstrip("=")


def name_of(content: bytes) -> str:
    """What a record is called in the archive: its SHA-256, 64 hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()
