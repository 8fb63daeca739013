"""A township's session on one day: two ballots where the rules ask for a second one (Y-071, A10.7, A10.13)."""

from __future__ import annotations

from typing import Any

from services.demo.player import Player
from services.demo.script import Part
from services.demo.sitting import (
    Ballot,
    Hands,
    Sitting,
    come_late,
    enter_twice,
    hold_ballot,
    open_session,
    sign_and_confirm,
    sign_for_papers,
    sign_in,
    snapshot,
    wait_for_announcement,
)
from services.demo.townships.figures import DELEGATIONS, PRESIDIUM, Township
from services.demo.townships.rehearsal import rehearse
from shared.contracts import voting
from shared.contracts.operation import Operation

SCRUTINEERS = ("总监票人", *(f"监票人{number:02}" for number in range(1, DELEGATIONS + 1)))

OBSERVERS = ("列席01", "列席02")


def session(township: Township) -> Part:
    """The steps of the session."""
    part = Part()
    day = township.day
    present = township.present
    sitting = Sitting(
        title=f"{township.full_name}人民代表大会2024年会议",
        organ=f"{township.full_name}人民代表大会主席团",
        body="congress",
        present=present,
        presidium=Hands(PRESIDIUM),
        quota=township.quota,
        measure=Hands(present),
        scrutineers=Hands(present),
        briefing="plenary",
        speaker=f"{township.kind}政府分管负责人",
        scrutineer_titles=SCRUTINEERS,
        ballots=(),
        days={},
    )

    @part.step("代表报到、预备会议、全体会议和审议", day)
    def deliberate(player: Player) -> None:
        """Everything before the ballot, in the order of A10.11."""
        taken = snapshot(player, player.facts["cycle"], "congress")
        player.facts["session"] = open_session(player, sitting, taken["id"], player.facts["list"], day)
        everyone = {"yes": present, "no": 0, "abstain": 0}
        presidium = {"present": PRESIDIUM, **sitting.presidium.data()}
        units = list(township.delegations.values())
        opinions = [
            {"unit": unit, "candidate": each.code, "text": f"对{each.name}的审议意见（演示）"}
            for unit, each in zip(units, township.projects, strict=False)
        ]
        session_id = player.facts["session"]
        here, missing = township.seats[:present], township.seats[present:]
        _in_session(player, voting.RECORD_MEETING, day, step="credentials")
        sign_in(player, session_id, "sign_in", here, on_leave=missing[1:])
        _in_session(player, voting.OPEN_SITTING, day, step="sign_in")
        _in_session(player, voting.RECORD_MEETING, day, step="preparatory", hands=everyone)
        _in_session(player, voting.RECORD_MEETING, day, step="presidium_1", hands=presidium)
        sign_for_papers(player, session_id, here)
        _in_session(player, voting.DISTRIBUTE_PAPERS, day, copies=township.in_office)
        *punctual, late = here
        sign_in(player, session_id, "first_plenary", punctual, on_leave=missing[1:], observers=OBSERVERS)
        _in_session(player, voting.OPEN_SITTING, day, step="first_plenary")
        come_late(player, session_id, "first_plenary", late)
        player.act(voting.GET_ATTENDANCE, session_id=session_id, sitting="first_plenary")
        said = {"speaker": sitting.speaker, "text": "候选项目情况说明（演示）。"}
        _in_session(player, voting.RECORD_BRIEFING, day, **said)
        _in_session(player, voting.RECORD_DELIBERATION, day, units=units, opinions=opinions)
        _in_session(player, voting.RECORD_MEETING, day, step="presidium_2", hands=presidium)
        sign_in(player, session_id, "second_plenary", here, on_leave=missing[1:])
        _in_session(player, voting.OPEN_SITTING, day, step="second_plenary")

    @part.step("举手通过票决办法和监票人名单", day)
    def adopt(player: Player) -> None:
        """All present vote by show of hands."""
        measure = player.act(
            voting.DRAFT_MEASURE,
            session_id=player.facts["session"],
            quota=sitting.quota,
            sections=sitting.sections,
        )["id"]
        player.act(voting.VOTE_ON_MEASURE, measure_id=measure, held_on=day, **sitting.measure.data())
        chief, *members = SCRUTINEERS
        _in_session(
            player,
            voting.ELECT_SCRUTINEERS,
            day,
            declared=True,
            chief={"title": chief},
            members=[
                {"title": title, "delegation": delegation}
                for title, delegation in zip(members, township.delegations, strict=True)
            ],
            **sitting.scrutineers.data(),
        )
        if township.rehearses:
            shown = {"present": present, "yes": present - 1, "no": 0, "abstain": 1}
            wrong, right = shown, {"present": present, **sitting.scrutineers.data()}
            for hands, reason in ((wrong, "工作人员报数"), (right, "复核举手照片，无弃权")):
                _in_session(
                    player, voting.CORRECT_MEETING, day, step="scrutineers", hands=hands, reason=reason
                )

    if township.rehearses:

        @part.step("电子投票演练", day)
        def try_tablets(player: Player) -> None:
            """Before the paper vote, with random marks."""
            rehearse(player, SCRUTINEERS[:3], 2, sitting.quota)

    @part.step("投票和计票", day)
    def vote(player: Player) -> None:
        """The ballot on the whole list."""
        ballot = Ballot(present, present, township.first_totals, township.quota)
        player.facts["vote"] = _ballot(player, ballot, day, slips=township.rehearses)

    if township.rehearses:

        @part.step("监票人要求重新计票", day)
        def count_again(player: Player) -> None:
            """A scrutineer doubts the count before anybody signs it; both tellers enter anew (A10.2)."""
            vote_id = player.facts["vote"]
            player.act(
                voting.ORDER_RECOUNT,
                as_="scrutineer",
                vote_id=vote_id,
                held_on=day,
                scrutineer=SCRUTINEERS[0],
                reason="唱票时有一张选票重复唱出",
            )
            enter_twice(player, vote_id, Ballot(present, present, township.first_totals, township.quota), day)

    if township.second is not None:

        @part.step("再次票决", day)
        def vote_again(player: Player) -> None:
            """The scrutineers' signatures make the second ballot due; it is for one place."""
            _sign(player, day)
            _ballot(player, Ballot(present, present, township.second_totals, 1), day)

    @part.step("主席团确认、大会宣布、公告", day)
    def announce(player: Player) -> None:
        """Confirmed by the presidium's own vote, declared, announced."""
        vote_id = player.facts["vote"]
        sign_and_confirm(player, sitting, vote_id, day)
        if township.rehearses:
            player.act(voting.GET_BALLOT_PAPER, session_id=player.facts["session"])
            player.act(voting.GET_COUNT_PAPER, vote_id=vote_id)
            files = {"round": 1, "scrutineer": SCRUTINEERS[0]}
            player.act(voting.EXPORT_BALLOTS, as_="scrutineer", vote_id=vote_id, **files)
        player.act(voting.DECLARE_RESULT, vote_id=vote_id, held_on=day)
        player.act(voting.ANNOUNCE_RESULT, vote_id=vote_id, held_on=day)
        wait_for_announcement(player, vote_id)

    return part


def _ballot(player: Player, ballot: Ballot, day: str, *, slips: bool = False) -> str:
    boxes = [("main", "会场票箱", ballot.issued)]
    return hold_ballot(player, player.facts["session"], ballot, boxes, day, slips=slips)


def _sign(player: Player, day: str) -> None:
    player.act(
        voting.SIGN_COUNT,
        as_="scrutineer",
        vote_id=player.facts["vote"],
        held_on=day,
        scrutineers=list(SCRUTINEERS),
    )


def _in_session(player: Player, operation: Operation, day: str, **request: Any) -> Any:
    return player.act(operation, session_id=player.facts["session"], held_on=day, **request)
