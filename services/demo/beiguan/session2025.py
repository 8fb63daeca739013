"""The session of 25 to 27 February 2025 and its consequence: B09 below 60 per cent (B-096 … B-098)."""

from __future__ import annotations

from services.demo.beiguan import figures
from services.demo.beiguan.session2024 import NAMES
from services.demo.player import Player
from services.demo.rating import Numbers, hold_rating
from services.demo.script import Part
from services.demo.sitting import snapshot
from shared.contracts import congress, evaluation, voting

part = Part()

TITLE = "北关区（演示）第十五届人民代表大会2025年会议"
ORGAN = f"{TITLE}主席团"


@part.step("代表变动：实有193名", "2024-12-05")
def note_vacancy(player: Player) -> None:
    """One seat falls vacant (fictional)."""
    code, reason, day = figures.VACANT_2025
    player.act(congress.VACATE_SEATS, body="congress", codes=[code], reason=reason, on=day)


@part.step("2025年会议报到", "2025-02-25")
def gather(player: Player) -> None:
    """185 of 193 sign in."""
    taken = snapshot(player, player.facts["cycle-2025"], "congress")
    session = player.act(voting.OPEN_SESSION, snapshot_id=taken["id"], title=TITLE, organ=ORGAN)["id"]
    held = {"session_id": session, "held_on": "2025-02-25"}
    player.act(voting.RECORD_MEETING, **held, step="credentials")
    player.act(voting.OPEN_SITTING, **held, step="sign_in", present=figures.PRESENT_2025)


@part.step("各团审议后满意度测评并宣布", "2025-02-27")
def rate(player: Player) -> None:
    """193 in office, 185 present, 184 valid papers."""
    present = figures.PRESENT_2025
    player.facts["rating"] = hold_rating(
        player,
        cycle_id=player.facts["cycle"],
        rules_cycle_id=player.facts["cycle-2025"],
        session_name=TITLE,
        heard_on="2025-02-26",
        closes_on="2025-02-27",
        measure=figures.S6,
        report="关于2024年民生实事项目实施情况的报告",
        numbers=Numbers(figures.IN_OFFICE_2025, present, present, present, figures.VALID_2025),
        rows=figures.RATING_2025,
        delegations=NAMES,
    )
    player.act(evaluation.PUBLISH_RATING, rating_id=player.facts["rating"], issuer=ORGAN)


@part.step("区政府和区住建局书面说明", "2025-03-27")
def explain(player: Player) -> None:
    """102 of 184 is 55.4 per cent, below 60: both explain within thirty days after the session."""
    for statement in _statements(player):
        for explainer, speaker in (("区政府", "区政府分管负责人"), ("承办部门", "区住建局主要负责人")):
            player.act(
                evaluation.DELIVER_EXPLANATION,
                as_="government",
                statement_id=statement,
                explainer=explainer,
                speaker=speaker,
                form="written",
                text="就雨污分流项目进度滞后的原因和整改安排作出书面说明（演示）。",
            )


@part.step("情况说明公布", "2025-03-28")
def publish(player: Player) -> None:
    """On the site and the account of the congress."""
    for statement in _statements(player):
        player.act(evaluation.PUBLISH_EXPLANATION, statement_id=statement, issuer="北关区（演示）人大常委会")


def _statements(player: Player) -> list[str]:
    cycle = player.facts["cycle"]
    items = player.act(evaluation.LIST_EXPLANATIONS, cycle_id=cycle, limit=50)["items"]
    return [str(each["id"]) for each in items]
