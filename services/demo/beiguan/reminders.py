"""The reminder letters: 172 of 2023 from the register, 145 of 2024 (B-066, B-067, Q-16).

Of the 145, 131 went to the district's projects and 14 to 后崇义村's sewers. How they spread over projects and
months is fictional in either year.
"""

from __future__ import annotations

from typing import Any

from services.demo.beiguan import figures
from services.demo.beiguan.planning import DISTRICT_ORGAN, sewers
from services.demo.beiguan.streets import STREETS
from services.demo.player import Player
from services.demo.script import Part
from shared.contracts import supervision

before, part = Part(), Part()

LETTERS_2023, LETTERS_2024 = 172, 145
BY_PROJECT = {
    "B01": 15,
    "B02": 9,
    "B03": 20,
    "B04": 11,
    "B05": 8,
    "B06": 6,
    "B07": 10,
    "B08": 9,
    "B09": 38,
    "B10": 5,
}
CLASSES = ("schedule", "quality", "safety", "public_harm")
FINDINGS = {
    "schedule": "现场作业人员偏少，进度慢于计划（演示）",
    "quality": "局部施工质量不符合要求（演示）",
    "safety": "围挡和警示标志不全（演示）",
    "public_harm": "扬尘和噪声影响居民（演示）",
}
MONTHS = (5, 6, 7, 8, 9, 10, 11)
SEWER_SLOW, SEWER_QUALITY = 8, 6
"""Of the fourteen: slow progress, quality of the pipes."""

ROUND = ("issue", "hand_over", "sign_for", "rectify", "verify", "strike_off")
BY_ADDRESSEE = ("sign_for", "rectify")


@before.step("补录2023年的172份监督提醒函", "2023-12-28")
def import_2023(player: Player) -> None:
    """The register of the year before, letter by letter, all struck off (B-067, Q-16)."""
    listed = player.await_items(
        supervision.LIST_PROJECTS, len(figures.RATED_2023), cycle_id=player.facts["cycle-2023"]
    )
    projects = sorted(listed, key=lambda each: str(each["code"]))
    player.act(supervision.IMPORT_LETTERS, letters=register_2023(projects))


def register_2023(projects: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The register of 2023 as data: March to November, in turn over the ten projects."""
    rows = []
    for number in range(1, LETTERS_2023 + 1):
        project = projects[number % len(projects)]
        finding, month = CLASSES[number % len(CLASSES)], 3 + number % 9
        rows.append(
            {
                "project_id": project["id"],
                "record_number": f"演示提醒函2023-{number:03}",
                "finding_class": finding,
                "finding": FINDINGS[finding],
                "addressee_unit": project["implementer"],
                "issued_on": f"2023-{month:02}-06",
                "struck_off_on": f"2023-{month:02}-20",
                "resolution": "整改到位（演示）",
            }
        )
    return rows


def _month_of(project: figures.Project, number: int) -> int:
    """Projects finished in October get none after September."""
    months = MONTHS if project.last_month == 12 else MONTHS[:5]
    return months[number % len(months)]


def _letters(player: Player, month: int) -> list[dict[str, Any]]:
    sheet = []
    for each in figures.DETERMINED:
        for number in range(BY_PROJECT[each.code]):
            if _month_of(each, number) == month:
                finding = CLASSES[(number + month) % len(CLASSES)]
                sheet.append(_letter(player.facts["projects"][each.code], finding, each.implementer, number))
    return sheet


def _letter(project: str, finding: str, unit: str, number: int) -> dict[str, Any]:
    return {
        "project_id": project,
        "finding_class": finding,
        "finding": f"{FINDINGS[finding]}（第{number + 1}处）",
        "demand": "限期整改并报送整改情况（演示）",
        "addressee_unit": unit,
        "addressee_person": f"{unit}分管负责人",
    }


def _draft_and_strike_off(player: Player, sheet: list[dict[str, Any]], month: int) -> list[str]:
    """Through every state from draft to struck off, within twelve days of the month."""
    drafted = player.act(supervision.DRAFT_LETTERS, drafted_on=f"2024-{month:02}-06", letters=sheet)["items"]
    ids = [each["id"] for each in drafted]
    for number, act in enumerate(ROUND):
        day = f"2024-{month:02}-{(7, 8, 9, 15, 16, 17)[number]:02}"
        _step(player, act, day, ids)
    return ids


def _step(player: Player, act: str, day: str, ids: list[str], text: str = "整改到位，附照片（演示）") -> None:
    player.act(
        supervision.STEP_LETTERS,
        as_="government" if act in BY_ADDRESSEE else "clerk",
        act=act,
        taken_on=day,
        issuer=DISTRICT_ORGAN,
        letters=[{"letter_id": each, "text": text if act in ("rectify", "reopen") else ""} for each in ids],
    )


def _month(month: int) -> None:
    @part.step(f"{month}月监督提醒函", f"2024-{month:02}-17")
    def remind(player: Player) -> None:
        """Drafted, issued, handed over on the spot, signed for, rectified, verified, struck off."""
        _draft_and_strike_off(player, _letters(player, month), month)


for _number in MONTHS:
    _month(_number)


@part.step("后崇义村监督提醒函：进度慢8份", "2024-06-18")
def slow(player: Player) -> None:
    """Eight of the fourteen."""
    office = STREETS[-1].office
    sheet = [_letter(sewers(player), "schedule", office, number) for number in range(SEWER_SLOW)]
    _draft_and_strike_off(player, sheet, 6)


@part.step("后崇义村监督提醒函：管网质量6份", "2024-08-18")
def poor(player: Player) -> None:
    """Six of the fourteen."""
    office = STREETS[-1].office
    sheet = [_letter(sewers(player), "quality", office, number) for number in range(SEWER_QUALITY)]
    player.facts["reopened"] = _draft_and_strike_off(player, sheet, 8)[0]


@part.step("后崇义村一份提醒函复开再销号", "2024-09-12")
def reopen(player: Player) -> None:
    """One was not mended for good."""
    one = [player.facts["reopened"]]
    _step(player, "reopen", "2024-09-02", one, "雨后回访发现接口渗漏（演示）")
    for act, day in (("rectify", "2024-09-10"), ("verify", "2024-09-11"), ("strike_off", "2024-09-12")):
        _step(player, act, day, one)
