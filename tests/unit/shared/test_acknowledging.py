"""A broker that goes away between the reply and its acknowledgement: the service lives, the message comes again."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from amqp.exceptions import ConnectionForced
from nameko.messaging import QueueConsumer

from shared.messaging.nameko_mends import SteadyQueueConsumer


def message(lost: Exception) -> Any:
    """One whose connection counts as open and fails at the next word."""

    def fail() -> None:
        raise lost

    return SimpleNamespace(channel=SimpleNamespace(connection=object()), ack=fail, requeue=fail)


LOSSES = (ConnectionResetError(104, "reset"), BrokenPipeError(32, "pipe"), ConnectionForced("shutdown"))


@pytest.mark.parametrize("lost", LOSSES, ids=lambda lost: type(lost).__name__)
@pytest.mark.parametrize("word", ["ack_message", "requeue_message"])
def test_a_connection_lost_at_the_acknowledgement_kills_no_container(word: str, lost: Exception) -> None:
    getattr(SteadyQueueConsumer(), word)(message(lost))


def test_any_other_error_of_the_acknowledgement_is_not_hidden() -> None:
    with pytest.raises(RuntimeError):
        SteadyQueueConsumer().ack_message(message(RuntimeError("twice")))


@pytest.mark.parametrize("word", ["ack_message", "requeue_message"])
def test_without_the_mend_a_reset_of_the_socket_goes_through(word: str) -> None:
    with pytest.raises(ConnectionResetError):
        getattr(QueueConsumer(), word)(message(LOSSES[0]))
