"""Requests and responses about suggestions, their receipts and their statistics."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NoReturn

from marshmallow import ValidationError, fields

from shared.contracts import schemas as f
from shared.contracts.collection.events import PROPOSER_KINDS
from shared.contracts.schemas import PageQuery, Strict

OUTCOMES = (
    "received", "entered", "merged", "transferred", "dropped", "reserved", "shortlisted", "candidate",
)  # fmt: skip
LEVELS = ("", "national", "province", "city", "county", "township")
MOST_ROWS = 1000


def optional_count(most: int) -> fields.Integer:
    """A number that may be left out."""
    return f.count(most=most, required=False, load_default=None, allow_none=True)


class SheetRequest(Strict):
    """A request that carries rows: what is wrong with a row is told by its number, counted from 1."""

    def handle_error(self, error: ValidationError, data: Any, *, many: bool, **kwargs: Any) -> NoReturn:
        """Number the rows as the sheet does."""
        raise ValidationError(_rows_from_one(error.messages_dict), data=data)


def _rows_from_one(messages: Mapping[Any, Any]) -> dict[str, Any]:
    renamed: dict[str, Any] = {}
    for key, value in messages.items():
        label = f"第{key + 1}行" if isinstance(key, int) else str(key)
        renamed[label] = _rows_from_one(value) if isinstance(value, Mapping) else value
    return renamed


class ContactEntry(Strict):
    """How a resident can be reached: personal data, kept apart, erasable."""

    name = f.text(40)
    phone = f.text(40)


class BenefitEntry(Strict):
    """What is wrong, and who suffers from it (Y-084)."""

    problem = f.text(1000)
    townships_affected = optional_count(1000)
    people_affected = optional_count(100_000_000)


class Entry(Strict):
    """What every suggestion has."""

    category = f.identifier()
    title = f.name(120)
    content = f.text(4000)
    place = f.text(200)
    benefit = fields.Nested(BenefitEntry, load_default=None, allow_none=True)


class SubmitSuggestion(Entry):
    """A resident's own suggestion; ``source`` is the site that embeds the form."""

    round_id = f.identifier()
    channel = f.identifier()
    source = f.text(120)
    contact = fields.Nested(ContactEntry, load_default=None, allow_none=True)


class DepartmentEntry(Entry):
    """A project that a department has in mind."""


class SheetEntry(Entry):
    """A row of a sheet: channel and provenance for each (B-013 … B-016, Y-023 … Y-025).

    ``proposer_name`` is an office, a station or a deputy's code, never a resident. ``source`` is the
    group, box, venue or medium. ``received_on`` is today unless given.
    """

    channel = f.identifier()
    received_on = f.optional_day()
    proposer_kind = f.choice(*PROPOSER_KINDS)
    proposer_name = f.text(80)
    proposer_level = f.choice(*LEVELS, required=False, load_default="")
    constituency = f.text(80)
    on_behalf_of = f.choice("", "resident", "voter", "deputy", required=False, load_default="")
    source = f.text(120)
    campaign_id = f.optional_identifier()
    contact = fields.Nested(ContactEntry, load_default=None, allow_none=True)


class RecordSuggestions(SheetRequest):
    """A sheet of suggestions for one round: all of it or nothing."""

    round_id = f.identifier()
    entries = f.listed(SheetEntry, most=MOST_ROWS, least=1)


class ReplyTask(SheetRequest):
    """A department's answer: items, or ``nil``."""

    task_id = f.identifier()
    nil = fields.Boolean(load_default=False)
    entries = f.listed(DepartmentEntry, most=100, required=False, load_default=list)


class DepartmentReply(Strict):
    """A department's answer in a sheet."""

    department = f.name(80)
    nil = fields.Boolean(load_default=False)
    entries = f.listed(DepartmentEntry, most=100, required=False, load_default=list)


class RecordReplies(SheetRequest):
    """Many departments' answers: all of it or nothing."""

    round_id = f.identifier()
    replies = f.listed(DepartmentReply, most=300, least=1)


class ReceiptView(Strict):
    """A suggestion and its receipt number."""

    id = f.identifier()
    version = fields.Integer(required=True)
    receipt = f.name(40)


class Recorded(Strict):
    """What was entered, in the order of the sheet."""

    id = f.identifier()
    version = fields.Integer(required=True)
    recorded = f.count()
    receipts = fields.List(fields.Nested(ReceiptView), required=True)


class SuggestionRef(Strict):
    """Which suggestion."""

    suggestion_id = f.identifier()


class ProvenanceView(Strict):
    """Where a suggestion came from."""

    proposer_kind = f.choice(*PROPOSER_KINDS)
    proposer_name = f.text(80)
    proposer_level = f.text(20)
    constituency = f.text(80)
    on_behalf_of = f.text(20)
    source = f.text(120)
    campaign_id = f.optional_identifier()
    task_id = f.optional_identifier()
    entered_unit = f.text(120)


class StepView(Strict):
    """A step of the way."""

    on = f.day()
    outcome = f.choice(*OUTCOMES)
    sentence = f.text(200)
    reason = f.text(2000)


class SuggestionView(Strict):
    """A suggestion as offices see it; how to reach the resident is asked for separately."""

    id = f.identifier()
    version = fields.Integer(required=True)
    cycle_id = f.identifier()
    round_id = f.identifier()
    receipt = f.name(40)
    channel = f.identifier()
    category = f.identifier()
    title = f.name(120)
    content = f.text(4000)
    place = f.text(200)
    received_on = f.day()
    provenance = fields.Nested(ProvenanceView, required=True)
    benefit = fields.Nested(BenefitEntry, required=True)
    outcome = f.choice(*OUTCOMES)
    item_id = f.optional_identifier()
    steps = fields.List(fields.Nested(StepView), required=True)


class SuggestionQuery(PageQuery):
    """Suggestions in the order of arrival."""

    cycle_id = f.optional_identifier()
    round_id = f.optional_identifier()
    channel = f.optional_identifier()
    category = f.optional_identifier()
    proposer_kind = f.choice(*PROPOSER_KINDS, required=False, load_default=None, allow_none=True)
    outcome = f.choice(*OUTCOMES, required=False, load_default=None, allow_none=True)


class ContactView(Strict):
    """How the resident can be reached, until it is erased."""

    id = f.identifier()
    version = fields.Integer(required=True)
    name = f.text(40)
    phone = f.text(40)
    erased_on = f.day(allow_none=True)


class Track(Strict):
    """A receipt number, however it was typed."""

    receipt = f.name(60)


class Tracked(Strict):
    """What became of a suggestion; nothing of its text and nothing of a person.

    ``item_id`` is the item of the project library that it became or was merged into.
    """

    suggestion_id = f.identifier()
    receipt = f.name(40)
    cycle_id = f.identifier()
    round_number = f.count()
    channel = f.name(60)
    category = f.name(60)
    received_on = f.day()
    outcome = f.choice(*OUTCOMES)
    item_id = f.optional_identifier()
    steps = fields.List(fields.Nested(StepView), required=True)


class StatisticsQuery(Strict):
    """Of one round, of one cycle, or of the rounds that began within some days; of all when left out."""

    cycle_id = f.optional_identifier()
    round_id = f.optional_identifier()
    began_from = f.optional_day()
    began_until = f.optional_day()


class TallyView(Strict):
    """One line of the statistics."""

    code = f.text(64)
    name = f.text(200)
    count = f.count()


class ChannelTallyView(TallyView):
    """A channel's line."""

    layer = f.text(60)


class StatisticsView(Strict):
    """How many suggestions came in, and how."""

    total = f.count()
    by_round = fields.List(fields.Nested(TallyView), required=True)
    by_channel = fields.List(fields.Nested(ChannelTallyView), required=True)
    by_layer = fields.List(fields.Nested(TallyView), required=True)
    by_category = fields.List(fields.Nested(TallyView), required=True)
    by_proposer = fields.List(fields.Nested(TallyView), required=True)
