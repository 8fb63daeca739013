"""The election record: the questions of a vote, its key, and the fingerprint to which every proof is bound."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from gmpy2 import mpz

from services.voting.domain.crypto.encoding import b64, compact
from services.voting.domain.crypto.group import NAME, FixedBase

APPROVE, AGAINST = "赞成", "反对"


@lru_cache(maxsize=4)
def _table(public_key: mpz) -> FixedBase:
    """Two megabytes, made in ten milliseconds: kept for the votes that are open now."""
    return FixedBase(public_key)


@dataclass(frozen=True)
class Question:
    """One question: how many of its answers may be chosen, at least and at most."""

    question: str
    answers: tuple[str, ...]
    least: int
    most: int

    @property
    def sums(self) -> range:
        """What the number of chosen answers may be."""
        return range(self.least, self.most + 1)

    def record(self) -> dict[str, Any]:
        """As it stands in the election record."""
        return {
            "answers": list(self.answers),
            "min": self.least,
            "max": self.most,
            "question": self.question,
        }


@dataclass(frozen=True)
class Election:
    """One vote: what is asked, under which public key."""

    uuid: str
    name: str
    description: str
    public_key: mpz
    questions: tuple[Question, ...]

    @cached_property
    def text(self) -> str:
        """The record's exact text, which is what is hashed."""
        return compact(
            {
                "version": 1,
                "description": self.description,
                "name": self.name,
                "group": NAME,
                "public_key": str(self.public_key),
                "questions": [each.record() for each in self.questions],
                "uuid": self.uuid,
            }
        )

    @cached_property
    def fingerprint(self) -> str:
        """``b64`` of the record."""
        return b64(self.text)

    @property
    def key(self) -> FixedBase:
        """The public key, with its table."""
        return _table(self.public_key)

    @property
    def is_project_vote(self) -> bool:
        """Whether a ballot must prove that no project is both approved and opposed."""
        if len(self.questions) != 2:
            return False
        first, second = self.questions
        return (first.question, second.question) == (APPROVE, AGAINST) and first.answers == second.answers


def project_questions(projects: tuple[str, ...], quota: int) -> tuple[Question, ...]:
    """Approve at most as many as the quota; oppose any; what is neither is an abstention."""
    return (
        Question(APPROVE, projects, 0, min(quota, len(projects))),
        Question(AGAINST, projects, 0, len(projects)),
    )


def rating_questions(projects: tuple[str, ...], grades: tuple[str, ...]) -> tuple[Question, ...]:
    """A satisfaction rating: one grade for each project, or none (弃权)."""
    return tuple(Question(each, grades, 0, 1) for each in projects)
