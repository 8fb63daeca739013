"""What the scrutineers' machines send in a key ceremony, and in the decryption, checked before it is kept."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from gmpy2 import mpz

from services.voting.domain.crypto.election import Election
from services.voting.domain.crypto.encoding import compact
from services.voting.domain.crypto.group import is_member, product
from services.voting.domain.crypto.proofs import is_decryption, key_prefix, knows, message_prefix
from services.voting.domain.crypto.reading import Malformed, number, only, proof_of, proofs_of
from services.voting.domain.crypto.tally import Sums
from services.voting.domain.crypto.trustees import binding_message, committed_value, place_record

CODE_LETTERS = 20
"""A hundred bits: whoever stands between the machines cannot find two sets of certificates with one code in time."""


class CeremonyRefused(ValueError):
    """What was sent does not hold; the text names what."""


@dataclass(frozen=True)
class Certificate:
    """The keys of a trustee: one to sign with, one to be written to."""

    verification: mpz
    encryption: mpz


def check_certificate(record: Any, size: int, threshold: int, index: int) -> Certificate:
    """Round 1: keys for that place of that party; raises ``CeremonyRefused``."""
    try:
        only(record, "message", "signature")
        message = only(_message(record["message"]), "context", "verification", "encryption")
        if message["context"] != place_record(size, threshold, index):
            raise Malformed("context")
        found = Certificate(number(message["verification"]), number(message["encryption"]))
    except Malformed as wrong:
        raise CeremonyRefused("certificate") from wrong
    if not is_member(found.verification) or not is_member(found.encryption):
        raise CeremonyRefused("certificate key")
    _check_signature(record, found.verification, "certificate signature")
    return found


def short_code(certificates: Sequence[Any]) -> str:
    """What every screen shows and the scrutineers read aloud: five groups of four letters and digits."""
    digest = hashlib.sha256(compact(list(certificates)).encode()).digest()
    letters = base64.b32encode(digest).decode()[:CODE_LETTERS]
    return " ".join(letters[start : start + 4] for start in range(0, CODE_LETTERS, 4))


def check_commitments(record: Any, certificate: Certificate, threshold: int) -> list[mpz]:
    """Round 2, the public part: t elements, signed; raises ``CeremonyRefused``."""
    try:
        only(record, "message", "signature")
        message = only(_message(record["message"]), "coefexps")
        if not isinstance(message["coefexps"], list):
            raise Malformed("coefexps")
        values = [number(each) for each in message["coefexps"]]
    except Malformed as wrong:
        raise CeremonyRefused("commitments") from wrong
    if len(values) != threshold or not all(is_member(each) for each in values):
        raise CeremonyRefused("commitments")
    _check_signature(record, certificate.verification, "commitments signature")
    return values


def check_binding(
    record: Any, certificate: Certificate, certificates: Sequence[Any], commitments: Sequence[mpz]
) -> None:
    """Round 2: whoever committed itself had seen these very certificates; raises ``CeremonyRefused``."""
    _check_proof(record, certificate.verification, binding_message(certificates, commitments), "binding")


def check_share(record: Any, certificate: Certificate, context: str, sender: int, addressee: int) -> None:
    """Round 2, what only the addressee can open; here its form, address and signature are checked.

    The message names the ceremony, so that no share of another one can be passed on.
    """
    try:
        only(record, "message", "signature")
        message = only(_message(record["message"]), "context", "from", "to", "key", "sealed")
        key = number(message["key"])
    except Malformed as wrong:
        raise CeremonyRefused("share") from wrong
    if (message["context"], message["from"], message["to"]) != (context, sender, addressee):
        raise CeremonyRefused("share address")
    if not is_member(key) or not isinstance(message["sealed"], str):
        raise CeremonyRefused("share")
    _check_signature(record, certificate.verification, "share signature")


def check_verification_key(
    record: Any, certificate: Certificate, index: int, commitments: Sequence[Sequence[mpz]]
) -> mpz:
    """Round 3: the key that follows from all commitments, known to its owner and signed; raises ``CeremonyRefused``."""
    try:
        only(record, "pok", "public_key", "signature")
        public, proof = number(record["public_key"]), proof_of(record["pok"])
    except Malformed as wrong:
        raise CeremonyRefused("verification key") from wrong
    if public != product(committed_value(each, index) for each in commitments):
        raise CeremonyRefused("verification key value")
    if not knows(key_prefix(public), public, proof):
        raise CeremonyRefused("verification key proof")
    what = "verification key signature"
    _check_proof(record["signature"], certificate.verification, str(public), what)
    return public


def check_decryption(election: Election, public: mpz, sums: Sums, text: str) -> list[list[mpz]]:
    """A trustee's factors of the closed tally, each proved; raises ``CeremonyRefused``."""
    try:
        record = only(json.loads(text), "decryption_factors", "decryption_proofs")
        factors = [[number(each) for each in row] for row in record["decryption_factors"]]
        proofs = [proofs_of(row) for row in record["decryption_proofs"]]
    except (Malformed, ValueError, TypeError, RecursionError) as wrong:
        raise CeremonyRefused("decryption") from wrong
    shape = [len(row) for row in sums]
    if (
        compact(record) != text
        or [len(row) for row in factors] != shape
        or [len(row) for row in proofs] != shape
    ):
        raise CeremonyRefused("decryption")
    for row, factor_row, proof_row in zip(sums, factors, proofs, strict=True):
        for sealed, factor, proof in zip(row, factor_row, proof_row, strict=True):
            if not is_member(factor):
                raise CeremonyRefused("decryption factor")
            if not is_decryption(election.fingerprint, public, sealed.alpha, factor, proof):
                raise CeremonyRefused("decryption proof")
    return factors


def _message(text: Any) -> Any:
    """The JSON inside a signed message, which must be compact."""
    if not isinstance(text, str):
        raise Malformed("message")
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as wrong:
        raise Malformed("message") from wrong
    if compact(found) != text:
        raise Malformed("message")
    return found


def _check_signature(record: Any, verification: mpz, what: str) -> None:
    _check_proof(record["signature"], verification, record["message"], what)


def _check_proof(record: Any, verification: mpz, message: str, what: str) -> None:
    try:
        proof = proof_of(record)
    except Malformed as wrong:
        raise CeremonyRefused(what) from wrong
    if not knows(message_prefix(message), verification, proof):
        raise CeremonyRefused(what)
