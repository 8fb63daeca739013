"""``piaojue rehearse``: what it is asked for is looked at before the vote is played."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from services.cli.commands.rehearse import rehearse as command
from services.cli.commands.verify import verify
from services.voting.domain.crypto import rehearsal


def run(out: Path, *options: Any) -> Result:
    arguments = ["--ballots", "1", "--out", str(out), *map(str, options)]
    return CliRunner().invoke(command, arguments)


@pytest.fixture
def unplayed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A rehearsal that is begun all the same fails the test."""

    def begun(*_: Any) -> None:
        raise AssertionError("the vote was played")

    monkeypatch.setattr(rehearsal, "rehearse", begun)


@pytest.mark.usefixtures("unplayed")
@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--candidates", 3, "--quota", 5), "应确定件数（5）不能多于候选项目件数（3）。"),
        (("--trustees", 2, "--threshold", 3), "解密所需监票人数（3）不能多于监票人数（2）。"),
    ],
)
def test_numbers_that_do_not_go_together_are_refused_in_a_sentence(
    tmp_path: Path, options: tuple[Any, ...], says: str
) -> None:
    done = run(tmp_path / "a.bel", *options)
    assert (done.exit_code, says in done.output) == (2, True)


@pytest.mark.usefixtures("unplayed")
def test_where_nothing_can_be_written_is_said_before_the_vote_is_played(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder.bel").mkdir()
    (tmp_path / "taken.pairs.jsonl").mkdir()
    for out, says in (
        (tmp_path / "none" / "a.bel", f"没有文件夹 {tmp_path / 'none'}，请先建立"),
        (tmp_path / "file" / "a.bel", f"没有文件夹 {tmp_path / 'file'}"),
        (tmp_path / "a.zip", "输出文件名应以 .bel 结尾。"),
        (tmp_path / "taken.bel", "不能在文件夹"),
        (tmp_path / "folder.bel", "folder.bel"),
    ):
        done = run(out)
        assert (done.exit_code, says in done.output) == (2, True), done.output
        assert not out.is_file()


def test_a_rehearsal_is_written_and_holds(tmp_path: Path) -> None:
    out = tmp_path / "a.bel"
    done = run(out, "--candidates", 2, "--quota", 2)
    assert (done.exit_code, "演练完成：1张选票" in done.output) == (0, True)
    assert CliRunner().invoke(verify, [str(out), "--processes", "1"]).exit_code == 0
