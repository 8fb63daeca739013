"""Zero-knowledge proofs (ballot-format.md, "Encodings"): each is made here, and checked when it arrives.

A proof is a challenge and a response with response = w − secret · challenge (mod q).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from gmpy2 import mpz, powmod

from services.voting.domain.crypto.group import (
    NAME,
    FixedBase,
    P,
    Q,
    g_to,
    hash_to_exponent,
    inverse,
    is_exponent,
    random_exponent,
)


@dataclass(frozen=True)
class Proof:
    """Challenge and response, both reduced modulo q."""

    challenge: mpz
    response: mpz

    def record(self) -> dict[str, str]:
        """As it stands in the archive."""
        return {"challenge": str(self.challenge), "response": str(self.response)}

    @classmethod
    def read(cls, record: Any) -> Proof:
        """From the archive; raises ``KeyError``, ``TypeError`` or ``ValueError`` where it is none."""
        return cls(mpz(record["challenge"]), mpz(record["response"]))

    @property
    def reduced(self) -> bool:
        """Whether both numbers are exponents."""
        return is_exponent(self.challenge) and is_exponent(self.response)


@dataclass(frozen=True)
class Ciphertext:
    """An ElGamal encryption of g^m: alpha = g^r, beta = y^r · g^m."""

    alpha: mpz
    beta: mpz

    def __mul__(self, other: Ciphertext) -> Ciphertext:
        return Ciphertext(self.alpha * other.alpha % P, self.beta * other.beta % P)

    def record(self) -> dict[str, str]:
        """As it stands in the archive."""
        return {"alpha": str(self.alpha), "beta": str(self.beta)}

    @classmethod
    def read(cls, record: Any) -> Ciphertext:
        """From the archive; raises ``KeyError``, ``TypeError`` or ``ValueError`` where it is none."""
        return cls(mpz(record["alpha"]), mpz(record["beta"]))

    def __str__(self) -> str:
        return f"{self.alpha},{self.beta}"


ONE = Ciphertext(mpz(1), mpz(1))
"""The encryption of nothing, with which a sum begins."""


def encrypt(key: FixedBase, message: int, randomness: mpz) -> Ciphertext:
    """Encrypt a small number under the key y."""
    beta = key.to(randomness) * g_to(mpz(message)) % P
    return Ciphertext(g_to(randomness), beta)


def prove_knowledge(prefix: str, secret: mpz) -> Proof:
    """That one knows the exponent of g^secret: the key of a trustee, or the signature of a message."""
    w = random_exponent()
    challenge = hash_to_exponent(prefix, [g_to(w)])
    return Proof(challenge, (w - secret * challenge) % Q)


def knows(prefix: str, public: mpz, proof: Proof) -> bool:
    """Check ``prove_knowledge``; ``public`` must be known to be an element of the group."""
    commitment = g_to(proof.response) * powmod(public, proof.challenge, P) % P
    return proof.reduced and hash_to_exponent(prefix, [commitment]) == proof.challenge


def key_prefix(public: mpz) -> str:
    """What a trustee's proof of knowledge is bound to."""
    return f"pok|{NAME}|{public}|"


def message_prefix(message: str) -> str:
    """What a trustee's signature is bound to."""
    return f"sigmsg|{message}|"


def prove_one_of(
    key: FixedBase, context: str, sealed: Ciphertext, randomness: mpz, message: int, allowed: Sequence[int]
) -> list[Proof]:
    """That a ciphertext holds one of the allowed numbers, without telling which.

    ``context`` is S of the format: fingerprint and credential, and for a sum the ciphertexts added.
    """
    prefix = f"prove|{context}|{sealed}|"
    commitments: dict[int, tuple[mpz, mpz]] = {}
    proofs: dict[int, Proof] = {}
    w = random_exponent()
    for each in allowed:
        if each == message:
            commitments[each] = (g_to(w), key.to(w))
            continue
        proof = Proof(random_exponent(), random_exponent())
        proofs[each] = proof
        # What a checker computes from the ciphertext, its maker knows as powers of g and of the key.
        known = proof.response + randomness * proof.challenge
        rest = g_to((message - each) * proof.challenge)
        commitments[each] = (g_to(known), key.to(known) * rest % P)
    total = hash_to_exponent(prefix, [part for each in allowed for part in commitments[each]])
    challenge = (total - sum(each.challenge for each in proofs.values())) % Q
    proofs[message] = Proof(challenge, (w - randomness * challenge) % Q)
    return [proofs[each] for each in allowed]


def is_one_of(
    key: FixedBase, context: str, sealed: Ciphertext, proofs: Sequence[Proof], allowed: Sequence[int]
) -> bool:
    """Check ``prove_one_of``; the ciphertext's numbers must be known to be elements of the group."""
    if len(proofs) != len(allowed) or not all(each.reduced for each in proofs):
        return False
    parts = [
        part
        for each, proof in zip(allowed, proofs, strict=True)
        for part in _commitments(key, sealed, each, proof)
    ]
    total = hash_to_exponent(f"prove|{context}|{sealed}|", parts)
    return bool(total == sum(each.challenge for each in proofs) % Q)


def _commitments(key: FixedBase, sealed: Ciphertext, message: int, proof: Proof) -> tuple[mpz, mpz]:
    """g^s · alpha^c and y^s · (beta / g^m)^c."""
    c, s = proof.challenge, proof.response
    first = g_to(s) * powmod(sealed.alpha, c, P) % P
    second = key.to(s) * powmod(sealed.beta, c, P) % P * g_to(-message * c) % P
    return first, second


def prove_decryption(fingerprint: str, secret: mpz, alpha: mpz) -> tuple[mpz, Proof]:
    """A trustee's factor alpha^secret, and that it was made with the secret of its public key."""
    w = random_exponent()
    challenge = hash_to_exponent(_decrypt_prefix(fingerprint, g_to(secret)), [g_to(w), powmod(alpha, w, P)])
    return powmod(alpha, secret, P), Proof(challenge, (w - secret * challenge) % Q)


def is_decryption(fingerprint: str, public: mpz, alpha: mpz, factor: mpz, proof: Proof) -> bool:
    """Check ``prove_decryption``; all numbers must be known to be elements of the group."""
    c, s = proof.challenge, proof.response
    parts = [g_to(s) * powmod(public, c, P) % P, powmod(alpha, s, P) * powmod(factor, c, P) % P]
    return proof.reduced and hash_to_exponent(_decrypt_prefix(fingerprint, public), parts) == c


def _decrypt_prefix(fingerprint: str, public: mpz) -> str:
    return f"decrypt|{fingerprint}|{public}|"


def divided(sealed: Ciphertext, factor: mpz) -> mpz:
    """beta / factor: g to the power of what was encrypted."""
    return sealed.beta * inverse(factor) % P
