"""One ballot: its form, its proofs and its signature, and the pair proofs beside the archive.

Ballot-format.md, "Records", "The project vote as questions"; Belenios specification, "Ballots". Whether the numbers are
members of the group is left to ``membership``, which asks for all ballots at once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from gmpy2 import mpz

from services.verifier.findings import require
from services.verifier.group import G, b64, is_member
from services.verifier.pairs import PairProofs
from services.verifier.powers import FixedBase
from services.verifier.proofs import Keys, Proof, knows_logarithm, read_proof, read_proofs
from services.verifier.questions import Election, Question
from services.verifier.sealed import Ciphertext, Sealed, multiply, read_ciphertext
from services.verifier.strict import compact, fields, listed, parse

_WIDE, _NARROW = 11, 6
"""Bits of a window of the two bases of the whole vote: 15 MB a table, or a fiftieth of it for a few ballots."""
_FEW = 16

Choices = Sequence[Sequence[Ciphertext]]
"""For each question one ciphertext for each answer."""


@dataclass(frozen=True)
class Ballot:
    """What a ballot record says; ``tracker`` is its ``signature.hash``."""

    credential: str
    tracker: str
    choices: Choices

    @property
    def elements(self) -> list[mpz]:
        """All numbers that must be members of the group."""
        return [number for row in self.choices for each in row for number in each]


@dataclass(frozen=True)
class Booth:
    """What every ballot of a vote is checked against."""

    election: Election
    credentials: frozenset[str]
    pairs: Mapping[str, PairProofs] | None
    """The pair proofs by tracker, where they are asked for."""

    @cached_property
    def keys(self) -> Keys:
        """Tables of g and of the vote's key."""
        width = _NARROW if len(self.credentials) < _FEW else _WIDE
        return Keys(FixedBase(G, width), FixedBase(self.election.public_key, width))

    def check(self, content: bytes, where: str) -> Ballot:
        """A ballot that holds, but for membership; raises ``Broken``."""
        election = self.election
        record = parse(content, where)
        uuid, fingerprint, credential, answers, signature = fields(
            record, "election_uuid election_hash credential answers signature", where
        )
        require(
            (uuid, fingerprint) == (election.uuid, election.fingerprint),
            "ballot.other-vote",
            "这张选票属于另一次投票。",
            where,
        )
        require(
            isinstance(credential, str) and credential in self.credentials,
            "ballot.credential",
            "选票的凭证不在已发出的凭证之中。",
            where,
        )
        tracker = _check_signature(record, credential, signature, self.keys.g, where)
        context = f"{fingerprint}|{credential}"
        given = [
            _Answer.read(question, answer, where)
            for question, answer in zip(
                election.questions, listed(answers, where, len(election.questions)), strict=True
            )
        ]
        pairs = self._pairs_of(given, tracker, where)
        self._check_choices(given, pairs, context, tracker, where)
        for each in given:
            self._check_sum(each, context, where)
        # Last: a ballot altered and signed again has another tracker, and what was altered is the thing to name.
        require(self.pairs is None or pairs is not None, "pairs.missing", "缺少这张选票的成对证明。", where)
        return Ballot(credential, tracker, [each.choices for each in given])

    def _pairs_of(self, given: Sequence[_Answer], tracker: str, where: str) -> PairProofs | None:
        found = self.pairs.get(tracker) if self.pairs is not None else None
        require(
            found is None or len(found) == len(given[0].choices),
            "pairs.number",
            "成对证明的数目与候选项目数不符。",
            where,
        )
        return found

    def _check_choices(
        self,
        given: Sequence[_Answer],
        pairs: PairProofs | None,
        context: str,
        tracker: str,
        where: str,
    ) -> None:
        """Place by place over all questions: what one place takes is let go before the next, and stays in the cache."""
        for place in range(max(len(each.choices) for each in given)):
            sealed = []
            for each in given:
                if place < len(each.choices):
                    sealed.append(Sealed.of(each.choices[place]))
                    require(
                        sealed[-1].is_one_of(self.keys, context, 0, each.individual[place]),
                        "ballot.choice-proof",
                        "某一选项的零知识证明不成立（不能证明该项为 0 或 1）。",
                        where,
                    )
            if pairs is not None:
                require(
                    Sealed.of_product(*sealed).is_one_of(
                        self.keys, f"{context}|pair|{place}|{tracker}", 0, pairs[place]
                    ),
                    "pairs.proof",
                    f"第{place + 1}个候选项目的成对证明不成立（不能证明没有同时赞成又反对）。",
                    where,
                )

    def _check_sum(self, given: _Answer, context: str, where: str) -> None:
        texts = ",".join(f"{each.alpha},{each.beta}" for each in given.choices)
        require(
            Sealed.of(multiply(given.choices)).is_one_of(
                self.keys, f"{context}|{texts}", given.question.least, given.overall
            ),
            "ballot.sum-proof",
            "选项总数的零知识证明不成立（不能证明没有超过可选项数）。",
            where,
        )


class _Answer(NamedTuple):
    """The answer to a question in its parts."""

    question: Question
    choices: Sequence[Ciphertext]
    individual: Sequence[Sequence[Proof]]
    overall: Sequence[Proof]

    @classmethod
    def read(cls, question: Question, record: Any, where: str) -> _Answer:
        choices, individual, overall = fields(record, "choices individual_proofs overall_proof", where)
        many = len(question.answers)
        return cls(
            question,
            [read_ciphertext(each, where) for each in listed(choices, where, many)],
            [read_proofs(each, where, 2) for each in listed(individual, where, many)],
            read_proofs(overall, where, question.branches),
        )


def _check_signature(
    record: Mapping[str, Any], credential: str, signature: Any, g: FixedBase, where: str
) -> str:
    digest, proof = fields(signature, "hash proof", where)
    unsigned = {name: value for name, value in record.items() if name != "signature"}
    require(digest == b64(compact(unsigned)), "ballot.hash", "选票的追踪号与选票内容不符。", where)
    require(
        knows_logarithm(f"sig|{digest}|", mpz(credential), read_proof(proof, where), g.power),
        "ballot.signature",
        "选票的签名不成立。",
        where,
    )
    return str(digest)


def check_members(ballot: Ballot, where: str) -> None:
    """Membership of the numbers of one ballot, each by itself; raises ``Broken``."""
    require(
        all(is_member(each) for each in ballot.elements),
        "ballot.not-member",
        "选票中的密文不属于约定的群。",
        where,
    )
