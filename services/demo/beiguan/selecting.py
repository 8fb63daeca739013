"""Merging and eligibility; the long lists of 48 and 192, the decision on 12 and 148 (B-020, B-025 … B-028)."""

from __future__ import annotations

from services.demo.beiguan import figures, suggestions, wishes
from services.demo.beiguan.arguing import eligible
from services.demo.beiguan.streets import STREETS
from services.demo.player import Player
from services.demo.script import Part
from shared.contracts import screening

first, part = Part(), Part()

LONG = (*figures.PROJECTS, *wishes.LONG)


@first.step("梳理合并", "2024-02-08")
def merge(player: Player) -> None:
    """A hundred repeat what others say: the originals stay, linked."""
    items = player.facts["items"]
    first = len(suggestions.DISTINCT)
    player.act(
        screening.MERGE_ITEMS,
        cycle_id=player.facts["cycle"],
        merges=[
            {"into": items[index], "items": [items[first + index]], "reason": "同类建议合并"}
            for index in range(suggestions.MERGED)
        ],
    )


@first.step("审核参选条件", "2024-02-09")
def judge(player: Player) -> None:
    """Eligibility comes first; eight do not meet it (A10.16)."""
    player.act(
        screening.JUDGE_ELIGIBILITY,
        cycle_id=player.facts["cycle"],
        judgements=[
            {
                "item_id": item,
                "failed": [
                    {"criterion": criterion, "reason": reason}
                    for title, _category, criterion, reason in wishes.INELIGIBLE
                    if title == each.title
                ],
            }
            for each, item in zip(suggestions.DISTINCT, player.facts["items"], strict=False)
        ],
    )


@part.step("形成长名单：区级48件、街道192件", "2024-03-05")
def sort(player: Player) -> None:
    """By the principle, each for its track; 24 stay in the library."""
    rulings = []
    for index, _each, item in eligible(player):
        track = _track(index)
        rulings.append(
            {
                "item_id": item,
                "keep": track is not None,
                "marks": [
                    {"criterion": "urgent", "met": track is not None},
                    {"criterion": "mature", "met": track is not None or index % 2 == 0},
                    {"criterion": "merit", "met": track is not None},
                ],
                "reason": "群众急需、条件成熟" if track else "条件尚不成熟，留库备选",
                "track": track or "congress",
            }
        )
    player.act(screening.SORT_ITEMS, cycle_id=player.facts["cycle"], rulings=rulings)


@part.step("材料缺资金来源被拒", "2024-03-05")
def refuse_incomplete(player: Player) -> None:
    """A candidate without the source of its money is refused by name (exception ④)."""
    dossiers = _dossiers(player)
    dossiers[4] = {**dossiers[4], "funding_source": ""}
    player.facts["refused-dossier"] = player.refused(
        screening.DRAFT_LIST,
        "screening.dossier-incomplete",
        cycle_id=player.facts["cycle"],
        track="congress",
        candidates=dossiers,
    )


@part.step("拟定十份名单", "2024-03-05")
def draft(player: Player) -> None:
    """One for the congress, one for each street, with content, source of money, period (B-027)."""
    cycle = player.facts["cycle"]
    drafted = player.act(screening.DRAFT_LIST, cycle_id=cycle, track="congress", candidates=_dossiers(player))
    lists = {"congress": drafted["id"]}
    offset = figures.LONG_LIST
    for street in STREETS:
        items = player.facts["items"][offset : offset + street.long_list]
        offset += street.long_list
        made = player.act(
            screening.DRAFT_LIST,
            cycle_id=cycle,
            track=street.body,
            candidates=[
                each.dossier(street, [item]) for each, item in zip(street.projects, items, strict=True)
            ],
        )
        lists[street.body] = made["id"]
    player.facts["lists"] = lists


@part.step("主任会议研究", "2024-03-06")
def chairpersons(player: Player) -> None:
    """All ten lists."""
    player.act(
        screening.RECORD_STEP,
        cycle_id=player.facts["cycle"],
        step="chairpersons_meeting",
        met_on="2024-03-06",
        lists=[{"list_id": each} for each in player.facts["lists"].values()],
    )


@part.step("常委会审议决定：12件和148件", "2024-03-08")
def decide(player: Player) -> None:
    """Twenty-four present, 23 for, one abstains; all ten lists are frozen (B-026)."""
    lists = player.facts["lists"]
    outcome = {"congress": [each.code for each in wishes.LONG]}
    outcome |= {each.body: [one.code for one in each.projects[each.candidates :]] for each in STREETS}
    player.act(
        screening.RECORD_STEP,
        cycle_id=player.facts["cycle"],
        step="standing_committee",
        met_on="2024-03-08",
        lists=[
            {
                "list_id": lists[track],
                "withdrawn": [{"code": code, "reason": "综合论证排序靠后，留库"} for code in codes],
            }
            for track, codes in outcome.items()
        ],
        hands=figures.COMMITTEE_HANDS,
    )


def _track(index: int) -> str | None:
    if index < figures.LONG_LIST:
        return "congress"
    index -= figures.LONG_LIST
    for street in STREETS:
        if index < street.long_list:
            return street.body
        index -= street.long_list
    return None


def _dossiers(player: Player) -> list[dict[str, object]]:
    return [each.dossier([item]) for each, item in zip(LONG, player.facts["items"], strict=False)]
