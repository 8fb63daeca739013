"""A ballot: encrypted answers, proofs that they are answers, and the signature of an anonymous credential."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from gmpy2 import mpz

from services.voting.domain.crypto.credentials import secret_exponent
from services.voting.domain.crypto.election import Election, Question
from services.voting.domain.crypto.encoding import b64, compact
from services.voting.domain.crypto.group import Q, g_to, product, random_exponent
from services.voting.domain.crypto.proofs import (
    Ciphertext,
    Proof,
    encrypt,
    prove_knowledge,
    prove_one_of,
)

Answers = Sequence[Sequence[int]]
"""For each question 0 or 1 for each of its answers."""


class AnswersNotPossible(ValueError):
    """The answers do not fit the questions, so that no proof of them exists."""


@dataclass(frozen=True)
class Made:
    """A ballot's text, its tracker (``signature.hash``), and its pair proofs, a list for each candidate."""

    text: str
    tracker: str
    pairs: list[list[dict[str, str]]] | None

    @property
    def pairs_text(self) -> str | None:
        """What is sent beside the ballot; nothing where the vote asks for no pair proofs."""
        return None if self.pairs is None else compact(self.pairs)

    @property
    def pairs_line(self) -> str:
        """Its line in ``NAME.pairs.jsonl``."""
        return compact({"hash": self.tracker, "proofs": self.pairs})


def make_ballot(election: Election, credential: str, answers: Answers) -> Made:
    """A ballot, with its pair proofs where the vote asks for them.

    Raises ``AnswersNotPossible``, and ``CredentialMistyped``.
    """
    _check(election, answers)
    secret = secret_exponent(credential, election.uuid)
    context = f"{election.fingerprint}|{g_to(secret)}"
    encrypted = [[_Sealed(election, value) for value in given] for given in answers]
    record: dict[str, Any] = {
        "election_uuid": election.uuid,
        "election_hash": election.fingerprint,
        "credential": str(g_to(secret)),
        "answers": [
            _answer(election, context, question, sealed)
            for question, sealed in zip(election.questions, encrypted, strict=True)
        ],
    }
    digest = b64(compact(record))
    proof = prove_knowledge(signature_prefix(digest), secret)
    record["signature"] = {"hash": digest, "proof": proof.record()}
    pairs = None
    if election.is_project_vote:
        yes, no = encrypted
        pairs = [
            [each.record() for each in _pair(election, context, index, digest, *both)]
            for index, both in enumerate(zip(yes, no, strict=True))
        ]
    return Made(compact(record), digest, pairs)


def signature_prefix(digest: str) -> str:
    """What a ballot's signature is bound to."""
    return f"sig|{digest}|"


def sum_context(context: str, choices: Sequence[Ciphertext]) -> str:
    """S of an overall proof: that of a choice, and all ciphertexts that are added."""
    return f"{context}|{','.join(str(each) for each in choices)}"


def pair_context(context: str, index: int, digest: str) -> str:
    """S of a pair proof, which ties it to one candidate of one ballot."""
    return f"{context}|pair|{index}|{digest}"


class _Sealed:
    """A choice with the randomness of its encryption, which only its maker ever has."""

    def __init__(self, election: Election, value: int) -> None:
        self.value = value
        self.randomness = random_exponent()
        self.ciphertext = encrypt(election.key, value, self.randomness)


def _answer(
    election: Election, context: str, question: Question, sealed: Sequence[_Sealed]
) -> dict[str, Any]:
    choices = [each.ciphertext for each in sealed]
    total = Ciphertext(product(each.alpha for each in choices), product(each.beta for each in choices))
    overall = prove_one_of(
        election.key,
        sum_context(context, choices),
        total,
        sum((each.randomness for each in sealed), mpz(0)) % Q,
        sum(each.value for each in sealed),
        question.sums,
    )
    return {
        "choices": [each.record() for each in choices],
        "individual_proofs": [
            _records(
                prove_one_of(election.key, context, each.ciphertext, each.randomness, each.value, (0, 1))
            )
            for each in sealed
        ],
        "overall_proof": _records(overall),
    }


def _pair(
    election: Election, context: str, index: int, digest: str, yes: _Sealed, no: _Sealed
) -> list[Proof]:
    return prove_one_of(
        election.key,
        pair_context(context, index, digest),
        yes.ciphertext * no.ciphertext,
        (yes.randomness + no.randomness) % Q,
        yes.value + no.value,
        (0, 1),
    )


def _records(proofs: Sequence[Proof]) -> list[dict[str, str]]:
    return [each.record() for each in proofs]


def _check(election: Election, answers: Answers) -> None:
    if len(answers) != len(election.questions):
        raise AnswersNotPossible("number of questions")
    for question, given in zip(election.questions, answers, strict=True):
        if len(given) != len(question.answers) or any(value not in (0, 1) for value in given):
            raise AnswersNotPossible(question.question)
        if sum(given) not in question.sums:
            raise AnswersNotPossible(question.question)
    if election.is_project_vote and any(yes + no > 1 for yes, no in zip(*answers, strict=True)):
        raise AnswersNotPossible("approved and opposed")
