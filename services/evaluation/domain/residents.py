"""Residents' ratings, online and in venues (B-070 … B-075)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from services.evaluation.domain.grades import GradeScale
from shared.kernel.aggregate import Aggregate
from shared.kernel.errors import Conflict, InvalidInput

LEAST_FOR_PERCENT = 10
"""Below so many ratings a percentage would say more about persons than about the project (A10.19)."""


class AlreadyRated(Conflict):
    """This device has rated this project."""

    code = "evaluation.already-rated"
    message = "您已评价过这个项目，每台设备对同一项目只能评价一次。"


class SheetExceedsRespondents(InvalidInput):
    """More answers than people."""

    code = "evaluation.sheet-exceeds-respondents"
    message = "“{project}”合计{total}份，多于到场{respondents}人，相差{difference}份，请核对。"


class SheetsIncomplete(InvalidInput):
    """B-075: every project is rated one by one."""

    code = "evaluation.venue-projects-incomplete"
    message = "应对项目逐一评价，还缺：{missing}。"


class ProjectTwice(InvalidInput):
    """One project on two lines."""

    code = "evaluation.project-twice"
    message = "“{project}”填写了两次，请合并为一行。"


class AwareExceedsRespondents(InvalidInput):
    """More people know the vote than were there."""

    code = "evaluation.aware-exceeds-respondents"
    message = "知晓人数{aware}多于到场人数{respondents}，请核对。"


class Method(StrEnum):
    """How a venue asks: 走访, 座谈 or 问卷 (B-075)."""

    VISIT = "visit"
    SYMPOSIUM = "symposium"
    QUESTIONNAIRE = "questionnaire"


METHOD_NAMES = {Method.VISIT: "走访", Method.SYMPOSIUM: "座谈", Method.QUESTIONNAIRE: "问卷"}


@dataclass(kw_only=True)
class ResidentRating(Aggregate):
    """群众评价: one online rating of one project; who rated is not known (A10.19)."""

    cycle_id: str
    project_id: str
    link_id: str
    grade: str
    rated_on: date
    device_hash: str | None

    @property
    def device_kept(self) -> bool:
        """Whether the device's trace has not been erased yet."""
        return self.device_hash is not None

    def erase_device(self) -> None:
        """Forget the device; the rating stays."""
        self.device_hash = None


@dataclass
class VenueSheet:
    """The answers for one project in one venue session."""

    project_id: str
    grades: dict[str, int]


@dataclass(kw_only=True)
class VenueSession(Aggregate):
    """线下众评: an offline session at a demonstration site or hall, entered by staff (B-074, B-075, B-099).

    ``respondents`` is the number of people asked, ``aware`` how many of them knew of the vote (知晓度).
    """

    cycle_id: str
    venue_code: str
    venue_name: str
    held_on: date
    method: Method
    respondents: int
    aware: int
    sheets: list[VenueSheet] = field(default_factory=list)


def check_venue_sheets(session: VenueSession, labels: Mapping[str, str], scale: GradeScale) -> None:
    """Every project once, every grade written, no more answers than people.

    ``labels`` names the projects that have to be rated. Raises ``AwareExceedsRespondents``,
    ``ProjectTwice``, ``SheetsIncomplete``, ``SheetExceedsRespondents`` or a grade error.
    """
    if session.aware > session.respondents:
        raise AwareExceedsRespondents(aware=session.aware, respondents=session.respondents)
    check_once_each((each.project_id for each in session.sheets), labels)
    missing = [
        label for id, label in labels.items() if id not in {each.project_id for each in session.sheets}
    ]
    if missing:
        raise SheetsIncomplete(missing="、".join(missing))
    for sheet in session.sheets:
        label = labels[sheet.project_id]
        sheet.grades = scale.complete(sheet.grades, label)
        total = sum(sheet.grades.values())
        if total > session.respondents:
            raise SheetExceedsRespondents(
                project=label,
                total=total,
                respondents=session.respondents,
                difference=total - session.respondents,
            )


def check_once_each(project_ids: Iterable[str], labels: Mapping[str, str]) -> None:
    """Raises ``ProjectTwice`` for a project on two lines."""
    seen: set[str] = set()
    for each in project_ids:
        if each in seen:
            raise ProjectTwice(project=labels.get(each, each))
        seen.add(each)
