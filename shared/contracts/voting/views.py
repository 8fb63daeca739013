"""What voting answers. No figure of a count is in a view before the rules allow it to be seen."""

from __future__ import annotations

from marshmallow import fields

from shared.contracts.schemas import (
    Strict,
    choice,
    count,
    day,
    delegation_code,
    fen,
    identifier,
    listed,
    name,
    text,
)
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

    code = delegation_code()
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
    """A step on record; of a vote ``needed`` is how many had to be in favour.

    ``members`` is how many the voting organ has, where it is not the whole body (A10.2).
    """

    step = name(40)
    name = name(60)
    held_on = day()
    minutes = text(400)
    due = count(required=False, allow_none=True)
    present = count(required=False, allow_none=True)
    hands = fields.Nested(Hands, allow_none=True)
    carried = fields.Boolean(required=True)
    round = fields.Integer(allow_none=True)
    members = count(required=False, allow_none=True)
    needed = count(required=False, allow_none=True)


class BriefingView(Strict):
    """An explanation of the candidates."""

    held_on = day()
    speaker = name(80)
    delegations = listed(delegation_code(), most=400)
    text = text(20_000)


class SessionSummary(Strict):
    """A session as everyone sees it: no minutes. ``word`` is how its body calls the vote (票决, 票选)."""

    id = identifier()
    cycle_id = identifier()
    body = name(60)
    kind = choice("congress", "street_assembly")
    title = name(120)
    word = name(20)
    held_on = day(allow_none=True)
    vote_id = identifier(allow_none=True)
    done = listed(StepName, most=60)


class CorrectionView(Strict):
    """What a step first said, what holds now, and why; never a figure of a count."""

    step = name(40)
    round = fields.Integer(required=True, allow_none=True)
    was = text(2000)
    now = text(2000)
    reason = name(400)
    corrected_on = day()
    minutes = text(400)
    name = name(60)


class ListVersionView(Strict):
    """A frozen version of the session's list; ``late`` came after the measure was adopted and is not voted on."""

    list_version = count()
    frozen_on = day()
    reason = text()
    late = fields.Boolean(required=True)


class SessionView(Strict):
    """A session with its steps and what is possible next.

    ``list_id`` is screening's name of the tabled list, ``list_versions`` are all its frozen versions (Y-029).
    ``scrutineers_on_paper`` have no account that signs: they sign the printed count record (A10.2). ``polling`` is where
    ballots are cast; ``electronic`` what the rules let an electronic ballot be (A10.17); ``correctable`` the steps whose
    figures may be put right; ``at_need`` those of ``next`` for which nothing waits: they may be held again, and need not be.
    ``word`` is how the body calls its vote (票决, 票选), ``measure_required`` whether it votes on the measure.
    """

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
    word = name(20)
    measure_required = fields.Boolean(required=True)
    list_version = fields.Integer(required=True, allow_none=True)
    late_versions = listed(count(), most=100)
    list_id = identifier(allow_none=True)
    list_versions = listed(ListVersionView, most=100)
    measure_id = identifier(allow_none=True)
    vote_id = identifier(allow_none=True)
    steps = listed(StepView, most=400)
    briefings = listed(BriefingView, most=400)
    briefing_waits = listed(Delegation, most=400)
    scrutineers = listed(name(40), most=301)
    scrutineers_on_paper = listed(name(40), most=301)
    polling = name(40)
    electronic = choice("rehearsal", "legal")
    corrections = listed(CorrectionView, most=1000)
    correctable = listed(StepName, most=60)
    next = listed(StepName, most=60)
    at_need = listed(StepName, most=60)


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
