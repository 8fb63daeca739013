"""The rating of February 2025 and its consequence: D07 at exactly half must explain (Y-061 … Y-064, Y-074)."""

from __future__ import annotations

from services.demo.player import Player
from services.demo.rating import Numbers, hold_rating
from services.demo.script import Part
from services.demo.yuanyang import figures
from shared.contracts import congress, evaluation, supervision

part = Part()

ORGAN = "原阳县（演示）第十六届人民代表大会2025年会议主席团"


@part.step("代表变动：实有263名", "2025-01-20")
def note_vacancies(player: Player) -> None:
    """Two more seats fall vacant: raters differ from voters (exception ⑩)."""
    for code, reason in figures.VACANT_2025:
        player.act(congress.VACATE_SEATS, body="congress", codes=[code], reason=reason, on="2025-01-20")


@part.step("人代会满意度测评并宣布", "2025-02-20")
def rate(player: Player) -> None:
    """263 in office, 249 present, 248 valid papers; the result is declared in plenary."""
    player.facts["rating"] = hold_rating(
        player,
        cycle_id=player.facts["cycle"],
        session_name="原阳县（演示）第十六届人民代表大会2025年会议",
        day="2025-02-20",
        closes_on="2025-02-20",
        report="关于2024年民生实事项目完成情况的报告",
        numbers=Numbers(figures.IN_OFFICE_2025, 249, 249, 249, 248),
        rows=figures.RATING_2025,
        issuer=ORGAN,
    )


@part.step("D07责任单位主要负责人作情况说明", "2025-02-20")
def explain(player: Player) -> None:
    """124 × 2 = 248: exactly half, so an explanation is due before the session closes (exception ⑨)."""
    statements = player.act(evaluation.LIST_EXPLANATIONS, cycle_id=player.facts["cycle"], limit=50)["items"]
    for each in statements:
        player.act(
            evaluation.DELIVER_EXPLANATION,
            as_="government",
            statement_id=each["id"],
            explainer="责任单位主要负责人",
            speaker="市生态环境局原阳分局主要负责人",
            form="spoken",
            text="就项目进度滞后的原因和整改安排作出说明（演示）。",
        )


@part.step("测评结果和情况说明公布", "2025-02-21")
def publish(player: Player) -> None:
    """The county media centre publishes the result."""
    player.act(evaluation.PUBLISH_RATING, rating_id=player.facts["rating"], issuer=ORGAN)
    statements = player.act(evaluation.LIST_EXPLANATIONS, cycle_id=player.facts["cycle"], limit=50)["items"]
    for each in statements:
        player.act(evaluation.PUBLISH_EXPLANATION, statement_id=each["id"], issuer=ORGAN)


@part.step("评选先进单位", "2025-02-25")
def choose_units(player: Player) -> None:
    """县民政局 and 县教体局 (Y-081)."""
    for unit in ("县民政局", "县教体局"):
        player.act(
            evaluation.CHOOSE_ADVANCED_UNIT,
            cycle_id=player.facts["cycle"],
            unit=unit,
            basis="项目进度和满意度居前",
            decided_by="县人大常委会主任会议",
            decided_on="2025-02-25",
        )


@part.step("政府书面答复审议意见", "2025-03-26")
def answer_opinions(player: Player) -> None:
    """Within the three months."""
    player.act(
        supervision.STEP_OPINION,
        opinion_id=player.facts["opinion"],
        act="reply",
        taken_on="2025-03-26",
        body="县政府",
        text="对五条审议意见逐条研究处理（演示）。",
    )
