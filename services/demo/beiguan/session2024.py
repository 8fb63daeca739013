"""The session of 19 to 21 March 2024: ten delegations vote, boxes are opened together (B-030 … B-036, A10.12)."""

from __future__ import annotations

from typing import Any

from services.demo.beiguan import figures
from services.demo.beiguan.streets import STREETS
from services.demo.documents import issue_document
from services.demo.patterns import over_marked
from services.demo.player import Player
from services.demo.rating import Numbers, hold_rating
from services.demo.script import Part
from services.demo.sitting import (
    Ballot,
    Hands,
    Sitting,
    hold_ballot,
    open_session,
    sign_and_confirm,
    snapshot,
    wait_for_announcement,
)
from shared.contracts import evaluation, publication, voting

part = Part()

TITLE = "北关区（演示）第十五届人民代表大会2024年会议"
ORGAN = f"{TITLE}主席团"
PRESENT = (16, 17, 16, 19, 20, 18, 20, 17, 21, 23)
"""Present by delegation, 187 in all (fictional split)."""

NAMES = (*(f"{each.name}代表团" for each in STREETS), "柏庄镇代表团")
TEAMS = tuple(f"T{number:02}" for number in range(1, len(NAMES) + 1))
SITTING = Sitting(
    title=TITLE,
    organ=ORGAN,
    body="congress",
    present=figures.PRESENT_2024,
    presidium=Hands(figures.PRESIDIUM),
    quota=10,
    measure=Hands(185, 0, 2),
    scrutineers=Hands(figures.PRESENT_2024),
    briefing="delegation",
    speaker="区政府副区长",
    scrutineer_titles=("总监票人", *(f"监票人{number:02}" for number in range(1, 11))),
    ballots=(
        Ballot(
            issued=figures.PRESENT_2024,
            returned=figures.RETURNED_2024,
            totals={each.code: each.votes for each in figures.PROJECTS},
            most_approvals=10,
            spoiled=(over_marked(list(figures.CODES), 10),),
        ),
    ),
    days={},
    sections={
        "deliberation": "区政府到各代表团作候选项目说明，各代表团酝酿讨论。",
        "differential": "十二件候选项目差额票决十件；各代表团分别投票，统一开箱、混合清点，不公布分团票数。",
        "publicity": "结果由大会宣布，以公告并通过新闻媒体、微信公众号向社会公布。",
    },
)


@part.step("代表报到、预备会议、主席团第1次会议", "2024-03-19")
def gather(player: Player) -> None:
    """The roll is fixed, the list is put on the agenda, papers go to all 194."""
    day = "2024-03-19"
    taken = snapshot(player, player.facts["cycle"], "congress")
    player.facts["session"] = open_session(
        player, SITTING, taken["id"], player.facts["lists"]["congress"], day
    )
    everyone = {"yes": figures.PRESENT_2024, "no": 0, "abstain": 0}
    _session(player, voting.RECORD_MEETING, day, step="credentials", minutes="代表资格审查报告")
    _session(player, voting.OPEN_SITTING, day, step="sign_in", present=figures.PRESENT_2024)
    _session(player, voting.RECORD_MEETING, day, step="preparatory", hands=everyone, minutes="预备会议记录")
    _session(player, voting.RECORD_MEETING, day, step="presidium_1", hands=_presidium())
    _session(player, voting.DISTRIBUTE_PAPERS, day, copies=figures.IN_OFFICE_2024)


@part.step("全体会议、到10个团说明、酝酿", "2024-03-20")
def deliberate(player: Player) -> None:
    """The government explains to each delegation; 52 opinions; the presidium hears of them (B-031, B-032)."""
    day = "2024-03-20"
    _session(
        player,
        voting.OPEN_SITTING,
        day,
        step="first_plenary",
        present=figures.PRESENT_2024,
        minutes="第一次全体会议记录：听取2023年民生实事项目实施情况报告",
    )
    for team in TEAMS:
        _session(
            player,
            voting.RECORD_BRIEFING,
            day,
            speaker=SITTING.speaker,
            delegations=[team],
            text="候选项目情况说明（演示）。",
        )
    opinions = [
        {
            "unit": TEAMS[index % 10],
            "candidate": figures.CODES[index % 12],
            "text": f"第{index + 1}条酝酿意见（演示）",
        }
        for index in range(figures.OPINIONS_2024)
    ]
    _session(player, voting.RECORD_DELIBERATION, day, units=list(TEAMS), opinions=opinions)
    _session(player, voting.RECORD_MEETING, day, step="presidium_2", hands=_presidium())


@part.step("办法未通过先开箱被拒", "2024-03-21")
def refuse_early_boxes(player: Player) -> None:
    """The boxes cannot be opened before the measure is adopted (exception ⑤)."""
    day = "2024-03-21"
    player.facts["measure"] = player.act(
        voting.DRAFT_MEASURE,
        session_id=player.facts["session"],
        title=figures.S3,
        quota=SITTING.quota,
        sections=SITTING.sections,
    )["id"]
    _session(player, voting.OPEN_SITTING, day, step="second_plenary", present=figures.PRESENT_2024)
    player.refused(
        voting.SEAL_BOXES,
        "voting.measure-not-adopted",
        session_id=player.facts["session"],
        held_on=day,
        boxes=[{"code": team, "name": f"{name}票箱"} for team, name in zip(TEAMS, NAMES, strict=True)],
    )


@part.step("举手通过票决办法和监票人名单", "2024-03-21")
def adopt_measure(player: Player) -> None:
    """S3, then a chief scrutineer and ten members, one a delegation."""
    day = "2024-03-21"
    player.act(
        voting.VOTE_ON_MEASURE, measure_id=player.facts["measure"], held_on=day, **SITTING.measure.data()
    )
    issue_document(
        player,
        figures.S3,
        kind="票决办法",
        issuer="大会全体会议",
        drafter="大会秘书处",
        decided_by="大会全体会议",
        decided_on=day,
        issued_on=day,
        parent=player.facts["S2"],
        year=2024,
    )
    chief, *members = SITTING.scrutineer_titles
    _session(
        player,
        voting.ELECT_SCRUTINEERS,
        day,
        declared=True,
        chief={"title": chief},
        members=[{"title": title, "delegation": team} for title, team in zip(members, TEAMS, strict=True)],
        **SITTING.scrutineers.data(),
    )


@part.step("分团投票，统一开箱混合清点", "2024-03-21")
def vote(player: Player) -> None:
    """187 issued, 186 returned, 185 valid, one over-marked (exception ⑥)."""
    boxes = [(team, f"{name}票箱", number) for team, name, number in zip(TEAMS, NAMES, PRESENT, strict=True)]
    player.facts["vote"] = hold_ballot(
        player, player.facts["session"], SITTING.ballots[0], boxes, "2024-03-21"
    )


@part.step("2023年项目满意度测评", "2024-03-21")
def rate_2023(player: Player) -> None:
    """After every delegation has deliberated the report (B-096, B-097)."""
    present = figures.PRESENT_2024
    player.facts["rating-2023"] = hold_rating(
        player,
        cycle_id=player.facts["cycle-2023"],
        rules_cycle_id=player.facts["cycle"],
        session_name=TITLE,
        heard_on="2024-03-20",
        closes_on="2024-03-21",
        measure=figures.S6,
        report="关于2023年民生实事项目实施情况的报告",
        numbers=Numbers(figures.IN_OFFICE_2024, present, present, present, figures.VALID_2024),
        rows=figures.RATING_2024,
        delegations=NAMES,
    )


@part.step("主席团确认、大会宣布、公告第2号", "2024-03-21")
def announce(player: Player) -> None:
    """The session's first announcement was issued outside the suite; this one is number 2 (A10.17)."""
    day = "2024-03-21"
    player.act(
        publication.ENTER_OUTSIDE_PAPER,
        cycle_id=player.facts["cycle"],
        kind="announcement",
        title="关于会议选举事项的公告（演示）",
        issuer=ORGAN,
        issued_on=day,
        public=True,
    )
    vote_id = player.facts["vote"]
    sign_and_confirm(player, SITTING, vote_id, day)
    player.act(voting.DECLARE_RESULT, vote_id=vote_id, held_on=day)
    player.act(voting.ANNOUNCE_RESULT, vote_id=vote_id, held_on=day)
    wait_for_announcement(player, vote_id)
    player.act(evaluation.PUBLISH_RATING, rating_id=player.facts["rating-2023"], issuer=ORGAN)


def _session(player: Player, operation: Any, day: str, **request: Any) -> Any:
    return player.act(operation, session_id=player.facts["session"], held_on=day, **request)


def _presidium() -> dict[str, int]:
    return {"present": figures.PRESIDIUM, **SITTING.presidium.data()}
