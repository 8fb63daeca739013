"""An outside program confirms the count, and what it makes itself is counted by us (ballot-format.md)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from services.voting.domain.crypto.archive import Board
from services.voting.domain.crypto.ballot import make_ballot
from services.voting.domain.crypto.credentials import new_credential, public_credential
from services.voting.domain.crypto.election import Election, Question
from services.voting.domain.crypto.encoding import compact
from services.voting.domain.crypto.reading import read_factors, read_sums
from services.voting.domain.crypto.rehearsal import (
    Ceremony,
    Plan,
    Rehearsal,
    hold_ceremony,
    new_uuid,
    rehearse,
)
from services.voting.domain.crypto.tally import add_up, partial_decryption, result, sums_record
from tests.support.belenios import run, verdict

STAMP = 1_700_000_000


def written(board: Board, folder: Path) -> Path:
    election = json.loads(next(content for name, content in list(board.members())[1:]))
    file = folder / f"{election['uuid']}.bel"
    file.write_bytes(board.archive())
    return file


def declare(
    board: Board, election: Election, ceremony: Ceremony, ballots: list[str], owners: list[int]
) -> list[list[int]]:
    """From the close to the result, by these trustees."""
    sums = add_up(election, [read_sums(each) for each in ballots])
    board.close(len(ballots), sums_record(sums))
    factors = {}
    for owner in owners:
        opened = partial_decryption(election, ceremony.shares[owner], sums)
        board.decrypt(owner, opened)
        factors[owner] = read_factors(opened)
    found = result(sums, factors, len(ballots))
    board.declare(found)
    return found


@pytest.mark.parametrize(
    ("ballots", "candidates", "quota"),
    [(0, 12, 10), (1, 12, 10), (50, 12, 10), (3, 1, 1), pytest.param(400, 12, 10, marks=pytest.mark.long)],
)
def test_a_whole_vote_is_accepted_and_says_what_the_ballots_said(
    tmp_path: Path, ballots: int, candidates: int, quota: int
) -> None:
    played: Rehearsal = rehearse(Plan(ballots, candidates, quota), STAMP)
    written(played.board, tmp_path)
    assert played.result == played.totals
    assert verdict(tmp_path)


def test_three_of_five_scrutineers_suffice_whoever_they_are(tmp_path: Path) -> None:
    for number, plan in enumerate((Plan(2, 2, 1, 5, 3), Plan(2, 2, 1, 1, 1), Plan(2, 2, 1, 9, 9))):
        folder = tmp_path / str(number)
        folder.mkdir()
        written(rehearse(plan, STAMP).board, folder)
        assert verdict(folder), plan


def test_one_altered_byte_of_a_ballot_is_refused(tmp_path: Path) -> None:
    file = written(rehearse(Plan(2, 2, 1), STAMP).board, tmp_path)
    whole = file.read_bytes()
    place = whole.index(b'"individual_proofs"') + 60
    assert whole[place : place + 1].isdigit()
    other = b"1" if whole[place : place + 1] != b"1" else b"2"
    file.write_bytes(whole[:place] + other + whole[place + 1 :])
    assert not verdict(tmp_path)


def test_ballots_that_the_outside_program_makes_are_counted_beside_ours(tmp_path: Path) -> None:
    """Without the second question: it cannot make pair proofs."""
    ceremony = hold_ceremony(3, 2)
    question = Question("赞成", ("路", "桥", "灯"), 0, 2)
    election = Election(new_uuid(), "演练", "演练", ceremony.key, (question,))
    envelopes = [new_credential() for _ in range(3)]
    public = sorted(str(public_credential(each, election.uuid)) for each in envelopes)
    board = Board(STAMP)
    board.set_up(election.text, ceremony.record, compact(public))
    written(board, tmp_path)
    given = [[[1, 1, 0]], [[0, 0, 0]], [[0, 1, 0]]]
    ballots = [make_ballot(election, envelopes[0], given[0]).text]
    for envelope, answers in zip(envelopes[1:], given[1:], strict=True):
        (tmp_path / "credential").write_text(envelope)
        (tmp_path / "answers").write_text(json.dumps(answers))
        made = run(
            "election", "generate-ballot", "--privcred", "credential", "--ballot", "answers", folder=tmp_path
        )
        assert made.returncode == 0, made.stderr
        ballots.append(made.stdout.strip())
    for each in ballots:
        board.accept(each)
    assert declare(board, election, ceremony, ballots, [1, 3]) == [[1, 2, 0]]
    written(board, tmp_path)
    assert verdict(tmp_path)
