"""deploy/make-venv with interpreters that will not do: what it says, and that nothing half-made is left."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "deploy" / "make-venv"
LOCK = "deploy/requirements/runtime.txt"
MAKES_A_VENV = 'mkdir -p "$3/bin"; printf "#!/bin/sh\\nexit $PIP\\n" >"$3/bin/pip"; chmod +x "$3/bin/pip"'


@pytest.fixture
def python(tmp_path: Path) -> Path:
    """An interpreter that the test writes."""
    path = tmp_path / "python"
    path.touch(mode=0o755)
    return path


def make(python: Path | str, venv: Path, **environment: str) -> tuple[int, str]:
    done = subprocess.run(
        [SCRIPT, str(python), str(venv), LOCK],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stderr


def test_a_python_that_is_not_there_is_named_with_what_is_needed(tmp_path: Path) -> None:
    code, said = make("python3.99", tmp_path / "venv")
    assert code == 1
    assert "没有找到 python3.99" in said
    assert "make PYTHON=" in said


@pytest.mark.parametrize(
    ("version", "fits"), [("3, 10", False), ("3, 11", True), ("3, 13", True), ("3, 14", False)]
)
def test_another_version_is_refused_with_the_range(
    tmp_path: Path, python: Path, version: str, fits: bool
) -> None:
    # The script's own question, asked of a Python that says it is another.
    python.write_text(
        "#!/bin/sh\n"
        f'if [ "$1" = - ]; then {{ echo "import sys; sys.version_info = ({version}, 0)"; grep -v "^import"; }} '
        f"| {sys.executable} -\nelse {MAKES_A_VENV}\nfi\n"
    )
    code, said = make(python, tmp_path / "venv", PIP="0")
    assert (code == 0) == fits, said
    assert ("需要 Python 3.11 至 3.13" in said) != fits


def test_a_missing_venv_module_is_told_and_leaves_no_half(tmp_path: Path, python: Path) -> None:
    python.write_text('#!/bin/sh\n[ "$1" = - ] && exit 0\nmkdir -p "$3/bin"; touch "$3/bin/python"; exit 1\n')
    code, said = make(python, tmp_path / "venv")
    assert code == 1
    assert "apt-get install python3-venv" in said
    assert not (tmp_path / "venv").exists()


def test_requirements_that_cannot_be_had_are_told(tmp_path: Path, python: Path) -> None:
    python.write_text(f'#!/bin/sh\n[ "$1" = - ] && exit 0\n{MAKES_A_VENV}\n')
    assert make(python, tmp_path / "venv", PIP="0") == (0, "")
    code, said = make(python, tmp_path / "other", PIP="1")
    assert code == 1
    assert "软件源" in said
