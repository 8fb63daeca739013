"""The count of encrypted ballots: multiply, decrypt the products together, read the numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gmpy2 import mpz, powmod

from services.voting.domain.crypto.election import Election
from services.voting.domain.crypto.encoding import compact
from services.voting.domain.crypto.group import G, P, product
from services.voting.domain.crypto.proofs import ONE, Ciphertext, Proof, divided, prove_decryption
from services.voting.domain.crypto.trustees import lagrange

Sums = list[list[Ciphertext]]
"""For each question and answer the product over all ballots."""


class NotDecrypted(ValueError):
    """The factors do not open the products: a share was wrong, or there were too few."""


def add_up(election: Election, ballots: Sequence[Sums]) -> Sums:
    """The product over all ballots; of none, encryptions of zero."""
    sums = [[ONE for _ in question.answers] for question in election.questions]
    for ballot in ballots:
        sums = [
            [so_far * each for so_far, each in zip(row, given, strict=True)]
            for row, given in zip(sums, ballot, strict=True)
        ]
    return sums


def sums_record(sums: Sums) -> str:
    """The products as they stand in the archive."""
    return compact([[each.record() for each in row] for row in sums])


def partial_decryption(election: Election, share: mpz, sums: Sums) -> str:
    """One trustee's factors of all products, with their proofs."""
    made: list[list[tuple[mpz, Proof]]] = [
        [prove_decryption(election.fingerprint, share, each.alpha) for each in row] for row in sums
    ]
    return compact(
        {
            "decryption_factors": [[str(factor) for factor, _ in row] for row in made],
            "decryption_proofs": [[proof.record() for _, proof in row] for row in made],
        }
    )


def result(sums: Sums, factors: Mapping[int, Sequence[Sequence[mpz]]], most: int) -> list[list[int]]:
    """The numbers, from the factors of t trustees by index; each is at most ``most``, the number of ballots.

    Raises ``NotDecrypted``.
    """
    weights = lagrange(sorted(factors))
    powers = {mpz(1): 0}
    power = mpz(1)
    for number in range(1, most + 1):
        power = power * G % P
        powers[power] = number

    def opened(row: int, column: int, sealed: Ciphertext) -> int:
        factor = product(powmod(factors[each][row][column], weights[each], P) for each in weights)
        try:
            return powers[divided(sealed, factor)]
        except KeyError:
            raise NotDecrypted(f"question {row + 1}, answer {column + 1}") from None

    return [
        [opened(row, column, sealed) for column, sealed in enumerate(sealed_row)]
        for row, sealed_row in enumerate(sums)
    ]
