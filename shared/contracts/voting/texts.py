"""Texts that voting draws up from its data: the articles of a measure, the papers of a sitting."""

from __future__ import annotations

from marshmallow import fields

from shared.contracts.papers import Block
from shared.contracts.schemas import Strict, identifier, listed, name, text


class ArticleView(Strict):
    """An article of a measure (``number`` as 第一条): its text, and its clauses or what was chosen where no document states one.

    ``source`` is empty where the rulebook cites this very measure.
    """

    number = name(20)
    topic = name(40)
    title = name(60)
    source = text(4000)
    stated = fields.Boolean(required=True)
    items = fields.List(fields.String(), required=True)
    text = text()


class UnstatedRuleView(Strict):
    """A parameter of the vote that no document states, with the value chosen, in words."""

    key = name(80)
    meaning = name(120)
    chosen = text(2000)


class DraftPaper(Strict):
    """A paper of a sitting drafted from the data as it stands: nothing official, without a number."""

    id = identifier()
    version = fields.Integer(required=True)
    title = name(200)
    blocks = listed(Block, most=2000)
