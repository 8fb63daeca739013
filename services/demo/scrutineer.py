"""A scrutineer's machine, played: what the page in the browser does, by the same records (ballot-format.md).

Shares go through the server sealed to their addressee: ElGamal KEM, HKDF-SHA256, AES-256-GCM, bound to the ceremony
and to both ends.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from gmpy2 import mpz, powmod

from services.voting.domain.crypto.checking_trustees import (
    Certificate,
    check_certificate,
    check_commitments,
    check_share,
)
from services.voting.domain.crypto.encoding import compact
from services.voting.domain.crypto.group import P, g_to, random_exponent
from services.voting.domain.crypto.proofs import message_prefix, prove_knowledge
from services.voting.domain.crypto.trustees import Trustee, key_share, share_fits

ELEMENT_BYTES = 256
NONCE = bytes(12)
"""Each key seals one share only."""


class ShareWrong(ValueError):
    """What another trustee sent does not fit what it committed itself to: a reason to complain."""


class Machine:
    """One trustee with its seed, and its share of the key once it has one."""

    def __init__(self, title: str, index: int, threshold: int, size: int) -> None:
        self.title = title
        self.index = index
        self.trustee = Trustee.new(index, threshold, size)
        self.share: mpz | None = None

    def certificate(self) -> str:
        """Round 1."""
        return compact(self.trustee.certificate())

    def commitments(self) -> str:
        """Round 2, for all."""
        return compact(self.trustee.commitments())

    def binding(self, ceremony: Mapping[str, Any]) -> str:
        """Round 2, for all: signed together with every certificate that this machine was shown."""
        seen = [json.loads(ceremony["certificates"][each["title"]]) for each in ceremony["trustees"]]
        return compact(self.trustee.binding(seen))

    def shares(self, ceremony: Mapping[str, Any]) -> list[str]:
        """Round 2, for each trustee alone, in their order."""
        titles = [each["title"] for each in ceremony["trustees"]]
        return [
            self._sealed(ceremony, addressee, _certificate(ceremony, title).encryption)
            for addressee, title in enumerate(titles, start=1)
        ]

    def verification_key(self, ceremony: Mapping[str, Any]) -> str:
        """Round 3: open what all sent, check it, add it up; raises ``ShareWrong``."""
        titles = [each["title"] for each in ceremony["trustees"]]
        received = [self._opened(ceremony, sender, title) for sender, title in enumerate(titles, start=1)]
        self.share = key_share(received)
        return compact(self.trustee.verification_key(self.share))

    def _sealed(self, ceremony: Mapping[str, Any], addressee: int, encryption: mpz) -> str:
        randomness = random_exponent()
        key = _key(ceremony["context"], self.index, addressee, powmod(encryption, randomness, P))
        plain = str(self.trustee.share_for(addressee)).encode()
        message = compact(
            {
                "context": ceremony["context"],
                "from": self.index,
                "to": addressee,
                "key": str(g_to(randomness)),
                "sealed": base64.b64encode(AESGCM(key).encrypt(NONCE, plain, None)).decode(),
            }
        )
        proof = prove_knowledge(message_prefix(message), self.trustee.signing_key)
        return compact({"message": message, "signature": proof.record()})

    def _opened(self, ceremony: Mapping[str, Any], sender: int, title: str) -> mpz:
        certificate = _certificate(ceremony, title)
        committed = check_commitments(
            json.loads(ceremony["commitments"][title]), certificate, self.trustee.threshold
        )
        record = json.loads(ceremony["shares"][title][self.index - 1])
        check_share(record, certificate, ceremony["context"], sender, self.index)
        message = json.loads(record["message"])
        common = powmod(mpz(message["key"]), self.trustee.encryption_key, P)
        key = _key(ceremony["context"], sender, self.index, common)
        try:
            share = mpz(AESGCM(key).decrypt(NONCE, base64.b64decode(message["sealed"]), None).decode())
        except Exception as broken:
            raise ShareWrong(title) from broken
        if not share_fits(committed, self.index, share):
            raise ShareWrong(title)
        return share


def _certificate(ceremony: Mapping[str, Any], title: str) -> Certificate:
    titles = [each["title"] for each in ceremony["trustees"]]
    record = json.loads(ceremony["certificates"][title])
    return check_certificate(record, len(titles), ceremony["threshold"], titles.index(title) + 1)


def _key(context: str, sender: int, addressee: int, common: mpz) -> bytes:
    derive = HKDF(hashes.SHA256(), 32, salt=None, info=f"{context}|{sender}|{addressee}".encode())
    return derive.derive(int(common).to_bytes(ELEMENT_BYTES, "big"))


def machines(titles: Sequence[str], threshold: int) -> list[Machine]:
    """A machine for each scrutineer."""
    return [Machine(title, index, threshold, len(titles)) for index, title in enumerate(titles, start=1)]
