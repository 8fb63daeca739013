"""The private servers of the tests do what the tests rely on."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pika
import psutil
import psycopg
import pytest

from tests.support.instances import DebianPostgres, Instance, RabbitNode, shared_postgres


def gone(process: psutil.Process) -> bool:
    try:
        return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def processes_of(instance: Instance) -> list[psutil.Process]:
    return [psutil.Process(int(note.name)) for note in (instance.folder / "pids").iterdir()]


def listens_on(processes: list[psutil.Process]) -> set[str]:
    return {c.laddr.ip for p in processes for c in p.net_connections("inet") if c.status == "LISTEN"}


def test_postgres_keeps_data_over_a_kill_and_leaves_nothing() -> None:
    with DebianPostgres() as server:
        with psycopg.connect(server.superuser_dsn) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 7 AS n")
        processes = processes_of(server)
        assert listens_on(processes) == {"127.0.0.1"}
        server.kill()
        server.start()
        with psycopg.connect(server.superuser_dsn) as connection:
            assert connection.execute("SELECT n FROM kept").fetchone() == (7,)
        processes += processes_of(server)
    assert all(gone(process) for process in processes)
    assert not server.folder.exists()


@pytest.mark.rabbitmq
def test_rabbitmq_keeps_a_quorum_queue_over_a_kill_at_once_and_leaves_nothing() -> None:
    with RabbitNode() as node:
        with pika.BlockingConnection(pika.URLParameters(node.uri)) as connection:
            channel = connection.channel()
            channel.queue_declare("kept", durable=True, arguments={"x-queue-type": "quorum"})
            channel.confirm_delivery()
            channel.basic_publish("", "kept", b"7", pika.BasicProperties(delivery_mode=2), mandatory=True)
        processes = processes_of(node)
        assert listens_on(processes) <= {"127.0.0.1", "::1"}
        node.kill()
        node.start()
        with pika.BlockingConnection(pika.URLParameters(node.uri)) as connection:
            consumed = connection.channel().consume("kept", inactivity_timeout=60)
            assert next(iter(consumed))[2] == b"7"
        processes += processes_of(node)
    assert all(gone(process) for process in processes)
    assert not node.folder.exists()


_USER = """
import json, sys
from pathlib import Path
from tests.support.instances import shared_postgres
with shared_postgres(Path(sys.argv[1])) as server:
    print(server.superuser_dsn, flush=True)
    sys.stdin.readline()
"""


def user_of_shared(folder: Path) -> tuple[subprocess.Popen[str], str]:
    user = subprocess.Popen(
        [sys.executable, "-c", _USER, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert user.stdout is not None
    return user, user.stdout.readline().strip()


def test_a_shared_server_outlives_the_first_user_and_ends_with_the_last_even_if_killed(
    tmp_path: Path,
) -> None:
    first, dsn = user_of_shared(tmp_path)
    second, same = user_of_shared(tmp_path)
    assert dsn == same
    folder = Path(json.loads((tmp_path / "postgres").read_text())["folder"])
    (note,) = (folder / "pids").iterdir()
    server = psutil.Process(int(note.name))

    first.communicate("\n")
    psycopg.connect(dsn).close()

    second.send_signal(signal.SIGKILL)
    second.communicate()
    # Processes of others end while they are looked at: with the attribute named, those are left out.
    others = psutil.process_iter(["cmdline"])
    guardians = [p for p in others if str(folder) in (p.info["cmdline"] or ()) and not gone(p)]
    psutil.wait_procs(guardians, timeout=20)
    assert gone(server)
    assert not folder.exists()

    with shared_postgres(tmp_path) as anew:
        assert anew.superuser_dsn != dsn
