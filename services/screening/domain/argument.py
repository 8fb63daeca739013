"""Panels' opinions, kept apart, and the consensus that follows from them (B-021 … B-025)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
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


class NotArgued(Refused):
    """Every panel speaks of an item before it becomes a candidate (B-021)."""

    code = "screening.not-argued"
    message = "候选项目“{name}”（{code}）尚缺{panels}，请先录入论证意见。"


@dataclass(kw_only=True)
class PanelOpinion(Aggregate):
    """论证意见: one group's view of one item within a panel. A later one of the same group corrects it."""

    cycle_id: str
    panel: str
    group: str
    item_id: str
    held_on: date
    scores: dict[str, int]
    view: str = ""


@dataclass(frozen=True)
class Standing:
    """An item's place; panels' averages and the whole in hundredths of a point."""

    item_id: str
    rank: int
    panels: dict[str, int]
    weighted: int
    complete: bool


def check_scores(policy: ScreeningPolicy, panel_code: str, scores: Mapping[str, int]) -> Panel:
    """The panel, when the scores are exactly those of its criteria."""
    panel = next((each for each in policy.panels if each.code == panel_code), None)
    if panel is None:
        raise UnknownPanel(panel=panel_code)
    if set(scores) != {each.code for each in panel.criteria}:
        raise ScoresIncomplete(panel=panel.name, criteria="、".join(each.name for each in panel.criteria))
    return panel


def check_argued(
    policy: ScreeningPolicy,
    code: str,
    name: str,
    item_ids: Iterable[str],
    opinions: Mapping[str, Sequence[PanelOpinion]],
) -> None:
    """Raise ``NotArgued`` when a panel has said nothing of an item behind a candidate.

    ``opinions`` are those of each item. Where the rulebook has no panels, nobody needs to speak.
    """
    for item_id in item_ids:
        spoken = {each.panel for each in opinions.get(item_id, ())}
        silent = [each.name for each in policy.panels if each.code not in spoken]
        if silent:
            raise NotArgued(
                name=name, code=code, panels="、".join(silent), citation=policy.citation("panels")
            )


def consensus(
    policy: ScreeningPolicy, item_ids: Iterable[str], opinions: Iterable[PanelOpinion]
) -> list[Standing]:
    """Rank items by the weighted mean of the panels' means, whose means are those of their groups.

    ``opinions`` come in the order of recording: of one group's opinions on an item the last one counts.
    A panel that is silent counts as nought, and ``complete`` says so. Equal sums share a rank. Without
    panels in the rulebook there is no ranking.
    """
    if not policy.panels:
        return []
    latest: dict[tuple[str, str, str], Fraction] = {}
    for each in opinions:
        if each.scores:
            mean = Fraction(sum(each.scores.values()), len(each.scores))
            latest[each.item_id, each.panel, each.group] = mean
    by_item: dict[str, dict[str, list[Fraction]]] = {item_id: {} for item_id in item_ids}
    for (item_id, panel, _group), mean in latest.items():
        if item_id in by_item:
            by_item[item_id].setdefault(panel, []).append(mean)
    rows = []
    for item_id, by_panel in by_item.items():
        means = {panel: sum(values, Fraction(0)) / len(values) for panel, values in by_panel.items()}
        whole = _weighted(policy, means)
        complete = all(panel.code in means for panel in policy.panels)
        rows.append((whole, item_id, {panel: round(mean * 100) for panel, mean in means.items()}, complete))
    rows.sort(key=lambda row: (-row[0], row[1]))
    standings: list[Standing] = []
    for place, (whole, item_id, panels, complete) in enumerate(rows, start=1):
        tied = place > 1 and rows[place - 2][0] == whole
        rank = standings[-1].rank if tied else place
        standings.append(Standing(item_id, rank, panels, round(whole * 100), complete))
    return standings


def _weighted(policy: ScreeningPolicy, means: Mapping[str, Fraction]) -> Fraction:
    weights = sum(each.weight for each in policy.panels)
    if not weights:
        return Fraction(0)
    total = sum((means.get(each.code, Fraction(0)) * each.weight for each in policy.panels), Fraction(0))
    return total / weights
