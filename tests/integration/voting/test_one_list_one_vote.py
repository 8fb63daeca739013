"""A candidate list is put to the vote once; what was issued is corrected without moving who was there (A10.1, ADR 0013)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from services.voting.domain.errors import IssuedExceedsPresent, ListVotedAlready
from shared.contracts import voting
from shared.messaging.envelope import RemoteRefusal
from tests.integration.voting.hall import Hall
from tests.support.calling import CallingSuite
from tests.unit.voting.builders import YANGE

CODES = ["Y1", "Y2", "Y3", "Y4", "Y5"]
TOTALS = {"Y1": (50, 1), "Y2": (47, 2), "Y3": (41, 3), "Y4": (39, 5), "Y5": (29, 6)}
PRESENT, QUOTA = 57, 4


@pytest.fixture(scope="module")
def suite(make_suite: Callable[..., Any]) -> CallingSuite:
    return make_suite("voting")


def sitting(suite: CallingSuite, tenant: str, **rules: Any) -> Hall:
    made = Hall(suite, tenant, rules={**YANGE, **rules}, in_office=61, codes=CODES, presidium=9)
    made.to_boxes(PRESENT, QUOTA)
    return made


@pytest.mark.parametrize("announced", [False, True])
def test_a_second_session_of_the_year_does_not_vote_on_the_same_list_again(
    suite: CallingSuite, fresh_tenant: str, announced: bool
) -> None:
    """Townships hold two sessions a year; two results on one list would contradict each other."""
    hall = sitting(suite, fresh_tenant)
    if announced:
        hall.ballot(TOTALS, PRESENT, QUOTA, [])
        hall.publish()
        hall.act(voting.ANNOUNCE_RESULT)
    else:
        hall.seal()
    hall.to_boxes(PRESENT, QUOTA)
    with pytest.raises(RemoteRefusal, match="甲县（演示）人民代表大会会议") as refused:
        hall.seal()
    assert refused.value.remote_code == ListVotedAlready.code


def test_ballots_are_corrected_by_who_was_there_when_they_were_issued(
    suite: CallingSuite, fresh_tenant: str
) -> None:
    """Some have left since; the number that an approval is counted on is that of the ballot, not of the correction."""
    hall = sitting(suite, fresh_tenant)
    note(hall, present=PRESENT)
    hall.seal()
    hall.act(voting.ISSUE_BALLOTS, boxes=[{"code": "main", "issued": PRESENT}])
    note(hall, present=PRESENT, left=5)
    done = hall.act(voting.CORRECT_ISSUE, boxes=[{"code": "main", "issued": 56}], reason="多记一张")
    assert done["carried"]
    assert hall.vote()["rounds"][-1]["issued"] == 56
    with pytest.raises(RemoteRefusal) as refused:
        hall.act(voting.CORRECT_ISSUE, boxes=[{"code": "main", "issued": 58}], reason="多发一张")
    assert refused.value.remote_code == IssuedExceedsPresent.code


def note(hall: Hall, present: int, left: int = 0) -> None:
    """The sheet of the plenary: so many came, of whom so many have left."""
    lines = [
        {
            "seat": seat,
            "reason": "",
            "presence": "left" if place < left else "present" if place < present else "absent",
        }
        for place, seat in enumerate(hall.seats)
    ]
    hall.call(voting.NOTE_ATTENDANCE, session_id=hall.session_id, sitting="second_plenary", lines=lines)
