"""The box itself: what is refused fills no disk, and what stands in Setup is read once (ballot-format.md)."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from services.voting.handlers.setups import MOST_KEPT, Setups
from services.voting.persistence import ballot_box
from services.voting.persistence.ballot_box import BallotBox
from shared.kernel.identity import new_id
from shared.persistence.unit_of_work import UnitOfWork
from shared.tenancy.context import Actor, CallContext, new_traceparent
from tests.support.calling import CallingSuite


class Envelopes:
    """A stand-in for a unit of work that counts how often envelopes are read."""

    tenant = "jia"

    def __init__(self) -> None:
        self.read = 0

    def get(self, _: type, envelopes_id: str) -> Envelopes:
        self.read += 1
        return self

    def drawn(self, uuid: str) -> list[str]:
        return [f"{uuid}-{number}" for number in range(3)]


class Vote:
    """An open vote."""

    envelopes_id = "e1"

    def __init__(self, uuid: str) -> None:
        self.uuid = uuid


def test_no_more_refusals_are_kept_than_a_disk_can_bear(
    suite: CallingSuite, fresh_tenant: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ballot_box, "MOST_REFUSED", 3)
    context = CallContext(fresh_tenant, Actor.anonymous(), new_traceparent())
    with suite.engines["voting"].connect() as connection:
        work = UnitOfWork(connection, suite.stores["voting"], context)
        box, other = BallotBox(work, new_id()), BallotBox(work, new_id())
        for number in (1, 2, 2, 3, 4, 5):
            box.refuse(f"{number}" * 64, "malformed")
        # What is accepted has a place of its own, and so has another election.
        assert box.accept("a" * 64, "7", "tracker", "{}", None)
        other.refuse("9" * 64, "malformed")
        kept = connection.execute(
            sa.select(ballot_box.RECEIVED.c.digest).order_by(ballot_box.RECEIVED.c.digest)
        ).scalars()
        assert [each[0] for each in kept] == ["1", "2", "3", "9", "a"]
        connection.rollback()


def test_the_credentials_of_a_vote_are_read_once_and_not_kept_for_ever() -> None:
    setups, work = Setups(), Envelopes()
    for _ in range(3):
        assert setups.credentials(work, Vote("u0")) == {"u0-0", "u0-1", "u0-2"}  # type: ignore[arg-type]
    assert work.read == 1
    for number in range(1, MOST_KEPT + 1):
        setups.credentials(work, Vote(f"u{number}"))  # type: ignore[arg-type]
    setups.credentials(work, Vote("u0"))  # type: ignore[arg-type]
    assert work.read == MOST_KEPT + 2
