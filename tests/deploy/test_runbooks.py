"""What the pages for operators say exists: commands, settings, metrics, files, other pages."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest
import yaml

from services.cli.commands import piaojue

ROOT = Path(__file__).parents[2]
RUNBOOKS = sorted((ROOT / "docs" / "runbooks").glob("*.md"))
PAGES = [*RUNBOOKS, ROOT / "README.md", ROOT / "deploy" / "README.md"]

CONTAINERS = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]


def code(page: Path) -> list[str]:
    """Every line of code: of the fenced blocks, and between backticks."""
    text = page.read_text()
    text = text.replace("\\\n", " ")
    blocks = re.findall(r"^ *```\w*\n(.*?)^ *```", text, re.M | re.S)
    spans = re.findall(r"`([^`\n]+)`", re.sub(r"^ *```\w*\n.*?^ *```", "", text, flags=re.M | re.S))
    return [line.strip() for block in blocks for line in block.splitlines()] + spans


def command_lines(page: Path) -> list[list[str]]:
    """The arguments of ``piaojue`` in each line that runs it, by itself or in a container."""
    found = []
    for line in code(page):
        words = shlex.split(line.split("  #")[0].replace("…", ""), comments=True) if "<" not in line else []
        while words and re.fullmatch(r"[A-Z_]+=.*", words[0]):
            words = words[1:]
        if words[:1] == ["piaojue"] and len(words) > 1:
            found.append(words[1:])
        elif words[:3] == ["docker", "compose", "run"]:
            found += in_a_container(words[3:])
    return found


def in_a_container(words: list[str]) -> list[list[str]]:
    """The arguments that the container's ``piaojue`` gets; nothing for one that runs another program."""
    entrypoint = None
    rest = iter(words)
    for word in rest:
        if word in ("--user", "-e", "--entrypoint"):
            value = next(rest)
            entrypoint = value if word == "--entrypoint" else entrypoint
        elif not word.startswith("-"):
            container = CONTAINERS[word]
            ours = entrypoint == "piaojue" or "entrypoint" not in container
            return [list(rest)] if ours else []
    raise AssertionError(words)


def parse(arguments: list[str]) -> None:
    """Have click read the line as it would, without running it; raises ``click.UsageError``."""
    command: click.Command = piaojue
    context = click.Context(command)
    rest = arguments
    while isinstance(command, click.Group):
        _, found, rest = command.resolve_command(context, rest)
        assert found is not None
        command, context = found, click.Context(found, parent=context)
    for parameter in command.params:
        # A folder that the page names is on the operator's machine, not on this one.
        if isinstance(parameter.type, click.Path):
            parameter.type = click.Path(exists=False)
    command.parse_args(context, rest)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_piaojue_command_of_a_page_is_one_that_the_program_takes(page: Path) -> None:
    for arguments in command_lines(page):
        try:
            parse(arguments)
        except click.UsageError as wrong:
            pytest.fail(f"{page.name}: piaojue {' '.join(arguments)}: {wrong.format_message()}")


def test_the_pages_name_commands_enough_to_be_worth_it() -> None:
    named = {arguments[0] for page in RUNBOOKS for arguments in command_lines(page)}
    operators = {
        "provision",
        "migrate",
        "topology",
        "keys",
        "init",
        "audit",
        "prune",
        "backup",
        "restore",
        "dlq",
    }
    assert operators | {"health", "service", "relay", "ballots", "gateway", "up"} <= named


@pytest.mark.parametrize("line", ["no-such-command", "audit no-such", "prune --older-than 3", "dlq show"])
def test_a_command_that_does_not_exist_would_be_found(line: str) -> None:
    with pytest.raises(click.UsageError):
        parse(line.split())


def source() -> str:
    folders = (ROOT / "shared", ROOT / "services", ROOT / "deploy")
    return "\n".join(path.read_text() for folder in folders for path in folder.rglob("*.py"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_setting_and_metric_of_a_page_exists(page: Path) -> None:
    known = source() + (ROOT / "Makefile").read_text() + (ROOT / "docker-compose.yml").read_text()
    for line in code(page):
        for name in re.findall(r"PIAOJUE_[A-Z_]+", line):
            assert name.removesuffix("_FILE") in known, f"{page.name}: {name}"
        for name in re.findall(r"\bpiaojue_[a-z_]+", line):
            assert f'"{name}"' in known, f"{page.name}: {name}"


def test_every_metric_is_on_the_page_of_monitoring() -> None:
    page = (ROOT / "docs" / "runbooks" / "monitoring.md").read_text()
    made = set(re.findall(r'(?:Counter|Gauge|Histogram)\(\s*"(piaojue_\w+)"', source()))
    assert made
    assert {name for name in made if f"`{name}`" not in page} == set()


@pytest.mark.parametrize("page", RUNBOOKS, ids=lambda page: page.name)
def test_every_page_and_file_that_a_runbook_names_is_there(page: Path) -> None:
    for link in re.findall(r"\]\(([^)#]+)\)", page.read_text()):
        assert (page.parent / link).exists(), link
    for name in re.findall(r"(?:deploy|tests|docs)/[\w./-]*\w", "\n".join(code(page))):
        assert name.startswith("deploy/secrets") or (ROOT / name).exists(), name


def test_the_index_names_every_runbook() -> None:
    index = (ROOT / "docs" / "runbooks" / "README.md").read_text()
    assert all(f"({page.name})" in index for page in RUNBOOKS if page.name != "README.md")
