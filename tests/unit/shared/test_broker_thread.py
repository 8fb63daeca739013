"""A thread on the broker outlives what passes, and takes its process with it when it cannot."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pika
import pytest
import sqlalchemy as sa

from shared.config import Settings
from shared.messaging import broker_thread
from shared.messaging.broker_thread import BrokerThread


class Scripted(BrokerThread):
    """Serves as told, one act for each connection."""

    def __init__(self, settings: Settings, acts: list[Callable[[], None]]) -> None:
        super().__init__("scripted", settings, threading.Event())
        self.acts = acts

    def serve(self, connection: pika.BlockingConnection) -> None:
        self.healthy = True
        self.acts.pop(0)()


class NoConnection:
    is_open = False


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setattr(broker_thread.pika, "BlockingConnection", lambda _parameters: NoConnection())
    made = Settings.__new__(Settings)
    object.__setattr__(made, "amqp_uri", "amqp://127.0.0.1/")
    return made


def lost() -> None:
    raise sa.exc.OperationalError("SELECT 1", {}, Exception("terminating connection"))


def broken() -> None:
    raise ValueError("ours")


def test_a_lost_database_is_waited_for(settings: Settings) -> None:
    thread = Scripted(settings, [lost, lost])
    thread.acts.append(thread.stopped.set)
    thread.start()
    thread.join(10)
    assert not thread.is_alive()
    assert (thread.acts, thread.died) == ([], False)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_fault_of_ours_stops_the_process_instead_of_leaving_it_without_work(settings: Settings) -> None:
    thread = Scripted(settings, [broken])
    thread.start()
    thread.join(10)
    assert thread.died
    assert thread.stopped.is_set()
    assert not thread.healthy
