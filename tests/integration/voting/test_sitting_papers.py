"""The measure's text and the papers of a sitting, through the operations of voting on a real database."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from services.demo.patterns import ballot_patterns
from services.voting.domain.errors import (
    CountStillSecret,
    IssuedExceedsPresent,
    MeasureLocked,
    MeasureMissing,
    SameTeller,
)
from shared.contracts import voting
from shared.kernel.errors import Forbidden
from shared.messaging.envelope import RemoteRefusal
from shared.tenancy.roles import Role
from tests.integration.voting.hall import Hall
from tests.support.calling import CallingSuite
from tests.unit.voting.builders import YUANYANG, YUANYANG_2024


@pytest.fixture(scope="module")
def suite(make_suite: Callable[..., Any]) -> CallingSuite:
    return make_suite("voting")


def yuanyang(suite: CallingSuite, tenant: str) -> Hall:
    """原阳县 in session."""
    return Hall(suite, tenant, rules=YUANYANG, in_office=265, codes=list(YUANYANG_2024))


def test_deputies_vote_on_articles_that_stay_as_they_were_adopted_y030_y032(
    suite: CallingSuite, fresh_tenant: str
) -> None:
    hall = yuanyang(suite, fresh_tenant)
    hall.convene(265)
    hall.deliberate(["第一组"])
    hall.second_plenary(252)
    hall.draft(10)

    def seen(role: Role) -> Any:
        return hall.call(voting.GET_MEASURE, role, measure_id=hall.measure_id)

    draft = seen(Role.DEPUTY)
    assert draft["unstated"] is None
    assert [each["number"] for each in draft["articles"]][:3] == ["第一条", "第二条", "第三条"]
    differential = next(each for each in draft["articles"] if each["topic"] == "differential")
    assert "候选项目至少13件" in differential["text"]
    assert "《2024年票决办法》第九条" in differential["source"]
    unstated = {each["key"] for each in seen(Role.CONGRESS_CLERK)["unstated"]}
    assert "voting.tie" in unstated
    assert "voting.differential" not in unstated
    assert all(each.startswith("voting.") for each in unstated)
    hall.adopt_measure(249, 1, 2)
    with pytest.raises(RemoteRefusal) as refused:
        hall.draft(10)
    assert refused.value.remote_code == MeasureLocked.code
    assert seen(Role.DEPUTY)["articles"] == draft["articles"]


def test_where_no_document_states_a_rule_a_refusal_cites_the_adopted_measure_y032(
    suite: CallingSuite, fresh_tenant: str
) -> None:
    hall = yuanyang(suite, fresh_tenant)
    hall.to_boxes(252, 10)
    hall.seal()
    with pytest.raises(
        RemoteRefusal, match="《甲县（演示）人民代表大会会议民生实事项目票决办法》第五条“投票方式”"
    ) as refused:
        hall.act(voting.ISSUE_BALLOTS, boxes=[{"code": "main", "issued": 253}])
    assert refused.value.remote_code == IssuedExceedsPresent.code
    hall.issue_and_return(252, 252)
    blank = [{"marks": {}, "copies": 252}]
    hall.enter("first", blank, "teller-1")
    with pytest.raises(
        RemoteRefusal, match="《甲县（演示）人民代表大会会议民生实事项目票决办法》第十二条“计票”"
    ) as refused:
        hall.enter("second", blank, "teller-1")
    assert refused.value.remote_code == SameTeller.code
    with pytest.raises(RemoteRefusal, match="第十二条“计票”") as refused:
        hall.call(voting.GET_COUNT_RECORD, Role.SCRUTINEER, vote_id=hall.vote_id)
    assert refused.value.remote_code == CountStillSecret.code


def said(paper: dict[str, Any]) -> str:
    """Everything that a paper says."""
    rows = [" ".join(row) for block in paper["blocks"] for row in [block["header"], *block["rows"]]]
    return "\n".join([*(block["text"] for block in paper["blocks"]), *rows])


def test_the_papers_of_a_sitting_follow_it_and_keep_the_count_secret_until_it_is_signed(
    suite: CallingSuite, fresh_tenant: str
) -> None:
    hall = yuanyang(suite, fresh_tenant)

    def script() -> str:
        return said(hall.call(voting.GET_PRESIDER_SCRIPT, session_id=hall.session_id))

    def report(role: Role) -> str:
        return said(hall.call(voting.GET_SCRUTINEERS_REPORT, role, vote_id=hall.vote_id))

    def count_paper(role: Role) -> str:
        return said(hall.call(voting.GET_COUNT_PAPER, role, vote_id=hall.vote_id))

    def tally_sheet() -> str:
        return said(hall.call(voting.GET_TALLY_SHEET, Role.TELLER, session_id=hall.session_id))

    hall.convene(265)
    hall.deliberate(["第一组"])
    digest = said(hall.call(voting.GET_OPINION_DIGEST, session_id=hall.session_id))
    assert "第一组" in digest
    assert "增加3个村管网接户" in digest
    with pytest.raises(RemoteRefusal) as refused:
        tally_sheet()
    assert refused.value.remote_code == MeasureMissing.code
    hall.second_plenary(252)
    hall.draft(10)
    assert "（至少133人）为通过" in script()
    assert "应确定10件" in tally_sheet()
    hall.adopt_measure(249, 1, 2)
    hall.elect_scrutineers(252)
    assert "赞成249人，反对1人，弃权2人，通过" in script()
    ballot = hall.call(voting.GET_BALLOT_PAPER, session_id=hall.session_id)
    assert ballot["title"].endswith("民生实事项目票决选票")
    assert "赞成的画“○”，反对的画“×”，弃权的不画任何符号。赞成的项目不得多于10件" in said(ballot)
    hall.seal()
    assert "赞成的画“○”" in script()
    hall.act(voting.ISSUE_BALLOTS, boxes=[{"code": "main", "issued": 252}])
    hall.act(voting.RECORD_RETURN, returned=251)
    assert "发出选票252张，收回选票251张" in script()
    hall.act(voting.DECLARE_VALID)
    patterns = ballot_patterns(YUANYANG_2024, 251, 10)
    hall.enter("first", patterns, "teller-1")
    for role in (Role.SCRUTINEER, Role.CONGRESS_CLERK):
        with pytest.raises(RemoteRefusal) as refused:
            report(role)
        assert refused.value.remote_code == CountStillSecret.code
        with pytest.raises(RemoteRefusal) as refused:
            count_paper(role)
        assert refused.value.remote_code == CountStillSecret.code
    hall.enter("second", patterns, "teller-2")
    assert "D02 项目D02 241 6 4 0 251" in report(Role.SCRUTINEER)
    assert "2 D02 项目D02 241 6 4 0" in count_paper(Role.SCRUTINEER)
    for paper in (report, count_paper):
        with pytest.raises(RemoteRefusal, match="监票人签字"):
            paper(Role.CONGRESS_CLERK)
    assert "241" not in script() + tally_sheet()
    hall.sign()
    assert report(Role.CONGRESS_CLERK) == report(Role.SCRUTINEER)
    assert "监票人01 已按纸质签字登记" in count_paper(Role.CONGRESS_CLERK)
    assert "241" not in script()
    hall.act(voting.CONFIRM_RESULT, present=31, **hall.hands(31))
    assert "D02 项目D02 241 6 4 确定" in script()
    for operation in (voting.GET_PRESIDER_SCRIPT, voting.GET_BALLOT_PAPER, voting.GET_TALLY_SHEET):
        with pytest.raises(RemoteRefusal) as refused:
            hall.call(operation, Role.DEPUTY, session_id=hall.session_id)
        assert refused.value.remote_code == Forbidden.code
