"""What a ballot must hold when it arrives, and the name of what it lacks (ballot-format.md, "Records")."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from services.voting.domain.crypto.ballot import pair_context, signature_prefix, sum_context
from services.voting.domain.crypto.election import Election, Question
from services.voting.domain.crypto.encoding import b64, compact
from services.voting.domain.crypto.group import is_member, product
from services.voting.domain.crypto.proofs import Ciphertext, is_one_of, knows
from services.voting.domain.crypto.reading import Malformed, number, only, proof_of, proofs_of
from services.voting.domain.crypto.tally import Sums

MOST_BYTES = 1_000_000
"""A ballot of a hundred projects has some 400 kB."""


class Reason(StrEnum):
    """Why a ballot is refused; the word is recorded with the ballot's hash."""

    MALFORMED = "malformed"
    OTHER_ELECTION = "other_election"
    UNKNOWN_CREDENTIAL = "unknown_credential"
    CREDENTIAL_USED = "credential_used"
    NOT_IN_GROUP = "not_in_group"
    CHOICE_UNPROVED = "choice_unproved"
    SUM_UNPROVED = "sum_unproved"
    PAIR_UNPROVED = "pair_unproved"
    SIGNATURE_WRONG = "signature_wrong"
    VOTE_CLOSED = "vote_closed"


class BallotRefused(ValueError):
    """The ballot is not one of this election; ``reason`` says why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class CheckedBallot:
    """A ballot that holds: its tracker, its credential, and the ciphertexts that are added up."""

    tracker: str
    credential: str
    sums: Sums


def check_ballot(
    election: Election, credentials: Collection[str], text: str, pairs: str | None
) -> CheckedBallot:
    """Everything that can be known of a ballot by itself; raises ``BallotRefused``.

    ``credentials`` are the public ones in Setup, ``pairs`` the JSON of the pair proofs, a list for each
    candidate. Whether the credential was used before is for the board to say.
    """
    record = _read(text)
    if record["election_uuid"] != election.uuid or record["election_hash"] != election.fingerprint:
        raise BallotRefused(Reason.OTHER_ELECTION)
    if record["credential"] not in credentials:
        raise BallotRefused(Reason.UNKNOWN_CREDENTIAL)
    try:
        tracker = _check_signature(record)
        sums = [
            _check_answer(election, f"{election.fingerprint}|{record['credential']}", question, answer)
            for question, answer in zip(election.questions, record["answers"], strict=True)
        ]
        if election.is_project_vote:
            _check_pairs(election, record["credential"], tracker, sums, pairs)
        elif pairs is not None:
            # Nothing would look at it, and it would be published beside the ballot.
            raise BallotRefused(Reason.PAIR_UNPROVED)
    except (Malformed, ValueError, TypeError) as wrong:
        if isinstance(wrong, BallotRefused):
            raise
        raise BallotRefused(Reason.MALFORMED) from wrong
    return CheckedBallot(tracker, record["credential"], sums)


def _read(text: str) -> dict[str, Any]:
    if len(text) > MOST_BYTES:
        raise BallotRefused(Reason.MALFORMED)
    try:
        record = json.loads(text)
        only(record, "election_uuid", "election_hash", "credential", "answers", "signature")
    except (ValueError, RecursionError) as wrong:
        raise BallotRefused(Reason.MALFORMED) from wrong
    if compact(record) != text or not isinstance(record["credential"], str):
        raise BallotRefused(Reason.MALFORMED)
    return dict(record)


def _check_signature(record: dict[str, Any]) -> str:
    signature = only(record["signature"], "hash", "proof")
    tracker = b64(compact({key: value for key, value in record.items() if key != "signature"}))
    public = number(record["credential"])
    proof = proof_of(signature["proof"])
    if signature["hash"] != tracker or not knows(signature_prefix(tracker), public, proof):
        raise BallotRefused(Reason.SIGNATURE_WRONG)
    return tracker


def _check_answer(election: Election, context: str, question: Question, answer: Any) -> list[Ciphertext]:
    only(answer, "choices", "individual_proofs", "overall_proof")
    choices = [_ciphertext(each) for each in answer["choices"]]
    individual = [proofs_of(each) for each in answer["individual_proofs"]]
    if len(choices) != len(question.answers) or len(individual) != len(choices):
        raise BallotRefused(Reason.MALFORMED)
    for sealed, proofs in zip(choices, individual, strict=True):
        if not is_one_of(election.key, context, sealed, proofs, (0, 1)):
            raise BallotRefused(Reason.CHOICE_UNPROVED)
    total = Ciphertext(product(each.alpha for each in choices), product(each.beta for each in choices))
    overall = proofs_of(answer["overall_proof"])
    if not is_one_of(election.key, sum_context(context, choices), total, overall, question.sums):
        raise BallotRefused(Reason.SUM_UNPROVED)
    return choices


def _check_pairs(
    election: Election, credential: str, tracker: str, sums: Sequence[Sequence[Ciphertext]], pairs: str | None
) -> None:
    try:
        read = json.loads(pairs or "[]")
        # They are published as they came: written otherwise they would break the file, or carry words of the voter's.
        if compact(read) != (pairs or "[]"):
            raise Malformed("pairs")
        given = [proofs_of(each) for each in read]
    except (Malformed, ValueError, TypeError, RecursionError) as wrong:
        raise BallotRefused(Reason.PAIR_UNPROVED) from wrong
    approvals, objections = sums
    context = f"{election.fingerprint}|{credential}"
    if len(given) != len(approvals):
        raise BallotRefused(Reason.PAIR_UNPROVED)
    for index, (yes, no, proofs) in enumerate(zip(approvals, objections, given, strict=True)):
        if not is_one_of(election.key, pair_context(context, index, tracker), yes * no, proofs, (0, 1)):
            raise BallotRefused(Reason.PAIR_UNPROVED)


def _ciphertext(record: Any) -> Ciphertext:
    only(record, "alpha", "beta")
    sealed = Ciphertext(number(record["alpha"]), number(record["beta"]))
    if not is_member(sealed.alpha) or not is_member(sealed.beta):
        raise BallotRefused(Reason.NOT_IN_GROUP)
    return sealed
