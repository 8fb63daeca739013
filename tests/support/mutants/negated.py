"""A ballot whose alphas are negated: of order 2q, so no members of the group, yet every proof of it can hold.

A branch of a proof with the challenge c sees (−alpha)^c, which is alpha^c when c is even; a cheating device tries until
all its challenges are.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from gmpy2 import mpz

from services.voting.domain.crypto.ballot import pair_context, sum_context
from services.voting.domain.crypto.encoding import compact
from services.voting.domain.crypto.group import P, Q, random_exponent
from services.voting.domain.crypto.proofs import Ciphertext, Proof, encrypt, prove_one_of
from tests.support.forging import Played


def outside_the_group(played: Played) -> tuple[str, str]:
    """The first deputy's ballot, 赞成 for the first project, with every alpha negated; and its line of pair proofs."""
    election = played.election
    marks = [[1, 0], [0, 0]]
    randomness = [[random_exponent() for _ in row] for row in marks]
    sealed = [
        [negated(encrypt(election.key, mark, r)) for mark, r in zip(row, given, strict=True)]
        for row, given in zip(marks, randomness, strict=True)
    ]
    record = json.loads(played.honest.ballots[0])
    context = f"{election.fingerprint}|{record['credential']}"
    record["answers"] = [
        {
            "choices": [each.record() for each in row],
            "individual_proofs": [
                _even(_prover(played, context, each, r, mark, (0, 1)))
                for each, r, mark in zip(row, given, of, strict=True)
            ],
            "overall_proof": _even(
                _prover(
                    played, sum_context(context, row), row[0] * row[1], sum(given) % Q, sum(of), question.sums
                )
            ),
        }
        for question, row, given, of in zip(election.questions, sealed, randomness, marks, strict=True)
    ]
    text = played.signed(record, 0)
    tracker = json.loads(text)["signature"]["hash"]
    pairs = [
        _even(
            _prover(
                played,
                pair_context(context, index, tracker),
                sealed[0][index] * sealed[1][index],
                (randomness[0][index] + randomness[1][index]) % Q,
                marks[0][index] + marks[1][index],
                (0, 1),
            )
        )
        for index in range(2)
    ]
    return text, compact({"hash": tracker, "proofs": pairs})


def negated(ciphertext: Ciphertext) -> Ciphertext:
    """The ciphertext with −alpha."""
    return Ciphertext(P - ciphertext.alpha, ciphertext.beta)


def _prover(
    played: Played, context: str, sealed: Ciphertext, randomness: mpz, message: int, allowed: Sequence[int]
) -> Callable[[], list[Proof]]:
    return lambda: prove_one_of(played.election.key, context, sealed, randomness, message, allowed)


def _even(prove: Callable[[], list[Proof]]) -> list[dict[str, str]]:
    while True:
        proofs = prove()
        if all(each.challenge % 2 == 0 for each in proofs):
            return [each.record() for each in proofs]
