"""Rulebooks and the templates they begin with (Y-002, B-001)."""

from __future__ import annotations

from marshmallow import fields

from shared.contracts.schemas import Strict, count, identifier, listed, name


class TemplateView(Strict):
    """A shipped rulebook template."""

    code = identifier()
    title = name(160)
    parameters = count()


class TemplatePage(Strict):
    """The shipped templates."""

    items = fields.List(fields.Nested(TemplateView), required=True)


class RuleEntry(Strict):
    """A parameter's value with its citation; without one it is the template's choice."""

    key = name(60)
    value = fields.Raw(required=True)
    cite = fields.Dict(load_default=None, allow_none=True)


class PutRulebook(Strict):
    """A rulebook from a template, with the congress's own values in place of the template's."""

    code = identifier()
    title = name(160)
    template = identifier(required=False, load_default=None, allow_none=True)
    effective_from_year = count(2200, 2000)
    governing_document_id = identifier()
    rules = listed(RuleEntry, most=400)


class RulebookQuery(Strict):
    """Which rulebook."""

    rulebook_id = identifier()


class RulebookView(Strict):
    """A rulebook: what is stated, with clauses, and what is left open, with the value chosen."""

    id = identifier()
    version = fields.Integer(required=True)
    code = identifier()
    title = name(160)
    number = count()
    effective_from_year = count()
    stated = fields.List(fields.Dict(), required=True)
    unstated = fields.List(fields.Dict(), required=True)
