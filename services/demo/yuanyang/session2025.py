"""The rating of February 2025 and its consequence: D07 at exactly half must explain (Y-061 … Y-064, Y-074)."""

from __future__ import annotations

from services.demo.documents import issue_document
from services.demo.player import Player
from services.demo.rating import Numbers, hold_rating
from services.demo.script import Part
from services.demo.sitting import snapshot
from services.demo.yuanyang import figures
from services.demo.yuanyang.collecting import publish_notice
from shared.contracts import congress, evaluation, supervision, voting

part = Part()

ORGAN = "原阳县（演示）第十六届人民代表大会2025年会议主席团"


TITLE = "原阳县（演示）第十六届人民代表大会2025年会议"
PRESENT = 249
MEASURE = f"{figures.R5}（2025年会议）"
NEXT_PERIOD = ("2025-03-31", "2025-12-31")
"""After the year that is played (fictional)."""


@part.step("代表变动：实有263名", "2025-01-20")
def note_vacancies(player: Player) -> None:
    """Two more seats fall vacant: raters differ from voters (exception ⑩)."""
    for code, reason, day in figures.VACANT_2025:
        player.act(congress.VACATE_SEATS, body="congress", codes=[code], reason=reason, on=day)


@part.step("2025年会议报到", "2025-02-18")
def gather(player: Player) -> None:
    """The roll is fixed anew; 249 of 263 sign in."""
    taken = snapshot(player, player.facts["cycle"], "congress")
    session = player.act(voting.OPEN_SESSION, snapshot_id=taken["id"], title=TITLE, organ=ORGAN)["id"]
    held = {"session_id": session, "held_on": "2025-02-18"}
    player.act(voting.RECORD_MEETING, **held, step="credentials")
    player.act(voting.OPEN_SITTING, **held, step="sign_in", present=PRESENT)


@part.step("主席团通过满意度测评办法", "2025-02-19")
def pass_measure(player: Player) -> None:
    """R5 is passed by the presidium of each session."""
    issue_document(
        player,
        MEASURE,
        kind="测评办法",
        issuer="大会主席团",
        drafter="大会秘书处",
        decided_by="大会主席团",
        decided_on="2025-02-19",
        issued_on="2025-02-19",
        year=2024,
    )


@part.step("人代会满意度测评并宣布", "2025-02-20")
def rate(player: Player) -> None:
    """263 in office, 249 present, 248 valid papers; the result is declared in plenary."""
    player.facts["rating"] = hold_rating(
        player,
        cycle_id=player.facts["cycle"],
        session_name=TITLE,
        heard_on="2025-02-19",
        closes_on="2025-02-20",
        report="关于2024年民生实事项目完成情况的报告",
        measure=MEASURE,
        numbers=Numbers(figures.IN_OFFICE_2025, PRESENT, PRESENT, PRESENT, 248),
        rows=figures.RATING_2025,
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


@part.step("有关委员会提出意见，审议意见办理情况公布", "2025-03-28")
def close_opinions(player: Player) -> None:
    """A committee assesses the reply; the result is reported and published (A10.14)."""
    for act, body, text in (
        ("assess", "县人大财经委", "办理情况较好（演示）。"),
        ("publish", "县人大常委会", ""),
    ):
        player.act(
            supervision.STEP_OPINION,
            opinion_id=player.facts["opinion"],
            act=act,
            taken_on="2025-03-28",
            body=body,
            text=text,
        )


@part.step("开启2026年度周期，发布征集公告", "2025-03-31")
def next_notice(player: Player) -> None:
    """The loop closes and the next one begins (Y-014): whoever opens the portal may suggest."""
    cycle = player.act(congress.OPEN_CYCLE, year=2026, rulebook_id=player.facts["rulebook"])["id"]
    publish_notice(player, cycle, 2026, *NEXT_PERIOD)
