"""A governing document's way into force (Y-010, Y-011)."""

from __future__ import annotations

from marshmallow import fields

from shared.contracts.schemas import PageQuery, Strict, count, day, identifier, listed, name, text


class AdmitDocument(Strict):
    """A governing document enters the library. ``internal`` keeps it out of every public page."""

    title = name(160)
    kind = name(40)
    issuer = name(80)
    drafter = name(80)
    number = text(60)
    drafted_on = day(required=False, load_default=None, allow_none=True)
    internal = fields.Boolean(load_default=False)
    parent_id = identifier(required=False, load_default=None, allow_none=True)
    revision_note = text(400)


class SubmitDocument(Strict):
    """The draft was handed to the organ that decides on it."""

    document_id = identifier()
    to = name(80)
    on = day()


class RecordApproval(Strict):
    """An organ studied the document at a meeting."""

    document_id = identifier()
    body = name(80)
    on = day()
    approved = fields.Boolean(required=True)
    note = text(400)


class IssueDocument(Strict):
    """The document is issued and in force from a day on, for cycles from a year on."""

    document_id = identifier()
    on = day(required=False, load_default=None, allow_none=True)
    effective_from_year = count(2200, 2000)


class DocumentQuery(PageQuery):
    """Governing documents, newest first."""


class HappeningView(Strict):
    """One step in a document's history: what was done, by or before which organ, when."""

    act = name(20)
    body = name(80)
    on = day(allow_none=True)
    note = text(400)


class DocumentView(Strict):
    """A governing document and how it came about."""

    id = identifier()
    version = fields.Integer(required=True)
    title = name(160)
    kind = name(40)
    issuer = name(80)
    drafter = name(80)
    number = text(60)
    state = name(20)
    internal = fields.Boolean(required=True)
    drafted_on = day(allow_none=True)
    issued_on = day(allow_none=True)
    effective_from_year = fields.Integer(required=True, allow_none=True)
    history = listed(HappeningView, most=100)
