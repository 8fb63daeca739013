"""The image: an own small linter of its Dockerfile, and the programs that it carries."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
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
    assert "probe.py" in final["HEALTHCHECK"]


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


@pytest.fixture
def answering() -> Iterator[HTTPServer]:
    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if self.path == "/healthz" else 503)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def probe(which: str, port: int) -> int:
    command = [sys.executable, str(IMAGES / "probe.py"), which]
    environment = {"PIAOJUE_METRICS_PORT": str(port), "http_proxy": "http://127.0.0.1:9"}
    return subprocess.run(command, env=environment, capture_output=True, check=False).returncode


def test_the_probe_tells_health_from_unreadiness_and_silence(answering: HTTPServer) -> None:
    port = answering.server_port
    assert probe("healthz", port) == 0
    assert probe("readyz", port) == 1
    answering.shutdown()
    answering.server_close()
    assert probe("healthz", port) == 1


def test_setup_provisions_migrates_and_declares_in_this_order(tmp_path: Path) -> None:
    (tmp_path / "piaojue").write_text('#!/bin/sh\necho "$* ${PIAOJUE_SUPERUSER_DSN:-none}"\n')
    (tmp_path / "piaojue").chmod(0o755)
    (tmp_path / "dsn").write_text("host=database")
    done = subprocess.run(
        ["sh", str(IMAGES / "setup")],
        env={"PATH": f"{tmp_path}:/usr/bin:/bin", "PIAOJUE_SUPERUSER_DSN_FILE": str(tmp_path / "dsn")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines() == ["provision host=database", "migrate none", "topology declare none"]


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
    assert commands == {"service", "relay", "gateway"}
    for name in commands | {"provision", "migrate", "topology"}:
        assert piaojue.get_command(None, name) is not None  # type: ignore[arg-type]
