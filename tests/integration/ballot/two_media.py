"""A sitting that votes on paper and electronically at once, act by act."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pytest

from services.demo.patterns import ballot_patterns
from shared.contracts import voting
from shared.kernel.errors import DomainError
from shared.messaging.envelope import RemoteRefusal
from tests.integration.ballot.sitting import QUOTA, Sitting

ALLOWED: dict[str, Any] = {
    "voting.electronic": "legal",
    "voting.least_issued": 3,
    "voting.publish_counts": True,
    "voting.publish_losers": True,
}
PRESENT, ENVELOPES, PAPER = 57, 5, 50
FOUR = [[1, 1, 1, 1, 0], [0, 0, 0, 0, 1]]
"""Approves the first four, opposes the fifth."""


@contextmanager
def refused(kind: type[DomainError], says: str | None = None) -> Iterator[None]:
    with pytest.raises(RemoteRefusal, match=says) as found:
        yield
    assert found.value.remote_code == kind.code


def sealed(sitting: Sitting) -> Sitting:
    """A sitting with its key, its envelopes and its sealed box."""
    sitting.seat()
    sitting.hold_ceremony()
    sitting.print_envelopes(ENVELOPES + 1)
    sitting.hall.seal()
    return sitting


def issue(sitting: Sitting, seats: Sequence[str] | None = None, paper: int = PAPER) -> None:
    drawn = sitting.hall.seats[:ENVELOPES] if seats is None else seats
    sitting.hall.act(voting.ISSUE_BALLOTS, boxes=[{"code": "main", "issued": paper}], envelopes=list(drawn))


def cast_all(sitting: Sitting, marks: Sequence[Any]) -> None:
    for envelope, answers in enumerate(marks):
        assert sitting.cast(sitting.make(envelope, answers))["verdict"] == "accepted"


def close(sitting: Sitting, uuid: str | None = None) -> None:
    sitting.call(voting.CLOSE_ELECTRONIC_VOTE, uuid=uuid or sitting.uuid)


def take_back(sitting: Sitting, paper: int) -> Any:
    done = sitting.hall.act(voting.RECORD_RETURN, returned=paper, returned_again=paper)
    if done["stands"]:
        # What the tellers are asked to key.
        assert sitting.hall.vote()["rounds"][-1]["paper_returned"] == paper
        sitting.hall.act(voting.DECLARE_VALID)
    return done


def enter(sitting: Sitting, totals: dict[str, tuple[int, int]], ballots: int, most: int = QUOTA) -> None:
    patterns = ballot_patterns(totals, ballots, most)
    sitting.hall.enter("first", patterns, "teller-1")
    assert sitting.hall.enter("second", patterns, "teller-2")["both_entered"]


def to_paper_count(sitting: Sitting, marks: Sequence[Any], totals: dict[str, tuple[int, int]]) -> None:
    """Issued, cast, closed, returned and the paper entries agreed."""
    issue(sitting)
    sitting.open_vote(1, legal=True)
    cast_all(sitting, marks)
    close(sitting)
    take_back(sitting, PAPER)
    enter(sitting, totals, PAPER)


def decrypt(sitting: Sitting) -> None:
    """The scrutineers open the tally; the hall goes on, on the day on which they did."""
    sitting.decrypt_by_enough()
    session = sitting.hall.call(voting.GET_SESSION, session_id=sitting.hall.session_id)
    sitting.hall.day = session["steps"][-1]["held_on"]
