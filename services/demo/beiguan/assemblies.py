"""Nine street assemblies choose ten projects each: a recommendation that the street adopts (B-029, A10.13)."""

from __future__ import annotations

from typing import Any

from services.demo.beiguan import figures
from services.demo.beiguan.streets import QUOTA, STREETS, Street
from services.demo.player import Player
from services.demo.script import Part
from services.demo.sitting import (
    Ballot,
    Hands,
    Sitting,
    hold_ballot,
    open_session,
    snapshot,
    wait_for_announcement,
)
from shared.contracts import voting
from shared.kernel.naming import organ_beside

part = Part()

ADOPTERS = ("街道党工委", "街道办事处")
TITLES = ("总监票人", "监票人01", "监票人02")
PUBLISHER = ADOPTERS[-1]
"""The organ of the street that publishes what it adopted (A10.13)."""

WORKING_COMMITTEE = 5
"""Members of the street's 人大工委, which confirms the result (fictional)."""


def _sitting(street: Street) -> Sitting:
    return Sitting(
        title=f"{street.assembly}2024年票选会",
        organ=organ_beside(street.assembly, PUBLISHER),
        body=street.body,
        present=street.present,
        presidium=Hands(WORKING_COMMITTEE),
        quota=QUOTA,
        measure=Hands(street.present),
        scrutineers=Hands(street.present),
        briefing="plenary",
        speaker=f"{street.office}负责人",
        scrutineer_titles=TITLES,
        ballots=(Ballot(street.present, street.present, street.totals, QUOTA),),
        days={},
        sections={
            "deliberation": "候选项目说明后，议事代表酝酿讨论。",
            "differential": f"差额票选{QUOTA}件，赞成票须过到会议事代表半数。",
            "publicity": "票选结果经街道党工委研究，由办事处公布。",
        },
    )


def _meeting(street: Street) -> None:
    @part.step(f"{street.name}议事代表票选会", street.day)
    def vote(player: Player) -> None:
        """Sign-in, explanation, deliberation, ballot, count; adopted and published the same day."""
        sitting = _sitting(street)
        day = street.day
        taken = snapshot(player, player.facts["cycle"], street.body)
        session = open_session(player, sitting, taken["id"], player.facts["lists"][street.body], day)
        held = {"session_id": session, "held_on": day}
        groups = ["G1", "G2"]
        player.act(voting.OPEN_SITTING, **held, step="sign_in", present=street.present)
        player.act(voting.DISTRIBUTE_PAPERS, **held, copies=street.representatives)
        player.act(
            voting.RECORD_BRIEFING,
            **held,
            speaker=sitting.speaker,
            delegations=groups,
            text="候选项目情况说明（演示）。",
        )
        player.act(voting.RECORD_DELIBERATION, **held, units=groups)
        player.act(
            voting.DRAFT_MEASURE,
            session_id=session,
            title=figures.S4,
            quota=QUOTA,
            sections=sitting.sections,
        )
        player.act(
            voting.ELECT_SCRUTINEERS,
            **held,
            declared=True,
            chief={"title": TITLES[0]},
            members=[{"title": title} for title in TITLES[1:]],
            **sitting.scrutineers.data(),
        )
        boxes = [("main", "会场票箱", street.present)]
        vote_id = hold_ballot(player, session, sitting.ballots[0], boxes, day)
        in_vote = {"vote_id": vote_id, "held_on": day}
        player.act(voting.SIGN_COUNT, as_="scrutineer", **in_vote, scrutineers=list(TITLES))
        confirmed: dict[str, Any] = {"members": WORKING_COMMITTEE, "present": WORKING_COMMITTEE}
        player.act(voting.CONFIRM_RESULT, **in_vote, **confirmed, **sitting.presidium.data())
        player.act(voting.DECLARE_RESULT, **in_vote)
        for organ in ADOPTERS:
            player.act(voting.ADOPT_RESULT, **in_vote, organ=organ)
        player.act(voting.ANNOUNCE_RESULT, **in_vote)
        wait_for_announcement(player, vote_id)


for _street in sorted(STREETS, key=lambda each: each.day):
    _meeting(_street)
