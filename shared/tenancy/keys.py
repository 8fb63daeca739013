"""Making and rotating the keys that sign contexts.

A key folder holds ``<issuer>.pem`` for each process (mode 0600) and ``keyring.json`` with every public
key still trusted. Rotation adds the new key, leaves the old one trusted until it is pruned.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from shared.files import write_private


def make_keys(folder: Path, issuers: Iterable[str]) -> None:
    """Make a key for each process that has none yet."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for issuer in issuers:
        if not (folder / f"{issuer}.pem").exists():
            rotate_key(folder, issuer)


def rotate_key(folder: Path, issuer: str) -> str:
    """Give a process a new signing key; the old one stays trusted. Returns the new key id."""
    key = Ed25519PrivateKey.generate()
    entries = _entries(folder)
    key_id = f"{issuer}-{secrets.token_hex(4)}"
    entries.append(
        {
            "key_id": key_id,
            "issuer": issuer,
            "public": key.public_key().public_bytes_raw().hex(),
            "made_at": datetime.now(UTC).isoformat(),
        }
    )
    _write(folder, entries)
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    write_private(folder / f"{issuer}.pem", pem)
    return key_id


def prune_keys(folder: Path, older_than: timedelta) -> list[str]:
    """Stop trusting keys that were superseded and made longer ago than that; returns their ids."""
    entries = _entries(folder)
    newest = {each["issuer"]: each["key_id"] for each in entries}
    limit = datetime.now(UTC) - older_than
    gone = [
        each["key_id"]
        for each in entries
        if newest[each["issuer"]] != each["key_id"] and datetime.fromisoformat(each["made_at"]) < limit
    ]
    _write(folder, [each for each in entries if each["key_id"] not in gone])
    return gone


def _entries(folder: Path) -> list[dict[str, Any]]:
    path = folder / "keyring.json"
    return list(json.loads(path.read_text())) if path.exists() else []


def _write(folder: Path, entries: list[dict[str, Any]]) -> None:
    write_private(folder / "keyring.json", json.dumps(entries, indent=1).encode())
