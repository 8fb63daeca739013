"""A demo that stops says where, and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from services.demo import client
from services.demo.play import DemoStopped, play_with_progress
from services.embedded.up import free_port


def test_a_demo_that_cannot_go_on_is_a_sentence_and_no_trace_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "PATIENCE_SECONDS", 0)
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets" / "operator.json").write_text('{"login": "operator", "password": "p"}')
    with pytest.raises(DemoStopped) as stopped:
        play_with_progress(f"http://127.0.0.1:{free_port()}", tmp_path / "demo.json")
    assert "再运行一次会接着演" in str(stopped.value)
    assert str(tmp_path) in str(stopped.value)
