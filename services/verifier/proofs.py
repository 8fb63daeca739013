"""The proofs (ballot-format.md, table under "Encodings"; Belenios specification, "Zero-knowledge proofs").

A proof is a pair (challenge, response); commitments are recomputed from it and hashed back to the challenge. Exponents
come in with 0 <= e < q (``strict.exponent``).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from gmpy2 import mpz, powmod

from services.verifier.group import G, P, Q, hash_to_exponent
from services.verifier.strict import exponent, fields, listed

Power = Callable[[mpz], mpz]
"""e -> base ** e of some base, by whatever table serves it."""


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


def power_of(base: mpz) -> Power:
    """Powers of a base that is used once or twice."""
    return lambda e: powmod(base, e, P)


power_of_g: Power = power_of(G)


def knows_logarithm(prefix: str, public: mpz, proof: Proof) -> bool:
    """Whether the proof shows knowledge of x in public = g ** x: of a key, a message signature, a ballot's."""
    commitment = power_of_g(proof.response) * powmod(public, proof.challenge, P) % P
    return hash_to_exponent(prefix, [commitment]) == proof.challenge


def same_logarithm(prefix: str, public: mpz, alpha: mpz, factor: mpz, proof: Proof) -> bool:
    """Whether factor = alpha ** x for the x of public = g ** x: a right partial decryption."""
    challenge, response = proof
    first = power_of_g(response) * powmod(public, challenge, P) % P
    second = powmod(alpha, response, P) * powmod(factor, challenge, P) % P
    return hash_to_exponent(prefix, [first, second]) == challenge


class Keys(NamedTuple):
    """Powers of the two bases of every ciphertext: g and the vote's public key."""

    g: Power
    y: Power


def is_one_of(
    keys: Keys, prefix: str, alpha: Power, beta: Power, least: int, proofs: Sequence[Proof]
) -> bool:
    """Whether the ciphertext holds one of least, least + 1, …, one for each proof.

    The commitments for the value m are g ** s * alpha ** c and y ** s * (beta / g ** m) ** c.
    """
    commitments = []
    total = mpz(0)
    for value, (challenge, response) in enumerate(proofs, least):
        total += challenge
        commitments.append(keys.g(response) * alpha(challenge) % P)
        second = keys.y(response) * beta(challenge) % P
        if value:
            second = second * keys.g(-value * challenge % Q) % P
        commitments.append(second)
    return hash_to_exponent(prefix, commitments) == total % Q
