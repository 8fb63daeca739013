"""A sitting of a congress, from the roll to the announcement, as its figures tell it (A10.11)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from services.demo.patterns import Votes, ballot_file, ballot_patterns
from services.demo.player import Player
from shared.contracts import congress, voting
from shared.contracts.operation import Operation

PICTURE = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mP4DwABAQEAG7buVgAAAABJRU5ErkJggg=="
"""A white point: no sheet of a real count."""


@dataclass(frozen=True)
class Hands:
    """A show of hands."""

    yes: int
    no: int = 0
    abstain: int = 0

    def data(self) -> dict[str, Any]:
        """As the API takes it."""
        return {"yes": self.yes, "no": self.no, "abstain": self.abstain}


@dataclass(frozen=True)
class Ballot:
    """One round of voting: numbers and totals; ``spoiled`` are patterns of the invalid ballots."""

    issued: int
    returned: int
    totals: dict[str, Votes]
    most_approvals: int
    spoiled: tuple[dict[str, Any], ...] = ()

    def patterns(self) -> list[dict[str, Any]]:
        """Every returned ballot as a pattern."""
        spoiled = sum(int(each["copies"]) for each in self.spoiled)
        valid = ballot_patterns(self.totals, self.returned - spoiled, self.most_approvals)
        return [*valid, *self.spoiled]


@dataclass(frozen=True)
class Sitting:
    """The figures of a sitting of a congress."""

    title: str
    organ: str
    body: str
    present: int
    presidium: Hands
    quota: int
    measure: Hands
    scrutineers: Hands
    briefing: str
    speaker: str
    scrutineer_titles: tuple[str, ...]
    ballots: tuple[Ballot, ...]
    days: dict[str, str]
    units: tuple[str, ...] = ()
    opinions: tuple[dict[str, Any], ...] = ()
    sections: dict[str, str] = field(
        default_factory=lambda: {
            "deliberation": "候选项目由大会说明后，各代表团酝酿审议。",
            "differential": "采取无记名投票方式差额票决，赞成票过规定数且由高到低确定。",
            "publicity": "结果由大会宣布，并以公告向社会公布。",
        }
    )


def snapshot(player: Player, cycle_id: str, body: str) -> dict[str, Any]:
    """Fix the roll for a session and wait until voting knows it."""
    taken: dict[str, Any] = player.act(congress.SNAPSHOT_ROLL, body=body, cycle_id=cycle_id)
    player.client.await_(
        lambda: player.act(voting.LIST_ROLLS, cycle_id=cycle_id, limit=200)["items"],
        lambda rolls: any(each["id"] == taken["id"] for each in rolls),
        "名册定格到达票决服务",
    )
    return taken


def sign_in(
    player: Player,
    session_id: str,
    sitting: str,
    seats: Iterable[str],
    *,
    on_leave: Iterable[str] = (),
    observers: Iterable[str] = (),
) -> dict[str, Any]:
    """Sign deputies in by their seats, as the hall's staff do at the door."""
    lines = [{"seat": seat, "presence": "present"} for seat in seats]
    lines += [{"seat": seat, "presence": "on_leave", "reason": "请假（演示）"} for seat in on_leave]
    noted: dict[str, Any] = player.act(
        voting.NOTE_ATTENDANCE,
        session_id=session_id,
        sitting=sitting,
        lines=lines,
        observers=[{"code": code, "presence": "present"} for code in observers],
    )
    return noted


def come_late(player: Player, session_id: str, sitting: str, seat: str) -> dict[str, Any]:
    """Somebody arrives once the sitting has begun."""
    noted: dict[str, Any] = player.act(
        voting.NOTE_ATTENDANCE,
        session_id=session_id,
        sitting=sitting,
        lines=[{"seat": seat, "presence": "late"}],
    )
    return noted


def sign_for_papers(player: Player, session_id: str, seats: Iterable[str]) -> dict[str, Any]:
    """Deputies sign for the dossiers (Y-037); returns who has not."""
    player.act(voting.NOTE_RECEIPTS, session_id=session_id, lines=[{"seat": seat} for seat in seats])
    waiting: dict[str, Any] = player.act(voting.GET_RECEIPTS, session_id=session_id)
    return waiting


def open_session(player: Player, sitting: Sitting, snapshot_id: str, list_id: str, day: str) -> str:
    """Open the session and put the frozen list on its agenda."""
    opened = player.act(
        voting.OPEN_SESSION, snapshot_id=snapshot_id, title=sitting.title, organ=sitting.organ
    )
    session_id = str(opened["id"])
    found = player.client.await_(
        lambda: player.act(voting.LIST_CANDIDATE_LISTS, cycle_id=player.facts["cycle"], limit=200)["items"],
        lambda lists: any(each["list_id"] == list_id for each in lists),
        "冻结名单到达票决服务",
    )
    tabled = next(each["id"] for each in found if each["list_id"] == list_id)
    player.act(voting.TABLE_CANDIDATES, session_id=session_id, list_id=tabled, held_on=day)
    return session_id


def hold_ballot(
    player: Player,
    session_id: str,
    ballot: Ballot,
    boxes: Iterable[tuple[str, str, int]],
    day: str,
    *,
    slips: bool = False,
) -> str:
    """Boxes, issue, return, two entries, keyed and from the machine; returns the vote's id. ``boxes``: code, name, issued.

    ``slips`` has each number registered wrongly first, and put right.
    """
    listed = list(boxes)
    sealed = player.act(
        voting.SEAL_BOXES,
        session_id=session_id,
        held_on=day,
        boxes=[{"code": code, "name": name} for code, name, _number in listed],
    )
    vote_id = str(sealed["id"])
    if slips:
        named = [{"code": code, "name": f"{name}（主席台前）"} for code, name, _number in listed]
        _correct(player, voting.CORRECT_BOXES, vote_id, day, "票箱名称写漏", boxes=named)
    issued = [{"code": code, "issued": number} for code, _name, number in listed]
    typed = [{"code": code, "issued": number - slips} for code, _name, number in listed]
    player.act(voting.ISSUE_BALLOTS, vote_id=vote_id, held_on=day, boxes=typed)
    if slips:
        _correct(player, voting.CORRECT_ISSUE, vote_id, day, "代表迟到，补发选票", boxes=issued)
    returned = ballot.returned // 10 if slips else ballot.returned
    player.act(voting.RECORD_RETURN, vote_id=vote_id, held_on=day, returned=returned)
    if slips:
        right = {"returned": ballot.returned}
        _correct(player, voting.CORRECT_RETURN, vote_id, day, "收回张数少录一位", **right)
    player.act(voting.DECLARE_VALID, vote_id=vote_id, held_on=day)
    enter_twice(player, vote_id, ballot, day)
    player.act(
        voting.ATTACH_PHOTOGRAPH,
        as_="teller1",
        vote_id=vote_id,
        page=1,
        media_type="image/png",
        content=PICTURE,
    )
    return vote_id


def _correct(
    player: Player, operation: Operation, vote_id: str, day: str, reason: str, **request: Any
) -> None:
    player.act(operation, vote_id=vote_id, held_on=day, reason=reason, **request)


def enter_twice(player: Player, vote_id: str, ballot: Ballot, day: str) -> None:
    """One teller keys the ballots, the other hands in the counting machine's file."""
    patterns = ballot.patterns()
    player.act(
        voting.ENTER_BALLOTS, as_="teller1", vote_id=vote_id, held_on=day, desk="first", patterns=patterns
    )
    player.act(
        voting.ENTER_BALLOT_FILE,
        as_="teller2",
        vote_id=vote_id,
        held_on=day,
        desk="second",
        file=ballot_file(patterns),
    )


def sign_and_confirm(player: Player, sitting: Sitting, vote_id: str, day: str) -> None:
    """The scrutineers sign the count; the organ confirms it by its own vote."""
    player.act(
        voting.SIGN_COUNT,
        as_="scrutineer",
        vote_id=vote_id,
        held_on=day,
        scrutineers=list(sitting.scrutineer_titles),
    )
    hands = sitting.presidium
    player.act(
        voting.CONFIRM_RESULT,
        vote_id=vote_id,
        held_on=day,
        present=hands.yes + hands.no + hands.abstain,
        **hands.data(),
    )


def wait_for_announcement(player: Player, vote_id: str) -> dict[str, Any]:
    """The public result, once it is there."""
    results = player.client.await_(
        lambda: player.act(voting.LIST_RESULTS, cycle_id=player.facts["cycle"], as_="resident", limit=200)[
            "items"
        ],
        lambda items: any(each["id"] == vote_id for each in items),
        "票决结果公布",
    )
    return dict(next(each for each in results if each["id"] == vote_id))
