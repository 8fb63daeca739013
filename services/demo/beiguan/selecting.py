"""Argument by three parties, posting, the long lists of 48 and 192, the decision on 12 and 148 (B-020 … B-028)."""

from __future__ import annotations

from typing import Any

from services.demo.beiguan import figures, suggestions, wishes
from services.demo.beiguan.streets import STREETS
from services.demo.player import Player
from services.demo.script import Part
from shared.contracts import screening

part = Part()

LONG = (*figures.PROJECTS, *wishes.LONG)
PROFESSIONAL = {
    "education": "教育专业组",
    "health": "医疗专业组",
    "construction": "城建专业组",
    "transport": "经济专业组",
    "elderly": "社保专业组",
    "employment": "社保专业组",
    "environment": "农业专业组",
    "culture": "经济专业组",
    "other": "法律专业组",
}
BUDGET = "财政预算专业组"
"""The eighth professional group looks at the district's projects once more, at their money."""

DEPARTMENTS = {
    "education": "区教育局",
    "culture": "区教育局",
    "health": "区卫健委",
    "elderly": "区卫健委",
    "transport": "区交通局",
    "construction": "区交通局",
}
ELSE = "区财政局"


@part.step("梳理合并", "2024-02-08")
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


@part.step("审核参选条件", "2024-02-09")
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


@part.step("八个专业组论证", "2024-02-23")
def professionals(player: Player) -> None:
    """Economy, law, education, medicine, construction, agriculture, social security, budget (B-021)."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for index, each, item in _eligible(player):
        scores = {"inclusive": _score(index), "effective": _score(index) - 1}
        groups.setdefault(PROFESSIONAL[each.category], []).append(_opinion(item, scores))
        if index < figures.LONG_LIST:
            groups.setdefault(BUDGET, []).append(_opinion(item, scores))
    _record(player, "professional", "2024-02-23", groups)


@part.step("四个职能部门论证", "2024-03-01")
def departments(player: Player) -> None:
    """Finance, transport, health, education (B-022)."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for index, each, item in _eligible(player):
        scores = {"compliant": _score(index), "feasible": _score(index) - 2}
        groups.setdefault(DEPARTMENTS.get(each.category, ELSE), []).append(_opinion(item, scores))
    _record(player, "departments", "2024-03-01", groups)


@part.step("民需论证", "2024-03-05")
def needs(player: Player) -> None:
    """In each street (B-024)."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for index, each, item in _eligible(player):
        area = each.place or STREETS[index % len(STREETS)].name
        groups.setdefault(f"{area}民需论证会", []).append(_opinion(item, {"need": _score(index) + 1}))
    _record(player, "need", "2024-03-05", groups)


@part.step("张贴公布15天", "2024-03-05")
def post(player: Player) -> None:
    """02-20 to 03-05, personal data removed (B-023)."""
    for street in STREETS:
        player.act(
            screening.RECORD_POSTING,
            cycle_id=player.facts["cycle"],
            area=street.name,
            places=[f"{each}公示栏" for each in street.communities],
            posted_on="2024-02-20",
            until="2024-03-05",
            redacted=True,
        )


@part.step("形成长名单：区级48件、街道192件", "2024-03-05")
def sort(player: Player) -> None:
    """By the principle, each for its track; 24 stay in the library."""
    rulings = []
    for index, _each, item in _eligible(player):
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


def _eligible(player: Player) -> list[tuple[int, suggestions.Suggestion, str]]:
    eligible = suggestions.DISTINCT[: suggestions.ELIGIBLE]
    return [
        (index, each, item)
        for index, (each, item) in enumerate(zip(eligible, player.facts["items"], strict=False))
    ]


def _track(index: int) -> str | None:
    if index < figures.LONG_LIST:
        return "congress"
    index -= figures.LONG_LIST
    for street in STREETS:
        if index < street.long_list:
            return street.body
        index -= street.long_list
    return None


def _score(index: int) -> int:
    """Falls along each long list, so that the argument bears out what was decided (fictional)."""
    if index < figures.LONG_LIST:
        return 96 - index
    index -= figures.LONG_LIST
    for street in STREETS:
        if index < street.long_list:
            return 95 - 2 * index
        index -= street.long_list
    return 45


def _opinion(item: str, scores: dict[str, int]) -> dict[str, Any]:
    return {"item_id": item, "scores": scores}


def _record(player: Player, panel: str, day: str, groups: dict[str, list[dict[str, Any]]]) -> None:
    for group, opinions in groups.items():
        player.act(
            screening.RECORD_OPINIONS,
            cycle_id=player.facts["cycle"],
            panel=panel,
            group=group,
            held_on=day,
            opinions=opinions,
        )


def _dossiers(player: Player) -> list[dict[str, object]]:
    return [each.dossier([item]) for each, item in zip(LONG, player.facts["items"], strict=False)]
