"""Linters over what is deployed: YAML and shell."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from deploy.kubernetes.generate import render

ROOT = Path(__file__).parents[2]
YAML = [ROOT / "docker-compose.yml", *sorted((ROOT / "deploy").rglob("*.yaml"))]
SCRIPTS = sorted(
    path
    for path in (ROOT / "deploy").rglob("*")
    if path.is_file() and "secrets" not in path.parts and path.read_bytes()[:2] == b"#!"
)
RULES = ROOT / "deploy" / "yamllint.yaml"


def yamllint(*arguments: str | Path, text: str | None = None) -> str:
    command = [
        sys.executable,
        "-m",
        "yamllint",
        "--strict",
        "--config-file",
        str(RULES),
        *map(str, arguments),
    ]
    return subprocess.run(command, input=text, capture_output=True, text=True, check=False).stdout


@pytest.mark.parametrize("path", YAML, ids=lambda path: path.name)
def test_yaml_is_clean(path: Path) -> None:
    assert yamllint(path) == ""


def test_a_repeated_key_would_be_found() -> None:
    assert "duplication" in yamllint("-", text="---\na: 1\na: 2\n")


def test_the_generated_objects_have_no_repeated_key() -> None:
    assert "duplication" not in yamllint("-", text=render("piaojue:0.1.0"))


def test_there_are_scripts_to_check() -> None:
    assert {"install-debian", "setup"} <= {path.name for path in SCRIPTS}


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_script_parses_is_executable_and_clean(path: Path) -> None:
    assert path.stat().st_mode & 0o111
    shell = path.read_text().splitlines()[0].split("/")[-1].split()[-1]
    subprocess.run([shell, "-n", str(path)], check=True)
    found = subprocess.run(
        [str(Path(sys.executable).with_name("shellcheck")), str(path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (found.returncode, found.stdout) == (0, "")
