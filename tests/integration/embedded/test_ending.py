"""However a suite is ended, its whole tree ends and its data stay usable."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from services.embedded.up import free_port
from tests.integration.embedded.tree import ROOT, Started, piaojue, run_suite, started, wait_for


def names(suite: Started) -> set[str]:
    return {each.info["name"] for each in suite.tree()}


def test_a_killed_supervisor_takes_everything_with_it_and_the_next_start_works(
    make_home: Callable[[], Path],
) -> None:
    home = make_home()
    with run_suite(home) as suite:
        assert "postgres" in names(suite)
        suite.process.kill()
        suite.process.wait()
        assert wait_for(lambda: suite.tree() == []), suite.tree()
    with run_suite(home) as again:
        again.process.send_signal(signal.SIGTERM)
        assert again.process.wait(60) == 0
        assert again.tree() == []


def test_a_signal_while_the_suite_still_starts_ends_the_tree(make_home: Callable[[], Path]) -> None:
    home = make_home()
    with started(
        home, *piaojue("run", "--no-demo", "--port", str(free_port()), "--home", str(home))
    ) as suite:
        assert wait_for((home / "postgres" / "port").exists), suite.said()
        suite.process.send_signal(signal.SIGTERM)
        assert suite.process.wait(60) == 0
        assert wait_for(lambda: suite.tree() == []), suite.tree()


def test_a_suite_that_dies_by_itself_is_told_and_the_database_ends(make_home: Callable[[], Path]) -> None:
    with run_suite(make_home()) as suite:
        (served,) = [each for each in suite.tree() if "suite" in (each.info["cmdline"] or ())]
        served.kill()
        assert suite.process.wait(60) == 1
        assert "意外退出" in suite.said()
        assert "Traceback" not in suite.said()
        assert wait_for(lambda: suite.tree() == []), suite.tree()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_to_make_run_ends_the_tree(
    make_home: Callable[[], Path], tmp_path: Path, number: signal.Signals
) -> None:
    """``make`` sends on what it gets, or is gone with its child: its recipe ends in exec."""
    home = make_home()
    folder = a_checkout_with_this_environment(tmp_path)
    command = ["make", "-C", str(folder), "run", f"PORT={free_port()}", f"PIAOJUE_HOME={home}"]
    # As a terminal does it: the signal goes to the whole foreground group.
    with started(home, "setsid", "--wait", *command) as suite:
        assert wait_for((home / "suite.log").exists) or suite.process.poll() is not None, suite.said()
        groups = {os.getpgid(each.pid) for each in suite.tree() if each.info["name"] == "make"}
        (group,) = groups
        os.killpg(group, number)
        suite.process.wait(90)
        assert wait_for(lambda: suite.tree() == []), suite.tree()
        assert "Traceback" not in suite.said()


def a_checkout_with_this_environment(folder: Path) -> Path:
    """A Makefile whose virtual environment is the one that runs the tests, already installed."""
    venv = folder / ".venv"
    (venv / "bin").mkdir(parents=True)
    for name in ("Makefile", "deploy", "pyproject.toml"):
        (folder / name).symlink_to(ROOT / name)
    program = shutil.which("env")
    (venv / "bin" / "piaojue").write_text(
        f'#!/bin/sh\ncd {ROOT} && exec {program} {piaojue()[0]} -m services.cli.main "$@" --no-demo\n'
    )
    (venv / "bin" / "piaojue").chmod(0o755)
    (venv / "runtime").touch()
    return folder


@pytest.mark.long
@pytest.mark.rabbitmq
def test_a_killed_supervisor_of_processes_takes_broker_database_and_all_processes_with_it(
    make_home: Callable[[], Path],
) -> None:
    home = make_home()
    port = str(free_port())
    command = piaojue("up", "--no-demo", "--port", port, "--home", str(home))
    with started(home, *command) as suite:
        suite.await_ready()
        assert {"postgres", "beam.smp", "epmd"} <= names(suite)
        suite.process.kill()
        suite.process.wait()
        assert wait_for(lambda: suite.tree() == []), suite.tree()
