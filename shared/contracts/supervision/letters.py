"""Requests and views of the reminder letters."""

from __future__ import annotations

from marshmallow import fields

from shared.contracts import schemas as f
from shared.contracts.supervision.common import (
    FINDING_CLASSES,
    issuer,
    maybe_identifier,
    said,
)
from shared.contracts.supervision.projects import ProjectRef

LETTER_CLASSES = tuple(each for each in FINDING_CLASSES if each != "none")
LETTER_ACTS = (
    "issue",
    "hand_over",
    "sign_for",
    "rectify",
    "verify",
    "fail_verification",
    "strike_off",
    "reopen",
)
LETTER_STATES = (
    "drafted",
    "issued",
    "handed_over",
    "signed_for",
    "rectified",
    "verified",
    "struck_off",
    "reopened",
)


class LetterOf(ProjectRef):
    """A finding, what is demanded, and the named person to whom it goes (B-066)."""

    finding_class = f.choice(*LETTER_CLASSES)
    finding = said()
    demand = said()
    addressee_unit = f.name(200)
    addressee_person = f.name(120)
    visit_id = maybe_identifier()
    event_id = maybe_identifier()


class DraftLetters(f.Strict):
    """Draft letters from findings."""

    drafted_on = f.day()
    letters = f.listed(LetterOf, most=200, least=1)


class RecordedLetter(ProjectRef):
    """A letter of an earlier year as its register has it; without ``struck_off_on`` it is still open."""

    record_number = f.name(60)
    finding_class = f.choice(*LETTER_CLASSES)
    finding = said()
    demand = f.text()
    addressee_unit = f.name(200)
    addressee_person = f.text(120)
    issued_on = f.day()
    due_on = f.optional_day()
    struck_off_on = f.optional_day()
    resolution = f.text()


class ImportLetters(f.Strict):
    """The register of an earlier year, up to 200 letters at a time; all of them or none (B-067)."""

    letters = f.listed(RecordedLetter, most=200, least=1)


class LetterStep(f.Strict):
    """One letter of a step; the text is its evidence or reason."""

    letter_id = f.identifier()
    text = f.text()


class StepLetters(f.Strict):
    """The same act on up to 200 letters; all of them or none."""

    act = f.choice(*LETTER_ACTS)
    taken_on = f.day()
    issuer = issuer()
    letters = f.listed(LetterStep, most=200, least=1)


class LetterRef(f.Strict):
    """One letter."""

    letter_id = f.identifier()


class LetterQuery(f.PageQuery):
    """Letters by cycle, project, state, class or addressee, newest first."""

    cycle_id = maybe_identifier()
    project_id = maybe_identifier()
    state = f.choice(*LETTER_STATES, required=False, load_default=None)
    finding_class = f.choice(*LETTER_CLASSES, required=False, load_default=None)
    addressee_unit = f.name(200, required=False, load_default=None)


class CountLetters(f.Strict):
    """Letters issued in a period, of one project or of a cycle (B-067)."""

    cycle_id = maybe_identifier()
    project_id = maybe_identifier()
    issued_from = f.optional_day()
    issued_until = f.optional_day()


class LetterCounts(f.Strict):
    """How many letters were issued, and how they stand on the day of the question."""

    issued = f.count()
    overdue = f.count()
    reopened = f.count()
    by_state = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)
    by_class = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)
    by_project = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)
    by_month = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)


class LetterBrief(f.Reference):
    """A letter in a list."""

    serial = f.count(allow_none=True)
    record_number = f.name(60, required=False, allow_none=True)
    cycle_id = f.identifier()
    project_id = f.identifier()
    finding_class = f.choice(*LETTER_CLASSES)
    finding = f.text()
    addressee_unit = f.name(200)
    state = f.choice(*LETTER_STATES)
    issued_on = f.optional_day()
    due_on = f.optional_day()
    struck_off_on = f.optional_day()
    times_reopened = f.count()
    resolution = f.text()


class StepView(f.Strict):
    """An act on a letter that was done."""

    act = f.choice(*LETTER_ACTS)
    taken_on = f.day()
    unit = f.text(200)
    text = f.text()


class LetterFile(LetterBrief):
    """All of a letter."""

    demand = f.text()
    addressee_person = f.text(120)
    drafted_on = f.day()
    visit_id = maybe_identifier()
    event_id = maybe_identifier()
    paper_id = maybe_identifier()
    steps = f.listed(StepView, most=200)
