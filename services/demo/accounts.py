"""The demo's accounts: random passwords, made once, kept in a file that only the owner may read."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from pathlib import Path

from shared.files import write_private
from shared.tenancy.roles import Role


@dataclass(frozen=True)
class Account:
    """A log-in of one demo tenant."""

    tenant: str
    login: str
    display_name: str
    roles: tuple[Role, ...]
    unit: str | None = None


class Accounts:
    """Passwords by tenant and login. A replay finds the same ones."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._known: dict[str, str] = json.loads(file.read_text()) if file.exists() else {}

    def password(self, tenant: str, login: str) -> str:
        """The password of an account, made when it is first asked for."""
        key = f"{tenant}/{login}"
        if key not in self._known:
            self._known[key] = secrets.token_urlsafe(9) + "-demo"
            write_private(self._file, json.dumps(self._known, indent=1).encode())
        return self._known[key]

    def operator(self) -> tuple[str, str]:
        """Login and password of the operator, who was there before the demo."""
        known = json.loads((self._file.parent / "secrets" / "operator.json").read_text())
        return known["login"], known["password"]

    def all(self) -> dict[str, str]:
        """Every ``tenant/login`` with its password."""
        return dict(self._known)
