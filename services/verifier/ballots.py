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

from services.verifier.findings import Broken, require
from services.verifier.group import G, b64, is_member
from services.verifier.pairs import PairProofs
from services.verifier.powers import Comb, FixedBase
from services.verifier.proofs import Keys, Proof, is_one_of, knows_logarithm, read_proof, read_proofs
from services.verifier.questions import Election, Question
from services.verifier.strict import compact, fields, listed, parse, residue

_WIDE, _NARROW = 10, 6
"""Bits of a window of the two bases of the whole vote: 7 MB a table, or a hundredth of it for a few ballots."""
_FEW = 16


class Ciphertext(NamedTuple):
    """(alpha, beta)."""

    alpha: mpz
    beta: mpz


Choices = list[list[Ciphertext]]
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
        return Keys(FixedBase(G, width).power, FixedBase(self.election.public_key, width).power)

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
        tracker = _check_signature(record, credential, signature, where)
        context = f"{fingerprint}|{credential}"
        sealed = [
            self._check_answer(question, answer, context, where)
            for question, answer in zip(
                election.questions, listed(answers, where, len(election.questions)), strict=True
            )
        ]
        if self.pairs is not None:
            self._check_pairs(sealed, self.pairs.get(tracker), f"{context}|pair|", tracker, where)
        return Ballot(credential, tracker, [[each.ciphertext for each in row] for row in sealed])

    def _check_answer(self, question: Question, record: Any, context: str, where: str) -> list[_Sealed]:
        choices, individual, overall = fields(record, "choices individual_proofs overall_proof", where)
        many = len(question.answers)
        sealed = [_Sealed.of(read_ciphertext(each, where)) for each in listed(choices, where, many)]
        for each, proofs in zip(sealed, listed(individual, where, many), strict=True):
            require(
                each.is_one_of(self.keys, context, 0, read_proofs(proofs, where, 2)),
                "ballot.choice-proof",
                "某一选项的零知识证明不成立（不能证明该项为 0 或 1）。",
                where,
            )
        together = f"{context}|{','.join(each.text for each in sealed)}"
        require(
            _Sealed.product(sealed).is_one_of(
                self.keys, together, question.least, read_proofs(overall, where, question.branches)
            ),
            "ballot.sum-proof",
            "选项总数的零知识证明不成立（不能证明没有超过可选项数）。",
            where,
        )
        return sealed

    def _check_pairs(
        self,
        sealed: Sequence[Sequence[_Sealed]],
        pairs: PairProofs | None,
        context: str,
        tracker: str,
        where: str,
    ) -> None:
        yes, no = sealed
        if pairs is None:
            raise Broken("pairs.missing", "缺少这张选票的成对证明。", where)
        require(len(pairs) == len(yes), "pairs.number", "成对证明的数目与候选项目数不符。", where)
        for index, proofs in enumerate(pairs):
            both = _Sealed.product([yes[index], no[index]])
            require(
                both.is_one_of(self.keys, f"{context}{index}|{tracker}", 0, proofs),
                "pairs.proof",
                f"第{index + 1}个候选项目的成对证明不成立（不能证明没有同时赞成又反对）。",
                where,
            )


@dataclass(frozen=True)
class _Sealed:
    """A ciphertext with the combs of its two numbers."""

    alpha: Comb
    beta: Comb

    @classmethod
    def of(cls, ciphertext: Ciphertext) -> _Sealed:
        return cls(Comb.of(ciphertext.alpha), Comb.of(ciphertext.beta))

    @classmethod
    def product(cls, several: Sequence[_Sealed]) -> _Sealed:
        return cls(
            Comb.of_product(each.alpha for each in several), Comb.of_product(each.beta for each in several)
        )

    @property
    def ciphertext(self) -> Ciphertext:
        return Ciphertext(self.alpha.base, self.beta.base)

    @cached_property
    def text(self) -> str:
        return f"{self.alpha.base},{self.beta.base}"

    def is_one_of(self, keys: Keys, context: str, least: int, proofs: Sequence[Proof]) -> bool:
        prefix = f"prove|{context}|{self.text}|"
        return is_one_of(keys, prefix, self.alpha.power, self.beta.power, least, proofs)


def _check_signature(record: Mapping[str, Any], credential: str, signature: Any, where: str) -> str:
    digest, proof = fields(signature, "hash proof", where)
    unsigned = {name: value for name, value in record.items() if name != "signature"}
    require(digest == b64(compact(unsigned)), "ballot.hash", "选票的追踪号与选票内容不符。", where)
    require(
        knows_logarithm(f"sig|{digest}|", mpz(credential), read_proof(proof, where)),
        "ballot.signature",
        "选票的签名不成立。",
        where,
    )
    return str(digest)


def read_ciphertext(record: Any, where: str) -> Ciphertext:
    """An encryption from its record; raises ``Broken``."""
    alpha, beta = fields(record, "alpha beta", where)
    return Ciphertext(residue(alpha, where), residue(beta, where))


def check_members(ballot: Ballot, where: str) -> None:
    """The same question for one ballot; raises ``Broken``."""
    require(
        all(is_member(each) for each in ballot.elements),
        "ballot.not-member",
        "选票中的密文不属于约定的群。",
        where,
    )
