"""Accepted ballots join their board by the clock of the service, in batches sorted by hash; nobody chooses when."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest
import sqlalchemy as sa

from services.voting.board_clock import BoardKeeper
from services.voting.domain.crypto.rehearsal import random_answers
from services.voting.persistence.ballot_box import OPEN_BOARDS
from shared.contracts import voting
from tests.integration.ballot.sitting import Sitting
from tests.integration.messaging.conftest import until
from tests.support.calling import CallingSuite

DRAWN = 4


@pytest.fixture
def sitting(suite: CallingSuite, fresh_tenant: str) -> Sitting:
    made = Sitting(suite, fresh_tenant)
    made.seat()
    made.hold_ceremony()
    made.print_envelopes(DRAWN)
    made.open_vote()
    return made


def cast(sitting: Sitting, *envelopes: int) -> None:
    for number in envelopes:
        made = sitting.make(number, random_answers(sitting.election))
        assert sitting.cast(made)["verdict"] == "accepted"


def seen(sitting: Sitting) -> dict[str, Any]:
    shown = sitting.call(voting.GET_ELECTRONIC_VOTE, uuid=sitting.uuid)
    return {each: shown[each] for each in ("ballots", "head", "height")}


def turns(sitting: Sitting) -> list[Any]:
    with sitting.hall.suite.relays["voting"].connect() as database:
        return list(
            database.execute(
                sa.select(OPEN_BOARDS.c.taken_at).where(OPEN_BOARDS.c.tenant_id == sitting.hall.tenant)
            ).scalars()
        )


def test_the_service_takes_a_batch_by_itself_and_the_head_moves(sitting: Sitting) -> None:
    before = seen(sitting)
    cast(sitting, 0, 1, 2)
    sitting.let_a_minute_pass()
    until(lambda: seen(sitting)["ballots"] == 3, "the service looks at its clock")
    after = seen(sitting)
    assert after["height"] == before["height"] + 3
    digests = [name for name, content in sitting.members() if b'"election_hash"' in content]
    assert digests == sorted(digests) and len(digests) == 3


def test_before_a_minute_has_passed_nothing_joins_whoever_looks(sitting: Sitting) -> None:
    before = seen(sitting)
    cast(sitting, 0)
    assert BoardKeeper(sitting.hall.suite.settings).take_due() == 0
    assert seen(sitting) == before
    assert sitting.minute_passes()["ballots"] == 1
    cast(sitting, 1)
    BoardKeeper(sitting.hall.suite.settings).take_due()
    assert seen(sitting)["ballots"] == 1


def test_many_that_look_at_once_take_one_batch(sitting: Sitting) -> None:
    cast(sitting, 0, 1)
    sitting.let_a_minute_pass()
    keepers = [BoardKeeper(sitting.hall.suite.settings) for _ in range(6)]
    with ThreadPoolExecutor(len(keepers)) as pool:
        list(pool.map(BoardKeeper.take_due, keepers))
    assert seen(sitting)["ballots"] == 2
    assert sitting.minute_passes()["height"] == seen(sitting)["height"]


def test_a_minute_without_ballots_leaves_the_head_as_it_is(sitting: Sitting) -> None:
    before = seen(sitting)
    sitting.minute_passes()
    assert seen(sitting) == before


@pytest.mark.parametrize("ending", [voting.CLOSE_ELECTRONIC_VOTE, voting.CANCEL_ELECTRONIC_VOTE])
def test_a_board_that_takes_no_more_ballots_has_no_more_turns(sitting: Sitting, ending: Any) -> None:
    cast(sitting, 0)
    ended = sitting.call(ending, uuid=sitting.uuid)
    assert ended["ballots"] == (1 if ending is voting.CLOSE_ELECTRONIC_VOTE else 0)
    assert len(turns(sitting)) == 1
    assert sitting.minute_passes()["head"] == ended["head"]
    assert turns(sitting) == []


def test_a_database_that_is_away_is_asked_again_at_the_next_look(sitting: Sitting) -> None:
    settings = sitting.hall.suite.settings
    lost = replace(settings, database=replace(settings.database, port=1))
    assert BoardKeeper(lost).take_due() == 0
