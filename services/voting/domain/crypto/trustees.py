"""The scrutineers' common key: distributed key generation after Pedersen, and decryption by any t of n.

Round 1: each publishes a certificate (a key to sign with, a key to be written to, and for which place of which party).
Round 2: each publishes commitments to a polynomial of degree t − 1, signs them together with all certificates that it
has seen, and sends every other its value there. Round 3: each adds what it was sent and publishes the public half,
signed. Nobody ever holds the key of the vote. (Belenios specification 3.x, section 4.6; 2.0 reads the same records and
passes over what it does not know.)
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from gmpy2 import mpz, powmod

from services.voting.domain.crypto.encoding import compact
from services.voting.domain.crypto.group import NAME, P, Q, g_to, product
from services.voting.domain.crypto.proofs import key_prefix, message_prefix, prove_knowledge


@dataclass(frozen=True)
class Trustee:
    """监票人 as a holder of a share: everything follows from one seed, which can be kept on paper.

    ``index`` counts from 1; ``threshold`` is t, ``size`` is n.
    """

    seed: bytes
    index: int
    threshold: int
    size: int

    @classmethod
    def new(cls, index: int, threshold: int, size: int) -> Trustee:
        """With a fresh seed."""
        return cls(secrets.token_bytes(32), index, threshold, size)

    def _exponent(self, purpose: str) -> mpz:
        """A secret number of this trustee; 64 bytes, so that reducing them favours none."""
        derived = hashlib.sha512(f"piaojue|{purpose}|".encode() + self.seed).digest()
        return mpz(int.from_bytes(derived, "big")) % Q

    @cached_property
    def signing_key(self) -> mpz:
        """Signs certificate and commitments."""
        return self._exponent("sign")

    @cached_property
    def encryption_key(self) -> mpz:
        """Opens what other trustees send."""
        return self._exponent("open")

    @cached_property
    def polynomial(self) -> list[mpz]:
        """Its t coefficients; the first is this trustee's part of the vote's key."""
        return [self._exponent(f"coefficient {number}") for number in range(self.threshold)]

    def certificate(self) -> dict[str, Any]:
        """Round 1."""
        message = {
            "context": place_record(self.size, self.threshold, self.index),
            "verification": str(g_to(self.signing_key)),
            "encryption": str(g_to(self.encryption_key)),
        }
        return self._signed(compact(message))

    @cached_property
    def commitment_values(self) -> list[mpz]:
        """g to each coefficient."""
        return [g_to(each) for each in self.polynomial]

    def commitments(self) -> dict[str, Any]:
        """Round 2, the public part."""
        return self._signed(compact({"coefexps": [str(each) for each in self.commitment_values]}))

    def binding(self, certificates: Sequence[Any]) -> dict[str, str]:
        """Round 2: all certificates that this trustee has seen and its own commitments, signed together."""
        return self._signature(binding_message(certificates, self.commitment_values))

    def verification_key(self, share: mpz) -> dict[str, Any]:
        """Round 3: the public half of its share of the key, the proof that it knows the share, and its signature."""
        public = g_to(share)
        return {
            "pok": prove_knowledge(key_prefix(public), share).record(),
            "public_key": str(public),
            "signature": self._signature(str(public)),
        }

    def share_for(self, index: int) -> mpz:
        """Round 2, what trustee ``index`` alone may see: the polynomial's value there."""
        return (
            sum((each * powmod(mpz(index), power, Q) for power, each in enumerate(self.polynomial)), mpz(0))
            % Q
        )

    def _signed(self, message: str) -> dict[str, Any]:
        return {"message": message, "signature": self._signature(message)}

    def _signature(self, message: str) -> dict[str, str]:
        return prove_knowledge(message_prefix(message), self.signing_key).record()


def place_record(size: int, threshold: int, index: int) -> dict[str, Any]:
    """Which place of which party a certificate is for."""
    return {"group": NAME, "size": size, "threshold": threshold, "index": index}


def binding_message(certificates: Sequence[Any], commitments: Sequence[mpz]) -> str:
    """What a trustee signs in round 2 beside its commitments."""
    bound = {"certs": list(certificates), "coefexps": [str(each) for each in commitments]}
    return f"certs_sig|{compact(bound)}"


def share_fits(commitments: Sequence[mpz], index: int, share: mpz) -> bool:
    """Whether what a trustee sent is the value to which it committed itself; otherwise one complains."""
    return g_to(share) == committed_value(commitments, index)


def committed_value(commitments: Sequence[mpz], index: int) -> mpz:
    """g to the polynomial's value at ``index``, from the commitments alone."""
    return product(powmod(each, powmod(mpz(index), power, Q), P) for power, each in enumerate(commitments))


def key_share(received: Sequence[mpz]) -> mpz:
    """A trustee's share of the vote's key: the sum of what all sent it, its own among them."""
    return sum(received, mpz(0)) % Q


def vote_key(commitments: Sequence[Sequence[mpz]]) -> mpz:
    """The public key of the vote: the product of all first commitments."""
    return product(each[0] for each in commitments)


def lagrange(owners: Sequence[int]) -> Mapping[int, mpz]:
    """With which weight each trustee's factor enters when these decrypt together."""
    weights = {}
    for each in owners:
        above, below = mpz(1), mpz(1)
        for other in owners:
            if other != each:
                above = above * other % Q
                below = below * (other - each) % Q
        weights[each] = above * powmod(below, -1, Q) % Q
    return weights


def trustees_record(
    threshold: int,
    certificates: Sequence[dict[str, Any]],
    commitments: Sequence[dict[str, Any]],
    bindings: Sequence[dict[str, Any]],
    verification_keys: Sequence[dict[str, Any]],
) -> str:
    """The record of the ceremony as it stands in the archive."""
    pedersen = {
        "threshold": threshold,
        "certs": list(certificates),
        "coefexps": list(commitments),
        "signatures": list(bindings),
        "verification_keys": list(verification_keys),
    }
    return compact([["Pedersen", pedersen]])
