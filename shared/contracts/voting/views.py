"""What voting answers. No figure of a count is in a view before the rules allow it to be seen."""

from __future__ import annotations

from marshmallow import fields

from shared.contracts.schemas import Strict, choice, count, day, fen, identifier, listed, name, text
from shared.contracts.voting.texts import ArticleView, UnstatedRuleView


class StepName(Strict):
    """A step and its Chinese name."""

    step = name(40)
    name = name(60)


class ActDone(Strict):
    """After an act: the aggregate, whether a vote carried, and what is possible next."""

    id = identifier()
    version = fields.Integer(required=True)
    carried = fields.Boolean(required=True)
    next = listed(StepName, most=60)


class Delegation(Strict):
    """A delegation of the roll."""

    code = identifier()
    name = name(80)
    number = count()


class RollView(Strict):
    """A snapshot of the roll."""

    id = identifier()
    cycle_id = identifier()
    body = name(60)
    body_name = name(80)
    taken_on = day()
    legal_number = count()
    in_office = count()
    presidium_members = count()
    delegations = listed(Delegation, most=400)


class Candidate(Strict):
    """A candidate project with its dossier (Y-035, B-031)."""

    candidate_id = identifier()
    code = identifier()
    name = name(200)
    content = text()
    implementer = text(200)
    investment_fen = fen()
    funding_source = text()
    period = text(400)
    requirements = text()
    suggestion_ids = listed(identifier(), most=1000)


class CandidateListView(Strict):
    """One frozen version of a candidate list; ``late`` came after the measure was adopted."""

    id = identifier()
    list_id = identifier()
    cycle_id = identifier()
    track = name(60)
    body = choice("congress", "street_assembly")
    body_name = name(80)
    list_version = count()
    digest = name(128)
    frozen_on = day()
    reason = text()
    late = fields.Boolean(required=True)
    candidates = listed(Candidate, most=500)


class Hands(Strict):
    """A show of hands."""

    present = count()
    yes = count()
    no = count()
    abstain = count()


class StepView(Strict):
    """A step on record."""

    step = name(40)
    name = name(60)
    held_on = day()
    minutes = text(400)
    due = count(required=False, allow_none=True)
    present = count(required=False, allow_none=True)
    hands = fields.Nested(Hands, allow_none=True)
    carried = fields.Boolean(required=True)
    round = fields.Integer(allow_none=True)


class BriefingView(Strict):
    """An explanation of the candidates."""

    held_on = day()
    speaker = name(80)
    delegations = listed(identifier(), most=400)
    text = text(20_000)


class SessionSummary(Strict):
    """A session as everyone sees it: no minutes."""

    id = identifier()
    cycle_id = identifier()
    body = name(60)
    kind = choice("congress", "street_assembly")
    title = name(120)
    held_on = day(allow_none=True)
    vote_id = identifier(allow_none=True)
    done = listed(StepName, most=60)


class SessionView(Strict):
    """A session with its steps and what is possible next."""

    id = identifier()
    version = fields.Integer(required=True)
    cycle_id = identifier()
    body = name(60)
    kind = choice("congress", "street_assembly")
    title = name(120)
    organ = name(120)
    snapshot_id = identifier()
    legal_number = count()
    in_office = count()
    presidium_members = count()
    delegations = listed(Delegation, most=400)
    track = text(60)
    body_name = text(80)
    list_version = fields.Integer(required=True, allow_none=True)
    late_versions = listed(count(), most=100)
    measure_id = identifier(allow_none=True)
    vote_id = identifier(allow_none=True)
    steps = listed(StepView, most=400)
    briefings = listed(BriefingView, most=400)
    briefing_waits = listed(Delegation, most=400)
    scrutineers = listed(name(40), most=301)
    next = listed(StepName, most=60)


class OpinionView(Strict):
    """An opinion given in deliberation."""

    id = identifier()
    unit = name(60)
    candidate = text(64)
    given_on = day()
    text = text(2000)


class OpinionsSaved(Strict):
    """How many opinions the session now has."""

    id = identifier()
    version = fields.Integer(required=True)
    saved = count()
    total = count()


class Parameters(Strict):
    """What the measure settles for the count."""

    quota = count()
    candidates = count()
    polling = name(40)
    over_marked = name(40)
    threshold = name(40)
    threshold_base = name(40)
    tie = name(40)
    shortfall = name(40)
    publish_counts = fields.Boolean(required=True)
    publish_losers = fields.Boolean(required=True)
    electronic = fields.Boolean(required=True)
    least_issued = count()
    method = choice("approval", "ranking")


class SectionsView(Strict):
    """The measure's three parts."""

    deliberation = text(8000)
    differential = text(8000)
    publicity = text(8000)


class MeasureView(Strict):
    """A ballot measure as deputies vote on it; ``unstated`` is null to everybody but the clerk."""

    id = identifier()
    version = fields.Integer(required=True)
    session_id = identifier()
    cycle_id = identifier()
    title = name(120)
    drafter = name(120)
    state = choice("draft", "rejected", "adopted", "locked")
    list_version = count()
    sections = fields.Nested(SectionsView, required=True)
    parameters = fields.Nested(Parameters, required=True)
    hands = listed(Hands, most=100)
    adopted_on = day(allow_none=True)
    articles = listed(ArticleView, most=100)
    unstated = listed(UnstatedRuleView, most=200, allow_none=True)


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


class CountRecords(Strict):
    """The count records of a vote so far."""

    id = identifier()
    version = fields.Integer(required=True)
    rounds = listed(CountRecord, most=100)


class RoundView(Strict):
    """A round without any figure of its count; ``entries`` of the two that are in.

    Of the ``issued`` ballots ``envelopes`` are electronic, ``election`` being the uuid of their electronic vote.
    """

    number = count()
    kind = choice("first", "tie", "shortfall")
    repeats = fields.Integer(required=True, allow_none=True)
    candidates = listed(identifier(), most=500)
    places = count()
    boxes = count()
    present = count()
    issued = count(allow_none=True)
    envelopes = count()
    election = fields.String(required=True, allow_none=True)
    returned = count(allow_none=True)
    void = fields.Boolean(required=True)
    entries = count()
    signed_by = listed(name(40), most=301)


class CandidateResult(Candidate):
    """What became of a candidate; the figures are null where the rules do not publish them."""

    rank = count()
    determined = fields.Boolean(required=True)
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
    next = listed(StepName, most=4)
    counts = listed(CountRecord, most=100, allow_none=True)
    results = listed(CandidateResult, most=500, allow_none=True)


class ReturnRecorded(ActDone):
    """After the return: ``stands`` is false when more came back than were issued and the round is void."""

    stands = fields.Boolean(required=True)


class EntryTaken(Strict):
    """After an entry: whether both are in, and agree. No figures."""

    id = identifier()
    version = fields.Integer(required=True)
    both_entered = fields.Boolean(required=True)
    agreed = fields.Boolean(required=True)
    differences = count()


class DifferenceView(Strict):
    """A pattern of which the two entries hold different numbers of copies."""

    marks = fields.Dict(keys=identifier(), values=fields.String(), required=True)
    first = count()
    second = count()


class Differences(Strict):
    """All differences between the two entries of the current round."""

    id = identifier()
    version = fields.Integer(required=True)
    differences = listed(DifferenceView, most=10_000)


class ResultView(Strict):
    """An announced result as society sees it (B-035)."""

    id = identifier()
    session_id = identifier()
    cycle_id = identifier()
    track = name(60)
    body = choice("congress", "street_assembly")
    body_name = text(80)
    effect = choice("decision", "recommendation")
    announced_on = day()
    paper_id = identifier()
    quota = count()
    method = choice("approval", "ranking")
    totals = fields.Nested(Totals, required=True, allow_none=True)
    candidates = listed(CandidateResult, most=500)
