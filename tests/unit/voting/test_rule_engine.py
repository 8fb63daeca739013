"""The rule engine of a vote against a model that counts ballot by ballot and says what winning means (Y-039, Q-04, Q-05)."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from services.voting.domain.ballots import Batch
from services.voting.domain.candidates import Candidate
from services.voting.domain.entries import DeskName, EntrySheet
from services.voting.domain.measure import MeasureParameters
from services.voting.domain.policy import BodyKind
from services.voting.domain.recount.export import ballot_file, measure_record
from services.voting.domain.recount.measure import read_measure
from services.voting.domain.recount.recount import recount
from services.voting.domain.rounds import Round
from services.voting.domain.vote import Vote
from services.voting.domain.vote_states import VoteState
from tests.unit.voting.builders import SCRUTINEERS, policy, vote_on
from tests.unit.voting.builders import hold as hold_by_patterns

MOST_ROUNDS = 6
MARK = {"o": "approve", "x": "against", "-": "abstain", "?": "unclear"}
Ballot = tuple[str, ...]
"""One letter for each candidate of the round."""


@dataclass(frozen=True)
class Measure:
    """A random ballot measure, and the room in which it holds."""

    codes: tuple[str, ...]
    quota: int
    over: str
    threshold: str
    base: str
    shortfall: str
    legal: int
    in_office: int


@dataclass
class Model:
    """What should come of a round, said as plainly as possible."""

    valid: list[Ballot] = field(default_factory=list)
    over_marked: int = 0
    unreadable: int = 0
    voided_lines: int = 0


@st.composite
def measures(draw: st.DrawFn) -> Measure:
    number = draw(st.integers(2, 4))
    in_office = draw(st.integers(1, 8))
    return Measure(
        codes=tuple(f"C{each}" for each in range(number)),
        quota=draw(st.integers(1, number)),
        over=draw(st.sampled_from(["void", "candidate_void"])),
        threshold=draw(st.sampled_from(["majority", "majority", "none"])),
        base=draw(st.sampled_from(["legal", "in_office", "present", "issued", "returned", "valid"])),
        shortfall=draw(st.sampled_from(["fewer", "second_ballot"])),
        legal=in_office + draw(st.integers(0, 4)),
        in_office=in_office,
    )


def vote_under(measure: Measure) -> Vote:
    vote = Vote(
        id="vote-1",
        session_id="session-1",
        cycle_id="cycle-1",
        body=BodyKind.CONGRESS,
        body_name="甲县人民代表大会",
        track="congress",
        effect="decision",
        measure_id="measure-1",
        list_id="list-1",
        list_version=1,
        list_digest="d" * 64,
        candidates=[Candidate(f"id-{code}", code, code) for code in measure.codes],
        parameters=MeasureParameters(
            quota=measure.quota,
            candidates=len(measure.codes),
            polling="plenary",
            over_marked=measure.over,
            threshold=measure.threshold,
            threshold_base=measure.base,
            tie="second_ballot",
            shortfall=measure.shortfall,
            publish_counts=True,
            publish_losers=True,
        ),
        legal_number=measure.legal,
        in_office=measure.in_office,
    )
    vote.start()
    return vote


def model_of(ballots: Sequence[Ballot], places: int, over: str) -> Model:
    """Every ballot is looked at by itself."""
    model = Model()
    for ballot in ballots:
        approvals = [mark for mark in ballot if mark == "o"]
        if all(mark == "?" for mark in ballot):
            model.unreadable += 1
        elif len(approvals) <= places:
            model.valid.append(ballot)
        elif over == "void":
            model.over_marked += 1
        else:
            model.valid.append(tuple("?" if mark == "o" else mark for mark in ballot))
    return model


def votes_for(model: Model, place: int, mark: str) -> int:
    return len([ballot for ballot in model.valid if ballot[place] == mark])


def passes(measure: Measure, ballot: Round, model: Model, approvals: int) -> bool:
    """More than half of the base; the second ballot among the tied asks for no threshold again."""
    if measure.threshold == "none" or ballot.kind == "tie":
        return True
    base = {
        "legal": measure.legal,
        "in_office": measure.in_office,
        "present": ballot.present,
        "issued": ballot.issued or 0,
        "returned": ballot.returned or 0,
        "valid": len(model.valid),
    }[measure.base]
    return 2 * approvals > base


def winners(approvals: dict[str, int], passing: set[str], places: int) -> tuple[set[str], set[str]]:
    """Who has a place whatever happens, and who could have one of those that are left."""
    certain = {
        code
        for code in passing
        if len([other for other in passing if other != code and approvals[other] >= approvals[code]]) < places
    }
    possible = {
        code
        for code in passing - certain
        if len([other for other in passing if approvals[other] > approvals[code]]) < places
    }
    return certain, possible


def hold(draw: Any, vote: Vote, measure: Measure) -> list[Ballot]:
    """One round with random numbers and random ballots, up to the signatures."""
    ballot = vote.current
    # Mostly all but a few: where bases differ by one or two, each of them decides otherwise.
    present = max(0, measure.in_office - draw(st.integers(0, 2)))
    issued = max(0, present - draw(st.integers(0, 2)))
    returned = max(0, issued - draw(st.integers(0, 2)))
    rows = st.tuples(*[st.sampled_from("ooooox-?") for _ in ballot.candidates])
    ballots: list[Ballot] = draw(st.lists(rows, min_size=returned, max_size=returned))
    vote.seal_boxes([("main", "会场票箱")], [])
    vote.issue({"main": issued}, present, [])
    assert vote.take_back(returned)
    vote.declare_valid()
    patterns: dict[str, int] = {}
    for each in ballots:
        patterns["".join(each)] = patterns.get("".join(each), 0) + 1
    lines = [
        (dict(zip(ballot.candidates, (MARK[letter] for letter in pattern), strict=True)), copies)
        for pattern, copies in patterns.items()
    ]
    sheets = []
    for desk in DeskName:
        batch = Batch.of(ballot.candidates, lines)
        sheet = EntrySheet(
            id=desk.value,
            vote_id=vote.id,
            round=ballot.number,
            desk=desk,
            attempt=1,
            teller=desk.value,
            batch=batch,
        )
        vote.take_entry(sheet)
        sheets.append(batch)
    assert vote.compare(*sheets) == []
    assert vote.sign(SCRUTINEERS.titles, "account-1", SCRUTINEERS)
    return ballots


@settings(max_examples=500)
@given(measure=measures(), data=st.data())
def test_every_round_decides_what_the_model_says_for_random_measures_and_ballots(
    measure: Measure, data: st.DataObject
) -> None:
    vote = vote_under(measure)
    won: list[str] = []
    rest_was_held = False
    for _ in range(MOST_ROUNDS):
        ballot = vote.current
        ballots = hold(data.draw, vote, measure)
        model = model_of(ballots, ballot.places, measure.over)

        tally, outcome = ballot.tally, ballot.outcome
        assert tally is not None
        assert outcome is not None
        assert (tally.valid, tally.over_marked, tally.unreadable) == (
            len(model.valid), model.over_marked, model.unreadable,
        )  # fmt: skip
        assert tally.returned == tally.valid + tally.invalid == len(ballots) <= (ballot.issued or 0)
        for place, code in enumerate(ballot.candidates):
            line = tally.lines[code]
            counted = tuple(votes_for(model, place, mark) for mark in "ox-?")
            assert (line.approve, line.against, line.abstain, line.invalid_marks) == counted
            assert sum(counted) == tally.valid

        approvals = {code: votes_for(model, place, "o") for place, code in enumerate(ballot.candidates)}
        passing = {code for code in approvals if passes(measure, ballot, model, approvals[code])}
        certain, possible = winners(approvals, passing, ballot.places)
        assert set(outcome.determined) == certain
        assert len(outcome.determined) == len(certain) <= ballot.places
        assert [approvals[code] for code in outcome.determined] == sorted(
            (approvals[code] for code in certain), reverse=True
        )
        assert set(outcome.tied) == possible
        assert outcome.tied_places == (ballot.places - len(certain) if possible else 0)
        missing = 0 if possible else ballot.places - len(certain)
        assert outcome.missing == missing

        won += outcome.determined
        assert vote.determined == won
        rest = [code for code in measure.codes if code not in won]
        if possible:
            expected = ("tie", set(possible), outcome.tied_places)
        elif missing and rest and measure.shortfall == "second_ballot" and not rest_was_held:
            expected = ("shortfall", set(rest), missing)
            rest_was_held = True
        else:
            assert vote.state is VoteState.SIGNED
            assert len(won) == len(set(won)) <= measure.quota
            return
        again = vote.current
        assert (again.kind, set(again.candidates), again.places) == expected
        assert vote.state is VoteState.OPEN


def recounted(vote: Vote, ballots: Sequence[Ballot]) -> dict[str, Any]:
    """What the offline program says of the round under way, from the files that a scrutineer would take."""
    ballot = vote.current
    patterns = Counter("".join(each) for each in ballots)
    measure = read_measure(measure_record(vote, ballot, {}))
    return recount(measure, io.StringIO(ballot_file(Batch(ballot.candidates, patterns)))).as_record()


@settings(max_examples=500)
@given(measure=measures(), data=st.data())
def test_the_offline_recount_asks_for_the_second_ballot_that_the_vote_holds_next_q05_a10_7(
    measure: Measure, data: st.DataObject
) -> None:
    vote = vote_under(measure)
    for _ in range(MOST_ROUNDS):
        ballot = vote.current
        ballots = hold(data.draw, vote, measure)
        following = vote.current
        # The files are those of the round that was just signed; only they are looked at.
        vote.rounds = vote.rounds[: ballot.number]
        told = recounted(vote, ballots)
        assert told["determined"] == (ballot.outcome.determined if ballot.outcome else None)
        due = {
            kind: (told[kind]["candidates"], told[kind]["places_left"])
            for kind in ("tie", "shortfall")
            if told[kind] is not None
        }
        if following is ballot:
            assert due == {}
            return
        assert due == {str(following.kind): (following.candidates, following.places)}
        vote.rounds.append(following)


@given(measure=measures(), data=st.data())
def test_more_returned_than_issued_voids_the_round_and_nothing_of_it_counts(
    measure: Measure, data: st.DataObject
) -> None:
    vote = vote_under(measure)
    issued = data.draw(st.integers(0, measure.in_office))
    before = vote.current
    vote.seal_boxes([("main", "会场票箱")], [])
    vote.issue({"main": issued}, measure.in_office, [])
    returned = issued + data.draw(st.integers(-issued, 3))
    stands = vote.take_back(returned, returned)
    assume(not stands)
    assert before.void
    assert vote.held == [vote.current]
    again = vote.current
    assert (again.candidates, again.places, again.kind, again.repeats) == (
        before.candidates, before.places, before.kind, before.number,
    )  # fmt: skip
    ballots = hold(data.draw, vote, measure)
    assert again.tally is not None
    assert again.tally.returned == len(ballots)


def test_a_tie_is_broken_by_the_larger_number_alone_q05() -> None:
    """All three have passed the threshold (four of six); in the second ballot three of six are enough."""
    codes = ["C0", "C1", "C2"]
    vote = vote_on(codes, 2, policy({"voting.quota": {"least": 2, "most": 2}}), in_office=6)
    pairs = [("C0", "C1"), ("C0", "C2"), ("C1", "C2")]
    hold_by_patterns(vote, 6, [{"marks": dict.fromkeys(each, "approve"), "copies": 2} for each in pairs])
    assert (vote.current.kind, vote.current.places) == ("tie", 2)
    marks = [("C0", 3), ("C1", 2), ("C2", 1)]
    hold_by_patterns(vote, 6, [{"marks": {code: "approve"}, "copies": copies} for code, copies in marks])
    assert vote.determined == ["C0", "C1"]
    assert vote.state is VoteState.SIGNED
