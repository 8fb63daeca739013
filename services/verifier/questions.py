"""The election record: what is asked, under which key (ballot-format.md, "Records" and "The project vote as questions")."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from gmpy2 import mpz

from services.verifier.findings import require
from services.verifier.group import NAME, b64
from services.verifier.strict import fields, listed, parse, residue, text, whole

APPROVE, AGAINST = "赞成", "反对"
_UUID = re.compile(r"[1-9A-HJ-NP-Za-km-z]{14,}", re.ASCII)


@dataclass(frozen=True)
class Question:
    """At least ``least`` and at most ``most`` of the answers may be chosen."""

    title: str
    answers: tuple[str, ...]
    least: int
    most: int

    @property
    def branches(self) -> int:
        """How many sums are possible, each with a branch in the overall proof."""
        return self.most - self.least + 1


@dataclass(frozen=True)
class Election:
    """A vote; ``fingerprint`` stands for the exact record."""

    uuid: str
    name: str
    description: str
    public_key: mpz
    questions: tuple[Question, ...]
    fingerprint: str

    @property
    def is_project_vote(self) -> bool:
        """Whether nobody may approve and oppose one project, which only pair proofs can show."""
        return [each.title for each in self.questions] == [APPROVE, AGAINST] and (
            self.questions[0].answers == self.questions[1].answers
        )


def read_election(content: bytes, where: str) -> Election:
    """The record; raises ``Broken``. That the key belongs to the trustees is checked with them."""
    names = "version description name group public_key questions uuid"
    version, description, name, group, key, questions, uuid = fields(parse(content, where), names, where)
    require(type(version) is int and version == 1, "election.version", "投票记录的版本应当是 1。", where)
    require(group == NAME, "election.group", f"群应当是 {NAME}。", where)
    require(
        bool(_UUID.fullmatch(text(uuid, where))),
        "election.uuid",
        "投票编号应当是至少 14 位的 Base58。",
        where,
    )
    asked = tuple(_question(each, where) for each in listed(questions, where))
    require(bool(asked), "election.questions", "投票应当至少有一个问题。", where)
    found = Election(
        uuid, text(name, where), text(description, where), residue(key, where), asked, b64(content)
    )
    require(
        found.is_project_vote or not _looks_like_project_vote(asked),
        "election.unlike-project-vote",
        "各题看来是对同一批项目的赞成和反对，却不是规定的写法（恰有“赞成”“反对”两题，选项逐字相同），"
        "因而无从要求成对证明：不能证明没有人同时赞成又反对同一项目。",
        where,
    )
    return found


def _looks_like_project_vote(questions: Sequence[Question]) -> bool:
    """Whether a reader could take two of the questions for approval and opposition of the same projects.

    A rating asks the same grades of every project too, but one of them at most, under titles of its own.
    """
    titles = [_as_read(each.title) for each in questions]
    if APPROVE in titles and AGAINST in titles:
        return True
    answers = [tuple(map(_as_read, each.answers)) for each in questions]
    return len(set(answers)) < len(answers) and not _is_rating(questions)


def _is_rating(questions: Sequence[Question]) -> bool:
    """One of the same grades for each project (ballot-format.md, "The project vote as questions")."""
    first = questions[0].answers
    return len(first) > 1 and all((each.answers, each.most) == (first, 1) for each in questions)


def _as_read(text: str) -> str:
    """A text as a reader sees it: without white space and what has no shape of its own, in one width."""
    return "".join(
        each for each in unicodedata.normalize("NFKC", text) if unicodedata.category(each)[0] not in "ZCM"
    )


def _question(record: Any, where: str) -> Question:
    answers, least, most, title = fields(record, "answers min max question", where)
    choices = tuple(text(each, where) for each in listed(answers, where))
    found = Question(text(title, where), choices, whole(least, where), whole(most, where))
    require(
        bool(choices) and found.least <= found.most <= len(choices),
        "election.question",
        "问题的选项或可选项数不合理。",
        where,
    )
    return found
