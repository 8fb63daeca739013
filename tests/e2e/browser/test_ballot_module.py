"""The module that encrypts in the browser: what it makes stands beside ballots of ours in one archive."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from services.voting.domain.crypto.archive import Board
from services.voting.domain.crypto.ballot import Made, make_ballot, pair_context
from services.voting.domain.crypto.credentials import new_credential, public_credential
from services.voting.domain.crypto.election import Election, project_questions, rating_questions
from services.voting.domain.crypto.encoding import compact
from services.voting.domain.crypto.proofs import Proof, is_one_of
from services.voting.domain.crypto.reading import read_factors, read_sums
from services.voting.domain.crypto.rehearsal import hold_ceremony, new_uuid, random_answers
from services.voting.domain.crypto.tally import add_up, partial_decryption, result, sums_record
from tests.e2e.browser.module_page import module_page
from tests.support.belenios import verdict

MAKE = """async ({election, credential, answers}) => {
  const {Election, makeBallot} = await import("/ballot/ballot.js");
  try { return await makeBallot(await Election.open(election), credential, answers); }
  catch (refused) { return {refused: refused.name, text: refused.message}; }
}"""
PROJECTS = tuple(f"项目{number}" for number in range(1, 13))
CEREMONY = hold_ceremony(3, 2)
ELECTION = Election(new_uuid(), "演练", "演练", CEREMONY.key, project_questions(PROJECTS, 10))


@pytest.fixture
def hall(browser: Browser) -> Iterator[Page]:
    """An empty page of the hall's own host, from which the module can be imported."""
    with module_page(browser) as page:
        yield page


def made_in(page: Page, credential: str, answers: Any, election: str = ELECTION.text) -> dict[str, Any]:
    made: dict[str, Any] = page.evaluate(
        MAKE, {"election": election, "credential": credential, "answers": answers}
    )
    return made


def test_browser_and_python_ballots_stand_in_one_archive_that_an_outside_program_accepts(
    hall: Page, tmp_path: Path
) -> None:
    envelopes = [new_credential() for _ in range(4)]
    given = [random_answers(ELECTION) for _ in envelopes]
    board = Board(1_700_000_000)
    public = sorted(str(public_credential(each, ELECTION.uuid)) for each in envelopes)
    board.set_up(ELECTION.text, CEREMONY.record, compact(public))
    ballots = []
    for number, (envelope, answers) in enumerate(zip(envelopes, given, strict=True)):
        if number % 2:
            ballots.append(make_ballot(ELECTION, envelope, answers).text)
        else:
            ballots.append(made_in(hall, envelope, answers)["text"])
        board.accept(ballots[-1])
    sums = add_up(ELECTION, [read_sums(each) for each in ballots])
    board.close(len(ballots), sums_record(sums))
    factors = {}
    for owner in (2, 3):
        opened = partial_decryption(ELECTION, CEREMONY.shares[owner], sums)
        board.decrypt(owner, opened)
        factors[owner] = read_factors(opened)
    found = result(sums, factors, len(ballots))
    board.declare(found)
    assert found == [
        [sum(answers[question][project] for answers in given) for project in range(len(PROJECTS))]
        for question in range(2)
    ]
    (tmp_path / f"{ELECTION.uuid}.bel").write_bytes(board.archive())
    assert verdict(tmp_path)


def test_the_browsers_pair_proofs_hold_for_this_ballot_and_no_other(hall: Page) -> None:
    credential = new_credential()
    answers = random_answers(ELECTION)
    first, second = (made_in(hall, credential, answers) for _ in range(2))
    assert first["tracker"] != second["tracker"]
    context = f"{ELECTION.fingerprint}|{public_credential(credential, ELECTION.uuid)}"
    yes, no = read_sums(first["text"])
    for index, proofs in enumerate(first["pairs"]):
        both = yes[index] * no[index]
        read = [Proof.read(each) for each in proofs]
        assert is_one_of(ELECTION.key, pair_context(context, index, first["tracker"]), both, read, (0, 1))
        assert not is_one_of(
            ELECTION.key, pair_context(context, index, second["tracker"]), both, read, (0, 1)
        )


def test_the_browser_writes_records_as_we_do(hall: Page) -> None:
    """Same keys in the same order, same kinds of values; only the random numbers differ."""
    credential, answers = new_credential(), random_answers(ELECTION)
    ours: Made = make_ballot(ELECTION, credential, answers)
    theirs = made_in(hall, credential, answers)
    assert shape(json.loads(theirs["text"])) == shape(json.loads(ours.text))
    assert compact(json.loads(theirs["text"])) == theirs["text"]
    assert shape(theirs["pairs"]) == shape(ours.pairs)


def shape(record: Any) -> Any:
    """A record with each text replaced by its kind."""
    if isinstance(record, dict):
        return [(key, shape(value)) for key, value in record.items()]
    if isinstance(record, list):
        return [shape(each) for each in record]
    return "number" if str(record).isdigit() else "text"


@pytest.mark.parametrize(
    ("answers", "refused"),
    [
        ([[1] * 11 + [0], [0] * 12], "AnswersNotPossible"),
        ([[1] + [0] * 11, [1] + [0] * 11], "AnswersNotPossible"),
        ([[1] * 3, [0] * 12], "AnswersNotPossible"),
    ],
)
def test_what_is_not_possible_is_refused_in_plain_words_before_anything_is_made(
    hall: Page, answers: list[list[int]], refused: str
) -> None:
    found = made_in(hall, new_credential(), answers)
    assert found["refused"] == refused
    assert "请返回修改" in found["text"]


def test_a_mistyped_code_and_an_unknown_format_are_refused_in_plain_words(hall: Page) -> None:
    credential = new_credential()
    other = "2" if credential[0] != "2" else "3"
    assert made_in(hall, other + credential[1:], random_answers(ELECTION))["refused"] == "CredentialMistyped"
    for spoiled in (
        "",
        "{}",
        ELECTION.text.replace('"version":1', '"version":2'),
        ELECTION.text.replace("2048", "1024"),
    ):
        assert made_in(hall, credential, random_answers(ELECTION), spoiled)["refused"] == "ElectionUnknown"


def test_what_only_looks_like_approval_and_opposition_of_the_same_projects_is_no_vote_to_the_booth(
    hall: Page,
) -> None:
    """No pair proofs would be due for it, though a deputy and a reader of the result take it for a project vote."""
    yes, no = ELECTION.questions
    for second in (
        replace(no, answers=(*no.answers[:-1], f"{no.answers[-1]}\u3000")),
        replace(no, question="反\u200b对"),
        replace(no, question="不赞成"),
    ):
        answers = [[0] * len(yes.answers), [0] * len(no.answers)]
        looks = replace(ELECTION, questions=(yes, second))
        assert made_in(hall, new_credential(), answers, looks.text)["refused"] == "ElectionUnknown"
    ratings = replace(ELECTION, questions=rating_questions(("路", "桥"), ("满意", "不满意")))
    assert made_in(hall, new_credential(), [[1, 0], [0, 0]], ratings.text)["pairs"] is None


def test_without_a_secure_context_the_page_says_so_instead_of_encrypting(browser: Browser) -> None:
    with module_page(browser, origin="http://hall.example") as page:
        found = made_in(page, new_credential(), random_answers(ELECTION))
    assert found["refused"] == "InsecureContext"
    assert "https" in found["text"] and "纸质选票" in found["text"]
