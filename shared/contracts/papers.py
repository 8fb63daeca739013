"""The paper that a service asks ``publication`` to issue, and the answer."""

from __future__ import annotations

from marshmallow import fields

from shared.contracts.schemas import PlainString, Strict, choice, day, identifier, listed, name, text


class Block(Strict):
    """One part of a paper's text: a paragraph, a heading, or a table."""

    kind = choice("paragraph", "heading", "table")
    text = text(load_default="")
    header = fields.List(PlainString(), load_default=list)
    rows = fields.List(fields.List(PlainString()), load_default=list)


class About(Strict):
    """The aggregate that the paper is about."""

    kind = name(40)
    id = identifier()


class PaperRequested(Strict):
    """A paper to number, lay out, keep and (when public) publish. ``paper_id`` is given by the asker."""

    paper_id = identifier()
    cycle_id = identifier()
    kind = choice(
        "notice",
        "announcement",
        "reminder_letter",
        "opinion_letter",
        "deliberation_opinion",
        "result",
        "plan",
        "circular",
        "explanation",
        "posting",
    )
    title = name(200)
    issuer = name(120)
    addressee = text(400)
    issued_on = day()
    blocks = listed(Block, most=2000)
    public = fields.Boolean(required=True)
    channels = listed(name(80), most=20)
    about = fields.Nested(About, required=True)


class PaperIssued(Strict):
    """A paper was numbered and kept; it never changes again."""

    paper_id = identifier()
    cycle_id = identifier()
    kind = name(40)
    title = name(200)
    number = name(80)
    digest = name(80)
    issued_on = day()
    about = fields.Nested(About, required=True)
