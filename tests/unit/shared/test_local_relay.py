"""The relay of one process forgets no fate of a message."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import eventlet
from eventlet.event import Event as Signal

from shared.messaging.inprocess import Fate
from shared.messaging.local_relay import LocalRelay


def test_a_fate_that_comes_while_others_are_marked_is_marked_next_time() -> None:
    relay = LocalRelay.__new__(LocalRelay)
    relay.settled = []
    row: Any = SimpleNamespace(seq=1)
    signal = Signal()
    waiting = eventlet.spawn(relay._wait, row, [signal])
    eventlet.sleep(0)
    taken, relay.settled = relay.settled, []
    signal.send(Fate("events.voting"))
    waiting.wait()
    assert taken == []
    assert relay.settled == [(row, [Fate("events.voting")])]
