"""Mutants of the questions: project votes that are written as something else from the start, so that no pair proofs are due.

Everything fits together, and two ballots approve and oppose the same project.
"""

from __future__ import annotations

from dataclasses import replace

from services.voting.domain.crypto.ballot import make_ballot
from services.voting.domain.crypto.election import Question
from tests.support.forging import Forgery, Played
from tests.support.mutants.registry import mutant

APPROVE = Question("赞成", ("路", "桥"), 0, 1)
AGAINST = Question("反对", ("路", "桥"), 0, 2)


def disguised(played: Played, *questions: Question) -> Forgery:
    """The whole vote held on these questions, of which the first two are answered alike."""
    election = replace(played.election, questions=questions)
    blank = [[0] * len(each.answers) for each in questions[2:]]
    ballots = [
        make_ballot(election, envelope, [[1, 0], [1, 0], *blank]).text for envelope in played.envelopes[:2]
    ]
    return replace(played, election=election).counted(ballots, election=election.text, pairs=())


@mutant(
    "election.unlike-project-vote", "questions: a space behind a project's name in one", outside_misses=True
)
def _(played: Played) -> Forgery:
    return disguised(played, APPROVE, replace(AGAINST, answers=("路", "桥 ")))


@mutant(
    "election.unlike-project-vote", "questions: a title with a mark that has no width", outside_misses=True
)
def _(played: Played) -> Forgery:
    return disguised(played, APPROVE, replace(AGAINST, question="反\u200b对"))


@mutant("election.unlike-project-vote", "questions: opposition under another title", outside_misses=True)
def _(played: Played) -> Forgery:
    return disguised(played, APPROVE, replace(AGAINST, question="不赞成"))


@mutant(
    "election.unlike-project-vote", "questions: a third beside approval and opposition", outside_misses=True
)
def _(played: Played) -> Forgery:
    return disguised(played, APPROVE, AGAINST, Question("意见", ("有", "无"), 0, 1))


@mutant("election.unlike-project-vote", "questions: opposition before approval", outside_misses=True)
def _(played: Played) -> Forgery:
    return disguised(played, AGAINST, APPROVE)
