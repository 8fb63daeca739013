"""Residents' codes, devices, venue sessions and opinions."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.evaluation.domain.devices import DeviceSecret, DeviceSecretErased, RatingStillOpen
from services.evaluation.domain.grades import GradeScale
from services.evaluation.domain.links import (
    LinkKind,
    LinkPeriodInvalid,
    ProjectNotOnLink,
    RatingClosed,
    RatingLink,
    ResidentRatingOff,
    check_resident_rating,
    new_token,
)
from services.evaluation.domain.opinions import NotYourOpinion, Opinion, OpinionState, ReasonMissing
from services.evaluation.domain.residents import (
    AwareExceedsRespondents,
    Method,
    SheetExceedsRespondents,
    SheetsIncomplete,
    VenueSession,
    VenueSheet,
    check_venue_sheets,
)
from shared.kernel.state_machine import ActNotPossible
from tests.unit.evaluation.builders import rulebook

DAY = date(2024, 6, 1)
SCALE = GradeScale.from_rulebook(rulebook())
texts = st.text(min_size=1, max_size=40)


def _link(project_id: str | None = "p1") -> RatingLink:
    return RatingLink(
        id="l1",
        cycle_id="c",
        kind=LinkKind.PROJECT,
        token=new_token(),
        project_id=project_id,
        opens_on=date(2024, 5, 1),
        closes_on=date(2024, 12, 31),
    )


@given(a=texts, b=texts, p=texts, q=texts)
def test_a_device_leaves_one_trace_a_project_and_traces_do_not_join_a1019(
    a: str, b: str, p: str, q: str
) -> None:
    secret = DeviceSecret(id="c", secret="00" * 32)
    assert (secret.hash_of(a, p) == secret.hash_of(b, q)) == ((a, p) == (b, q))


def test_another_secret_leaves_another_trace_and_tokens_do_not_repeat_a1019() -> None:
    first, second = DeviceSecret.fresh("c"), DeviceSecret.fresh("c")
    assert first.hash_of("device", "p1") != second.hash_of("device", "p1")
    assert len({new_token() for _ in range(100)}) == 100
    assert len(new_token()) >= 32


def test_the_secret_is_erased_only_after_the_last_code_has_ended_a1019() -> None:
    secret = DeviceSecret.fresh("c")
    with pytest.raises(RatingStillOpen):
        secret.erase(date(2024, 12, 31), date(2024, 12, 31))
    secret.erase(date(2025, 1, 1), date(2024, 12, 31))
    assert secret.secret == ""
    with pytest.raises(DeviceSecretErased):
        secret.hash_of("device", "p1")


@pytest.mark.parametrize(
    ("day", "is_open"),
    [
        (date(2024, 4, 30), False),
        (date(2024, 5, 1), True),
        (date(2024, 12, 31), True),
        (date(2025, 1, 1), False),
    ],
)
def test_a_code_is_open_on_its_first_and_last_day_b073(day: date, is_open: bool) -> None:
    if is_open:
        _link().check_open(day)
    else:
        with pytest.raises(RatingClosed):
            _link().check_open(day)


def test_a_code_closed_early_ends_that_day_b073() -> None:
    link = _link()
    link.close(DAY)
    link.check_open(DAY)
    with pytest.raises(RatingClosed):
        link.check_open(date(2024, 6, 2))
    link.close(date(2024, 7, 1))
    assert link.closes_on == DAY
    with pytest.raises(LinkPeriodInvalid):
        link.close(date(2024, 4, 1))


def test_a_projects_code_rates_that_project_and_a_deputys_code_asks_which_b072() -> None:
    assert _link().project_for(None) == "p1"
    with pytest.raises(ProjectNotOnLink):
        _link().project_for("p2")
    assert _link(None).project_for("p2") == "p2"
    with pytest.raises(ProjectNotOnLink):
        _link(None).project_for(None)


def test_a_rulebook_without_residents_rating_refuses_it_d21() -> None:
    check_resident_rating(rulebook())
    with pytest.raises(ResidentRatingOff):
        check_resident_rating(rulebook(resident_rating=False))


def _session(respondents: int, aware: int, **sheets: dict[str, int]) -> VenueSession:
    return VenueSession(
        id="v",
        cycle_id="c",
        venue_code="hall-1",
        venue_name="民主议事厅",
        held_on=DAY,
        method=Method.QUESTIONNAIRE,
        respondents=respondents,
        aware=aware,
        sheets=[VenueSheet(id, grades) for id, grades in sheets.items()],
    )


LABELS = {"p1": "B01 食堂", "p2": "B02 养老"}
ROW = {"satisfied": 20, "fair": 8, "dissatisfied": 2}


def test_a_venue_rates_every_project_one_by_one_b075() -> None:
    check_venue_sheets(_session(30, 25, p1=dict(ROW), p2=dict(ROW)), LABELS, SCALE)
    with pytest.raises(SheetsIncomplete) as refused:
        check_venue_sheets(_session(30, 25, p1=dict(ROW)), LABELS, SCALE)
    assert "B02 养老" in refused.value.text


@given(respondents=st.integers(1, 60))
def test_a_venue_has_no_more_answers_than_people_b075(respondents: int) -> None:
    session = _session(respondents, 0, p1=dict(ROW), p2=dict(ROW))
    if respondents >= 30:
        check_venue_sheets(session, LABELS, SCALE)
    else:
        with pytest.raises(SheetExceedsRespondents) as refused:
            check_venue_sheets(session, LABELS, SCALE)
        assert refused.value.params["difference"] == 30 - respondents


def test_no_more_people_know_of_the_vote_than_were_asked_b099() -> None:
    with pytest.raises(AwareExceedsRespondents):
        check_venue_sheets(_session(30, 31, p1=dict(ROW), p2=dict(ROW)), LABELS, SCALE)


def _opinion(state: OpinionState = OpinionState.AT_DEPUTY) -> Opinion:
    return Opinion(
        id="o1",
        cycle_id="c",
        project_id="p1",
        mode="online",
        text="进度太慢",
        given_on=DAY,
        state=state,
        holder_code="代表001",
        holder_account="acc1",
    )


def test_a_deputy_passes_on_what_is_his_adds_a_note_and_alters_nothing_b073() -> None:
    at = datetime(2024, 6, 2, tzinfo=UTC)
    opinion = _opinion()
    with pytest.raises(NotYourOpinion):
        opinion.forward("", at, "acc2")
    with pytest.raises(ActNotPossible):
        opinion.approve()
    opinion.forward("情况属实", at, "acc1")
    assert (opinion.state, opinion.text) == (OpinionState.RECEIVED, "进度太慢")
    assert (opinion.deputy_note, opinion.forwarded_at) == ("情况属实", at)


def test_staff_may_pass_on_for_a_deputy_b073() -> None:
    opinion = _opinion()
    opinion.forward("", datetime(2024, 6, 2, tzinfo=UTC), None)
    assert opinion.state is OpinionState.RECEIVED


def test_only_reviewed_words_go_into_a_letter_a1019_b076() -> None:
    opinion = _opinion(OpinionState.RECEIVED)
    with pytest.raises(ActNotPossible):
        opinion.compile_into("letter")
    with pytest.raises(ReasonMissing):
        opinion.hold("  ")
    assert opinion.state is OpinionState.RECEIVED
    opinion.hold("含个人信息")
    with pytest.raises(ActNotPossible):
        opinion.compile_into("letter")
    opinion.approve()
    opinion.compile_into("letter")
    assert (opinion.state, opinion.letter_id) == (OpinionState.IN_LETTER, "letter")
