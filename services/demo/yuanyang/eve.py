"""Before the session of 2024: the archive of the years before, and the seats that fell vacant (Y-012, A10.15)."""

from __future__ import annotations

from services.demo.player import Player
from services.demo.script import Part
from services.demo.yuanyang import figures
from shared.contracts import congress, supervision

part = Part()


@part.step("代表会前出缺登记", "2024-02-05")
def note_vacancies(player: Player) -> None:
    """A death, a transfer, and a resignation on the eve of the session: 268 → 265 (exception ⑩)."""
    for code, reason, day in figures.VACANT_2024:
        player.act(congress.VACATE_SEATS, body="congress", codes=[code], reason=reason, on=day)


@part.step("导入2020年周期的幸福路拓宽工程", "2024-02-19")
def import_road(player: Player) -> None:
    """With its measured figures; the number of visits is fictional (Y-084 … Y-086)."""
    player.act(
        supervision.IMPORT_PROJECTS,
        cycle_id=player.facts["cycle-2020"],
        projects=[
            {
                "code": "2020-01",
                "name": "幸福路拓宽工程",
                "implementer": "县交通局",
                "responsible_unit": "县交通局",
                "principal_head": "县交通局主要负责人",
                "investment_fen": 0,
                "completed_on": "2020-10-31",
                "visits": 4,
                "place": "原阳滩区东西主干道",
                "effect": "沿途5个乡镇20万群众出行条件改善。",
                "indicators": [
                    {"name": "路面宽度", "unit": "米", "baseline": "6.5", "target": "18", "actual": "18"},
                    {"name": "绿化带宽度", "unit": "米", "baseline": "0", "target": "2.5", "actual": "2.5"},
                ],
            }
        ],
    )


@part.step("导入2023年周期", "2024-02-20")
def import_cycle(player: Player) -> None:
    """The year before the first one that is kept here, closed."""
    player.facts["cycle-2023"] = player.act(
        congress.IMPORT_CYCLE,
        year=2023,
        rulebook_id=player.facts["rulebook"],
        note="系统启用前的周期，导入存档，供2024年会议测评。",
    )["id"]
    player.until_found(supervision.GET_CALENDAR, cycle_id=player.facts["cycle-2023"])


@part.step("导入2023年的十件项目", "2024-02-20")
def import_projects(player: Player) -> None:
    """The projects that the session of 2024 rates."""
    units = [each.implementer for each in figures.PROJECTS[:10]]
    player.act(
        supervision.IMPORT_PROJECTS,
        cycle_id=player.facts["cycle-2023"],
        projects=[
            {
                "code": code,
                "name": code,
                "implementer": unit,
                "responsible_unit": unit,
                "principal_head": f"{unit}主要负责人",
                "investment_fen": 0,
                "completed_on": "2023-12-20",
            }
            for code, unit in zip(figures.RATING_2024, units, strict=True)
        ],
    )
