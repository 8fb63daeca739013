"""Reading back what is in a record: ciphertexts of a ballot, factors of a decryption."""

from __future__ import annotations

import json

from gmpy2 import mpz

from services.voting.domain.crypto.proofs import Ciphertext
from services.voting.domain.crypto.tally import Sums


def read_sums(ballot: str) -> Sums:
    """The ciphertexts of a ballot, question by question."""
    return [
        [Ciphertext.read(choice) for choice in answer["choices"]] for answer in json.loads(ballot)["answers"]
    ]


def read_factors(decryption: str) -> list[list[mpz]]:
    """The factors of a trustee, question by question."""
    return [[mpz(each) for each in row] for row in json.loads(decryption)["decryption_factors"]]
