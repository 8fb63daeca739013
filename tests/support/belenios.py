"""The outside program: ``belenios-tool`` 2.0, which shares no code with us."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

TOOL = "belenios-tool"


class ToolMissing(RuntimeError):
    """The program is not installed, so that what it would say cannot be known."""


def run(*arguments: str, folder: Path, given: str = "") -> subprocess.CompletedProcess[str]:
    """Run it in a folder; raises ``ToolMissing``."""
    program = shutil.which(TOOL)
    if program is None:
        raise ToolMissing(f"{TOOL} is not installed: run deploy/install-debian")
    return subprocess.run(
        [program, *arguments], cwd=folder, input=given, capture_output=True, text=True, check=False
    )


def verdict(folder: Path) -> bool:
    """Whether it accepts the one archive in a folder."""
    return run("election", "verify", folder=folder).returncode == 0
