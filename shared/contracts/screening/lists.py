"""Lists of candidate projects: requests and responses."""

from __future__ import annotations

from marshmallow import fields, validate

from shared.contracts.schemas import Strict, choice, count, day, fen, identifier, listed, name, text
from shared.contracts.screening.common import OfCycle, track


class Dossier(Strict):
    """A candidate project's particulars; which of them must be there, the rulebook says.

    ``particulars`` holds those that a rulebook demands beyond the named ones, by the rulebook's code.
    """

    code = identifier()
    name = text(120)
    content = text(4000)
    implementer = text(120)
    investment_fen = fen(required=False, load_default=0)
    funding_source = text(400)
    period = text(120)
    requirements = text(2000)
    item_ids = listed(identifier(), most=200, required=False, load_default=list)
    particulars = fields.Dict(
        keys=identifier(),
        values=text(2000),
        required=False,
        load_default=dict,
        validate=validate.Length(0, 20),
    )


class DraftList(OfCycle):
    """A first list of candidate projects for one track."""

    track = track()
    candidates = listed(Dossier, most=300, least=1)


class RedraftList(Strict):
    """The whole draft made anew, before the first meeting or after one that returned it."""

    list_id = identifier()
    candidates = listed(Dossier, most=300, least=1)


class Withdrawal(Strict):
    """A candidate that a step takes off the list, and why."""

    code = identifier()
    reason = name(400)


class Hands(Strict):
    """A vote of an organ; ``members`` is its whole membership, told where the rulebook counts on it."""

    present = count(1000)
    yes = count(1000)
    no = count(1000)
    abstain = count(1000)
    members = count(1000, least=1, required=False, load_default=None, allow_none=True)


class ListOutcome(Strict):
    """What a meeting did to one list: what it took off, and whose dossiers it changed (by code)."""

    list_id = identifier()
    withdrawn = listed(Withdrawal, most=300, required=False, load_default=list)
    changes = listed(Dossier, most=100, required=False, load_default=list)


class RecordStep(OfCycle):
    """One meeting of the approval chain, over one or several lists. ``minutes`` stay internal (A10.18).

    ``returned`` sends the lists back to those who drafted them: the chain then begins again.
    """

    step = identifier()
    met_on = day()
    lists = listed(ListOutcome, most=60, least=1)
    hands = fields.Nested(Hands, load_default=None, allow_none=True)
    minutes = text(80)
    result = choice("approved", "returned", required=False, load_default="approved")


class StepRecorded(Strict):
    """The lists after the meeting."""

    lists = fields.List(fields.Nested(lambda: CandidateListView()), required=True)


class ReviseList(Strict):
    """A change after deliberation: the list is frozen anew, with the reason (A10.4)."""

    list_id = identifier()
    changes = listed(Dossier, most=100)
    withdrawn = listed(Withdrawal, most=300, required=False, load_default=list)
    reason = name(400)
    on = day()


class ListQuery(Strict):
    """Which list."""

    list_id = identifier()


class VersionQuery(ListQuery):
    """Which frozen version of a list."""

    number = fields.Integer(required=True, validate=validate.Range(1, 10_000))


class CandidateView(Dossier):
    """A candidate project on a list."""

    candidate_id = identifier()
    suggestion_ids = fields.List(fields.String(), required=True)


class WithdrawnView(Strict):
    """A candidate that a meeting took off the list."""

    code = name(64)
    name = text(120)
    reason = text(400)


class StepView(Strict):
    """A step of the chain as it was taken."""

    code = identifier()
    body = name(80)
    action = name(80)
    met_on = day()
    before = count()
    after = count()
    hands = fields.Nested(Hands, required=True, allow_none=True)
    result = choice("approved", "returned")
    changed = fields.List(fields.String(), required=True)
    withdrawn = fields.List(fields.Nested(WithdrawnView), required=True)
    minutes = text(80)


class FrozenView(Strict):
    """A frozen version."""

    number = count()
    digest = name(80)
    frozen_on = day()
    reason = text(400)
    candidates = count()


class CandidateListView(Strict):
    """A list of candidate projects."""

    id = identifier()
    version = fields.Integer(required=True)
    cycle_id = identifier()
    track = name(60)
    body_name = name(80)
    state = name(20)
    candidates = fields.List(fields.Nested(CandidateView), required=True)
    steps = fields.List(fields.Nested(StepView), required=True)
    versions = fields.List(fields.Nested(FrozenView), required=True)


class FrozenVersionView(Strict):
    """A frozen version, whole: what its digest was made of."""

    list_id = identifier()
    track = name(60)
    body_name = name(80)
    number = count()
    digest = name(80)
    frozen_on = day()
    reason = text(400)
    candidates = fields.List(fields.Nested(CandidateView), required=True)


class Statement(Strict):
    """How the list was determined (Y-036), paragraph by paragraph."""

    list_id = identifier()
    paragraphs = fields.List(fields.String(), required=True)
