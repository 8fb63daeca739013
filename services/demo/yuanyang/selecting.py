"""Merging 78 → 61, sorting to 21, the executive meeting's 13, the freeze (Y-026 … Y-029)."""

from __future__ import annotations

from services.demo.player import Player
from services.demo.script import Part
from services.demo.yuanyang import figures
from shared.contracts import screening

part = Part()

ALL = (*figures.PROJECTS, *figures.WITHDRAWN)


@part.step("梳理合并", "2023-11-10")
def merge(player: Player) -> None:
    """Seventeen repeat what others say: the originals stay, linked (exception ②)."""
    items = player.facts["items"]
    merges = [
        {"into": items[index], "items": [items[figures.MERGED + index]], "reason": "同类建议合并"}
        for index in range(figures.COLLECTED - figures.MERGED)
    ]
    player.act(screening.MERGE_ITEMS, as_="government", cycle_id=player.facts["cycle"], merges=merges)


@part.step("审核参选条件", "2023-11-20")
def judge(player: Player) -> None:
    """Eligibility comes first; four items do not meet it (A10.16)."""
    judgements = []
    for index, item in enumerate(player.facts["items"][: figures.MERGED]):
        failed = (
            [{"criterion": "not_arranged", "reason": "上级已另行安排"}] if index >= figures.MERGED - 4 else []
        )
        judgements.append({"item_id": item, "failed": failed})
    player.act(
        screening.JUDGE_ELIGIBILITY, as_="government", cycle_id=player.facts["cycle"], judgements=judgements
    )


@part.step("按“急需先立、成熟先立、好中选优”筛选", "2023-12-01")
def sort(player: Player) -> None:
    """Twenty-one are short-listed; the rest stays in the library with the reason."""
    rulings = []
    for index, item in enumerate(player.facts["items"][: figures.MERGED - 4]):
        keep = index < figures.SHORTLISTED
        rulings.append(
            {
                "item_id": item,
                "keep": keep,
                "marks": [
                    {"criterion": "urgent", "met": keep},
                    {"criterion": "mature", "met": keep or index % 2 == 0},
                    {"criterion": "merit", "met": keep},
                ],
                "reason": "群众急需、条件成熟" if keep else "条件尚不成熟，留库备选",
            }
        )
    player.act(screening.SORT_ITEMS, as_="government", cycle_id=player.facts["cycle"], rulings=rulings)


@part.step("材料缺投资额度被拒", "2023-12-10")
def refuse_incomplete(player: Player) -> None:
    """A candidate without its money is refused by name (exception ④).

    The script says 资金来源, which 北关's particulars demand and which 北关 plays so. 原阳's five (R2, clause 11)
    name the investment and no source of it: there it is the amount that is missing.
    """
    dossiers = _dossiers(player)
    dossiers[3] = {**dossiers[3], "investment_fen": 0}
    player.facts["refused-dossier"] = player.refused(
        screening.DRAFT_LIST,
        "screening.dossier-incomplete",
        as_="government",
        cycle_id=player.facts["cycle"],
        track="congress",
        candidates=dossiers,
    )


@part.step("初步拟定候选项目", "2023-12-12")
def draft(player: Player) -> None:
    """The county government's first list of 21."""
    drafted = player.act(
        screening.DRAFT_LIST,
        as_="government",
        cycle_id=player.facts["cycle"],
        track="congress",
        candidates=_dossiers(player),
    )
    player.facts["list"] = drafted["id"]


@part.step("县政府常务会议研究", "2023-12-18")
def executive_meeting(player: Player) -> None:
    """21 → 13."""
    withdrawn = [{"code": each.code, "reason": "暂不具备条件，留库"} for each in figures.WITHDRAWN]
    _step(player, "government_meeting", "2023-12-18", withdrawn, as_="government")


@part.step("县委常委会审定", "2024-01-08")
def party_committee(player: Player) -> None:
    """The Party committee determines; only day and result are kept (A10.18)."""
    _step(player, "party_standing_committee", "2024-01-08")


@part.step("县人大常委会列入议程草案，名单冻结", "2024-01-24")
def freeze(player: Player) -> None:
    """The standing committee puts the list on the agenda: version 1, frozen with its digest."""
    _step(player, "standing_committee", "2024-01-24", hands=COMMITTEE_HANDS)


COMMITTEE_HANDS = {"members": 31, "present": 27, "yes": 27, "no": 0, "abstain": 0}
"""The standing committee's vote of 24 January 2024 (fictional)."""


def _step(
    player: Player,
    step: str,
    day: str,
    withdrawn: list[dict[str, str]] | None = None,
    hands: dict[str, int] | None = None,
    as_: str = "clerk",
) -> None:
    player.act(
        screening.RECORD_STEP,
        as_=as_,
        cycle_id=player.facts["cycle"],
        step=step,
        met_on=day,
        lists=[{"list_id": player.facts["list"], "withdrawn": withdrawn or []}],
        hands=hands,
    )


def _dossiers(player: Player) -> list[dict[str, object]]:
    return [each.dossier([item]) for each, item in zip(ALL, player.facts["items"], strict=False)]
