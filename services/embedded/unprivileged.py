"""The account a database server runs under: PostgreSQL refuses root, so root lends it ``nobody``."""

from __future__ import annotations

import os
import pwd
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from services.embedded.errors import NoAccount


@dataclass(frozen=True)
class Account:
    """An account that programs are run under. ``own()`` is the one we have."""

    uid: int
    gid: int

    @staticmethod
    def own() -> Account:
        """The account of this process."""
        return Account(os.geteuid(), os.getegid())

    @staticmethod
    def for_server() -> Account:
        """Ourselves, or ``nobody`` when we are root; raises ``NoAccount`` where the system knows neither."""
        if os.geteuid() != 0:
            try:
                pwd.getpwuid(os.geteuid())
            except KeyError:
                raise NoAccount(
                    f"当前用户（编号 {os.geteuid()}）没有在本系统登记，PostgreSQL 不能以它运行。请改用已登记的用户运行。"
                ) from None
            return Account.own()
        try:
            nobody = pwd.getpwnam("nobody")
        except KeyError:
            raise NoAccount(
                "PostgreSQL 不能以 root 运行，而本系统没有 nobody 账号可以借用。请改用普通用户运行，或建立 nobody 账号。"
            ) from None
        return Account(nobody.pw_uid, nobody.pw_gid)

    @property
    def is_ours(self) -> bool:
        """Whether no change of account is needed."""
        return self.uid == os.geteuid()

    def run(self, command: Sequence[str | Path], seconds: float = 120) -> subprocess.CompletedProcess[bytes]:
        """Run a program to its end under this account; raises ``OSError`` or ``TimeoutExpired``."""
        # The locale is fixed so that no message of ours depends on what the machine has installed.
        environment = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC", "HOME": "/"}
        return subprocess.run(  # noqa: S603 - programs of the wheel or the system, arguments of ours
            [str(part) for part in command],
            cwd="/",
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=seconds,
            check=False,
            **self.identity(),
        )

    def identity(self) -> dict[str, Any]:
        """The arguments by which ``subprocess`` changes to this account."""
        return {} if self.is_ours else {"user": self.uid, "group": self.gid, "extra_groups": []}

    def can_enter(self, folder: Path) -> bool:
        """Whether the account gets into the folder, asked of the kernel rather than guessed from modes."""
        return self.is_ours or self.run(["/bin/sh", "-c", 'cd -- "$1"', "sh", folder]).returncode == 0

    def can_run(self, program: Path) -> bool:
        """Whether the account may start the program."""
        try:
            return self.run([program, "--version"]).returncode == 0
        except OSError:
            return False

    def give(self, path: Path) -> None:
        """Make the path belong to the account."""
        if not self.is_ours:
            os.chown(path, self.uid, self.gid, follow_symlinks=False)
