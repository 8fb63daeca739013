"""The QR codes by which residents rate (B-072, B-073)."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from shared.kernel.aggregate import Aggregate
from shared.kernel.errors import Conflict, InvalidInput, NotFound, Refused
from shared.kernel.rulebook import Rulebook

TOKEN_BYTES = 24
"""192 bits: a token is found by scanning the code, not by trying."""


class LinkUnknown(NotFound):
    """No rating link has this token."""

    code = "evaluation.link-unknown"
    message = "评价码无效，请重新扫描张贴的二维码。"


class RatingClosed(Conflict):
    """The link is not open today."""

    code = "evaluation.rating-closed"
    message = "评价时间为{opens_on}至{closes_on}，现在不能评价。"


class LinkPeriodInvalid(InvalidInput):
    """The last day lies before the first."""

    code = "evaluation.link-period-invalid"
    message = "评价截止日不能早于开始日，请核对。"


class ProjectNotOnLink(InvalidInput):
    """The link belongs to another project, or a project has to be chosen."""

    code = "evaluation.project-not-on-link"
    message = "这个评价码不能评价所选项目，请从页面列出的项目中选择。"


class ResidentRatingOff(Refused):
    """The congress's rules have no residents' rating."""

    code = "evaluation.resident-rating-off"
    message = "本级人大的规则未开展群众评价，不能办理。"


class LinkKind(StrEnum):
    """Whose code it is: a project's (码上评), a deputy's (亮码评价) or a venue's."""

    PROJECT = "project"
    DEPUTY = "deputy"
    VENUE = "venue"


@dataclass
class LinkPosting:
    """Where and when the printed code was posted (B-072)."""

    place: str
    posted_on: date


@dataclass(kw_only=True)
class RatingLink(Aggregate):
    """评价码: whoever has the token may rate once with a device.

    ``project_id`` is ``None`` when the rater chooses among all projects of the cycle. ``holder_code``
    is the deputy's or venue's code; ``holder_account`` the deputy's account, if he has one.
    """

    cycle_id: str
    kind: LinkKind
    token: str
    opens_on: date
    closes_on: date
    project_id: str | None = None
    holder_code: str = ""
    holder_account: str | None = None
    postings: list[LinkPosting] = field(default_factory=list)

    def __post_init__(self) -> None:
        if self.closes_on < self.opens_on:
            raise LinkPeriodInvalid()

    @property
    def holder_kind(self) -> LinkKind:
        """Whose code it is, by the name under which codes are searched."""
        return self.kind

    def check_open(self, day: date) -> None:
        """Raises ``RatingClosed`` outside the link's period."""
        if not self.opens_on <= day <= self.closes_on:
            raise RatingClosed(opens_on=self.opens_on, closes_on=self.closes_on)

    def project_for(self, chosen: str | None) -> str:
        """The project that is rated; raises ``ProjectNotOnLink``."""
        if self.project_id is None:
            if chosen is None:
                raise ProjectNotOnLink()
            return chosen
        if chosen not in (None, self.project_id):
            raise ProjectNotOnLink()
        return self.project_id

    def close(self, day: date) -> None:
        """Make that day the last one; a link that has ended stays as it is."""
        if day < self.opens_on:
            raise LinkPeriodInvalid()
        self.closes_on = min(self.closes_on, day)

    def record_posting(self, place: str, posted_on: date) -> None:
        """Note that the printed code hangs somewhere."""
        self.postings.append(LinkPosting(place, posted_on))


def new_token() -> str:
    """An unguessable token for the address behind a QR code."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def check_resident_rating(rulebook: Rulebook) -> None:
    """Raises ``ResidentRatingOff`` where the rulebook has no residents' rating (D-21)."""
    if not rulebook.value("evaluation.resident_rating"):
        raise ResidentRatingOff(citation=rulebook.citation("evaluation.resident_rating"))
