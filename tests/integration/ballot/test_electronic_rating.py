"""The satisfaction rating by the machinery of the secret ballot, beside paper (Y-062, B-097)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from services.evaluation.domain.electronic import (
    ElectronicRatingNotAllowed,
    ElectronicRatingNotClosed,
    PaperAgreed,
    RatingMediumTooSmall,
    RatingOnPaper,
)
from services.verifier.verification import Request, verify
from services.voting.domain.electronic.errors import (
    BoardNotPublic,
    ElectionNotClosed,
    ElectionUsed,
    ElectronicNotIssued,
    PaperNotAgreed,
    UndrawnWrong,
)
from shared.contracts import evaluation as e
from shared.contracts import voting
from shared.kernel.errors import DomainError
from shared.kernel.identity import new_id
from shared.messaging.envelope import RemoteRefusal
from shared.tenancy.roles import Role
from tests.integration.ballot.sitting import Sitting
from tests.support.belenios import verdict
from tests.support.calling import CallingSuite

ALLOWED: dict[str, Any] = {"evaluation.electronic": "legal", "evaluation.least_issued": 3}
ENVELOPES, PAPER = 4, 30
SATISFIED, FAIR, NONE = [1, 0, 0], [0, 1, 0], [0, 0, 0]
MARKS = [[SATISFIED, SATISFIED], [SATISFIED, FAIR], [SATISFIED, NONE], [FAIR, FAIR]]
"""Four deputies' grades of two projects."""
PAPER_LINES = {"P1": (15, 10, 5, 0), "P2": (13, 10, 5, 2)}
"""Thirty paper ballots: satisfied, fair, dissatisfied, abstaining."""


@pytest.fixture(scope="module")
def suite(make_suite: Callable[..., Any]) -> CallingSuite:
    return make_suite("voting", "evaluation")


@contextmanager
def refused(kind: type[DomainError]) -> Iterator[None]:
    with pytest.raises(RemoteRefusal) as found:
        yield
    assert found.value.remote_code == kind.code


class Room:
    """A sitting with keys and envelopes, and a rating that has been opened."""

    def __init__(self, suite: CallingSuite, tenant: str, **rules: Any) -> None:
        self.sitting = Sitting(suite, tenant, **rules)
        self.sitting.seat()
        self.sitting.hold_ceremony()
        self.sitting.print_envelopes(ENVELOPES + 1)
        self.projects = {code: new_id() for code in PAPER_LINES}
        for code, project_id in self.projects.items():
            self._list(code, project_id)
        self.rating_id = self.ask(
            e.PREPARE_RATING,
            cycle_id=self.sitting.hall.cycle_id,
            session_name="次年会议",
            session_closes_on="2024-03-01",
        )["id"]
        self.act(e.RECORD_REPORT_HEARD, title="完成情况报告", heard_on="2024-02-29")
        self.act(e.OPEN_RATING)

    def _list(self, code: str, project_id: str) -> None:
        fact = {
            "project_id": project_id,
            "cycle_id": self.sitting.hall.cycle_id,
            "year": 2024,
            "track": "congress",
            "code": code,
            "candidate_id": None,
            "name": f"项目{code}",
            "implementer": "县教体局",
            "principal_head": "局长",
            "investment_fen": 100,
            "suggestion_ids": [],
        }
        self.sitting.hall.suite.deliver(
            {
                "event": "supervision.project_listed",
                "message_id": new_id(),
                "tenant": self.sitting.hall.tenant,
            },
            fact,
        )

    def ask(self, operation: Any, role: Role = Role.CONGRESS_CLERK, who: str = "clerk", **body: Any) -> Any:
        """An act whose facts have had their effect when it returns."""
        hall = self.sitting.hall
        return hall.suite.call(operation, body, tenant=hall.tenant, role=role, actor_id=who)

    def act(self, operation: Any, role: Role = Role.CONGRESS_CLERK, who: str = "clerk", **body: Any) -> Any:
        return self.ask(operation, role, who, rating_id=self.rating_id, **body)

    @property
    def rating(self) -> dict[str, Any]:
        found: dict[str, Any] = self.act(e.GET_RATING)
        return found

    def issue(self, paper: int = PAPER, envelopes: int = ENVELOPES) -> None:
        self.act(e.RECORD_BALLOTS_ISSUED, in_office=61, present=57, issued=paper, envelopes=envelopes)

    def open(self, issued: int = ENVELOPES) -> dict[str, Any]:
        sitting = self.sitting
        left = sitting.envelopes[issued:]
        found: dict[str, Any] = self.ask(
            voting.OPEN_ELECTRONIC_VOTE,
            Role.SCRUTINEER,
            session_id=sitting.hall.session_id,
            ceremony_id=sitting.ceremony_id,
            uuid=sitting.uuid,
            legal=True,
            rating_id=self.rating_id,
            issued=issued,
            undrawn=[
                {"uuid": each, "credentials": sitting.listed(each, left)}
                for each in (sitting.uuid, sitting.reserve)
            ],
        )
        return found

    def cast_and_close(self) -> None:
        for envelope, grades in enumerate(MARKS):
            assert self.sitting.cast(self.sitting.make(envelope, grades))["verdict"] == "accepted"
        self.ask(voting.CLOSE_ELECTRONIC_VOTE, Role.SCRUTINEER, uuid=self.sitting.uuid)

    def enter(self, teller: str, lines: dict[str, tuple[int, ...]] | None = None, valid: int = PAPER) -> Any:
        rows = PAPER_LINES if lines is None else lines
        return self.act(
            e.ENTER_TELLER_SHEET,
            Role.TELLER,
            teller,
            valid=valid,
            invalid=0,
            lines=[
                {
                    "project_id": self.projects[code],
                    "grades": dict(zip(("satisfied", "fair", "dissatisfied"), row, strict=False)),
                    "abstain": row[3],
                }
                for code, row in rows.items()
            ],
        )

    def decrypt(self) -> None:
        self.sitting.decrypt_by_enough()
        self.sitting.hall.suite.pump(self.sitting.hall.tenant)

    def declare(self) -> None:
        self.act(e.DECLARE_RATING, declared_in="第三次全体会议")


@pytest.fixture
def room(suite: CallingSuite, fresh_tenant: str) -> Room:
    return Room(suite, fresh_tenant, **ALLOWED)


def test_grades_on_paper_and_in_the_browser_are_one_result_y062_y074(room: Room, tmp_path: Path) -> None:
    room.issue()
    opened = room.open()
    assert "满意度测评" in opened["election"] and "演练" not in opened["election"]
    room.cast_and_close()
    room.act(e.RECORD_BALLOTS_RETURNED, returned=PAPER)
    room.enter("teller-1")
    room.enter("teller-2")
    room.decrypt()
    room.declare()

    seen = room.rating
    counts = seen["counts"]
    assert (counts["issued"], counts["returned"], counts["valid"], counts["invalid"]) == (34, 34, 34, 0)
    results = {each["code"]: each for each in seen["results"]}
    assert results["P1"]["grades"] == {"satisfied": 18, "fair": 11, "dissatisfied": 5}
    assert results["P2"]["grades"] == {"satisfied": 14, "fair": 12, "dissatisfied": 5}
    assert (results["P1"]["abstain"], results["P2"]["abstain"]) == (0, 3)
    # 18 of 34 is more than half and asks for nothing, 14 of 34 for a statement.
    assert [each["explanation_required"] for each in (results["P1"], results["P2"])] == [False, True]

    archive = room.sitting.export(tmp_path)
    assert verdict(tmp_path)
    report = verify(Request(archive))
    assert (report.findings, report.result) == ([], [[3, 1, 0], [1, 2, 0]])


def test_the_electronic_grades_are_known_to_nobody_before_paper_is_counted_and_the_whole_declared(
    suite: CallingSuite, room: Room
) -> None:
    room.issue()
    room.open()
    room.cast_and_close()
    with refused(PaperNotAgreed):
        room.sitting.decrypt_by_enough()
    room.act(e.RECORD_BALLOTS_RETURNED, returned=PAPER)
    room.enter("teller-1")
    with refused(PaperNotAgreed):
        room.sitting.decrypt_by_enough()
    room.enter("teller-2")
    with refused(PaperAgreed):
        room.enter("teller-1")
    assert room.rating["state"] == "counting"
    room.decrypt()
    assert room.rating["state"] == "counted"
    assert room.sitting.vote["result"] is None
    with refused(BoardNotPublic):
        room.sitting.members(Role.RESIDENT)
    kept = json.dumps(_stored(suite, room), ensure_ascii=False)
    assert '"satisfied": 18' in kept
    assert '"lines": []' in kept
    room.declare()
    assert room.sitting.vote["result"] == [[3, 1, 0], [1, 2, 0]]


def test_all_deputies_may_rate_electronically(room: Room) -> None:
    room.issue(paper=0)
    room.open()
    room.cast_and_close()
    room.act(e.RECORD_BALLOTS_RETURNED, returned=0)
    room.decrypt()
    room.declare()
    assert [each["grades"]["satisfied"] for each in room.rating["results"]] == [3, 1]


def test_giving_up_the_electronic_part_voids_the_rating_and_all_rate_on_paper(room: Room) -> None:
    room.issue()
    room.open()
    room.act(e.GIVE_UP_ELECTRONIC_RATING)
    assert room.sitting.vote["state"] == "cancelled"
    assert room.rating["state"] == "void"
    room.act(e.REPEAT_RATING)
    with refused(ElectronicRatingNotAllowed):
        room.issue()
    room.issue(envelopes=0)
    with refused(RatingOnPaper):
        room.act(e.GIVE_UP_ELECTRONIC_RATING)
    room.act(e.RECORD_BALLOTS_RETURNED, returned=PAPER)
    room.enter("teller-1")
    room.enter("teller-2")
    room.declare()
    assert room.rating["counts"]["valid"] == PAPER


def test_cancelling_in_the_hall_voids_the_rating_too(room: Room) -> None:
    room.issue()
    room.open()
    room.ask(voting.CANCEL_ELECTRONIC_VOTE, Role.SCRUTINEER, uuid=room.sitting.uuid)
    assert room.rating["state"] == "void"


def test_a_void_rating_is_held_again_with_the_reserve_of_the_same_envelopes(room: Room) -> None:
    room.issue()
    room.open()
    room.cast_and_close()
    room.act(e.RECORD_BALLOTS_RETURNED, returned=PAPER + 1)
    assert room.rating["state"] == "void"
    with refused(ElectionNotClosed):
        room.sitting.decrypt_by_enough()
    room.act(e.REPEAT_RATING)
    room.issue()
    room.sitting.uuid, room.sitting.reserve = room.sitting.reserve, room.sitting.uuid
    room.open()
    room.cast_and_close()
    room.act(e.RECORD_BALLOTS_RETURNED, returned=PAPER)
    room.enter("teller-1")
    room.enter("teller-2")
    room.decrypt()
    room.declare()
    assert room.rating["results"][0]["grades"]["satisfied"] == 18


def test_no_medium_of_a_rating_is_so_small_that_it_gives_its_raters_away(room: Room) -> None:
    with refused(RatingMediumTooSmall):
        room.issue(envelopes=2)
    with refused(RatingMediumTooSmall):
        room.issue(paper=2)
    room.issue()
    with refused(ElectronicRatingNotClosed):
        room.act(e.RECORD_BALLOTS_RETURNED, returned=PAPER)
    with refused(UndrawnWrong):
        room.open(issued=3)
    room.open()
    with refused(ElectionUsed):
        room.open()
    room.sitting.uuid = room.sitting.reserve
    with refused(ElectronicNotIssued):
        room.open()


def test_without_a_clause_a_rating_is_on_paper_a10_17(suite: CallingSuite, fresh_tenant: str) -> None:
    room = Room(suite, fresh_tenant)
    with refused(ElectronicRatingNotAllowed):
        room.issue()


def _stored(suite: CallingSuite, room: Room) -> Any:
    with suite.engines["evaluation"].connect() as connection:
        tenant = room.sitting.hall.tenant
        connection.execute(sa.text("SELECT set_config('app.tenant', :t, true)"), {"t": tenant})
        return connection.execute(sa.text("SELECT aggregate FROM satisfaction_ratings")).scalar_one()
