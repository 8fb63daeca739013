"""What a suite that runs for days does once in each: a day begins for every congress, the audit heads are anchored."""

from __future__ import annotations

import subprocess
from types import SimpleNamespace
from typing import Any

import pytest

from services.congress import anchoring, daybreak
from services.embedded.run import DAY_SECONDS, keep_daily


def test_a_day_begins_and_heads_are_anchored_at_the_start_and_every_day_until_the_suite_ends(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    done: list[Any] = []
    monkeypatch.setattr(daybreak, "begin_day", lambda settings: done.append(("begun", settings)))
    monkeypatch.setattr(anchoring, "anchor_heads", lambda settings: done.append(("anchored", settings)))

    def wait(seconds: float) -> int:
        assert seconds == DAY_SECONDS
        if len(done) < 6:
            raise subprocess.TimeoutExpired("suite", seconds)
        return 7

    settings: Any = SimpleNamespace()
    assert keep_daily(settings, wait) == 7
    assert done == [("begun", settings), ("anchored", settings)] * 3
