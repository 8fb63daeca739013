"""What the verifier says of honest votes at every stage, of rewritten chains, and on the command line."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from services.cli.commands.verify import verify as command
from services.verifier.findings import Broken
from services.verifier.questions import read_election
from services.verifier.verification import PAIR_PROOFS, Report, Request, verify
from services.voting.domain.crypto import checking_trustees
from services.voting.domain.crypto.archive import Board
from services.voting.domain.crypto.ballot import make_ballot
from services.voting.domain.crypto.credentials import new_credential, public_credential
from services.voting.domain.crypto.election import (
    Election,
    Question,
    project_questions,
    rating_questions,
)
from services.voting.domain.crypto.encoding import compact, name_of
from services.voting.domain.crypto.rehearsal import Plan, hold_ceremony, new_uuid, rehearse
from tests.support.forging import STAMP, Forgery, Played, play, tar, write

STAGES = [
    (1, "open"),
    (3, "open"),
    (4, "open"),
    (5, "closed"),
    (6, "tallied"),
    (7, "decrypting"),
    (8, "decrypting"),
]
"""Events so far (setup, three ballots, close, tally, two decryptions), and how far the vote is."""


@pytest.fixture(scope="module")
def played() -> Played:
    return play()


@pytest.fixture
def path(played: Played, tmp_path: Path) -> Path:
    return played.honest.write(tmp_path)


def events_of(forged: Forgery) -> list[str]:
    return [name for name, _ in forged.members() if name.endswith(".event.json")]


def until(forged: Forgery, events: int, folder: Path) -> Path:
    """The archive as it was after so many events."""
    members = forged.members()
    ends = [at for at, (name, _) in enumerate(members) if name.endswith(".event.json")]
    return write(folder, "earlier", tar(members[: ends[events - 1] + 1]), forged.lines())


def codes(report: Report) -> list[str]:
    return [each.code for each in report.findings]


@pytest.mark.parametrize("ballots", [0, 1, 20])
@pytest.mark.parametrize("processes", [1, 2])
def test_a_rehearsal_of_any_size_holds_in_one_process_and_in_several(
    tmp_path: Path, ballots: int, processes: int
) -> None:
    rehearsal = rehearse(Plan(ballots, candidates=3, quota=2), STAMP)
    lines = "".join(f"{each}\n" for each in rehearsal.pairs).encode()
    path = write(tmp_path, "r", rehearsal.board.archive(), lines)
    report = verify(Request(path, processes=processes))
    assert (codes(report), report.result, report.ballots) == ([], rehearsal.totals, ballots)
    assert report.head == rehearsal.board.head


@pytest.mark.parametrize("plan", [Plan(2, 2, 1, 5, 3), Plan(2, 1, 1, 1, 1), Plan(1, 2, 2, 9, 9)])
def test_any_number_of_scrutineers_and_any_threshold(tmp_path: Path, plan: Plan) -> None:
    rehearsal = rehearse(plan, STAMP)
    path = write(
        tmp_path, "r", rehearsal.board.archive(), "".join(f"{e}\n" for e in rehearsal.pairs).encode()
    )
    assert verify(Request(path)).result == rehearsal.totals


def test_the_report_names_the_vote_its_head_and_every_tracker(played: Played, path: Path) -> None:
    report = verify(Request(path))
    assert (report.uuid, report.fingerprint) == (played.election.uuid, played.election.fingerprint)
    assert (report.issued, report.ballots, report.stage) == (3, 3, "declared")
    assert report.trackers == [each.tracker for each in played.made]
    assert f"{report.head}.event.json" == events_of(played.honest)[-1]


@pytest.mark.parametrize(("events", "stage"), STAGES)
def test_a_vote_that_goes_on_holds_only_when_that_is_asked(
    played: Played, tmp_path: Path, events: int, stage: str
) -> None:
    """A dropped end looks like a vote that goes on: no one takes it for a result unawares."""
    before = played.honest
    ballots = max(0, min(events - 1, 3))
    forged = replace(before, pairs=before.pairs[:ballots])
    path = until(before, events, tmp_path)
    path.with_suffix(".pairs.jsonl").write_bytes(forged.lines())
    assert codes(verify(Request(path))) == ["chain.unfinished"]
    report = verify(Request(path, unfinished=True))
    assert (codes(report), report.stage, report.result) == ([], stage, None)


def test_an_earlier_copy_and_every_head_that_was_shown_belong_to_the_vote(
    played: Played, path: Path, tmp_path: Path
) -> None:
    heads = [name[:64] for name in events_of(played.honest)]
    for events in range(1, len(heads) + 1):
        earlier = until(played.honest, events, tmp_path / str(events))
        assert codes(verify(Request(path, against=[earlier], heads=heads[:events]))) == []


def test_a_dropped_ballot_shows_against_an_earlier_copy_and_a_shown_head(
    played: Played, tmp_path: Path
) -> None:
    """The server rewrote the whole chain without the second ballot: by itself the archive holds."""
    ballots = [played.honest.ballots[0], played.honest.ballots[2]]
    pairs = (played.honest.pairs[0], played.honest.pairs[2])
    path = played.counted(ballots, pairs=pairs).write(tmp_path / "now")
    assert codes(verify(Request(path))) == []
    heads = [name[:64] for name in events_of(played.honest)]
    assert codes(verify(Request(path, heads=[heads[3]]))) == ["head.missing"]
    earlier = until(played.honest, 4, tmp_path / "then")
    report = verify(Request(path, against=[earlier]))
    assert codes(report) == ["against.differs"]
    assert report.findings[0].where == f"{heads[2]}.event.json"


def test_a_copy_that_is_ahead_of_the_archive_shows_a_dropped_end(played: Played, tmp_path: Path) -> None:
    path = until(played.honest, 5, tmp_path / "now")
    later = until(played.honest, 7, tmp_path / "then")
    assert codes(verify(Request(path, against=[later], unfinished=True))) == ["against.shorter"]


def test_every_broken_ballot_is_named_the_first_one_first(played: Played, tmp_path: Path) -> None:
    def broken(text: str) -> str:
        return text.replace('"overall_proof":[{"challenge":"', '"overall_proof":[{"challenge":"1')

    ballots = (broken(played.honest.ballots[0]), played.honest.ballots[1], broken(played.honest.ballots[2]))
    report = verify(Request(replace(played.honest, ballots=ballots).write(tmp_path)))
    assert [each.where for each in report.findings] == [
        f"{name_of(each.encode())}.data.json" for each in (ballots[0], ballots[2])
    ]


def test_the_format_alone_is_checked_when_that_is_asked_and_what_was_left_out_is_said(path: Path) -> None:
    path.with_suffix(".pairs.jsonl").unlink()
    assert codes(verify(Request(path))) == ["pairs.unreadable"]
    report = verify(Request(path, format_only=True))
    assert (codes(report), report.skipped) == ([], [PAIR_PROOFS])


def test_a_vote_without_the_second_question_needs_no_pair_proofs(tmp_path: Path) -> None:
    ceremony = hold_ceremony(3, 2)
    grades = rating_questions(("路", "桥"), ("满意", "基本满意", "不满意"))
    election = Election(new_uuid(), "满意度测评（演练）", "", ceremony.key, grades)
    envelope = new_credential()
    ballot = make_ballot(election, envelope, [[0, 1, 0], [0, 0, 0]])
    board = Board(STAMP)
    board.set_up(election.text, ceremony.record, compact([str(public_credential(envelope, election.uuid))]))
    board.accept(ballot.text)
    path = tmp_path / "rating.bel"
    path.write_bytes(board.archive())
    report = verify(Request(path, unfinished=True))
    assert (codes(report), report.ballots) == ([], 1)


def test_both_approved_and_opposed_shows_in_the_numbers_without_any_pair_proofs(
    played: Played, tmp_path: Path
) -> None:
    """Their sum is more than the ballots where all did so; nobody needs the proofs to see that."""
    careless = replace(
        played.election, questions=(*played.election.questions, Question("意见", ("有",), 0, 1))
    )
    careless.__dict__["fingerprint"] = played.election.fingerprint
    ballots = []
    for number in range(2):
        made = json.loads(make_ballot(careless, played.envelopes[number], [[1, 0], [1, 0], [0]]).text)
        made["answers"].pop()
        ballots.append(played.signed(made, number))
    path = played.counted(ballots, pairs=()).write(tmp_path)
    assert codes(verify(Request(path))) == ["pairs.missing", "pairs.missing"]
    report = verify(Request(path, format_only=True))
    assert (codes(report), report.result) == (["result.pairs"], None)
    assert "赞成票与反对票之和（4）多于票数（2）" in report.findings[0].message


RATED = Question("路", ("满意", "不满意"), 0, 1)


@pytest.mark.parametrize(
    ("questions", "refused"),
    [
        (project_questions(("路", "桥"), 1), False),
        ([Question("赞成", ("路", "桥"), 0, 1)], False),
        ([RATED, replace(RATED, question="桥")], False),
        ([RATED, replace(RATED, question="桥", least=1)], False),
        ([Question("议题一", ("甲", "乙"), 0, 2), Question("议题二", ("丙", "丁"), 0, 2)], False),
        ([RATED, replace(RATED, question="桥", most=2)], True),
        ([RATED, replace(RATED, question="桥", answers=("满意", "不满意\u3000"))], True),
        ([Question("赞成", ("路",), 0, 1), Question("不赞成", ("路",), 0, 1)], True),
        ([Question("赞成", ("路", "桥"), 0, 1), Question("反对", ("甲", "乙", "丙"), 0, 3)], True),
        ([Question("赞成", ("Ａ路", "桥"), 0, 1), Question("不赞成", ("A路", "桥"), 0, 2)], True),
    ],
)
def test_what_reads_like_approval_and_opposition_of_the_same_projects_is_written_as_a_project_vote(
    played: Played, questions: Sequence[Question], refused: bool
) -> None:
    record = replace(played.election, questions=tuple(questions)).text.encode()
    if not refused:
        assert len(read_election(record, "").questions) == len(questions)
        return
    with pytest.raises(Broken) as broken:
        read_election(record, "")
    assert broken.value.finding.code == "election.unlike-project-vote"


class TestCommand:
    def run(self, *arguments: Any) -> Result:
        return CliRunner().invoke(command, [str(each) for each in arguments])

    def test_exit_0_and_the_numbers_when_everything_holds(self, path: Path) -> None:
        done = self.run(path)
        assert (done.exit_code, done.output.splitlines()[-1]) == (0, "全部成立。")
        assert "  桥：2" in done.output

    def test_exit_1_and_the_first_broken_thing(self, played: Played, tmp_path: Path) -> None:
        path = replace(played.honest, num_tallied=2).write(tmp_path)
        done = self.run(path)
        assert (done.exit_code, "［tally.number］" in done.output) == (1, True)
        assert "全部成立" not in done.output

    def test_json_says_the_same(self, played: Played, path: Path) -> None:
        done = self.run(path, "--json", "--format-only", "--head", events_of(played.honest)[2][:64].upper())
        record = json.loads(done.output)
        assert (done.exit_code, record["holds"], record["skipped"]) == (0, True, [PAIR_PROOFS])
        assert record["result"] == [[1, 2], [0, 1]]

    def test_whatever_cannot_be_checked_does_not_hold_and_is_named_exit_1(self, path: Path) -> None:
        missing = path.with_name("no.bel")
        for arguments, code, says in (
            ((path, "--head", "abc"), "head.malformed", "64 位十六进制数"),
            ((missing,), "archive.unreadable", "读不到存档文件：没有这个文件。"),
            ((path.parent,), "archive.unreadable", "读不到存档文件：这是文件夹，不是文件。"),
            ((path, "--against", missing), "archive.unreadable", "没有这个文件"),
            ((path, "--against", path.parent), "archive.unreadable", "这是文件夹"),
        ):
            done = self.run(*arguments)
            assert (done.exit_code, f"［{code}］" in done.output, says in done.output) == (1, True, True)
            record = json.loads(self.run(*arguments, "--json").output)
            assert (record["holds"], record["findings"][0]["code"]) == (False, code)
        path.with_suffix(".pairs.jsonl").unlink()
        assert "读不到成对证明文件：没有这个文件。" in self.run(path).output
        assert self.run(path, "--no-such-option").exit_code == 2

    def test_a_head_as_it_was_read_from_the_screen_is_a_head(self, played: Played, path: Path) -> None:
        head = events_of(played.honest)[-1][:64].upper()
        assert self.run(path, "--head", " ".join(head[at : at + 8] for at in range(0, 64, 8))).exit_code == 0

    def test_what_was_not_read_is_left_out_instead_of_being_said_as_none(self, path: Path) -> None:
        """Where the head is not the vote's, nobody has looked at credentials and ballots yet."""
        for other in (("--head", "0" * 64), ("--against", path.with_name("no.bel"))):
            done = self.run(path, *other)
            assert "链头：" in done.output
            assert not any(word in done.output for word in ("发出凭证", "收到选票", "编号", "监票人"))
            record = json.loads(self.run(path, *other, "--json").output)
            assert (record["issued"], record["ballots"], record["trustees"]) == (None, None, [])

    def test_a_project_vote_is_told_with_its_abstentions(self, path: Path) -> None:
        lines = self.run(path).output.splitlines()
        assert lines[lines.index("弃权") : -1] == ["弃权", "  路：2", "  桥：0"]
        assert json.loads(self.run(path, "--json").output)["abstained"] == [2, 0]

    def test_the_trustees_are_told_with_their_threshold_and_the_code_that_the_hall_heard(
        self, played: Played, path: Path
    ) -> None:
        code = checking_trustees.short_code(json.loads(played.honest.trustees)[0][1]["certs"])
        assert f"掌管密钥的监票人：3 人，其中 2 人即可解密，核对码 {code}" in self.run(path).output
        (party,) = json.loads(self.run(path, "--json").output)["trustees"]
        assert party == {"number": 3, "threshold": 2, "code": code}
