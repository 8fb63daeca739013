"""Posting of all items in an area, personal data off first (B-024, A10.19)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from services.screening.domain.library import LibraryItem
from services.screening.domain.policy import ScreeningPolicy
from shared.kernel.aggregate import Aggregate
from shared.kernel.errors import InvalidInput, Refused

_PERSONAL = re.compile(
    r"(?<!\d)1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)"  # mobile telephone
    r"|(?<!\d)0\d{2,3}-\d{7,8}(?!\d)"  # fixed line with its area code
    r"|(?<!\d)\d{17}[\dXx](?!\d)"  # identity card
)


class PostedTooShort(Refused):
    """The posting must stand so many days."""

    code = "screening.posted-too-short"
    message = "张贴公布{days}天，少于规定的{least}天，请延长公布时间。"


class PostingBackwards(InvalidInput):
    """It ends before it begins."""

    code = "screening.posting-backwards"
    message = "张贴公布的截止日期{until}早于开始日期{posted_on}，请核对。"


class NotRedacted(Refused):
    """Personal data come off before anything is posted (A10.19)."""

    code = "screening.not-redacted"
    message = "张贴前须删去个人信息，请脱敏后再登记。"


class PersonalDataLeft(Refused):
    """What would be posted still has a telephone or identity card number in it (A10.19)."""

    code = "screening.personal-data-left"
    message = "以下项目的名称或地点仍有电话或身份证号码，请先脱敏：{receipts}。"


class NothingToPost(InvalidInput):
    """The library has nothing that could be posted."""

    code = "screening.nothing-to-post"
    message = "本年度项目库还没有可张贴的项目。"


class NotPosted(Refused):
    """The list is decided only after the posting is over."""

    code = "screening.not-posted"
    message = "规定须先张贴公布不少于{days}天，截至{on}没有已期满的张贴记录，请先登记或等期满。"


@dataclass(kw_only=True)
class PublicPosting(Aggregate):
    """张贴公布: all items, posted in one area."""

    cycle_id: str
    area: str
    places: list[str]
    posted_on: date
    until: date
    items: int

    @property
    def days(self) -> int:
        """How many days it stands, both ends counted."""
        return (self.until - self.posted_on + timedelta(days=1)).days

    def check(self, policy: ScreeningPolicy, items: Iterable[LibraryItem], redacted: bool) -> None:
        """Whether it is long enough and clean; raises the refusal.

        ``redacted`` is the clerk's word; numbers of telephones and identity cards are looked for besides.
        """
        cite = policy.citation("posting_days")
        if self.until < self.posted_on:
            raise PostingBackwards(until=self.until, posted_on=self.posted_on)
        if self.days < policy.posting_days:
            raise PostedTooShort(days=self.days, least=policy.posting_days, citation=cite)
        if self.items == 0:
            raise NothingToPost()
        if not redacted:
            raise NotRedacted(citation=cite)
        left = [each.receipt for each in items if has_personal_data(f"{each.title}\n{each.place}")]
        if left:
            raise PersonalDataLeft(receipts="、".join(left[:20]), citation=cite)


def has_personal_data(text: str) -> bool:
    """Whether a number of a telephone or an identity card stands in the text."""
    return _PERSONAL.search(text) is not None


def check_posted(policy: ScreeningPolicy, postings: Iterable[PublicPosting], on: date) -> None:
    """Raise ``NotPosted`` when the rules want a posting and none is over by that day."""
    if policy.posting_days and not any(each.until < on for each in postings):
        raise NotPosted(days=policy.posting_days, on=on, citation=policy.citation("posting_days"))
