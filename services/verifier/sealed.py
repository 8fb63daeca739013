"""Ciphertexts, and what is proved of them (ballot-format.md, "Encodings")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from gmpy2 import mpz

from services.verifier.group import product
from services.verifier.powers import Chain, digits
from services.verifier.proofs import Keys, Proof, is_one_of
from services.verifier.strict import fields, residue


class Ciphertext(NamedTuple):
    """(alpha, beta)."""

    alpha: mpz
    beta: mpz


def read_ciphertext(record: Any, where: str) -> Ciphertext:
    """An encryption from its record; raises ``Broken``."""
    alpha, beta = fields(record, "alpha beta", where)
    return Ciphertext(residue(alpha, where), residue(beta, where))


def multiply(several: Sequence[Ciphertext]) -> Ciphertext:
    """Their product: an encryption of the sum."""
    return Ciphertext(product(each.alpha for each in several), product(each.beta for each in several))


@dataclass(frozen=True)
class Sealed:
    """A ciphertext of which something is proved, as the chains of its two numbers."""

    alpha: Chain
    beta: Chain

    @classmethod
    def of(cls, ciphertext: Ciphertext) -> Sealed:
        """With chains of its own."""
        return cls(Chain.of(ciphertext.alpha), Chain.of(ciphertext.beta))

    @classmethod
    def of_product(cls, one: Sealed, other: Sealed) -> Sealed:
        """An encryption of the sum."""
        return cls(Chain.of_product(one.alpha, other.alpha), Chain.of_product(one.beta, other.beta))

    def is_one_of(self, keys: Keys, context: str, least: int, proofs: Sequence[Proof]) -> bool:
        """Whether it holds one of least, least + 1, …, one for each proof."""

        def raised(exponent: mpz) -> tuple[mpz, mpz]:
            read = digits(exponent)
            return self.alpha.power(read), self.beta.power(read)

        return is_one_of(keys, f"prove|{context}|{self.alpha.base},{self.beta.base}|", raised, least, proofs)
