"""A ballot is made for answers that are possible, and for no others; a board grows event by event."""

from __future__ import annotations

import io
import json
import tarfile
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.voting.domain.crypto.archive import Board
from services.voting.domain.crypto.ballot import (
    AnswersNotPossible,
    make_ballot,
    pair_context,
    sum_context,
)
from services.voting.domain.crypto.credentials import new_credential
from services.voting.domain.crypto.election import Election, project_questions
from services.voting.domain.crypto.encoding import b64, compact, name_of
from services.voting.domain.crypto.group import g_to, product, random_exponent
from services.voting.domain.crypto.proofs import Ciphertext, Proof, is_one_of
from services.voting.domain.crypto.reading import read_sums
from services.voting.domain.crypto.rehearsal import Plan, rehearse

PROJECTS, QUOTA = ("路", "桥", "灯"), 2
ELECTION = Election("u", "演练", "", g_to(random_exponent()), project_questions(PROJECTS, QUOTA))
marks = st.lists(st.sampled_from(["approve", "against", "abstain", "both"]), min_size=3, max_size=3)


def answers(given_marks: Sequence[str]) -> list[list[int]]:
    return [[int(each in (word, "both")) for each in given_marks] for word in ("approve", "against")]


@settings(max_examples=20, deadline=None)
@given(given_marks=marks)
def test_a_ballot_proves_that_it_approves_no_more_than_the_quota_and_nothing_twice_y033(
    given_marks: list[str],
) -> None:
    possible = sum(each == "approve" for each in given_marks) <= QUOTA and "both" not in given_marks
    if not possible:
        with pytest.raises(AnswersNotPossible):
            make_ballot(ELECTION, new_credential(), answers(given_marks))
        return
    made = make_ballot(ELECTION, new_credential(), answers(given_marks))
    record = json.loads(made.text)
    assert compact(record) == made.text
    context = f"{ELECTION.fingerprint}|{record['credential']}"
    sealed = read_sums(made.text)
    for question, row, answer in zip(ELECTION.questions, sealed, record["answers"], strict=True):
        for each, proofs in zip(row, answer["individual_proofs"], strict=True):
            assert is_one_of(ELECTION.key, context, each, [Proof.read(p) for p in proofs], (0, 1))
        total = Ciphertext(product(each.alpha for each in row), product(each.beta for each in row))
        overall = [Proof.read(each) for each in answer["overall_proof"]]
        assert is_one_of(ELECTION.key, sum_context(context, row), total, overall, question.sums)
    assert made.pairs is not None
    for index, (yes, no) in enumerate(zip(*sealed, strict=True)):
        proofs = [Proof.read(each) for each in made.pairs[index]]
        assert is_one_of(ELECTION.key, pair_context(context, index, made.tracker), yes * no, proofs, (0, 1))


def test_answers_that_do_not_fit_the_questions_are_refused() -> None:
    for wrong in ([[1, 0, 0]], [[1, 0], [0, 0]], [[2, 0, 0], [0, 0, 0]], [[0, 0, 0], [0, 0, 0], [0, 0, 0]]):
        with pytest.raises(AnswersNotPossible):
            make_ballot(ELECTION, new_credential(), wrong)


def test_the_tracker_is_the_hash_of_the_ballot_without_its_signature() -> None:
    made = make_ballot(ELECTION, new_credential(), [[0, 0, 0], [0, 0, 0]])
    record = json.loads(made.text)
    signature = record.pop("signature")
    assert signature["hash"] == made.tracker == b64(compact(record))


def test_each_event_names_the_one_before_and_each_file_is_named_by_its_bytes() -> None:
    board = rehearse(Plan(2, candidates=2, quota=1), stamped_at=1_700_000_000).board
    members = list(board.members())
    assert members[0] == ("BELENIOS", b'{"version":1,"timestamp":"1700000000"}')
    head = None
    for name, content in members[1:]:
        assert name.split(".")[0] == name_of(content)
        if name.endswith(".event.json"):
            event = json.loads(content)
            assert event.get("parent") == head
            head = name_of(content)
    assert head == board.head


def test_the_archive_is_a_tar_that_any_program_reads() -> None:
    board = Board(stamped_at=1_700_000_000)
    board.set_up("{}", "[]", "[]")
    with tarfile.open(fileobj=io.BytesIO(board.archive())) as archive:
        found = [(each.name, archive.extractfile(each).read()) for each in archive]  # type: ignore[union-attr]
    assert found == list(board.members())


def test_a_rehearsal_says_what_its_ballots_said() -> None:
    played = rehearse(Plan(4, candidates=3, quota=2, trustees=1, threshold=1), stamped_at=0)
    assert played.result == played.totals
    election = json.loads(next(content for name, content in list(played.board.members())[1:]))
    assert "演练" in election["name"]
    assert len(played.pairs) == 4
