"""Panels' opinions, kept apart, and the consensus that follows from them (B-021 … B-025)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from services.screening.domain.policy import Panel, ScreeningPolicy
from shared.kernel.aggregate import Aggregate
from shared.kernel.errors import InvalidInput, Refused


class UnknownPanel(InvalidInput):
    """The rulebook has no such panel."""

    code = "screening.unknown-panel"
    message = "规则手册没有论证小组“{panel}”。"


class ScoresIncomplete(InvalidInput):
    """A score for each criterion of the panel, and no other, is needed."""

    code = "screening.scores-incomplete"
    message = "“{panel}”应对每个项目就{criteria}分别打分。"


class PostedTooShort(Refused):
    """The posting must stand so many days."""

    code = "screening.posted-too-short"
    message = "张贴公布{days}天，少于规定的{least}天，请延长公布时间。"


class NotRedacted(Refused):
    """Personal data come off before anything is posted (A10.19)."""

    code = "screening.not-redacted"
    message = "张贴前须删去个人信息，请脱敏后再登记。"


@dataclass(kw_only=True)
class PanelOpinion(Aggregate):
    """论证意见: one group's view of one item within a panel."""

    cycle_id: str
    panel: str
    group: str
    item_id: str
    held_on: date
    scores: dict[str, int]
    view: str = ""


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


@dataclass(frozen=True)
class Standing:
    """An item's place; panels' averages and the whole in hundredths of a point."""

    item_id: str
    rank: int
    panels: dict[str, int]
    weighted: int
    complete: bool


def check_posting(posting: PublicPosting, policy: ScreeningPolicy, redacted: bool) -> None:
    """Whether a posting is long enough and clean; raises the refusal."""
    if not redacted:
        raise NotRedacted(citation=policy.citation("posting_days"))
    if posting.days < policy.posting_days:
        raise PostedTooShort(
            days=posting.days, least=policy.posting_days, citation=policy.citation("posting_days")
        )


def check_scores(policy: ScreeningPolicy, panel_code: str, scores: Mapping[str, int]) -> Panel:
    """The panel, when the scores are exactly those of its criteria."""
    panel = next((each for each in policy.panels if each.code == panel_code), None)
    if panel is None:
        raise UnknownPanel(panel=panel_code)
    if set(scores) != {each.code for each in panel.criteria}:
        raise ScoresIncomplete(panel=panel.name, criteria="、".join(each.name for each in panel.criteria))
    return panel


def consensus(
    policy: ScreeningPolicy, item_ids: Iterable[str], opinions: Iterable[PanelOpinion]
) -> list[Standing]:
    """Rank items by the weighted mean of the panels' means; a panel that is silent counts nothing.

    Equal sums share a rank. ``complete`` says whether every panel has spoken.
    """
    scores: dict[str, dict[str, list[Fraction]]] = {item_id: {} for item_id in item_ids}
    for each in opinions:
        if each.item_id in scores and each.scores:
            mean = Fraction(sum(each.scores.values()), len(each.scores))
            scores[each.item_id].setdefault(each.panel, []).append(mean)
    rows = []
    for item_id, by_panel in scores.items():
        means = {panel: sum(values, Fraction(0)) / len(values) for panel, values in by_panel.items()}
        whole = sum((means.get(p.code, Fraction(0)) * p.weight for p in policy.panels), Fraction(0)) / 100
        complete = all(panel.code in means for panel in policy.panels)
        rows.append((whole, item_id, {panel: round(mean * 100) for panel, mean in means.items()}, complete))
    rows.sort(key=lambda row: (-row[0], row[1]))
    return [
        Standing(item_id, 1 + sum(other[0] > whole for other in rows), panels, round(whole * 100), complete)
        for whole, item_id, panels, complete in rows
    ]
