"""Residents rate by code and in venues; their opinions become 18 letters with 91 items (B-070 … B-078)."""

from __future__ import annotations

from typing import Any

from services.demo.beiguan.planning import DISTRICT_ORGAN
from services.demo.player import Player
from services.demo.script import Part
from shared.contracts import congress, evaluation

before, part = Part(), Part()

LETTERS_2023, ITEMS_2023 = 19, 96
LETTERS_2024, ITEMS_2024 = 18, 91
LETTER_DAYS = ("2024-06-20", "2024-07-22", "2024-08-20", "2024-09-20", "2024-10-21", "2024-11-11")
"""Three letters a day; those of one day are answered and found effective on the next (fictional days)."""

HANDLED_BY = "2024-11-18"
HALLS, POINTS = 10, 8
RATERS = 3
"""Residents who rate each project by its own code (fictional)."""

WORDS = (
    "三个片区都没有完工，盼加快",
    "施工围挡占道时间长",
    "雨天路面积水仍在",
    "夜间施工噪声大",
    "管网接口有异味",
)


@before.step("导入2023年的19件意见书", "2023-12-27")
def import_letters(player: Player) -> None:
    """Ninety-six opinions, all handled (B-078, Q-16)."""
    cycle = player.facts["cycle-2023"]
    rated = player.await_items(evaluation.LIST_RATED_PROJECTS, 10, cycle_id=cycle)
    ids = [each["id"] for each in sorted(rated, key=lambda one: str(one["code"]))]
    letters = []
    for number, size in enumerate(_sizes(LETTERS_2023, ITEMS_2023)):
        month = 3 + number // 3
        letters.append(
            {
                "addressee": "区政府",
                "issued_on": f"2023-{month:02}-12",
                "due_on": f"2023-{month + 1:02}-11",
                "items": [
                    {
                        "project_id": ids[(number + item) % 10],
                        "text": f"2023年第{number + 1}件意见书第{item + 1}条（演示）",
                        "reply": "已办理（演示）",
                        "handled_on": f"2023-{month + 1:02}-05",
                    }
                    for item in range(size)
                ],
            }
        )
    player.act(evaluation.IMPORT_LETTERS, cycle_id=cycle, letters=letters)


@part.step("码上评：生成并张贴评价码", "2024-05-01")
def issue_codes(player: Player) -> None:
    """A code for each of 194 deputies, ten projects, ten halls and eight points (B-072)."""
    accounts = {each["login"]: each["id"] for each in player.all_pages(congress.LIST_ACCOUNTS)}
    projects = _rated(player)
    deputies: list[dict[str, Any]] = [
        {"kind": "deputy", "holder_code": f"代表{number:03}"} for number in range(1, 195)
    ]
    deputies[0]["holder_account"] = accounts["deputy"]
    issued = player.act(
        evaluation.ISSUE_RATING_LINKS,
        cycle_id=player.facts["cycle"],
        opens_on="2024-05-01",
        closes_on="2024-12-31",
        links=[
            *deputies,
            *({"kind": "project", "project_id": project} for project in projects.values()),
            *({"kind": "venue", "holder_code": name} for _code, name in VENUES),
        ],
    )["items"]
    player.facts["links"] = [each["id"] for each in issued]
    player.facts["tokens"] = [each["token"] for each in issued]
    player.act(
        evaluation.RECORD_LINK_POSTINGS,
        as_="station",
        postings=[
            {"link_id": link, "place": f"第{number}号公示点", "posted_on": "2024-05-01"}
            for number, link in enumerate(player.facts["links"], 1)
        ],
    )


@part.step("群众扫码评价", "2024-06-10")
def rate_by_code(player: Player) -> None:
    """By the projects' codes; five leave words on B09 through a deputy's code (B-073)."""
    projects = _rated(player)
    tokens = player.facts["tokens"]
    for number, token in enumerate(tokens[194:204]):
        for rater in range(RATERS):
            _rate(player, token, f"{number}-{rater}", "fair" if (number + rater) % 4 == 3 else "satisfied")
    for number, words in enumerate(WORDS):
        _rate(
            player,
            tokens[0],
            f"words-{number}",
            "dissatisfied",
            project_id=projects["B09"],
            text=f"{words}（演示）",
        )


@part.step("代表提交、审核评价意见", "2024-06-17")
def forward(player: Player) -> None:
    """From the deputy to the standing committee, which reviews what may be shown (A10.19)."""
    cycle = player.facts["cycle"]
    mine = player.act(evaluation.LIST_OPINIONS, as_="deputy", cycle_id=cycle, limit=50)["items"]
    player.facts["words"] = ids = [each["id"] for each in mine]
    player.act(
        evaluation.FORWARD_OPINIONS,
        as_="deputy",
        opinions=[{"opinion_id": each, "note": "情况属实（演示）"} for each in ids],
    )
    player.act(evaluation.REVIEW_OPINIONS, decisions=[{"opinion_id": each, "approve": True} for each in ids])


def _sending(number: int, day: str) -> None:
    @part.step(f"意见书{day}", day)
    def send(player: Player) -> None:
        """The letters before are answered and found effective; three new ones go out."""
        _settle(player)
        projects = list(_rated(player).values())
        sent = []
        for each in range(3 * number, 3 * number + 3):
            size = _sizes(LETTERS_2024, ITEMS_2024)[each]
            words = player.facts["words"] if each == 0 else []
            drafted = player.act(
                evaluation.DRAFT_LETTER,
                cycle_id=player.facts["cycle"],
                addressee="区政府",
                opinion_ids=words,
                items=[
                    {
                        "project_id": projects[(each + item) % 10],
                        "text": f"第{each + 1}件意见书第{item + 1}条（演示）",
                    }
                    for item in range(size - len(words))
                ],
            )
            player.act(evaluation.ISSUE_LETTER, letter_id=drafted["id"], issuer=DISTRICT_ORGAN)
            sent.append((drafted["id"], size))
        player.facts["sent"] = sent


for _number, _day in enumerate(LETTER_DAYS):
    _sending(_number, _day)


@part.step("意见书全部办结", HANDLED_BY)
def settle(player: Player) -> None:
    """All 91 of the year."""
    _settle(player)
    player.facts["sent"] = []


@part.step("线下众评：10厅8点", "2024-11-29")
def venues(player: Player) -> None:
    """In November, every project one by one (B-074, B-075)."""
    projects = _rated(player)
    sessions = []
    for number, (code, name) in enumerate(VENUES):
        respondents = 24 + number % 7
        sheets = []
        for index, project in enumerate(projects.values()):
            fair, poor = (9, 5) if list(projects)[index] == "B09" else (2 + index % 4, index % 2)
            sheets.append(
                {
                    "project_id": project,
                    "grades": {"satisfied": respondents - fair - poor, "fair": fair, "dissatisfied": poor},
                }
            )
        sessions.append(
            {
                "venue_code": code,
                "venue_name": name,
                "held_on": f"2024-11-{5 + number:02}",
                "method": ("visit", "symposium", "questionnaire")[number % 3],
                "respondents": respondents,
                "aware": respondents - 2,
                "sheets": sheets,
            }
        )
    player.act(
        evaluation.RECORD_VENUE_SESSIONS,
        as_="station",
        cycle_id=player.facts["cycle"],
        track="congress",
        sessions=sessions,
    )


@part.step("码上评结束，清除设备标识", "2025-01-02")
def erase(player: Player) -> None:
    """The ratings stay; what told one device from another goes (A10.19)."""
    player.act(evaluation.ERASE_DEVICE_TRACES, cycle_id=player.facts["cycle"])


VENUES = tuple(
    [(f"hall-{number:02}", f"民主议事厅{number:02}") for number in range(1, HALLS + 1)]
    + [(f"point-{number:02}", f"众评点{number:02}") for number in range(1, POINTS + 1)]
)


def _rate(player: Player, token: str, device: str, grade: str, **more: Any) -> None:
    player.act(
        evaluation.RATE_PROJECT,
        as_="resident",
        token=token,
        grade=grade,
        device=f"demo-device-of-resident-{device}",
        **more,
    )


def _settle(player: Player) -> None:
    for letter, size in player.facts.get("sent", []):
        numbers = range(1, size + 1)
        player.act(
            evaluation.ANSWER_LETTER_ITEMS,
            as_="government",
            letter_id=letter,
            answers=[{"no": number, "reply": "已办理并回访（演示）"} for number in numbers],
        )
        player.act(
            evaluation.CONFIRM_LETTER_ITEMS,
            letter_id=letter,
            confirmations=[{"no": number, "effective": True} for number in numbers],
        )


def _rated(player: Player) -> dict[str, str]:
    listed = player.await_items(
        evaluation.LIST_RATED_PROJECTS, 10, cycle_id=player.facts["cycle"], track="congress"
    )
    return {each["code"]: each["id"] for each in sorted(listed, key=lambda one: str(one["code"]))}


def _sizes(letters: int, items: int) -> list[int]:
    return [items // letters + (number < items % letters) for number in range(letters)]
