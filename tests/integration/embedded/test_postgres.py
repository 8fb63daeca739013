"""The launcher of the embedded PostgreSQL, on a folder that its account can enter unless the test says otherwise."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from services.embedded import postgres, wheel
from services.embedded.errors import EmbeddedPostgresError, FolderNotUsable, OtherMajorVersion
from services.embedded.postgres import EmbeddedPostgres
from services.embedded.unprivileged import Account


@pytest.fixture
def home(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o711)
        (folder / "refuge").mkdir()
        monkeypatch.setattr(postgres, "REFUGE", folder / "refuge")
        yield folder


@pytest.fixture
def server(home: Path) -> Iterator[EmbeddedPostgres]:
    instance = EmbeddedPostgres(home / "postgres", durable=False)
    yield instance
    instance.stop()


def ask(server: EmbeddedPostgres, statement: str) -> list[tuple[object, ...]]:
    with psycopg.connect(server.superuser_dsn(), autocommit=True) as connection:
        done = connection.execute(statement.encode())
        return done.fetchall() if done.description else []


def postmaster(server: EmbeddedPostgres) -> psutil.Process:
    return psutil.Process(int((server.data / "postmaster.pid").read_text().splitlines()[0]))


def gone(process: psutil.Process) -> bool:
    try:
        return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def test_it_listens_on_loopback_alone_and_never_runs_as_root(server: EmbeddedPostgres) -> None:
    server.start()
    process = postmaster(server)
    assert 0 not in process.uids()
    assert {c.laddr.ip for c in process.net_connections("inet") if c.status == "LISTEN"} == {"127.0.0.1"}
    assert not process.net_connections("unix")
    server.stop()
    assert gone(process)


def test_it_is_of_the_pinned_version_with_unicode_and_scram(server: EmbeddedPostgres) -> None:
    server.start()
    assert ask(server, "SHOW server_version")[0][0].split(".")[0] == str(wheel.MAJOR)  # type: ignore[attr-defined]
    assert ask(server, "SHOW server_encoding") == [("UTF8",)]
    assert ask(server, "SELECT lower('ÄÉ')") == [("äé",)]
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(server.dsn("postgres", "wrong", "postgres"))


def test_secrets_are_readable_by_their_owner_only(server: EmbeddedPostgres) -> None:
    server.start()
    assert stat.S_IMODE((server.folder / "password").stat().st_mode) == 0o600
    assert stat.S_IMODE(server.data.stat().st_mode) == 0o700
    assert not list(server.folder.glob("*.new"))


def test_a_second_start_keeps_data_and_port(home: Path, server: EmbeddedPostgres) -> None:
    server.start()
    port = server.port
    ask(server, "CREATE TABLE kept AS SELECT 7 AS n")
    server.stop()
    with EmbeddedPostgres(home / "postgres", durable=False) as again:
        assert (again.port, ask(again, "SELECT n FROM kept")) == (port, [(7,)])


def test_a_taken_port_is_replaced_by_a_free_one(server: EmbeddedPostgres) -> None:
    server.start()
    port = server.port
    server.stop()
    with socket.socket() as taker:
        taker.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taker.bind(("127.0.0.1", port))
        taker.listen()
        server.start()
        assert server.port != port
        assert ask(server, "SELECT 1") == [(1,)]


def test_a_server_that_outlived_a_killed_run_is_ended_first(home: Path, server: EmbeddedPostgres) -> None:
    server.start()
    ask(server, "CREATE TABLE kept AS SELECT 7 AS n")
    orphan = postmaster(server)
    with EmbeddedPostgres(home / "postgres", durable=False) as again:
        assert gone(orphan)
        assert ask(again, "SELECT n FROM kept") == [(7,)]


def test_a_pid_file_left_by_a_crash_is_no_obstacle(server: EmbeddedPostgres) -> None:
    server.start()
    crashed = postmaster(server)
    crashed.send_signal(signal.SIGQUIT)
    psutil.wait_procs([crashed], timeout=0)
    server.start()
    assert ask(server, "SELECT 1") == [(1,)]


def test_a_pid_file_whose_number_belongs_to_another_process_now_is_removed(server: EmbeddedPostgres) -> None:
    server.start()
    note = server.data / "postmaster.pid"
    old = note.read_text().splitlines()
    server.stop()
    note.write_text("\n".join([str(os.getpid()), *old[1:]]) + "\n")
    server.start()
    assert ask(server, "SELECT 1") == [(1,)]


def test_an_interrupted_first_start_leaves_nothing_by_halves(server: EmbeddedPostgres) -> None:
    unfinished = server.folder / "data.new"
    unfinished.mkdir(parents=True)
    (unfinished / "PG_VERSION").write_text(f"{wheel.MAJOR}\n")
    server.start()
    assert ask(server, "SELECT 1") == [(1,)]


def test_data_of_another_major_version_are_refused_with_a_sentence(server: EmbeddedPostgres) -> None:
    server.start()
    server.stop()
    (server.data / "PG_VERSION").write_text("17\n")
    with pytest.raises(OtherMajorVersion, match=r"PostgreSQL 17.*PostgreSQL 18.*piaojue backup"):
        server.start()


def test_an_unusable_folder_is_refused_with_a_sentence(home: Path) -> None:
    (home / "file").write_text("")
    with pytest.raises(FolderNotUsable, match="PIAOJUE_HOME"):
        EmbeddedPostgres(home / "file" / "postgres").start()


def test_a_lost_password_is_told_and_the_data_stay(server: EmbeddedPostgres) -> None:
    server.start()
    server.stop()
    (server.folder / "password").unlink()
    with pytest.raises(EmbeddedPostgresError, match="密码文件"):
        server.start()
    assert (server.data / "PG_VERSION").exists()


def test_it_starts_below_a_closed_folder_without_opening_it(home: Path) -> None:
    closed = home / "closed"
    closed.mkdir(mode=0o700)
    with EmbeddedPostgres(closed / "postgres", durable=False) as server:
        assert ask(server, "SELECT 1") == [(1,)]
        assert stat.S_IMODE(closed.stat().st_mode) == 0o700
        assert (server.folder / "location").exists() == (os.geteuid() == 0)
    server.erase()
    assert not server.folder.exists()
    assert list((home / "refuge").iterdir()) == []


def test_a_copied_home_does_not_share_the_data_of_the_first(home: Path) -> None:
    closed = home / "closed"
    closed.mkdir(mode=0o700)
    with EmbeddedPostgres(closed / "postgres", durable=False) as server:
        ask(server, "CREATE TABLE kept AS SELECT 7 AS n")
        copy = closed / "copy"
        copy.mkdir()
        for each in server.folder.glob("*"):
            if each.is_file() and each.name in {"location", "password"}:
                shutil.copy(each, copy)
        if os.geteuid() == 0:
            with pytest.raises(FolderNotUsable, match="复制"):
                EmbeddedPostgres(copy, durable=False).start()
        assert ask(server, "SELECT n FROM kept") == [(7,)]
    server.erase()


def test_a_copy_of_the_programs_serves_an_account_that_cannot_reach_the_wheel(home: Path) -> None:
    programs = wheel.copied_to(home) / "bin"
    assert wheel.copied_to(home) / "bin" == programs
    assert all(Account.for_server().can_run(programs / name) for name in ("postgres", "initdb", "pg_ctl"))


def test_a_statement_that_fails_does_not_reach_the_log(server: EmbeddedPostgres) -> None:
    server.start()
    ask(server, "CREATE TABLE people (name text PRIMARY KEY)")
    ask(server, "INSERT INTO people VALUES ('resident-name')")
    with pytest.raises(psycopg.errors.UniqueViolation):
        ask(server, "INSERT INTO people VALUES ('resident-name')")
    assert "resident-name" not in server.log.read_text()
