"""What voting answers about a vote, its rounds, counts and result (B-035, A10.2)."""

from __future__ import annotations

from marshmallow import fields

from shared.contracts.schemas import (
    Strict,
    choice,
    count,
    day,
    delegation_code,
    identifier,
    listed,
    name,
    text,
)
from shared.contracts.voting.views import ActDone, Candidate, Hands, StepName


class LineView(Strict):
    """The votes on one candidate; on ranking ballots ``approve`` counts those that number it, with ``points`` in all."""

    approve = count()
    against = count()
    abstain = count()
    invalid_marks = count()
    points = count(required=False, load_default=0)


class Totals(Strict):
    """The ballots of one round: returned = valid + invalid."""

    issued = count()
    returned = count()
    not_returned = count()
    valid = count()
    invalid = count()
    over_marked = count()
    unreadable = count()
    misnumbered = count()


class CodedLine(LineView):
    """The votes on one candidate of a round."""

    code = identifier()


class CountRecord(Strict):
    """The count of one round, as the scrutineers sign it (计票记录)."""

    round = count()
    kind = choice("first", "tie", "shortfall")
    places = count()
    needed = count()
    totals = fields.Nested(Totals, required=True)
    lines = listed(CodedLine, most=500)
    determined = listed(identifier(), most=500)
    tied = listed(identifier(), most=500)
    missing = count()
    signed_by = listed(name(40), most=301)
    signed_on_paper = listed(name(40), most=301)


class SettlementView(Strict):
    """How a scrutineer settled the differences between the two entries of a round; never a pattern of marks (Y-033).

    ``ballots`` were read differently; of the first entry ``first_changed`` ballots were put right, of the second
    ``second_changed``. One that no longer ``stands`` was made before the round was counted again.
    """

    scrutineer = name(40)
    settled_on = day()
    reason = name(1000)
    ballots = count()
    first_changed = count()
    second_changed = count()
    stands = fields.Boolean(required=True)


class SettledCountRecord(CountRecord):
    """The count of one round with what had to be settled for it.

    ``assisted`` deputies had somebody write on the ballot for them (A10.15); a number only, with no seat or box to it.
    """

    assisted = count()
    settlements = listed(SettlementView, most=1000)


class CountRecords(Strict):
    """The count records of a vote so far."""

    id = identifier()
    version = fields.Integer(required=True)
    rounds = listed(SettledCountRecord, most=100)


class BoxView(Strict):
    """A ballot box of a round, with the paper ballots issued at it; nothing is ever counted by it."""

    code = delegation_code()
    issued = count(allow_none=True)
    name = name(60)


class RoundView(Strict):
    """A round without any figure of its count; ``entries`` of the two that are in.

    Of the ``issued`` ballots ``envelopes`` are electronic, ``election`` being the uuid of their electronic vote;
    ``void_reason`` says why a void round is void; of the ``returned`` ones ``paper_returned`` are what the tellers key.
    """

    number = count()
    kind = choice("first", "tie", "shortfall")
    repeats = fields.Integer(required=True, allow_none=True)
    candidates = listed(identifier(), most=500)
    places = count()
    boxes = count()
    ballot_boxes = listed(BoxView, most=400)
    present = count()
    issued = count(allow_none=True)
    envelopes = count()
    election = fields.String(required=True, allow_none=True)
    returned = count(allow_none=True)
    paper_returned = count(allow_none=True)
    void = fields.Boolean(required=True)
    void_reason = text(1000)
    entries = count()
    signed_by = listed(name(40), most=301)
    signed_on_paper = listed(name(40), most=301)


class CandidateResult(Candidate):
    """What became of a candidate; the figures are null where the rules do not publish them.

    ``declined`` was recommended and then not adopted (A10.13).
    """

    rank = count()
    determined = fields.Boolean(required=True)
    declined = fields.Boolean(required=True)
    votes = fields.Nested(LineView, required=True, allow_none=True)
    second_ballot = fields.Nested(LineView, required=True, allow_none=True)


class ConfirmationView(Strict):
    """The confirming organ's vote."""

    held_on = day()
    organ = name(120)
    members = count()
    hands = fields.Nested(Hands, required=True)
    carried = fields.Boolean(required=True)


class AdoptionView(Strict):
    """An organ's adoption of the recommendation."""

    organ = name(60)
    adopted_on = day()
    declined = listed(identifier(), most=100)
    reason = text(400)


class ExportView(Strict):
    """A scrutineer took the mark patterns of a round away to count them again."""

    round = count()
    scrutineer = name(40)
    exported_on = day()


class VoteView(Strict):
    """A vote; ``results`` and ``counts`` are null until the result is declared."""

    id = identifier()
    version = fields.Integer(required=True)
    session_id = identifier()
    cycle_id = identifier()
    body = choice("congress", "street_assembly")
    body_name = text(80)
    track = name(60)
    effect = choice("decision", "recommendation")
    measure_id = identifier()
    list_id = identifier()
    list_version = count()
    list_digest = name(128)
    state = name(40)
    state_name = name(60)
    quota = count()
    method = choice("approval", "ranking")
    rounds = listed(RoundView, most=100)
    confirmations = listed(ConfirmationView, most=100)
    adoptions = listed(AdoptionView, most=20)
    declared_on = day(allow_none=True)
    announced_on = day(allow_none=True)
    paper_id = identifier(allow_none=True)
    refused = fields.Boolean(required=True)
    exports = listed(ExportView, most=1000)
    next = listed(StepName, most=4)
    counts = listed(CountRecord, most=100, allow_none=True)
    results = listed(CandidateResult, most=500, allow_none=True)


class ReturnRecorded(ActDone):
    """After the return: ``stands`` is false when more came back than were issued and the round is void."""

    stands = fields.Boolean(required=True)


class EntryTaken(Strict):
    """After an entry: whether both are in, and agree. No figures: how much differs is for scrutineers."""

    id = identifier()
    version = fields.Integer(required=True)
    both_entered = fields.Boolean(required=True)
    agreed = fields.Boolean(required=True)


def _marks() -> fields.Dict:
    return fields.Dict(keys=identifier(), values=fields.String(), required=True)


class DifferenceView(Strict):
    """A pattern of which the two entries hold different numbers of copies."""

    marks = _marks()
    first = count()
    second = count()


class PairView(Strict):
    """So many ballots that the two entries may have read in two ways, ``apart`` on these candidates; no more than a hint."""

    first = _marks()
    second = _marks()
    apart = listed(identifier(), most=100)
    ballots = count()


class AloneView(Strict):
    """So many ballots of one entry to which nothing in the other comes near."""

    desk = choice("first", "second")
    marks = _marks()
    ballots = count()


class Differences(Strict):
    """All differences between the two entries of the current round; a ruling is on ``differences``, each pattern of them."""

    id = identifier()
    version = fields.Integer(required=True)
    differences = listed(DifferenceView, most=10_000)
    pairs = listed(PairView, most=10_000)
    alone = listed(AloneView, most=10_000)


class FurtherRound(Strict):
    """The ballots of a further round, to which the votes of its candidates add up."""

    kind = choice("first", "tie", "shortfall")
    totals = fields.Nested(Totals, required=True)


class ResultView(Strict):
    """An announced result as society sees it (B-035); ``word`` is how the body calls its vote, ``paper`` what it publishes.

    ``totals`` are the ballots of the first round, ``further`` those of each one that followed.
    """

    id = identifier()
    session_id = identifier()
    cycle_id = identifier()
    track = name(60)
    body = choice("congress", "street_assembly")
    body_name = text(80)
    effect = choice("decision", "recommendation")
    announced_on = day()
    paper_id = identifier()
    word = name(20)
    paper = name(60)
    quota = count()
    method = choice("approval", "ranking")
    totals = fields.Nested(Totals, required=True, allow_none=True)
    further = listed(FurtherRound, most=100)
    candidates = listed(CandidateResult, most=500)
