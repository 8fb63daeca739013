"""The image: an own small linter of its Dockerfile, and the programs that it carries."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
IMAGES = ROOT / "deploy" / "images"
KNOWN = {
    "FROM",
    "ENV",
    "RUN",
    "COPY",
    "WORKDIR",
    "LABEL",
    "USER",
    "EXPOSE",
    "HEALTHCHECK",
    "ENTRYPOINT",
    "CMD",
}


def instructions() -> list[tuple[str, str]]:
    """The Dockerfile as (instruction, argument), continued lines joined."""
    text = re.sub(r"^\s*#.*\n", "", (IMAGES / "Dockerfile").read_text(), flags=re.M).replace("\\\n", " ")
    lines = [line.split(maxsplit=1) for line in text.splitlines() if line.strip()]
    return [(name, " ".join(rest.split())) for name, rest in lines]


def stages() -> list[list[tuple[str, str]]]:
    found: list[list[tuple[str, str]]] = []
    for name, argument in instructions():
        if name == "FROM":
            found.append([])
        found[-1].append((name, argument))
    return found


def test_it_uses_known_instructions_only() -> None:
    assert {name for name, _ in instructions()} <= KNOWN


def test_it_builds_in_one_stage_and_runs_in_another_of_the_same_named_version() -> None:
    bases = [stage[0][1].partition(" AS ")[0] for stage in stages()]
    assert len(bases) == 2
    assert set(bases) == {"python:3.12-slim-bookworm"}


def test_it_installs_the_locked_requirements_by_hash_before_the_source_is_copied() -> None:
    build = stages()[0]
    install = next(i for i, (name, text) in enumerate(build) if name == "RUN" and "--require-hashes" in text)
    source = next(i for i, each in enumerate(build) if each == ("COPY", "services ./services"))
    assert install < source
    own = [text for name, text in build if name == "RUN" and "--editable" in text]
    assert all("--no-deps --no-build-isolation" in text for text in own) and own


def test_the_running_stage_ends_as_a_user_without_rights() -> None:
    final = stages()[-1]
    users = [argument for name, argument in final if name == "USER"]
    assert users == ["10001:10001"]
    after = final[final.index(("USER", "10001:10001")) + 1 :]
    assert not {"RUN", "COPY"} & {name for name, _ in after}


def test_commands_are_given_in_exec_form_and_health_is_checked() -> None:
    final = dict(stages()[-1])
    assert final["ENTRYPOINT"] == '["piaojue"]'
    assert final["CMD"].startswith("[")
    assert final["HEALTHCHECK"].endswith('CMD ["piaojue", "health"]')


def test_nothing_secret_and_no_registry_address_is_in_it() -> None:
    text = (IMAGES / "Dockerfile").read_text()
    assert not re.search(r"(?i)password|secret=|token|index-url|https?://", text)


def test_what_it_copies_is_there_and_let_through_by_the_ignore_file() -> None:
    ignore = (IMAGES / "Dockerfile.dockerignore").read_text().splitlines()
    assert ignore[1] == "*"
    allowed = {line[1:] for line in ignore if line.startswith("!")}
    copied = [
        source.removeprefix("./")
        for stage in stages()
        for name, argument in stage
        if name == "COPY" and not argument.startswith("--from")
        for source in argument.split()[:-1]
    ]
    assert set(copied) == allowed
    assert all((ROOT / source).exists() for source in copied)


def stand_in(folder: Path, body: str) -> dict[str, str]:
    """A ``piaojue`` that does this, and the environment in which it is found."""
    (folder / "piaojue").write_text(f"#!/bin/sh\n{body}\n")
    (folder / "piaojue").chmod(0o755)
    return {"PATH": f"{folder}:/usr/bin:/bin"}


def test_setup_provisions_migrates_and_declares_and_only_the_first_is_told_of_the_superuser(
    tmp_path: Path,
) -> None:
    environment = stand_in(tmp_path, 'echo "$* ${PIAOJUE_SUPERUSER_DSN_FILE:-none}"')
    done = subprocess.run(
        ["sh", str(IMAGES / "setup")],
        env={**environment, "PIAOJUE_SUPERUSER_DSN_FILE": "/run/piaojue/superuser_dsn"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines() == [
        "provision /run/piaojue/superuser_dsn",
        "migrate none",
        "topology declare none",
    ]


@pytest.mark.parametrize(
    ("fails", "did"),
    [
        ("nothing", ["calendar advance", "audit anchor", "prune", "sleep 86400"]),
        ("calendar advance", ["calendar advance", "sleep 3600"]),
        ("audit anchor", ["calendar advance", "audit anchor", "sleep 3600"]),
        ("prune", ["calendar advance", "audit anchor", "prune", "sleep 3600"]),
    ],
)
def test_the_daily_work_is_the_calendar_anchoring_and_pruning_and_a_failure_is_tried_again_within_the_hour(
    tmp_path: Path, fails: str, did: list[str]
) -> None:
    calls = tmp_path / "calls"
    environment = stand_in(tmp_path, f'echo "$*" >>{calls}\n[ "$*" != "{fails}" ]')
    # The round ends at its first sleep.
    (tmp_path / "sleep").write_text(f'#!/bin/sh\necho "sleep $*" >>{calls}\nkill $PPID\n')
    (tmp_path / "sleep").chmod(0o755)
    note = tmp_path / "done"
    script = (IMAGES / "daily").read_text().replace("/tmp/daily-done", str(note))
    assert str(note) in script
    subprocess.run(["sh", "-c", script], env=environment, check=False)
    assert calls.read_text().splitlines() == did
    assert note.exists() == (fails == "nothing")


def test_every_setting_that_a_deployment_gives_is_one_that_the_programs_read() -> None:
    read = "\n".join(
        path.read_text() for folder in ("shared", "services") for path in (ROOT / folder).rglob("*.py")
    )
    deployed = (ROOT / "docker-compose.yml").read_text() + (
        ROOT / "deploy/kubernetes/generate.py"
    ).read_text()
    given = set(re.findall(r"PIAOJUE_[A-Z_]+", deployed)) - {"PIAOJUE_VERSION"}
    assert len(given) > 5
    assert {name for name in given if name not in read and name.removesuffix("_FILE") not in read} == set()


def test_every_command_that_a_deployment_runs_exists() -> None:
    from services.cli.commands import piaojue

    containers = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
    commands = {
        each["command"][0]
        for each in containers.values()
        if each.get("image", "").startswith("piaojue:") and each.get("command") and "entrypoint" not in each
    }
    assert commands == {"service", "relay", "ballots", "gateway"}
    for name in commands | {"provision", "migrate", "topology", "health"}:
        assert piaojue.get_command(None, name) is not None  # type: ignore[arg-type]
