"""What was put on record wrongly is put right; what is doubted is counted, or voted on, again (ADR 0013)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.voting.domain import putting_right
from services.voting.domain.correction_errors import (
    AlreadyCounted,
    CorrectionTooLate,
    ElectAnew,
    MeasureRedrafted,
    NoSuchRound,
    NothingToCorrect,
    NothingToRecount,
    NotRefused,
    ResultDeclared,
    ReturnedExceedsIssued,
)
from services.voting.domain.counting import Tally
from services.voting.domain.entries import DeskName
from services.voting.domain.errors import (
    AttendanceImpossible,
    HandsDoNotAddUp,
    IssuedExceedsPresent,
    QuorumNotMet,
    WrongDay,
)
from services.voting.domain.hands import ShowOfHands
from services.voting.domain.media import ElectronicPart
from services.voting.domain.putting_right import Clauses
from services.voting.domain.rounds import RoundKind
from services.voting.domain.scrutineers import Scrutineer, ScrutineerList
from services.voting.domain.session import Session
from services.voting.domain.step_corrections import Figures, correct_step, correctable
from services.voting.domain.steps import Step
from services.voting.domain.vote import Vote
from services.voting.domain.vote_records import Confirmation
from services.voting.domain.vote_states import VoteState
from services.voting.domain.wording import voided
from shared.kernel.state_machine import ActNotPossible
from tests.unit.voting.builders import (
    DAY,
    SCRUTINEERS,
    YANGE,
    approvals_only,
    drafted,
    hold,
    on,
    policy,
    session,
    sheet,
    to_counting,
    vote_on,
)
from tests.unit.voting.test_session import until

RULES = policy({"voting.quota": {"least": 2, "most": 2}, "voting.threshold": "none"})
NONE = Clauses()
THREE = {"A": 40, "B": 30, "C": 20}
TIED = {"A": 40, "B": 30, "C": 30}


def vote() -> Vote:
    return vote_on(list(THREE), 2, RULES, 60)


def issued(number: int = 50) -> Vote:
    found = vote()
    found.seal_boxes([("main", "会场票箱")], [])
    found.issue({"main": number}, 55, [])
    return found


def counted(approvals: dict[str, int], ballots: int = 50) -> Vote:
    """Both entries agree, nobody has signed."""
    found = vote()
    enter(found, approvals, ballots)
    return found


def enter(found: Vote, approvals: dict[str, int], ballots: int) -> None:
    to_counting(found, ballots)
    again(found, approvals, ballots)


def again(found: Vote, approvals: dict[str, int], ballots: int, attempt: str = "") -> None:
    """Both tellers enter these ballots."""
    patterns = approvals_only(approvals, ballots, found.current.places)
    first = sheet(found, DeskName.FIRST, patterns, f"teller-1{attempt}")
    second = sheet(found, DeskName.SECOND, patterns, f"teller-2{attempt}")
    found.take_entry(first)
    found.take_entry(second)
    assert found.compare(first.batch, second.batch) == []


def refuse(found: Vote) -> None:
    hands = ShowOfHands(31, 10, 21, 0)
    found.confirm(Confirmation(DAY, "大会主席团", 31, hands, hands.carried_by_members(31)))


# Boxes, ballots issued, ballots returned


def test_a_slip_in_the_boxes_is_put_right_until_ballots_are_issued_b033() -> None:
    found = vote()
    found.seal_boxes([("B1", "会场票箱")], [])
    putting_right.correct_boxes(found, [("B1", "一号票箱"), ("B2", "二号票箱")], [], NONE)
    assert [(each.code, each.name) for each in found.current.boxes] == [
        ("B1", "一号票箱"),
        ("B2", "二号票箱"),
    ]
    found.issue({"B1": 20, "B2": 30}, 55, [])
    with pytest.raises(ActNotPossible, match="更正票箱"):
        putting_right.correct_boxes(found, [("B1", "会场票箱")], [], NONE)


def test_a_deputy_who_comes_after_the_issue_is_given_a_ballot_a10_15() -> None:
    found = issued(50)
    assert putting_right.correct_issue(found, {"main": 51}, 55, [], NONE)
    assert (found.state, found.current.issued) == (VoteState.ISSUED, 51)
    with pytest.raises(IssuedExceedsPresent):
        putting_right.correct_issue(found, {"main": 56}, 55, [], NONE)
    assert found.current.issued == 51


def test_a_return_of_more_than_were_issued_is_believed_only_when_it_is_said_twice() -> None:
    found = issued(50)
    with pytest.raises(ReturnedExceedsIssued, match="再填一次"):
        found.take_back(500)
    assert (found.state, found.current.returned, len(found.rounds)) == (VoteState.ISSUED, None, 1)
    assert found.take_back(50)


def test_a_return_typed_too_low_is_put_right_and_the_ballot_declared_valid_anew() -> None:
    found = issued(50)
    found.take_back(5)
    found.declare_valid()
    patterns = approvals_only({"A": 5}, 5, 2)
    found.take_entry(sheet(found, DeskName.FIRST, patterns, "teller-1"))
    stands, dropped = putting_right.correct_return(found, 50, NONE)
    assert (stands, dropped) == (True, ["1-first-teller-1"])
    assert (found.state, found.current.returned) == (VoteState.RETURNED, 50)
    found.declare_valid()
    again(found, THREE, 50, "b")
    assert found.current.tally and found.current.tally.returned == 50


def test_figures_of_an_agreed_count_are_a_matter_of_a_recount() -> None:
    found = counted(THREE)
    with pytest.raises(ActNotPossible, match="重新计票"):
        putting_right.correct_return(found, 49, NONE)
    with pytest.raises(ActNotPossible):
        putting_right.correct_issue(found, {"main": 51}, 55, [], NONE)
    waiting = issued(50)
    waiting.take_back(50)
    waiting.declare_valid()
    waiting.current.paper = Tally(50, 50, 0, 0, {})
    with pytest.raises(AlreadyCounted, match="重新计票"):
        putting_right.correct_return(waiting, 49, NONE)
    with pytest.raises(AlreadyCounted):
        putting_right.correct_issue(waiting, {"main": 51}, 55, [], NONE)


def test_fewer_issued_than_returned_voids_the_round_when_it_is_said_twice() -> None:
    found = issued(50)
    found.take_back(50)
    with pytest.raises(ReturnedExceedsIssued):
        putting_right.correct_issue(found, {"main": 49}, 55, [], NONE)
    assert found.current.issued == 50
    assert not putting_right.correct_issue(found, {"main": 49}, 55, [], NONE, again=50)
    assert found.rounds[0].void
    assert (found.state, found.current.repeats) == (VoteState.OPEN, 1)


@given(st.data())
def test_figures_put_right_are_as_good_as_figures_said_rightly(data: st.DataObject) -> None:
    """Whatever is typed first, and however often it is corrected: the true figures give the true round."""
    said, true = data.draw(st.integers(0, 55)), data.draw(st.integers(0, 55))
    back = data.draw(st.integers(0, true))
    typed = data.draw(st.lists(st.integers(0, min(said, true)), max_size=3))
    found = issued(said)
    for each in typed:
        if found.state is VoteState.ISSUED:
            found.take_back(each)
        elif each != found.current.returned:
            putting_right.correct_return(found, each, NONE)
    if true != said:
        assert putting_right.correct_issue(found, {"main": true}, 55, [], NONE)
    if found.state is VoteState.ISSUED:
        assert found.take_back(back)
    elif back != found.current.returned:
        assert putting_right.correct_return(found, back, NONE) == (True, [])
    plain = issued(true)
    assert plain.take_back(back)
    assert found == plain


# Counting again


def test_a_recount_opens_a_count_whether_it_is_signed_or_not_a10_2() -> None:
    for signed in (False, True):
        found = counted(THREE)
        if signed:
            found.sign(SCRUTINEERS.titles, "account-1", SCRUTINEERS)
        dropped = putting_right.recount(found)
        assert dropped == ["1-first-teller-1", "1-second-teller-2"]
        ballot = found.current
        assert (found.state, ballot.tally, ballot.outcome, ballot.signed_by) == (
            VoteState.COUNTING,
            None,
            None,
            [],
        )
        again(found, {"A": 40, "B": 20, "C": 30}, 50, "b")
        assert found.sign(SCRUTINEERS.titles, "account-1", SCRUTINEERS)
        assert found.determined == ["A", "C"]


def test_a_tie_that_was_a_miscount_is_counted_again_before_the_second_ballot_begins_q05() -> None:
    found = vote()
    hold(found, 50, approvals_only(TIED, 50, 2))
    assert found.current.kind is RoundKind.TIE
    putting_right.recount(found)
    assert (len(found.rounds), found.state) == (1, VoteState.COUNTING)
    again(found, THREE, 50, "b")
    found.sign(SCRUTINEERS.titles, "account-1", SCRUTINEERS)
    assert (found.state, found.determined) == (VoteState.SIGNED, ["A", "B"])


def test_once_the_second_ballot_has_begun_the_first_stands() -> None:
    found = vote()
    hold(found, 50, approvals_only(TIED, 50, 2))
    found.seal_boxes([("main", "会场票箱")], [])
    with pytest.raises(ActNotPossible):
        putting_right.recount(found)


def test_nothing_is_counted_again_that_is_not_counted() -> None:
    with pytest.raises(NothingToRecount):
        putting_right.recount(vote())
    found = issued(50)
    found.take_back(50)
    found.declare_valid()
    with pytest.raises(NothingToRecount):
        putting_right.recount(found)
    void = issued(50)
    void.take_back(51, 51)
    with pytest.raises(NothingToRecount):
        putting_right.recount(void)


def test_a_confirmed_count_is_not_opened_again() -> None:
    found = counted(THREE)
    found.sign(SCRUTINEERS.titles, "account-1", SCRUTINEERS)
    found.confirm(Confirmation(DAY, "大会主席团", 31, ShowOfHands(31, 31, 0, 0), True))
    with pytest.raises(ActNotPossible):
        putting_right.recount(found)


def test_what_the_electronic_record_says_stands_through_a_recount_of_the_paper_a10_17() -> None:
    found = counted(THREE)
    part = ElectronicPart([f"{number}" for number in range(10)], "uuid", 10)
    found.current.electronic, found.current.issued, found.current.returned = part, 60, 60
    before = found.current.tally
    assert before is not None
    electronic = Tally(
        10, 10, 0, 0, {code: type(line)(approve=1, abstain=9) for code, line in before.lines.items()}
    )
    putting_right.recount(found, electronic)
    again(found, THREE, 50, "b")
    assert found.current.tally == before + electronic
    assert found.current.electronic.tally is None


# A result that is refused


def test_a_refused_result_may_be_voted_on_again_y040() -> None:
    found = counted(THREE)
    found.sign(SCRUTINEERS.titles, "account-1", SCRUTINEERS)
    with pytest.raises(NotRefused):
        putting_right.vote_again(found, 1, "票箱曾打开")
    refuse(found)
    with pytest.raises(NoSuchRound):
        putting_right.vote_again(found, 2, "票箱曾打开")
    putting_right.vote_again(found, 1, "票箱曾打开")
    assert voided(found.rounds[0]) == "计票结果未获确认，决定重新投票：票箱曾打开"
    assert (found.state, found.current.repeats, found.held) == (VoteState.OPEN, 1, [found.current])
    hold(found, 50, approvals_only({"A": 10, "B": 30, "C": 40}, 50, 2))
    assert (found.state, found.determined) == (VoteState.SIGNED, ["C", "B"])
    with pytest.raises(NotRefused):
        putting_right.vote_again(found, 2, "再来一次")


def test_from_the_second_ballot_on_the_first_stays() -> None:
    found = vote()
    hold(found, 50, approvals_only(TIED, 50, 2))
    hold(found, 50, approvals_only({"B": 30, "C": 20}, 50, 1))
    refuse(found)
    putting_right.vote_again(found, 2, "程序有误")
    assert [each.void for each in found.rounds] == [False, True, False]
    assert (found.current.kind, found.current.candidates, found.current.places) == (
        RoundKind.TIE,
        ["B", "C"],
        1,
    )
    hold(found, 50, approvals_only({"B": 10, "C": 40}, 50, 1))
    assert found.determined == ["A", "C"]


def test_a_recount_ends_the_refusal_and_another_vote_may_confirm() -> None:
    found = counted(THREE)
    found.sign(SCRUTINEERS.titles, "account-1", SCRUTINEERS)
    refuse(found)
    putting_right.recount(found)
    again(found, THREE, 50, "b")
    found.sign(SCRUTINEERS.titles, "account-1", SCRUTINEERS)
    with pytest.raises(NotRefused):
        putting_right.vote_again(found, 1, "原来未予确认")
    refuse(found)
    found.confirm(Confirmation(DAY, "大会主席团", 31, ShowOfHands(31, 31, 0, 0), True))
    assert (found.state, found.refused) == (VoteState.CONFIRMED, False)


def test_a_signature_without_an_account_is_one_on_paper_a10_2() -> None:
    people = ScrutineerList(Scrutineer("总监票人", account="chief"), [Scrutineer("监票人01")])
    found = counted(THREE)
    assert not found.sign(["总监票人"], "chief", people)
    assert found.sign(["监票人01"], "chief", people)
    assert (found.current.signed_by, found.current.signed_on_paper) == (
        ["总监票人", "监票人01"],
        ["监票人01"],
    )


# Meetings, hands and sittings


def meeting(last: Step) -> Session:
    found = session()
    until(found, last, RULES)
    return found


def test_the_hands_of_a_vote_are_put_right_and_what_was_said_is_kept_y032() -> None:
    found = meeting(Step.BOXES)
    correct_step(found, Step.MEASURE, Figures(votes=(249, 1, 2)), "误登", on(), RULES)
    record = found.done(Step.MEASURE)
    assert record and record.hands == ShowOfHands(252, 249, 1, 2)
    (kept,) = found.corrections
    assert (kept.was, kept.now) == (
        "到会252人，赞成252人，反对0人，弃权0人，通过",
        "到会252人，赞成249人，反对1人，弃权2人，通过",
    )
    with pytest.raises(HandsDoNotAddUp):
        correct_step(found, Step.MEASURE, Figures(votes=(1, 1, 1)), "误登", on(), RULES)


def test_how_many_were_needed_follows_a_corrected_number_of_those_present() -> None:
    found, rules = meeting(Step.BOXES), policy({"voting.adoption_base": "present"})
    correct_step(found, Step.MEASURE, Figures(present=240, votes=(200, 40, 0)), "误登", on(), rules)
    record = found.done(Step.MEASURE)
    assert record and record.needed == 121


def test_hands_that_no_longer_carry_are_refused_once_something_rests_on_them() -> None:
    lost = Figures(votes=(52, 200, 0))
    found = meeting(Step.BOXES)
    with pytest.raises(CorrectionTooLate, match="通过监票人名单"):
        correct_step(found, Step.MEASURE, lost, "误登", on(), RULES)
    assert found.corrections == []
    found = meeting(Step.SCRUTINEERS)
    assert not correct_step(found, Step.MEASURE, lost, "误登", on(), RULES).carried
    assert Step.SCRUTINEERS not in found.possible(RULES)
    assert correct_step(found, Step.MEASURE, Figures(votes=(252, 0, 0)), "仍为通过", on(), RULES).carried
    assert len(found.corrections) == 2


def test_scrutineers_who_were_not_elected_after_all_are_no_scrutineers() -> None:
    found = meeting(Step.BOXES)
    correct_step(found, Step.SCRUTINEERS, Figures(votes=(52, 200, 0)), "误登", on(), RULES)
    assert found.scrutineers is None
    with pytest.raises(ElectAnew):
        correct_step(found, Step.SCRUTINEERS, Figures(votes=(252, 0, 0)), "误登", on(), RULES)


def test_the_hands_of_the_presidium_are_put_right_by_its_own_members() -> None:
    found = meeting(Step.DISTRIBUTION)
    record = correct_step(found, Step.PRESIDIUM_1, Figures(present=30, votes=(29, 1, 0)), "误登", on(), RULES)
    assert record.hands == ShowOfHands(30, 29, 1, 0)


def test_the_attendance_of_a_sitting_is_put_right_and_never_below_the_quorum_a10_15() -> None:
    found = meeting(Step.MEASURE)
    correct_step(found, Step.SECOND_PLENARY, Figures(present=250), "误登", on(), RULES)
    assert found.present == 250
    with pytest.raises(QuorumNotMet):
        correct_step(found, Step.SECOND_PLENARY, Figures(present=20), "误登", on(), RULES)
    with pytest.raises(AttendanceImpossible):
        correct_step(found, Step.SECOND_PLENARY, Figures(due=300, present=250), "误登", on(), RULES)
    with pytest.raises(IssuedExceedsPresent):
        correct_step(found, Step.SECOND_PLENARY, Figures(present=240), "误登", on(), RULES, issued=250)
    assert found.present == 250


def test_only_figures_on_record_are_put_right_and_not_after_the_declaration() -> None:
    found = meeting(Step.MEASURE)
    assert Step.CREDENTIALS not in correctable(found)
    for step in (Step.CREDENTIALS, Step.MEASURE):
        with pytest.raises(NothingToCorrect):
            correct_step(found, step, Figures(votes=(252, 0, 0)), "误登", on(), RULES)
    with pytest.raises(NothingToCorrect):
        correct_step(found, Step.SECOND_PLENARY, Figures(), "误登", on(), RULES)
    with pytest.raises(WrongDay):
        correct_step(found, Step.SIGN_IN, Figures(present=251), "误登", on(date(2024, 2, 1)), RULES)
    done = meeting(Step.BOXES)
    done.record(Step.DECLARATION, on(), RULES)
    assert correctable(done) == []
    with pytest.raises(ResultDeclared):
        correct_step(done, Step.MEASURE, Figures(votes=(252, 0, 0)), "误登", on(), RULES)


def test_a_measure_follows_its_hands_unless_it_was_drafted_anew_y032() -> None:
    found = drafted(list("ABCDEFGHIJK"), policy(YANGE), 3)
    found.voted(ShowOfHands(50, 20, 30, 0), False, DAY)
    found.hands_corrected(ShowOfHands(50, 40, 10, 0), True, DAY, None)
    assert (found.locked, found.adopted_on, found.hands) == (True, DAY, [ShowOfHands(50, 40, 10, 0)])
    anew = drafted(list("ABCDEFGHIJK"), policy(YANGE), 3)
    with pytest.raises(MeasureRedrafted):
        anew.hands_corrected(ShowOfHands(50, 40, 10, 0), True, DAY, None)


def test_a_correction_of_ballots_issued_does_not_move_the_base_of_those_present_a10_7() -> None:
    """More have come since, or some have left: an approval counts on who was there when ballots were issued."""
    found = issued(50)
    for issued_now, there in ((49, 60), (48, 40)):
        putting_right.correct_issue(found, {"main": issued_now}, there, [], NONE)
        assert found.current.present == 55
    putting_right.correct_issue(found, {"main": 57}, 60, [], NONE)
    assert found.current.present == 57
