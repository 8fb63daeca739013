"""Many ballots in several processes, and what they add up to."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context

from gmpy2 import mpz

from services.verifier.ballots import Ballot, Booth, Choices, Ciphertext, check_members
from services.verifier.chain import Event
from services.verifier.findings import Broken, Finding
from services.verifier.group import P
from services.verifier.membership import all_members, subset_products

_TOGETHER = 4
"""Ballots of one task: few enough that all processes end together."""

Task = Sequence[tuple[str, bytes]]
"""Place and content of some ballots."""


@dataclass(frozen=True)
class Checked:
    """What a task found: the ballots that hold, the first broken thing of each that does not."""

    ballots: Sequence[tuple[str, Ballot]]
    broken: Sequence[Finding]
    subsets: Sequence[mpz]


@dataclass(frozen=True)
class Counted:
    """All ballots that hold; ``sums`` are the products of their ciphertexts."""

    ballots: Sequence[tuple[str, Ballot]]
    broken: Sequence[Finding]
    sums: Choices


def count(booth: Booth, events: Sequence[Event], processes: int | None = None) -> Counted:
    """Check every ballot; a finding for each that is broken, in the order of the chain."""
    ballots = [(event.where, event.payload) for event in events]
    tasks = [ballots[at : at + _TOGETHER] for at in range(0, len(ballots), _TOGETHER)]
    with _each_in_a_process(booth, min(processes or available(), len(tasks))) as each_of:
        done = list(each_of(tasks))
    found = [each for part in done for each in part.ballots]
    broken = [each for part in done for each in part.broken]
    if not all_members(part.subsets for part in done):
        broken += _outside(found)
    broken += _doubled(found)
    return Counted(found, broken, add_up(booth, [ballot for _, ballot in found]))


def available() -> int:
    """The processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def add_up(booth: Booth, ballots: Sequence[Ballot]) -> Choices:
    """The product over all ballots for each answer; of none, one."""
    sums = [[Ciphertext(mpz(1), mpz(1)) for _ in each.answers] for each in booth.election.questions]
    for ballot in ballots:
        sums = [
            [
                Ciphertext(total.alpha * each.alpha % P, total.beta * each.beta % P)
                for total, each in zip(row, given, strict=True)
            ]
            for row, given in zip(sums, ballot.choices, strict=True)
        ]
    return sums


def check(booth: Booth, task: Task) -> Checked:
    """One task, in whichever process."""
    found: list[tuple[str, Ballot]] = []
    broken: list[Finding] = []
    for where, content in task:
        try:
            found.append((where, booth.check(content, where)))
        except Broken as wrong:
            broken.append(wrong.finding)
    return Checked(
        found, broken, subset_products([element for _, ballot in found for element in ballot.elements])
    )


def _outside(ballots: Sequence[tuple[str, Ballot]]) -> Iterator[Finding]:
    for where, ballot in ballots:
        try:
            check_members(ballot, where)
        except Broken as wrong:
            yield wrong.finding


def _doubled(ballots: Sequence[tuple[str, Ballot]]) -> Iterator[Finding]:
    """The archive's format lets the last of two count; here one is cast, and stands."""
    seen: set[str] = set()
    for where, ballot in ballots:
        if ballot.credential in seen:
            yield Finding("ballot.second", "同一凭证投了第二张选票。", where)
        seen.add(ballot.credential)


_booth: Booth
"""In a worker process, what its ballots are checked against."""


def _enter(booth: Booth) -> None:
    global _booth
    _booth = booth


def _check_here(task: Task) -> Checked:
    return check(_booth, task)


@contextmanager
def _each_in_a_process(
    booth: Booth, processes: int
) -> Iterator[Callable[[Sequence[Task]], Iterator[Checked]]]:
    if processes < 2:
        yield lambda tasks: (check(booth, task) for task in tasks)
        return
    # Spawned, not forked: whoever calls may have threads, whose locks a fork would copy as they stand.
    spawning = get_context("spawn")
    with ProcessPoolExecutor(processes, spawning, initializer=_enter, initargs=(booth,)) as pool:
        yield lambda tasks: pool.map(_check_here, tasks)
