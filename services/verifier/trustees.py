"""The scrutineers' keys: distributed key generation after Pedersen, and trustees who hold a whole key.

What follows from public records alone is recomputed: the vote's key, and each verification key from all commitments
(ballot-format.md, "Records"; Belenios specification, "Trustees").
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gmpy2 import mpz, powmod

from services.verifier.findings import Broken, require
from services.verifier.group import NAME, P, Q, is_member, product
from services.verifier.proofs import knows_logarithm, read_proof
from services.verifier.strict import compact, fields, listed, parse, residue, text, whole


@dataclass(frozen=True)
class Party:
    """Trustees of whom ``threshold`` decrypt together; ``owners`` are their numbers in the whole vote, from 1.

    ``code`` is what was read aloud when they made their key together; a trustee with a key of its own has none.
    """

    owners: tuple[int, ...]
    threshold: int
    code: str | None

    def as_record(self) -> dict[str, Any]:
        """For the report."""
        return {"number": len(self.owners), "threshold": self.threshold, "code": self.code}


@dataclass(frozen=True)
class Trustees:
    """``keys`` by number; ``key`` is the vote's."""

    parties: tuple[Party, ...]
    keys: Mapping[int, mpz]
    key: mpz

    def enough(self, owners: Sequence[int]) -> bool:
        """Whether these can open a tally."""
        return all(sum(each in owners for each in party.owners) >= party.threshold for party in self.parties)

    def weights(self, owners: Sequence[int]) -> Mapping[int, mpz]:
        """The exponent with which each of ``threshold`` owners of every party enters the common factor."""
        found: dict[int, mpz] = {}
        for party in self.parties:
            present = [each for each in party.owners if each in owners][: party.threshold]
            first = party.owners[0]
            points = [mpz(each - first + 1) for each in present]
            for owner, point in zip(present, points, strict=True):
                others = [each for each in points if each != point]
                weight = mpz(1)
                for other in others:
                    weight = weight * other * powmod(other - point, -1, Q) % Q
                found[owner] = weight
        return found


def read_trustees(content: bytes, where: str) -> Trustees:
    """The record, checked; raises ``Broken``."""
    parties: list[Party] = []
    keys: dict[int, mpz] = {}
    key = mpz(1)
    for entry in listed(parse(content, where), where):
        kind, record = listed(entry, where, 2)
        if kind == "Single":
            public, threshold, part, code = [_public_key(record, where)], 1, None, None
        elif kind == "Pedersen":
            public, threshold, part = _pedersen(record, where)
            code = short_code(record["certs"])
        else:
            raise Broken("trustees.kind", "监票人记录的种类应当是 Single 或 Pedersen。", where)
        owners = tuple(range(len(keys) + 1, len(keys) + len(public) + 1))
        keys.update(zip(owners, public, strict=True))
        parties.append(Party(owners, threshold, code))
        key = key * (public[0] if part is None else part) % P
    require(bool(parties), "trustees.none", "没有任何监票人。", where)
    return Trustees(tuple(parties), keys, key)


def short_code(certificates: Sequence[Any]) -> str:
    """The code of the key ceremony: of SHA-256 over all certificates, a hundred bits in five groups of four.

    Whoever heard it read aloud in the hall knows by it that these are the scrutineers' own certificates
    (ballot-format.md, "Keys, envelopes and order of acts").
    """
    letters = base64.b32encode(hashlib.sha256(compact(list(certificates))).digest()).decode()
    return " ".join(letters[start : start + 4] for start in range(0, 20, 4))


def _public_key(record: Any, where: str) -> mpz:
    """A key whose owner shows that it knows the secret."""
    pok, public = fields(record, "pok public_key", where)
    return _known_key(pok, public, where)


def _known_key(pok: Any, public: Any, where: str) -> mpz:
    key = _member(public, where)
    require(
        knows_logarithm(f"pok|{NAME}|{key}|", key, read_proof(pok, where)),
        "trustees.proof",
        "监票人没有证明自己掌握密钥。",
        where,
    )
    return key


def _pedersen(record: Any, where: str) -> tuple[list[mpz], int, mpz]:
    """Verification keys, threshold, and the common key."""
    threshold, certs, coefexps, bindings, keys = fields(
        record, "threshold certs coefexps signatures verification_keys", where
    )
    size = len(listed(certs, where))
    t = whole(threshold, where, 1)
    require(t <= size, "trustees.threshold", "解密门槛不应大于监票人数。", where)
    signers = [_certificate(each, (size, t, index), where) for index, each in enumerate(certs, 1)]
    commitments = [
        _commitments(each, signer, t, where)
        for each, signer in zip(listed(coefexps, where, size), signers, strict=True)
    ]
    for binding, signer, committed in zip(listed(bindings, where, size), signers, commitments, strict=True):
        bound = {"certs": certs, "coefexps": [str(each) for each in committed]}
        _signed(f"certs_sig|{compact(bound).decode()}", binding, signer, where)
    found = [
        _signed_key(each, signer, where)
        for each, signer in zip(listed(keys, where, size), signers, strict=True)
    ]
    for number, key in enumerate(found, 1):
        wanted = product(
            powmod(value, powmod(number, power, Q), P)
            for committed in commitments
            for power, value in enumerate(committed)
        )
        require(
            key == wanted,
            "trustees.verification-key",
            f"第{number}位监票人的公钥与各人的承诺不符。",
            where,
        )
    return found, t, product(committed[0] for committed in commitments)


def _signed_key(record: Any, signer: mpz, where: str) -> mpz:
    """A verification key that its owner has signed."""
    pok, public, signature = fields(record, "pok public_key signature", where)
    key = _known_key(pok, public, where)
    _signed(str(key), signature, signer, where)
    return key


def _certificate(record: Any, place: tuple[int, int, int], where: str) -> mpz:
    """The key with which a trustee signs; its certificate is signed by that key, for its own place."""
    message, signature = fields(record, "message signature", where)
    context, verification, encryption = fields(
        _inner(message, where), "context verification encryption", where
    )
    given = fields(context, "group size threshold index", where)
    require(
        [*given] == [NAME, *place],
        "trustees.place",
        "监票人的证书不是为这一次、这一位次制作的。",
        where,
    )
    signer = _member(verification, where)
    _member(encryption, where)
    _signed(message, signature, signer, where)
    return signer


def _commitments(record: Any, signer: mpz, threshold: int, where: str) -> list[mpz]:
    message, signature = fields(record, "message signature", where)
    (values,) = fields(_inner(message, where), "coefexps", where)
    _signed(message, signature, signer, where)
    return [_member(each, where) for each in listed(values, where, threshold)]


def _signed(message: str, signature: Any, signer: mpz, where: str) -> None:
    require(
        knows_logarithm(f"sigmsg|{message}|", signer, read_proof(signature, where)),
        "trustees.signature",
        "监票人的签名不成立。",
        where,
    )


def _inner(message: Any, where: str) -> Any:
    """The record inside a signed message."""
    try:
        content = text(message, where).encode()
    except UnicodeEncodeError:
        raise Broken("record.not-json", "记录不是合乎规定的 JSON。", where) from None
    return parse(content, where)


def _member(value: Any, where: str) -> mpz:
    found = residue(value, where)
    require(is_member(found), "record.not-member", "此处的数不属于约定的群。", where)
    return found
