"""Rulebooks, rolls, lists and votes for the tests of voting, with the figures of the demo year."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from services.demo.patterns import Votes, ballot_patterns
from services.voting.domain.ballots import Batch
from services.voting.domain.candidates import Candidate, FrozenList
from services.voting.domain.entries import DeskName, EntrySheet
from services.voting.domain.hands import ShowOfHands
from services.voting.domain.measure import BallotMeasure, MeasureSections, parameters_for
from services.voting.domain.measure_articles import articles_for
from services.voting.domain.policy import BodyKind, VotingPolicy
from services.voting.domain.roll import Delegation
from services.voting.domain.scrutineers import Scrutineer, ScrutineerList
from services.voting.domain.session import Occasion, Session
from services.voting.domain.vote import Vote
from shared.kernel.citation import Citation
from shared.kernel.rulebook import Rule, Rulebook

DAY = date(2024, 2, 29)

YUANYANG: dict[str, Any] = {"voting.differential": "3/10"}
YANGE: dict[str, Any] = {"voting.quota": {"least": 3, "most": 5}}
GEBUKOU: dict[str, Any] = {**YANGE, "voting.shortfall": "second_ballot"}
BEIGUAN: dict[str, Any] = {
    "voting.differential": "1/5",
    "voting.polling": "delegation",
    "voting.briefing": "delegation",
    "voting.deliberation": "delegation",
    "street_voting.threshold_base": "present",
}

YUANYANG_2024: dict[str, Votes] = {
    "D01": (238, 8), "D02": (241, 6), "D03": (236, 9), "D04": (229, 14), "D05": (224, 18),
    "D06": (187, 47), "D07": (195, 38), "D08": (203, 31), "D09": (212, 26), "D10": (218, 20),
    "D11": (121, 102), "D12": (96, 120), "D13": (84, 131),
}  # fmt: skip
BEIGUAN_2024: dict[str, Votes] = {
    "B01": (178, 4), "B02": (176, 5), "B03": (173, 8), "B04": (171, 9), "B05": (168, 11), "B06": (165, 13),
    "B07": (162, 15), "B08": (158, 18), "B09": (153, 22), "B10": (149, 25), "B11": (84, 79), "B12": (69, 93),
}  # fmt: skip
BEIGUAN_DELEGATIONS = [16, 18, 17, 20, 20, 19, 21, 18, 22, 23]


def rulebook(values: Mapping[str, Any]) -> Rulebook:
    """A rulebook in which every given value is cited."""
    cite = Citation("2024年票决办法", "第九条")
    rules = {key: Rule(key, value, cite) for key, value in values.items()}
    return Rulebook("test", "测试规则手册", 1, 2024, rules)


def policy(values: Mapping[str, Any] | None = None, kind: BodyKind = BodyKind.CONGRESS) -> VotingPolicy:
    """The rules of a body over the catalogue's defaults."""
    return VotingPolicy.from_rulebook(rulebook(values or {}), kind)


def frozen_list(codes: list[str], version: int = 1, kind: BodyKind = BodyKind.CONGRESS) -> FrozenList:
    """A frozen list of those candidates."""
    return FrozenList(
        id=f"frozen-{version}",
        list_id="list-1",
        cycle_id="cycle-1",
        track="congress" if kind is BodyKind.CONGRESS else "street",
        body=kind,
        body_name="甲县人民代表大会",
        list_version=version,
        digest="d" * 64,
        frozen_on=date(2024, 1, 24),
        candidates=[Candidate(f"id-{code}", code, f"项目{code}", investment_fen=1) for code in codes],
    )


def session(
    in_office: int = 265,
    delegations: list[Delegation] | None = None,
    kind: BodyKind = BodyKind.CONGRESS,
    presidium_members: int = 31,
) -> Session:
    """A session that has just been opened."""
    return Session(
        id="session-1",
        cycle_id="cycle-1",
        body="congress" if kind is BodyKind.CONGRESS else "street:hongqilu",
        kind=kind,
        title="甲县（演示）第一届人民代表大会第四次会议",
        organ="甲县（演示）第一届人民代表大会第四次会议主席团",
        snapshot_id="snapshot-1",
        legal_number=in_office + 3,
        in_office=in_office,
        presidium_members=presidium_members,
        delegations=delegations or [],
        body_name="甲县人民代表大会",
    )


def drafted(codes: list[str], rules: VotingPolicy, quota: int = 10) -> BallotMeasure:
    """A measure on these candidates with its articles, not voted on yet."""
    frozen = frozen_list(codes)
    found = BallotMeasure(
        id="measure-1",
        session_id="session-1",
        cycle_id="cycle-1",
        title="民生实事项目票决办法",
        drafter="大会主席团",
        list_version=1,
        sections=MeasureSections("甲", "乙", "丙"),
        parameters=parameters_for(frozen, quota, rules),
    )
    found.write(articles_for(found.parameters, rules, frozen, found.title), [], None)
    return found


def adopted(codes: list[str], rules: VotingPolicy) -> BallotMeasure:
    """The same after the vote by show of hands, as 原阳 printed it."""
    found = drafted(codes, rules)
    found.voted(ShowOfHands(252, 249, 1, 2), True, DAY)
    return found


def on(day: date = DAY) -> Occasion:
    """Something held that day and put on record in time."""
    return Occasion(day, date(2024, 12, 31), "纪要")


def vote_on(
    codes: list[str],
    quota: int,
    rules: VotingPolicy,
    in_office: int,
) -> Vote:
    """A vote that is open for its first round."""
    frozen = frozen_list(codes)
    vote = Vote(
        id="vote-1",
        session_id="session-1",
        cycle_id="cycle-1",
        body=rules.kind,
        body_name="甲县人民代表大会",
        track="congress",
        effect=rules.value("effect"),
        measure_id="measure-1",
        list_id="list-1",
        list_version=1,
        list_digest="d" * 64,
        candidates=frozen.candidates,
        parameters=parameters_for(frozen, quota, rules),
        legal_number=in_office + 3,
        in_office=in_office,
        adopters=rules.value("adopters"),
    )
    vote.start()
    return vote


SCRUTINEERS = ScrutineerList(Scrutineer("总监票人"), [Scrutineer("监票人01"), Scrutineer("监票人02")])


def to_counting(vote: Vote, present: int, returned: int | None = None) -> None:
    """One box, a ballot for everybody present, all or so many returned, declared valid."""
    vote.seal_boxes([("main", "会场票箱")], [])
    vote.issue({"main": present}, present, [])
    assert vote.take_back(present if returned is None else returned)
    vote.declare_valid()


def sheet(vote: Vote, desk: DeskName, patterns: list[dict[str, Any]], teller: str) -> EntrySheet:
    """A teller's sheet for the current round."""
    lines = [(each["marks"], each["copies"]) for each in patterns]
    batch = Batch.of(vote.current.candidates, lines, vote.parameters.method)
    return EntrySheet(
        id=f"{vote.current.number}-{desk}-{teller}",
        vote_id=vote.id,
        round=vote.current.number,
        desk=desk,
        attempt=1,
        teller=teller,
        batch=batch,
    )


def hold(vote: Vote, present: int, patterns: list[dict[str, Any]]) -> None:
    """A whole round in which both tellers agree and all scrutineers sign."""
    returned = sum(each["copies"] for each in patterns)
    to_counting(vote, present, returned)
    first, second = (
        sheet(vote, DeskName.FIRST, patterns, "teller-1"),
        sheet(vote, DeskName.SECOND, patterns, "teller-2"),
    )
    vote.take_entry(first)
    vote.take_entry(second)
    assert vote.compare(first.batch, second.batch) == []
    assert vote.sign(SCRUTINEERS.titles, "account-1", SCRUTINEERS)


def approvals_only(approvals: Mapping[str, int], ballots: int, most: int) -> list[dict[str, Any]]:
    """Ballots with those approvals, the rest of them blank."""
    return ballot_patterns({code: (number, 0) for code, number in approvals.items()}, ballots, most)
