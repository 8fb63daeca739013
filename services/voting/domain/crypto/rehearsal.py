"""A whole electronic vote with random marks, for training and for trying outside verifiers; its name says 演练."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from gmpy2 import mpz

from services.voting.domain.crypto.archive import Board
from services.voting.domain.crypto.ballot import Answers, make_ballot
from services.voting.domain.crypto.credentials import new_credential, public_credential
from services.voting.domain.crypto.election import Election, project_questions
from services.voting.domain.crypto.encoding import compact
from services.voting.domain.crypto.reading import read_factors, read_sums
from services.voting.domain.crypto.tally import Sums, add_up, partial_decryption, result, sums_record
from services.voting.domain.crypto.trustees import (
    Trustee,
    key_share,
    trustees_record,
    vote_key,
)

UUID_ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
UUID_LENGTH = 14


@dataclass(frozen=True)
class Plan:
    """What is rehearsed: so many ballots of so many projects, trustees of whom ``threshold`` decrypt."""

    ballots: int
    candidates: int = 12
    quota: int = 10
    trustees: int = 3
    threshold: int = 2


@dataclass(frozen=True)
class Rehearsal:
    """The archive's board, the pair proofs (one line a ballot), and what the ballots plainly said."""

    board: Board
    pairs: list[str]
    totals: list[list[int]]
    result: list[list[int]]


@dataclass(frozen=True)
class Ceremony:
    """The trustees' shares after key generation, and the record of it."""

    key: mpz
    shares: dict[int, mpz]
    record: str


def new_uuid() -> str:
    """An election's uuid: fourteen digits to base 58."""
    return "".join(secrets.choice(UUID_ALPHABET) for _ in range(UUID_LENGTH))


def hold_ceremony(trustees: int, threshold: int) -> Ceremony:
    """All rounds of key generation in one place; in a real vote each trustee's part runs on its own machine."""
    all_of_them = [Trustee.new(index, threshold, trustees) for index in range(1, trustees + 1)]
    certificates = [each.certificate() for each in all_of_them]
    commitments = [each.commitments() for each in all_of_them]
    shares = {
        each.index: key_share([other.share_for(each.index) for other in all_of_them]) for each in all_of_them
    }
    bindings = [each.binding(certificates) for each in all_of_them]
    keys = [each.verification_key(shares[each.index]) for each in all_of_them]
    record = trustees_record(threshold, certificates, commitments, bindings, keys)
    return Ceremony(vote_key([each.commitment_values for each in all_of_them]), shares, record)


def rehearse(plan: Plan, stamped_at: int, progress: Callable[[int], Any] = lambda _: None) -> Rehearsal:
    """Key ceremony, envelopes, voting with random marks, close, decryption by the last t trustees, result.

    ``progress`` is told after each ballot how many there are.
    """
    ceremony = hold_ceremony(plan.trustees, plan.threshold)
    projects = tuple(f"演练项目{number:02}" for number in range(1, plan.candidates + 1))
    election = Election(
        uuid=new_uuid(),
        name="民生实事项目票决（演练）",
        description="演练：随机填写的选票，不是正式票决。",
        public_key=ceremony.key,
        questions=project_questions(projects, plan.quota),
    )
    envelopes = [new_credential() for _ in range(plan.ballots)]
    public = sorted(str(public_credential(each, election.uuid)) for each in envelopes)
    board = Board(stamped_at)
    board.set_up(election.text, ceremony.record, compact(public))
    pairs: list[str] = []
    sums: list[Sums] = []
    totals = [[0] * plan.candidates for _ in election.questions]
    for number, envelope in enumerate(envelopes, start=1):
        answers = random_answers(election)
        made = make_ballot(election, envelope, answers)
        board.accept(made.text)
        sums.append(read_sums(made.text))
        pairs.append(made.pairs_line)
        totals = [
            [a + b for a, b in zip(row, given, strict=True)]
            for row, given in zip(totals, answers, strict=True)
        ]
        progress(number)
    added: Sums = add_up(election, sums)
    board.close(plan.ballots, sums_record(added))
    factors: dict[int, list[list[mpz]]] = {}
    for index in sorted(ceremony.shares)[-plan.threshold :]:
        opened = partial_decryption(election, ceremony.shares[index], added)
        board.decrypt(index, opened)
        factors[index] = read_factors(opened)
    found = result(added, factors, plan.ballots)
    board.declare(found)
    return Rehearsal(board, pairs, totals, found)


def random_answers(election: Election) -> Answers:
    """Marks as a hall might set them: up to the quota approved, a few of the others opposed."""
    candidates = len(election.questions[0].answers)
    order = secrets.SystemRandom().sample(range(candidates), candidates)
    approved = set(order[: secrets.randbelow(election.questions[0].most + 1)])
    opposed = {each for each in order if each not in approved and secrets.randbelow(3) == 0}
    return [
        [int(each in approved) for each in range(candidates)],
        [int(each in opposed) for each in range(candidates)],
    ]
