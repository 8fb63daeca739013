"""What `piaojue run` says when it cannot run: a sentence that says what to do, a code that is not zero, nothing left.

Each is tried as the account that runs the tests and, where that is root, as an ordinary user too.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from services.embedded.errors import NoAccount
from services.embedded.home import Home
from services.embedded.postgres import EmbeddedPostgres
from services.embedded.unprivileged import Account
from services.embedded.up import free_port
from tests.integration.embedded.tree import ROOT, piaojue, started

ORDINARY = Account(pwd.getpwnam("daemon").pw_uid, pwd.getpwnam("daemon").pw_gid)
"""An account that every system has, with no rights of its own."""


def interpreter(account: Account) -> str | None:
    """A Python of this version that the account can start: the one that runs, or the system's."""
    system = f"/usr/bin/python{sys.version_info.major}.{sys.version_info.minor}"
    return next((each for each in (sys.executable, system) if account.can_run(Path(each))), None)


ACCOUNTS = {"own": Account.own()}
if os.geteuid() == 0 and interpreter(ORDINARY):
    ACCOUNTS["ordinary"] = ORDINARY

Say = Callable[..., tuple[int, str]]


@pytest.fixture(params=ACCOUNTS)
def account(request: pytest.FixtureRequest) -> Account:
    return ACCOUNTS[request.param]


@pytest.fixture
def home(make_home: Callable[[], Path], account: Account) -> Iterator[Path]:
    """A folder of the account's own, not made yet."""
    home = make_home()
    account.give(home.parent)
    yield home
    shutil.rmtree(home, ignore_errors=True)


@pytest.fixture
def python(home: Path, account: Account) -> str:
    """What the account runs: this interpreter, or the system's with the packages of this environment."""
    found = interpreter(account)
    assert found is not None
    if found == sys.executable:
        return found
    venv = home.parent / "venv"
    packages = venv / "lib" / f"python{sys.version_info.major}.{sys.version_info.minor}" / "site-packages"
    packages.parent.mkdir(parents=True)
    packages.symlink_to(sysconfig.get_path("purelib"))
    (venv / "bin").mkdir()
    (venv / "bin" / "python").symlink_to(found)
    (venv / "pyvenv.cfg").write_text(f"home = {Path(found).parent}\ninclude-system-site-packages = false\n")
    return str(venv / "bin" / "python")


@pytest.fixture
def say(account: Account, python: str) -> Say:
    """Runs ``piaojue`` to its end as the account; its code and what it said."""

    def run(*arguments: str, **environment: str) -> tuple[int, str]:
        done = subprocess.run(
            [python, *piaojue(*arguments)[1:]],
            cwd=ROOT,
            env={"PATH": os.environ["PATH"], "PYTHONDONTWRITEBYTECODE": "1", **environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=120,
            check=False,
            **account.identity(),
        )
        return done.returncode, done.stdout.decode()

    return run


def start(say: Say, home: Path, port: int | str = 0) -> str:
    """What a start that must fail says."""
    code, said = say("run", "--no-demo", "--port", str(port or free_port()), "--home", str(home))
    assert code not in (0, -9, -15), said
    assert "Traceback" not in said, said
    return said


def test_a_taken_port_is_told_with_the_way_out(say: Say, home: Path) -> None:
    with socket.socket() as taker:
        taker.bind(("127.0.0.1", 0))
        taker.listen()
        port = taker.getsockname()[1]
        said = start(say, home, port)
    assert f"端口 {port} 已被其他程序占用" in said
    assert "make run PORT=8001" in said
    assert not (home / "postgres").exists()


def test_a_port_that_does_not_exist_is_told(say: Say, home: Path) -> None:
    for port in ("70000", "web", "-1"):
        assert "1至65535" in start(say, home, port)


def test_a_folder_that_cannot_be_made_or_written_is_told_with_the_way_out(
    say: Say, home: Path, account: Account
) -> None:
    home.parent.mkdir(exist_ok=True)
    (home.parent / "file").write_text("")
    unwritable = [home.parent / "file" / "home"]
    if account.uid != 0:
        # Root may write everywhere; others may not write what is root's.
        home.mkdir()
        home.chmod(0o555)
        os.chown(home, os.geteuid(), os.getegid())
        unwritable.append(home)
    for folder in unwritable:
        said = start(say, folder)
        assert "不能使用" in said
        assert "PIAOJUE_HOME" in said
    assert start(say, Path("/proc/piaojue-home")).count("PIAOJUE_HOME") == 1


def test_a_home_that_another_process_uses_is_told_with_its_number(
    say: Say, home: Path, account: Account
) -> None:
    held = Home(home)
    held.hold()
    for path in (home, home / "lock", home / "holder"):
        account.give(path)
    try:
        said = start(say, home)
    finally:
        held.release()
    assert f"进程号 {os.getpid()}" in said
    assert "Ctrl-C" in said


def test_what_a_killed_process_left_is_no_lock(make_home: Callable[[], Path]) -> None:
    home = make_home()
    home.mkdir(parents=True)
    (home / "lock").write_text("")
    (home / "holder").write_text("1")
    held = Home(home)
    held.hold()
    assert (home / "holder").read_text() == str(os.getpid())
    held.release()


def test_a_folder_of_another_account_is_told(say: Say, home: Path, account: Account) -> None:
    home.mkdir(parents=True, exist_ok=True)
    account.give(home)
    (home / "postgres").mkdir()
    other = pwd.getpwnam("nobody").pw_uid if account.uid == 0 else 0
    if os.geteuid() != 0:
        (home / "postgres").rmdir()
        (home / "postgres").symlink_to("/usr/lib")
    else:
        os.chown(home / "postgres", other, -1)
    said = start(say, home)
    assert "属于另一用户" in said
    assert "PIAOJUE_HOME" in said


def test_a_system_without_nobody_is_told_to_root(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def nobody(_name: str) -> pwd.struct_passwd:
        raise KeyError

    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(pwd, "getpwnam", nobody)
    with pytest.raises(NoAccount, match="请改用普通用户运行"):
        EmbeddedPostgres(tmp_path / "postgres").start()


def test_a_user_whom_the_system_does_not_know_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 2_000_000)
    with pytest.raises(NoAccount, match="编号 2000000"):
        EmbeddedPostgres(tmp_path / "postgres").start()


def test_a_long_path_with_spaces_and_chinese_is_no_obstacle(make_home: Callable[[], Path]) -> None:
    home = make_home()
    deep = home / ("数据 目录" * 6) / ("x" * 120)
    deep.mkdir(parents=True)
    for each in (home, deep.parent, deep):
        each.chmod(0o711)
    assert len(os.fsencode(deep)) > 108, "longer than the path of a unix socket may be"
    with EmbeddedPostgres(deep / "postgres", durable=False) as server:
        assert server.port
    shutil.rmtree(home)


def test_an_account_runs_and_stops_it_and_the_database_is_never_roots(
    home: Path, account: Account, python: str
) -> None:
    """An ordinary user's PostgreSQL is his own, root's runs as nobody; neither leaves anything running."""
    command = [python, *piaojue("run", "--no-demo", "--port", str(free_port()), "--home", str(home))[1:]]
    with started(home, *command, identity=account.identity()) as suite:
        suite.await_ready()
        servers = [each for each in suite.tree() if each.info["name"] == "postgres"]
        expected = {account.uid or pwd.getpwnam("nobody").pw_uid}
        assert {uid for each in servers for uid in each.info["uids"]} == expected
        suite.process.send_signal(signal.SIGINT)
        assert suite.process.wait(60) == 0
        assert suite.tree() == []
