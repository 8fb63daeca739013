"""Reading what is in a record: numbers and proofs in the one way in which they may be written."""

from __future__ import annotations

import json
import re
from typing import Any

from gmpy2 import mpz

from services.voting.domain.crypto.election import Election, Question
from services.voting.domain.crypto.proofs import Ciphertext, Proof
from services.voting.domain.crypto.tally import Sums

_DECIMAL = re.compile(r"\A(0|[1-9][0-9]{0,700})\Z")


class Malformed(ValueError):
    """A record does not have the form that the format gives it."""


def only(record: Any, *keys: str) -> dict[str, Any]:
    """A record with exactly these keys in this order; raises ``Malformed``."""
    if not isinstance(record, dict) or tuple(record) != keys:
        raise Malformed(keys[0])
    return record


def number(written: Any) -> mpz:
    """A big integer as a decimal string without leading zeros; raises ``Malformed``."""
    if not isinstance(written, str) or not _DECIMAL.match(written):
        raise Malformed("number")
    return mpz(written)


def proof_of(record: Any) -> Proof:
    """One proof; raises ``Malformed``."""
    only(record, "challenge", "response")
    return Proof(number(record["challenge"]), number(record["response"]))


def proofs_of(records: Any) -> list[Proof]:
    """A list of proofs; raises ``Malformed``."""
    if not isinstance(records, list):
        raise Malformed("proofs")
    return [proof_of(each) for each in records]


def read_election(text: str) -> Election:
    """The election of a record of ours; raises ``Malformed`` where it does not come out the same."""
    try:
        record = only(
            json.loads(text), "version", "description", "name", "group", "public_key", "questions", "uuid"
        )
        found = Election(
            record["uuid"],
            record["name"],
            record["description"],
            number(record["public_key"]),
            tuple(
                Question(each["question"], tuple(each["answers"]), each["min"], each["max"])
                for each in record["questions"]
            ),
        )
    except (ValueError, KeyError, TypeError) as wrong:
        raise Malformed("election") from wrong
    if found.text != text:
        raise Malformed("election")
    return found


def read_sums(ballot: str) -> Sums:
    """The ciphertexts of a ballot that was checked, question by question."""
    return [
        [Ciphertext.read(choice) for choice in answer["choices"]] for answer in json.loads(ballot)["answers"]
    ]


def read_factors(decryption: str) -> list[list[mpz]]:
    """The factors of a trustee that were checked, question by question."""
    return [[mpz(each) for each in row] for row in json.loads(decryption)["decryption_factors"]]
