"""The session of 27 to 29 February 2024, and the rating of 2023's projects at it (Y-030 … Y-041, A10.11)."""

from __future__ import annotations

from typing import Any

from services.demo.documents import issue_document
from services.demo.patterns import over_marked, unreadable
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
from services.demo.yuanyang import figures
from shared.contracts import screening, voting

part = Part()

CODES = [each.code for each in figures.PROJECTS]
PRESENT = 252
SITTING = Sitting(
    title="原阳县（演示）第十六届人民代表大会2024年会议",
    organ="原阳县（演示）第十六届人民代表大会2024年会议主席团",
    body="congress",
    present=PRESENT,
    presidium=Hands(31),
    quota=10,
    measure=Hands(249, 1, 2),
    scrutineers=Hands(252),
    briefing="plenary",
    speaker="县政府常务副县长",
    scrutineer_titles=("总监票人", *(f"监票人{number:02}" for number in range(1, figures.DELEGATIONS + 1))),
    ballots=(
        Ballot(
            issued=252,
            returned=252,
            totals={each.code: each.votes for each in figures.PROJECTS},
            most_approvals=10,
            spoiled=(over_marked(CODES, 10), unreadable(CODES)),
        ),
    ),
    days={},
)
GROUPS = tuple(f"第{number}代表团" for number in range(1, figures.DELEGATIONS + 1))


@part.step("代表报到、预备会议、主席团第1次会议", "2024-02-27")
def gather(player: Player) -> None:
    """Credentials, sign-in, the agenda, drafts to the delegations."""
    day = "2024-02-27"
    taken = snapshot(player, player.facts["cycle"], "congress")
    session = open_session(player, SITTING, taken["id"], player.facts["list"], day)
    player.facts["session"] = session
    _session(player, voting.RECORD_MEETING, day, step="credentials", minutes="召集人会议记录")
    _session(player, voting.OPEN_SITTING, day, step="sign_in", present=PRESENT)
    _session(
        player,
        voting.RECORD_MEETING,
        day,
        step="preparatory",
        hands={"yes": PRESENT, "no": 0, "abstain": 0},
        minutes="预备会议记录：选举主席团和秘书长，通过议程",
    )
    _session(player, voting.RECORD_MEETING, day, step="presidium_1", hands=_presidium())
    _session(player, voting.DISTRIBUTE_PAPERS, day, copies=figures.IN_OFFICE_2024)


@part.step("第一次全体会议、说明、分组审议", "2024-02-28")
def deliberate(player: Player) -> None:
    """The executive deputy county head explains; 37 opinions are given."""
    day = "2024-02-28"
    _session(
        player,
        voting.OPEN_SITTING,
        day,
        step="first_plenary",
        present=PRESENT,
        minutes="第一次全体会议记录：政府工作报告、候选项目说明、2023年项目完成情况报告",
    )
    _session(player, voting.RECORD_BRIEFING, day, speaker=SITTING.speaker, text="候选项目情况说明（演示）。")
    opinions: list[dict[str, Any]] = [
        {"unit": GROUPS[6], "candidate": "D07", "text": "增加3个村管网接户"},
        *(
            {
                "unit": GROUPS[index % 15],
                "candidate": CODES[index % 13],
                "text": f"第{index + 1}条审议意见（演示）",
            }
            for index in range(1, 37)
        ),
    ]
    _session(player, voting.RECORD_DELIBERATION, day, units=list(GROUPS), opinions=opinions)


@part.step("采纳意见，名单重新冻结；主席团第2次会议", "2024-02-28")
def second_presidium(player: Player) -> None:
    """D07 is widened: version 2, frozen anew with the reason (A10.4)."""
    wider = figures.PROJECTS[6]
    player.act(
        screening.REVISE_LIST,
        list_id=player.facts["list"],
        changes=[wider.dossier([], content="8个村生活污水治理，增加3个村管网接户，5-12月实施。")],
        reason="采纳代表审议意见：增加3个村管网接户",
        on="2024-02-28",
    )
    player.client.await_(
        lambda: player.act(voting.LIST_CANDIDATE_LISTS, cycle_id=player.facts["cycle"], limit=200)["items"],
        lambda lists: any(each["list_version"] == 2 for each in lists),
        "第2版名单到达票决服务",
    )
    player.facts["measure"] = player.act(
        voting.DRAFT_MEASURE,
        session_id=player.facts["session"],
        title=figures.R4,
        quota=SITTING.quota,
        sections=SITTING.sections,
    )["id"]
    _session(player, voting.RECORD_MEETING, "2024-02-28", step="presidium_2", hands=_presidium())
    _issue_by(player, f"{figures.R5}（2024年会议）", "测评办法", "大会主席团", "2024-02-28")


@part.step("办法未通过先开箱被拒", "2024-02-29")
def refuse_early_boxes(player: Player) -> None:
    """The boxes cannot be opened before the measure is adopted (exception ⑤)."""
    day = "2024-02-29"
    _session(player, voting.OPEN_SITTING, day, step="second_plenary", present=PRESENT)
    player.facts["refused-boxes"] = player.refused(
        voting.SEAL_BOXES,
        "voting.measure-not-adopted",
        session_id=player.facts["session"],
        held_on=day,
        boxes=[{"code": "main", "name": "会场票箱"}],
    )


@part.step("举手通过票决办法和监票人名单", "2024-02-29")
def adopt_measure(player: Player) -> None:
    """249 for, 1 against, 2 abstain; then the scrutineers."""
    day = "2024-02-29"
    player.act(
        voting.VOTE_ON_MEASURE, measure_id=player.facts["measure"], held_on=day, **SITTING.measure.data()
    )
    _issue_by(player, figures.R4, "票决办法", "大会全体会议", day)
    chief, *members = SITTING.scrutineer_titles
    _session(
        player,
        voting.ELECT_SCRUTINEERS,
        day,
        declared=True,
        chief={"title": chief},
        members=[{"title": title, "delegation": f"T{number:02}"} for number, title in enumerate(members, 1)],
        **SITTING.scrutineers.data(),
    )


@part.step("发票、投票、计票", "2024-02-29")
def vote(player: Player) -> None:
    """252 issued and returned, 250 valid, two void: one over-marked, one unreadable (exception ⑥)."""
    boxes = [("main", "会场票箱", PRESENT)]
    player.facts["vote"] = hold_ballot(
        player, player.facts["session"], SITTING.ballots[0], boxes, "2024-02-29"
    )


@part.step("2023年项目满意度测评", "2024-02-29")
def rate_2023(player: Player) -> None:
    """The report of the year before was heard; all ten are above half."""
    numbers = Numbers(figures.IN_OFFICE_2024, PRESENT, PRESENT, PRESENT, 250)
    hold_rating(
        player,
        cycle_id=player.facts["cycle-2023"],
        rules_cycle_id=player.facts["cycle"],
        session_name=SITTING.title,
        heard_on="2024-02-28",
        closes_on="2024-02-29",
        measure=f"{figures.R5}（2024年会议）",
        report="关于2023年民生实事项目完成情况的报告",
        numbers=numbers,
        rows=figures.RATING_2024,
    )


@part.step("主席团确认、大会宣布、公告", "2024-02-29")
def announce(player: Player) -> None:
    """The presidium confirms by its own vote; the announcement is published."""
    day = "2024-02-29"
    sign_and_confirm(player, SITTING, player.facts["vote"], day)
    player.act(voting.DECLARE_RESULT, vote_id=player.facts["vote"], held_on=day)
    player.act(voting.ANNOUNCE_RESULT, vote_id=player.facts["vote"], held_on=day)
    wait_for_announcement(player, player.facts["vote"])


def _session(player: Player, operation: Any, day: str, **request: Any) -> Any:
    return player.act(operation, session_id=player.facts["session"], held_on=day, **request)


def _presidium() -> dict[str, int]:
    return {"present": figures.PRESIDIUM, **SITTING.presidium.data()}


def _issue_by(player: Player, title: str, kind: str, body: str, day: str) -> None:
    issue_document(
        player,
        title,
        kind=kind,
        issuer=body,
        drafter="大会秘书处",
        decided_by=body,
        decided_on=day,
        issued_on=day,
        year=2024,
    )
