"""The electronic ballot as the legal act beside paper: one medium for each deputy, one result (A10.17)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from services.demo.patterns import ballot_patterns
from services.verifier.verification import Request, verify
from services.voting.domain.correction_errors import PaperCountedApart
from services.voting.domain.electronic.errors import (
    BoardNotPublic,
    ElectionNotOpen,
    ElectionUsed,
    ElectronicNotAllowed,
    ElectronicNotClosed,
    ElectronicNotIssued,
    EnvelopesDiffer,
    MediumTooSmall,
    PaperNotAgreed,
    SeatsWrong,
    UndrawnWrong,
)
from services.voting.domain.errors import CountStillSecret, ElectronicClauseMissing, IssuedExceedsPresent
from shared.contracts import voting
from shared.kernel.state_machine import ActNotPossible
from shared.tenancy.roles import Role
from tests.integration.ballot.sitting import QUOTA, Sitting
from tests.integration.ballot.two_media import (
    ALLOWED,
    ENVELOPES,
    FOUR,
    PAPER,
    PRESENT,
    cast_all,
    close,
    decrypt,
    enter,
    issue,
    refused,
    sealed,
    take_back,
    to_paper_count,
)
from tests.support.belenios import verdict
from tests.support.calling import CallingSuite


@pytest.fixture
def sitting(suite: CallingSuite, fresh_tenant: str) -> Sitting:
    return sealed(Sitting(suite, fresh_tenant, **ALLOWED))


PAPER_TOTALS = {"Y1": (45, 1), "Y2": (44, 2), "Y3": (43, 3), "Y4": (27, 5), "Y5": (20, 6)}


def test_paper_and_electronic_ballots_of_one_sitting_are_one_result_a10_17_y039(
    sitting: Sitting, tmp_path: Path
) -> None:
    to_paper_count(sitting, [FOUR] * ENVELOPES, PAPER_TOTALS)
    decrypt(sitting)
    sitting.hall.sign()
    sitting.hall.publish()

    seen = sitting.hall.vote(Role.DEPUTY)
    (record,) = seen["counts"]
    assert record["totals"] == {
        "issued": 55, "returned": 55, "not_returned": 0, "valid": 55, "invalid": 0, "over_marked": 0,
        "unreadable": 0, "misnumbered": 0,
    }  # fmt: skip
    lines = {each["code"]: each for each in record["lines"]}
    # 27 on paper are too few of 61; with 5 electronic approvals more than half is reached.
    assert (lines["Y4"]["approve"], lines["Y5"]["approve"], lines["Y5"]["against"]) == (32, 20, 11)
    assert record["determined"] == ["Y1", "Y2", "Y3", "Y4"]
    assert all(
        sum(each[key] for key in ("approve", "against", "abstain", "invalid_marks")) == 55
        for each in lines.values()
    )

    # The electronic part can be checked by anybody, and is no rehearsal.
    assert "演练" not in sitting.vote["election"] and not sitting.vote["rehearsal"]
    assert sitting.vote["result"] == [[5, 5, 5, 5, 0], [0, 0, 0, 0, 5]]
    archive = sitting.export(tmp_path)
    assert verdict(tmp_path)
    assert verify(Request(archive, heads=[sitting.vote["head"]])).ballots == ENVELOPES


def test_paper_is_counted_again_beside_an_electronic_record_that_proves_itself_a10_2(
    sitting: Sitting,
) -> None:
    hall = sitting.hall

    def record() -> Any:
        (found,) = hall.call(voting.GET_COUNT_RECORD, Role.SCRUTINEER, vote_id=hall.vote_id)["rounds"]
        return {key: value for key, value in found.items() if not key.startswith("signed")}

    def order() -> None:
        hall.act(
            voting.ORDER_RECOUNT,
            Role.SCRUTINEER,
            who=hall.accounts["监票人01"],
            scrutineer="监票人01",
            reason="对照选票",
        )

    to_paper_count(sitting, [FOUR] * ENVELOPES, PAPER_TOTALS)
    # Also before the tally is opened; it may not be opened then until paper is agreed once more.
    order()
    with refused(PaperNotAgreed):
        sitting.decrypt_by_enough()
    enter(sitting, PAPER_TOTALS, PAPER)
    decrypt(sitting)
    hall.sign()
    first = record()
    with refused(PaperCountedApart, "piaojue verify"):
        hall.call(
            voting.EXPORT_BALLOTS,
            Role.SCRUTINEER,
            who=hall.accounts["监票人01"],
            vote_id=hall.vote_id,
            round=1,
            scrutineer="监票人01",
        )
    order()
    enter(sitting, PAPER_TOTALS, PAPER)
    hall.sign()
    assert record() == first
    hall.publish()
    assert hall.vote()["state"] == "declared"


def test_neither_medium_is_known_apart_before_the_whole_result_is_declared_a10_7(
    sitting: Sitting,
) -> None:
    to_paper_count(sitting, [FOUR] * ENVELOPES, PAPER_TOTALS)
    decrypt(sitting)
    assert sitting.vote["result"] is None
    assert sitting.call(voting.GET_ELECTRONIC_VOTE, Role.SCRUTINEER, uuid=sitting.uuid)["result"]
    for role in (Role.RESIDENT, Role.DEPUTY, Role.CONGRESS_CLERK):
        with refused(BoardNotPublic):
            sitting.members(role)
    with refused(CountStillSecret):
        sitting.hall.call(voting.GET_COUNT_RECORD, vote_id=sitting.hall.vote_id)
    sitting.hall.sign()
    with refused(BoardNotPublic):
        sitting.members(Role.RESIDENT)
    sitting.hall.publish()
    assert sitting.members(Role.RESIDENT)


def test_where_counts_are_not_published_those_in_the_hall_can_check_and_nobody_else_a10_17(
    suite: CallingSuite, fresh_tenant: str
) -> None:
    sitting = sealed(Sitting(suite, fresh_tenant, **{**ALLOWED, "voting.publish_counts": False}))
    to_paper_count(sitting, [FOUR] * ENVELOPES, PAPER_TOTALS)
    decrypt(sitting)
    sitting.hall.sign()
    sitting.hall.publish()
    assert sitting.members(Role.DEPUTY)
    assert sitting.vote["result"] is None
    with refused(BoardNotPublic):
        sitting.members(Role.RESIDENT)


def test_what_either_medium_brought_is_not_kept_once_they_are_one(
    suite: CallingSuite, sitting: Sitting
) -> None:
    to_paper_count(sitting, [FOUR] * ENVELOPES, PAPER_TOTALS)
    decrypt(sitting)
    kept = json.dumps(_stored_vote(suite, sitting), ensure_ascii=False)
    assert '"approve": 32' in kept
    assert '"approve": 27' not in kept


def test_nobody_opens_the_tally_while_paper_is_still_counted(sitting: Sitting) -> None:
    issue(sitting)
    sitting.open_vote(1, legal=True)
    cast_all(sitting, [FOUR] * ENVELOPES)
    close(sitting)
    with refused(ActNotPossible):
        decrypt(sitting)
    take_back(sitting, PAPER)
    with refused(PaperNotAgreed):
        decrypt(sitting)
    patterns = ballot_patterns(PAPER_TOTALS, PAPER, QUOTA)
    sitting.hall.enter("first", patterns, "teller-1")
    with refused(PaperNotAgreed):
        decrypt(sitting)
    sitting.hall.enter("second", patterns, "teller-2")
    decrypt(sitting)
    assert sitting.hall.vote()["state"] == "counted"


def test_a_tie_of_both_together_is_broken_with_the_reserve_of_the_same_envelopes_q05(
    sitting: Sitting,
) -> None:
    marks = [[[1, 1, 1, 1, 0], [0] * 5]] * 3 + [[[1, 1, 1, 0, 1], [0] * 5]] * 2
    totals = {**PAPER_TOTALS, "Y4": (30, 0), "Y5": (31, 0)}
    to_paper_count(sitting, marks, totals)
    decrypt(sitting)
    sitting.hall.sign()
    assert sitting.hall.vote()["rounds"][-1]["candidates"] == ["Y4", "Y5"]

    sitting.hall.seal()
    with refused(EnvelopesDiffer):
        issue(sitting, sitting.hall.seats[1 : ENVELOPES + 1])
    issue(sitting)
    sitting.uuid, sitting.reserve = sitting.reserve, sitting.uuid
    opened = sitting.open_vote(1, legal=True)
    assert opened["candidates"] == ["Y4", "Y5"]
    assert "再次投票" in opened["election"]
    cast_all(sitting, [[[1, 0], [0, 1]]] * ENVELOPES)
    close(sitting)
    take_back(sitting, PAPER)
    enter(sitting, {"Y4": (24, 26), "Y5": (26, 24)}, PAPER, most=1)
    decrypt(sitting)
    sitting.hall.sign()
    sitting.hall.publish()
    assert [each["code"] for each in sitting.hall.vote()["results"] if each["determined"]] == [
        "Y1", "Y2", "Y3", "Y4",
    ]  # fmt: skip


def test_a_failed_electronic_vote_is_given_up_whole_and_all_vote_on_paper(sitting: Sitting) -> None:
    issue(sitting)
    sitting.open_vote(1, legal=True)
    cast_all(sitting, [FOUR] * 2)
    sitting.hall.act(voting.FALL_BACK_TO_PAPER, Role.SCRUTINEER, reason="网络中断")
    assert sitting.vote["state"] == "cancelled"
    with refused(ElectionNotOpen):
        close(sitting)
    script = sitting.hall.call(voting.GET_PRESIDER_SCRIPT, session_id=sitting.hall.session_id)
    assert "电子投票未能完成" in json.dumps(script["blocks"], ensure_ascii=False)
    sitting.hall.seal()
    with refused(ElectronicNotAllowed):
        issue(sitting)
    issue(sitting, [], paper=PRESENT)
    take_back(sitting, PRESENT)
    enter(sitting, {**PAPER_TOTALS, "Y4": (33, 0)}, PRESENT)
    sitting.hall.sign()
    sitting.hall.publish()
    seen = sitting.hall.vote()
    assert [(each["void"], each["envelopes"]) for each in seen["rounds"]] == [(True, 5), (False, 0)]
    assert seen["counts"][0]["totals"]["issued"] == PRESENT


def test_cancelling_from_the_halls_screen_does_the_same_even_after_the_paper_was_counted(
    sitting: Sitting,
) -> None:
    to_paper_count(sitting, [FOUR] * ENVELOPES, PAPER_TOTALS)
    sitting.call(voting.CANCEL_ELECTRONIC_VOTE, uuid=sitting.uuid)
    seen = sitting.hall.vote()
    assert seen["state"] == "open"
    assert [each["void"] for each in seen["rounds"]] == [True, False]


def test_envelopes_that_were_drawn_and_never_opened_can_be_given_up_too(sitting: Sitting) -> None:
    issue(sitting)
    with refused(ElectronicNotClosed):
        take_back(sitting, PAPER)
    sitting.hall.act(voting.FALL_BACK_TO_PAPER, reason="会场设备未能启动")
    assert sitting.hall.vote()["state"] == "open"


def test_more_paper_ballots_than_were_issued_void_both_media(sitting: Sitting) -> None:
    issue(sitting)
    sitting.open_vote(1, legal=True)
    cast_all(sitting, [FOUR] * ENVELOPES)
    close(sitting)
    assert take_back(sitting, PAPER + 1)["stands"] is False
    assert sitting.vote["state"] == "cancelled"


def test_all_deputies_may_vote_electronically(sitting: Sitting) -> None:
    issue(sitting, paper=0)
    sitting.open_vote(1, legal=True)
    cast_all(sitting, [FOUR] * 4)
    close(sitting)
    take_back(sitting, 0)
    decrypt(sitting)
    sitting.hall.sign()
    sitting.hall.publish()
    (record,) = sitting.hall.vote()["counts"]
    assert record["totals"]["not_returned"] == 1
    assert record["determined"] == []


def test_no_medium_is_so_small_that_its_totals_give_its_voters_away(sitting: Sitting) -> None:
    seats = sitting.hall.seats
    with refused(MediumTooSmall, "电子投票发出2票"):
        issue(sitting, seats[:2])
    with refused(MediumTooSmall, "纸质投票发出2票"):
        issue(sitting, paper=2)
    issue(sitting)
    sitting.open_vote(1, legal=True)
    cast_all(sitting, [FOUR] * 2)
    close(sitting)
    with refused(MediumTooSmall, "电子投票收到2票"):
        take_back(sitting, PAPER)


def test_each_deputy_has_one_medium_on_the_roll_a10_15(sitting: Sitting) -> None:
    seats = sitting.hall.seats
    with refused(SeatsWrong, "代表999不在"):
        issue(sitting, [*seats[:4], "代表999"])
    with refused(SeatsWrong, "代表001重复"):
        issue(sitting, [*seats[:4], seats[0]])
    with refused(IssuedExceedsPresent):
        issue(sitting, paper=PRESENT - ENVELOPES + 1)


def test_who_is_not_there_draws_no_envelope_a10_15(sitting: Sitting) -> None:
    seats = sitting.hall.seats
    # The second plenary was opened with a number alone; the next one is signed in to by seat.
    lines = [{"seat": each, "presence": "present", "reason": ""} for each in seats[:PRESENT]]
    on_leave = [{"seat": seats[PRESENT], "presence": "on_leave", "reason": "因公"}]
    sitting.call(
        voting.NOTE_ATTENDANCE,
        Role.CONGRESS_CLERK,
        session_id=sitting.hall.session_id,
        sitting="further_plenary",
        ordinal=1,
        lines=lines + on_leave,
    )
    sitting.hall.step(voting.OPEN_SITTING, step="further_plenary")
    with refused(SeatsWrong, "没有到会"):
        issue(sitting, [*seats[:4], seats[PRESENT]])
    issue(sitting, seats[:ENVELOPES])


def test_only_the_envelopes_that_were_noted_open_the_vote(sitting: Sitting) -> None:
    with refused(ElectronicNotIssued):
        sitting.open_vote(1, legal=True)
    issue(sitting, sitting.hall.seats[:4])
    with refused(UndrawnWrong, "代表4名，与发出5个不符"):
        sitting.open_vote(1, legal=True)
    sitting.open_vote(2, legal=True)
    with refused(ElectionUsed):
        sitting.open_vote(2, legal=True)
    sitting.uuid = sitting.reserve
    with refused(ElectronicNotIssued):
        sitting.open_vote(2, legal=True)


def test_without_a_clause_of_the_measure_it_is_a_rehearsal_a10_17(
    suite: CallingSuite, fresh_tenant: str
) -> None:
    made = Sitting(suite, fresh_tenant)
    made.seat()
    made.hall.seal()
    with refused(ElectronicNotAllowed):
        issue(made)


def test_a_rulebook_that_allows_it_has_to_name_the_clause(suite: CallingSuite, fresh_tenant: str) -> None:
    made = Sitting(suite, fresh_tenant, uncited=("voting.electronic",), **{"voting.electronic": "legal"})
    made.hall.convene(PRESENT)
    made.hall.deliberate(["第一组"])
    made.hall.second_plenary(PRESENT)
    with refused(ElectronicClauseMissing):
        made.hall.draft(QUOTA)


def _stored_vote(suite: CallingSuite, sitting: Sitting) -> Any:
    with suite.engines["voting"].connect() as connection:
        connection.execute(sa.text("SELECT set_config('app.tenant', :t, true)"), {"t": sitting.hall.tenant})
        return connection.execute(sa.text("SELECT aggregate FROM votes")).scalar_one()
