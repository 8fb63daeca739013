"""Opinion letters."""

from __future__ import annotations

from marshmallow import fields

from shared.contracts.evaluation.common import CyclePage, Share
from shared.contracts.schemas import Strict, choice, count, day, identifier, listed, name, text

LETTER_STATES = ("draft", "issued", "closed")


class TypedItem(Strict):
    """An opinion that came on paper."""

    project_id = identifier()
    text = name(2000)


class DraftLetter(Strict):
    """Reviewed opinions and typed ones, compiled."""

    cycle_id = identifier()
    addressee = name(120)
    opinion_ids = listed(identifier(), most=500, required=False, load_default=list)
    items = listed(TypedItem, most=500, required=False, load_default=list)


class LetterRef(Strict):
    """Which letter."""

    letter_id = identifier()


class IssueLetter(LetterRef):
    """Send the letter. ``issuer`` is the organ that the paper names."""

    issuer = name(120)
    public = fields.Boolean(load_default=False)


class ItemAnswer(Strict):
    """The government's answer to one item."""

    no = count(most=1000, least=1)
    reply = name(2000)


class AnswerItems(LetterRef):
    """Answers, item by item."""

    answers = listed(ItemAnswer, least=1)


class ItemConfirmation(Strict):
    """Was the item handled effectively? If not, it waits for another answer."""

    no = count(most=1000, least=1)
    effective = fields.Boolean(required=True)


class ConfirmItems(LetterRef):
    """The standing committee's findings, item by item."""

    confirmations = listed(ItemConfirmation, least=1)


class ImportedItem(Strict):
    """An item of an earlier letter, with what came of it."""

    project_id = identifier()
    reply = text(2000)
    text = name(2000)
    handled_on = day(required=False, load_default=None, allow_none=True)


class ImportedLetter(Strict):
    """A letter of an earlier time."""

    addressee = name(120)
    issued_on = day()
    due_on = day()
    items = listed(ImportedItem, most=500, least=1)


class ImportLetters(Strict):
    """Letters that were sent before the system was used (Q-16)."""

    cycle_id = identifier()
    letters = listed(ImportedLetter, most=100, least=1)


class LetterItemView(Strict):
    """One opinion in a letter."""

    no = count()
    project_id = identifier()
    text = text()
    reply = fields.String(required=True)
    replied_on = day(allow_none=True)
    handled_on = day(allow_none=True)
    reopened = count()


class LetterView(Strict):
    """A letter with its items."""

    id = identifier()
    version = fields.Integer(required=True)
    cycle_id = identifier()
    no = count()
    addressee = fields.String(required=True)
    state = choice(*LETTER_STATES)
    issued_on = day(allow_none=True)
    due_on = day(allow_none=True)
    paper_id = fields.String(required=True, allow_none=True)
    imported = fields.Boolean(required=True)
    handled = count()
    unanswered = count()
    items = listed(LetterItemView)


class LetterQuery(CyclePage):
    """Which letters."""

    state = choice(*LETTER_STATES, required=False, load_default=None, allow_none=True)


class StatisticsQuery(Strict):
    """Letters issued in a window, both days included (Q-16: the window is named, never guessed)."""

    from_day = day()
    to_day = day()


class LetterStatistics(Strict):
    """How many letters, how many opinions in them, and what share was handled (B-078)."""

    from_day = day()
    to_day = day()
    letters = count()
    items = count()
    answered = count()
    handled = fields.Nested(Share, required=True)
    overdue = count()
