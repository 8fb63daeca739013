"""What a count is entered from: a counting machine's file against a teller's keys, photographs of sheets (Y-033, A10.2)."""

from __future__ import annotations

import base64
import hashlib
import io
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from services.demo.patterns import ballot_file, ballot_patterns
from services.voting.domain.correction_errors import NoSuchRound, NothingChanged
from services.voting.domain.errors import (
    AssistedExceedsIssued,
    BallotFileWrong,
    BallotsUnaccounted,
    CountStillSecret,
    NotAScrutineer,
    PhotographTwice,
    PhotographUnreadable,
    SameTeller,
    ScrutineerOwnCount,
)
from services.voting.domain.recount.measure import read_measure
from services.voting.domain.recount.recount import recount
from shared.contracts import voting
from shared.kernel.errors import DomainError, Forbidden
from shared.messaging.envelope import RemoteRefusal
from shared.tenancy.roles import Role
from tests.integration.voting.hall import Hall
from tests.support.calling import CallingSuite
from tests.unit.voting.builders import YANGE
from tests.unit.voting.photographs import notes_in, with_notes

CODES = ["Y1", "Y2", "Y3", "Y4", "Y5"]
TOTALS = {"Y1": (50, 1), "Y2": (47, 2), "Y3": (41, 3), "Y4": (39, 5), "Y5": (29, 6)}
PRESENT, QUOTA = 57, 4
JPEG = base64.b64encode(with_notes("JPEG")).decode()


@pytest.fixture(scope="module")
def suite(make_suite: Callable[..., Any]) -> CallingSuite:
    return make_suite("voting")


@pytest.fixture
def hall(suite: CallingSuite, fresh_tenant: str) -> Hall:
    made = Hall(suite, fresh_tenant, rules=YANGE, in_office=61, codes=CODES, presidium=9)
    made.to_boxes(PRESENT, QUOTA)
    made.seal()
    made.issue_and_return(PRESENT, PRESENT)
    return made


@contextmanager
def refused(kind: type[DomainError], says: str | None = None) -> Iterator[None]:
    with pytest.raises(RemoteRefusal, match=says) as found:
        yield
    assert found.value.remote_code == kind.code


def hand_in(hall: Hall, file: str, teller: str = "teller-2", desk: str = "second") -> Any:
    return hall.act(voting.ENTER_BALLOT_FILE, Role.TELLER, who=teller, desk=desk, file=file)


def photograph(hall: Hall, page: int = 1, content: str = JPEG) -> Any:
    return hall.call(
        voting.ATTACH_PHOTOGRAPH,
        Role.TELLER,
        who="teller-1",
        vote_id=hall.vote_id,
        page=page,
        media_type="image/jpeg",
        content=content,
    )


def test_a_machines_file_is_one_of_the_two_entries_and_is_compared_with_the_other(hall: Hall) -> None:
    patterns = ballot_patterns(TOTALS, PRESENT, QUOTA)
    hall.enter("first", patterns, "teller-1")
    assert hand_in(hall, "\ufeff" + ballot_file(patterns))["agreed"]
    hall.sign()
    (record,) = hall.call(voting.GET_COUNT_RECORD, Role.SCRUTINEER, vote_id=hall.vote_id)["rounds"]
    assert {each["code"]: (each["approve"], each["against"]) for each in record["lines"]} == TOTALS


def test_where_the_machine_read_otherwise_the_difference_is_shown_ballot_by_ballot(hall: Hall) -> None:
    patterns = ballot_patterns(TOTALS, PRESENT, QUOTA)
    hall.enter("first", patterns, "teller-1")
    read = ballot_file(patterns).replace("1,Y1,approve\r\n", "1,Y1,over\r\n", 1)
    taken = hand_in(hall, read)
    assert (taken["both_entered"], taken["agreed"]) == (True, False)
    assert "differences" not in taken
    found = hall.call(voting.GET_DIFFERENCES, Role.SCRUTINEER, vote_id=hall.vote_id)
    assert {each["marks"]["Y1"] for each in found["differences"]} == {"approve", "unclear"}
    (pair,) = found["pairs"]
    assert (pair["apart"], pair["ballots"], found["alone"]) == (["Y1"], 1, [])
    assert (pair["first"]["Y1"], pair["second"]["Y1"]) == ("approve", "unclear")


def test_a_wrong_file_names_its_lines_and_nothing_of_it_is_taken(hall: Hall) -> None:
    good = ballot_file(ballot_patterns(TOTALS, PRESENT, QUOTA))
    with refused(BallotFileWrong, "第2行"):
        hand_in(hall, good.replace("mark\r\n", "mark\r\n0,Y9,approve\r\n", 1))
    with refused(BallotFileWrong, "第一行应当是"):
        hand_in(hall, "a,b\r\n")
    with refused(BallotsUnaccounted):
        hand_in(hall, "ballot,candidate,mark\r\n1,Y1,approve\r\n")
    assert hall.vote()["rounds"][-1]["entries"] == 0
    hand_in(hall, good, "teller-1", "first")
    with refused(SameTeller):
        hand_in(hall, good, "teller-1")


def recounted(hall: Hall, number: int = 1) -> dict[str, Any]:
    """What ``piaojue recount`` says to the files that a scrutineer takes away."""
    files = export(hall, number)
    return recount(read_measure(json.loads(files["measure"])), io.StringIO(files["ballots"])).as_record()


def export(
    hall: Hall, number: int = 1, role: Role = Role.SCRUTINEER, who: str = "监票人01"
) -> dict[str, Any]:
    found: dict[str, Any] = hall.call(
        voting.EXPORT_BALLOTS, role, vote_id=hall.vote_id, round=number, scrutineer=who
    )
    return found


def record_of(hall: Hall, number: int = 1) -> dict[str, Any]:
    rounds = hall.call(voting.GET_COUNT_RECORD, Role.SCRUTINEER, vote_id=hall.vote_id)["rounds"]
    found: dict[str, Any] = next(each for each in rounds if each["round"] == number)
    return found


def same_count(hall: Hall, number: int = 1) -> None:
    told, record = recounted(hall, number), record_of(hall, number)
    figures = ("approve", "against", "abstain", "invalid_marks")
    assert {each["id"]: [each[name] for name in figures] for each in told["candidates"]} == {
        each["code"]: [each[name] for name in figures] for each in record["lines"]
    }
    for name in ("issued", "returned", "valid"):
        assert told[name] == record["totals"][name]
    assert (told["determined"], len(list(told["invalid"]))) == (
        record["determined"],
        record["totals"]["invalid"],
    )


def test_a_scrutineer_counts_the_signed_round_again_offline_y039(hall: Hall) -> None:
    bad = [{"marks": dict.fromkeys(CODES, "approve"), "copies": 1}]
    patterns = [*ballot_patterns(TOTALS, PRESENT - 1, QUOTA), *bad]
    hall.enter("first", patterns, "teller-1")
    hall.enter("second", patterns, "teller-2")
    with refused(CountStillSecret):
        export(hall)
    hall.sign()
    same_count(hall)
    clauses = json.loads(export(hall)["measure"])["clauses"]
    assert clauses["over_marked"].startswith("《甲县（演示）人民代表大会会议民生实事项目票决办法》第")
    for role in (Role.CONGRESS_CLERK, Role.TELLER, Role.DEPUTY, Role.RESIDENT):
        with refused(Forbidden):
            export(hall, role=role)
    with refused(NotAScrutineer):
        export(hall, who="监票人99")
    with refused(NoSuchRound):
        export(hall, number=2)
    taken = [(each["round"], each["scrutineer"]) for each in hall.vote()["exports"]]
    assert taken == [(1, "监票人01")] * 2


def test_no_order_of_entry_is_left_in_what_a_scrutineer_takes_away_y033(hall: Hall) -> None:
    hall.count(ballot_patterns(TOTALS, PRESENT, QUOTA))
    first, second = export(hall)["ballots"], export(hall)["ballots"]
    # Two orders of 57 ballots of a dozen patterns are the same once in more ages than the world has.
    assert first != second
    marks = [sorted(row.partition(",")[2] for row in each.splitlines()) for each in (first, second)]
    assert marks[0] == marks[1]


def test_what_was_settled_is_what_is_counted_again(hall: Hall) -> None:
    patterns = ballot_patterns(TOTALS, PRESENT, QUOTA)
    hall.enter("first", patterns, "teller-1")
    read = ballot_file(patterns).replace("1,Y1,approve\r\n", "1,Y1,over\r\n", 1)
    hand_in(hall, read)
    shown = hall.call(voting.GET_DIFFERENCES, Role.SCRUTINEER, vote_id=hall.vote_id)["differences"]
    hall.act(
        voting.SETTLE_DIFFERENCES,
        Role.SCRUTINEER,
        scrutineer="监票人01",
        reason="对照选票",
        rulings=[{"marks": each["marks"], "copies": each["second"]} for each in shown],
    )
    hall.sign()
    assert record_of(hall)["lines"][0]["invalid_marks"] == 1
    same_count(hall)


def differ_and_settle(hall: Hall, who: str = "clerk") -> None:
    """The machine read one mark as unreadable; the scrutineer finds that the teller was right."""
    patterns = ballot_patterns(TOTALS, PRESENT, QUOTA)
    hall.enter("first", patterns, "teller-1")
    hand_in(hall, ballot_file(patterns).replace("1,Y1,approve\r\n", "1,Y1,over\r\n", 1))
    shown = hall.call(voting.GET_DIFFERENCES, Role.SCRUTINEER, vote_id=hall.vote_id)["differences"]
    hall.act(
        voting.SETTLE_DIFFERENCES,
        Role.SCRUTINEER,
        who=who,
        scrutineer="监票人01",
        reason="对照选票",
        rulings=[{"marks": each["marks"], "copies": each["first"]} for each in shown],
    )


def test_assistance_in_writing_is_on_record_as_a_number_a10_15(
    suite: CallingSuite, fresh_tenant: str
) -> None:
    hall = Hall(suite, fresh_tenant, rules=YANGE, in_office=61, codes=CODES, presidium=9)
    hall.to_boxes(PRESENT, QUOTA)
    hall.seal()
    hall.act(voting.ISSUE_BALLOTS, boxes=[{"code": "main", "issued": PRESENT}])
    with refused(AssistedExceedsIssued):
        hall.act(voting.RECORD_RETURN, returned=PRESENT, assisted=PRESENT + 1)
    hall.act(voting.RECORD_RETURN, returned=PRESENT, assisted=2)
    hall.act(voting.DECLARE_VALID)
    hall.count(ballot_patterns(TOTALS, PRESENT, QUOTA))
    assert record_of(hall)["assisted"] == 2
    report = hall.call(voting.GET_SCRUTINEERS_REPORT, vote_id=hall.vote_id)
    assert "请人代写选票的2人" in str(report["blocks"])
    # Beside the voters' own view of the vote it would point at somebody.
    assert "assisted" not in str(hall.vote(Role.DEPUTY))


def test_a_scrutineer_who_keyed_the_round_does_not_settle_it_a10_11(hall: Hall) -> None:
    for teller in ("teller-1", "teller-2"):
        with refused(
            ScrutineerOwnCount, "《甲县（演示）人民代表大会会议民生实事项目票决办法》第十二条“计票”"
        ):
            differ_and_settle(hall, who=teller)
        hall.vote()
    assert hall.vote()["state"] == "differing"


def test_a_ruling_is_on_record_in_numbers_of_ballots_and_without_a_pattern_a10_2_y033(hall: Hall) -> None:
    differ_and_settle(hall)
    ruling = {
        "scrutineer": "监票人01",
        "settled_on": hall.day,
        "reason": "对照选票",
        "ballots": 1,
        "first_changed": 0,
        "second_changed": 1,
        "stands": True,
    }
    assert record_of(hall)["settlements"] == [ruling]
    with refused(CountStillSecret):
        hall.call(voting.GET_COUNT_RECORD, vote_id=hall.vote_id)
    hall.sign()
    (seen,) = hall.call(voting.GET_COUNT_RECORD, vote_id=hall.vote_id)["rounds"]
    assert seen["settlements"] == [ruling]
    report = hall.call(voting.GET_SCRUTINEERS_REPORT, vote_id=hall.vote_id)
    assert "监票人01于2024年2月29日对照选票裁定，改正第一份0张、第二份1张" in str(report["blocks"])
    hall.act(voting.ORDER_RECOUNT, Role.SCRUTINEER, scrutineer="监票人02", reason="唱票有误")
    hall.count(ballot_patterns(TOTALS, PRESENT, QUOTA))
    assert record_of(hall)["settlements"] == [{**ruling, "stands": False}]


def test_a_second_ballot_is_counted_again_without_a_threshold_q05(hall: Hall) -> None:
    tied = {**TOTALS, "Y4": (35, 5), "Y5": (35, 6)}
    hall.count(ballot_patterns(tied, PRESENT, QUOTA))
    hall.seal()
    hall.issue_and_return(PRESENT, PRESENT)
    hall.count(ballot_patterns({"Y4": (20, 5), "Y5": (10, 6)}, PRESENT, 1))
    same_count(hall, 1)
    same_count(hall, 2)


def test_too_few_that_pass_are_counted_again_to_the_second_ballot_that_follows_a10_7(
    suite: CallingSuite, fresh_tenant: str
) -> None:
    rules = {**YANGE, "voting.shortfall": "second_ballot"}
    hall = Hall(suite, fresh_tenant, rules=rules, in_office=61, codes=CODES, presidium=9)
    hall.to_boxes(PRESENT, QUOTA)
    hall.seal()
    hall.issue_and_return(PRESENT, PRESENT)
    hall.count(ballot_patterns({**TOTALS, "Y2": (20, 5), "Y3": (20, 5)}, PRESENT, QUOTA))
    again = hall.vote()["rounds"][-1]
    assert again["kind"] == "shortfall"
    assert recounted(hall)["shortfall"] == {
        "candidates": again["candidates"],
        "places_left": again["places"],
    }
    hall.seal()
    hall.issue_and_return(PRESENT, PRESENT)
    hall.count(ballot_patterns(dict.fromkeys(again["candidates"], (5, 5)), PRESENT, again["places"]))
    assert recounted(hall, again["number"])["shortfall"] is None
    same_count(hall, 1)
    same_count(hall, again["number"])


def test_a_ranking_is_counted_again_from_the_machines_file(suite: CallingSuite, fresh_tenant: str) -> None:
    rules = {**YANGE, "voting.method": "ranking"}
    hall = Hall(suite, fresh_tenant, rules=rules, in_office=61, codes=CODES, presidium=9)
    hall.to_boxes(PRESENT, QUOTA)
    hall.seal()
    hall.issue_and_return(PRESENT, PRESENT)
    ranked = [
        {"marks": {"Y1": "1", "Y2": "2", "Y3": "3", "Y4": "4"}, "copies": 40},
        {"marks": {"Y5": "1", "Y1": "2"}, "copies": 15},
        {"marks": {"Y5": "1", "Y1": "1"}, "copies": 2},
    ]
    hall.enter("first", ranked, "teller-1")
    assert hand_in(hall, ballot_file(ranked))["agreed"]
    hall.sign()
    same_count(hall)
    points = {each["code"]: each["points"] for each in record_of(hall)["lines"]}
    assert {each["id"]: each["points"] for each in recounted(hall)["candidates"]} == points


def test_photographs_of_sheets_are_for_scrutineers_until_the_count_is_signed_a10_2(hall: Hall) -> None:
    taken = photograph(hall)
    query = {"vote_id": hall.vote_id}
    with refused(CountStillSecret):
        hall.call(voting.LIST_PHOTOGRAPHS, **query)
    with refused(CountStillSecret):
        hall.call(voting.GET_PHOTOGRAPH, photograph_id=taken["id"], **query)
    with refused(Forbidden):
        hall.call(voting.LIST_PHOTOGRAPHS, Role.DEPUTY, **query)
    seen = hall.call(voting.GET_PHOTOGRAPH, Role.SCRUTINEER, photograph_id=taken["id"], **query)
    kept = base64.b64decode(seen["content"])
    assert (seen["round"], seen["page"], seen["digest"]) == (1, 1, hashlib.sha256(kept).hexdigest())
    assert notes_in(kept) == []
    hall.count(ballot_patterns(TOTALS, PRESENT, QUOTA))
    assert [each["id"] for each in hall.call(voting.LIST_PHOTOGRAPHS, **query)["items"]] == [taken["id"]]


def test_no_way_back_in_the_vote_opens_the_sheets_of_a_round_that_is_not_signed_a10_2(hall: Hall) -> None:
    taken = photograph(hall)
    query = {"vote_id": hall.vote_id}

    def hidden() -> None:
        with refused(CountStillSecret, "《甲县（演示）人民代表大会会议民生实事项目票决办法》第十二条“计票”"):
            hall.call(voting.LIST_PHOTOGRAPHS, **query)
        with refused(CountStillSecret):
            hall.call(voting.GET_PHOTOGRAPH, photograph_id=taken["id"], **query)

    with refused(NothingChanged, "收回选票57张"):
        hall.act(voting.CORRECT_RETURN, reason="没有误登", returned=PRESENT)
    with refused(NothingChanged, "发出选票57张"):
        hall.act(voting.CORRECT_ISSUE, reason="没有误登", boxes=[{"code": "main", "issued": PRESENT}])
    hall.act(voting.CORRECT_RETURN, reason="误登", returned=PRESENT - 1)
    assert hall.vote()["state"] == "returned"
    hidden()
    hall.act(voting.CORRECT_RETURN, reason="误登", returned=PRESENT + 1, returned_again=PRESENT + 1)
    assert hall.vote()["rounds"][0]["void"]
    hidden()
    hall.seal()
    hall.issue_and_return(PRESENT, PRESENT)
    again = photograph(hall)
    hall.count(ballot_patterns(TOTALS, PRESENT, QUOTA))
    assert [each["id"] for each in hall.call(voting.LIST_PHOTOGRAPHS, **query)["items"]] == [again["id"]]
    with refused(CountStillSecret):
        hall.call(voting.GET_PHOTOGRAPH, photograph_id=taken["id"], **query)
    seen = hall.call(voting.LIST_PHOTOGRAPHS, Role.SCRUTINEER, **query)["items"]
    assert {each["id"] for each in seen} == {taken["id"], again["id"]}


def test_what_is_no_picture_or_stands_there_already_is_refused(hall: Hall) -> None:
    photograph(hall)
    with refused(PhotographTwice):
        photograph(hall)
    with refused(PhotographUnreadable):
        photograph(hall, 2, base64.b64encode(b"<svg onload=alert(1)>").decode())
    with refused(PhotographUnreadable):
        photograph(hall, 2, "not base64")
