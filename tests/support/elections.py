"""An election read back from its record."""

from __future__ import annotations

import json

from gmpy2 import mpz

from services.voting.domain.crypto.election import Election, Question


def election_of(text: str) -> Election:
    """The election of a record; its text must come out the same."""
    record = json.loads(text)
    found = Election(
        record["uuid"],
        record["name"],
        record["description"],
        mpz(record["public_key"]),
        tuple(
            Question(each["question"], tuple(each["answers"]), each["min"], each["max"])
            for each in record["questions"]
        ),
    )
    assert found.text == text
    return found
