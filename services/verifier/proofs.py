"""The proofs (ballot-format.md, table under "Encodings"; Belenios specification, "Zero-knowledge proofs").

A proof is a pair (challenge, response); commitments are recomputed from it and hashed back to the challenge. Exponents
come in with 0 <= e < q (``strict.exponent``).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from gmpy2 import mpz, powmod

from services.verifier.group import G, P, Q, hash_to_exponent
from services.verifier.powers import FixedBase
from services.verifier.strict import exponent, fields, listed

Raised = Callable[[mpz], tuple[mpz, mpz]]
"""e -> (alpha ** e, beta ** e) of some ciphertext, by whatever table serves it."""


class Proof(NamedTuple):
    """(challenge, response)."""

    challenge: mpz
    response: mpz


def read_proof(value: Any, where: str) -> Proof:
    """A proof from its record; raises ``Broken``."""
    challenge, response = fields(value, "challenge response", where)
    return Proof(exponent(challenge, where), exponent(response, where))


def read_proofs(value: Any, where: str, length: int) -> list[Proof]:
    """So many proofs from their list; raises ``Broken``."""
    return [read_proof(each, where) for each in listed(value, where, length)]


def _power_of_g(exponent: mpz) -> mpz:
    return powmod(G, exponent, P)


def knows_logarithm(
    prefix: str, public: mpz, proof: Proof, power_of_g: Callable[[mpz], mpz] = _power_of_g
) -> bool:
    """Whether the proof shows knowledge of x in public = g ** x: of a key, a message signature, a ballot's."""
    commitment = power_of_g(proof.response) * powmod(public, proof.challenge, P) % P
    return hash_to_exponent(prefix, [commitment]) == proof.challenge


def same_logarithm(prefix: str, public: mpz, alpha: mpz, factor: mpz, proof: Proof) -> bool:
    """Whether factor = alpha ** x for the x of public = g ** x: a right partial decryption."""
    challenge, response = proof
    first = powmod(G, response, P) * powmod(public, challenge, P) % P
    second = powmod(alpha, response, P) * powmod(factor, challenge, P) % P
    return hash_to_exponent(prefix, [first, second]) == challenge


class Keys(NamedTuple):
    """The two bases of every ciphertext: g and the vote's public key."""

    g: FixedBase
    y: FixedBase


def is_one_of(keys: Keys, prefix: str, raised: Raised, least: int, proofs: Sequence[Proof]) -> bool:
    """Whether the ciphertext holds one of least, least + 1, …, one for each proof.

    The commitments for the value m are g ** s * alpha ** c and y ** s * (beta / g ** m) ** c.
    """
    commitments = []
    total = mpz(0)
    for value, (challenge, response) in enumerate(proofs, least):
        total += challenge
        alpha, beta = raised(challenge)
        commitments.append(keys.g.power(response, alpha))
        second = keys.y.power(response, beta)
        if value:
            second = keys.g.power(-value * challenge % Q, second)
        commitments.append(second)
    return hash_to_exponent(prefix, commitments) == total % Q
