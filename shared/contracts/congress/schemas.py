"""Requests and responses of congress, except those about accounts."""

from __future__ import annotations

from marshmallow import fields, validate

from shared.contracts.schemas import (
    PageQuery,
    PlainString,
    Reference,
    Strict,
    choice,
    count,
    day,
    fen,
    identifier,
    listed,
    name,
    text,
)

TENANT_KINDS = ("platform", "province", "city", "county", "district", "township", "street")
BODY_CODE = validate.Regexp(
    r"\A(congress|street:[a-z0-9-]{1,40})\Z", error="应为 congress 或 street:<街道代号>。"
)


def body_code(**kwargs: object) -> fields.String:
    """A deciding body: the congress itself, or a street's assembly."""
    return fields.String(required=True, validate=BODY_CODE, **kwargs)  # type: ignore[arg-type]


class RegisterTenant(Strict):
    """A congress joins. ``tenant_id`` is its address for ever."""

    tenant_id = fields.String(required=True, validate=validate.Regexp(r"\A[a-z][a-z0-9-]{1,38}\Z"))
    display_name = name(60)
    kind = choice(*TENANT_KINDS)
    parent = fields.String(load_default=None, allow_none=True, validate=validate.Length(1, 40))
    demo = fields.Boolean(load_default=False)


class TenantView(Strict):
    """A tenant as the registry shows it to everyone."""

    id = identifier()
    version = fields.Integer(required=True)
    display_name = name(60)
    kind = choice(*TENANT_KINDS)
    parent = fields.String(required=True, allow_none=True)
    demo = fields.Boolean(required=True)
    clock_offset_seconds = fields.Integer(required=True)


class TenantQuery(PageQuery):
    """Which tenants: all, or the children of one."""

    parent = fields.String(load_default=None, allow_none=True, validate=validate.Length(1, 40))


class MoveClock(Strict):
    """Set a demo tenant's business time."""

    tenant_id = identifier()
    to = fields.AwareDateTime(required=True, format="iso")


class Member(Strict):
    """One seat of a body: a code such as ``代表001`` stands for the person."""

    code = name(20)
    delegation = name(40)


class Delegation(Strict):
    """A delegation and how many seats of it are filled."""

    code = name(40)
    name = name(60)


class Observer(Strict):
    """Somebody invited by office and post, who neither votes nor counts (列席)."""

    code = name(20)
    unit = name(80)
    post = name(80)


class RollBasics(Strict):
    """What a roll says of its body."""

    body_name = name(80)
    legal_number = count(5000, 1)
    presidium_members = count(200)


class ImportRoll(RollBasics):
    """The roll of a body, whole."""

    body = body_code()
    delegations = listed(Delegation, most=100, least=1)
    members = listed(Member, most=3000, least=1)
    observers = listed(Observer, most=500, required=False, load_default=list)
    as_of = day()


MOST_WORKBOOK = 3_000_000
"""Characters of a workbook in base64: about 2 MB of file, of which the service says so in plain words."""


class ImportRollWorkbook(Strict):
    """The roll of a body, whole, as an XLSX file in base64 (the sheets and columns are those of the template)."""

    body = body_code()
    workbook = PlainString(required=True, validate=validate.Length(1, MOST_WORKBOOK))
    as_of = day()


class RollImported(Reference):
    """What a workbook brought."""

    in_office = count()
    delegations = count()
    observers = count()


class RollWorkbookQuery(Strict):
    """The roll of a body as a workbook, or with ``template`` an empty one."""

    body = body_code()
    template = fields.Boolean(load_default=False)


class WorkbookView(Strict):
    """A file in base64."""

    media_type = name(120)
    content = fields.String(required=True)
    name = name(80)


class VacateSeats(Strict):
    """Seats that became vacant, and why (death, resignation, transfer …)."""

    body = body_code()
    codes = listed(name(20), most=100, least=1)
    reason = choice("death", "resignation", "transfer", "termination", "other")
    on = day()


class RollQuery(Strict):
    """Whose roll."""

    body = body_code()


class RollView(Strict):
    """A roll: legal number, number in office, delegations with their numbers."""

    id = identifier()
    version = fields.Integer(required=True)
    body = name(60)
    body_name = name(80)
    legal_number = count()
    in_office = count()
    presidium_members = count()
    delegations = fields.List(fields.Dict(), required=True)
    vacancies = fields.List(fields.Dict(), required=True)
    observers = listed(Observer, most=500)


class SnapshotRoll(Strict):
    """Fix the roll for a session of a cycle."""

    body = body_code()
    cycle_id = identifier()


class RollSnapshotView(Strict):
    """The roll as it stood for one session."""

    id = identifier()
    version = fields.Integer(required=True)
    cycle_id = identifier()
    body = name(60)
    taken_on = day()
    legal_number = count()
    in_office = count()


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


class OpenCycle(Strict):
    """Open a year's cycle under a rulebook that is in force."""

    year = count(2200, 2000)
    rulebook_id = identifier()


class CycleQuery(Strict):
    """Which cycle."""

    cycle_id = identifier()


class CloseCycle(CycleQuery):
    """The year is done."""


class ImportCycle(Strict):
    """A cycle that was closed before this software was used (Y-012)."""

    year = count(2200, 2000)
    rulebook_id = identifier()
    note = text(400)


class CycleView(Strict):
    """A cycle."""

    id = identifier()
    version = fields.Integer(required=True)
    year = count()
    state = name(20)
    imported = fields.Boolean(required=True)
    rulebook_id = identifier()
    opened_on = day()
    closed_on = day(allow_none=True)
    note = text(400)


class Facility(Strict):
    """A place or installation of the congress's work, or several of one kind."""

    kind = name(40)
    label = name(80)
    number = count(100_000)
    unit = text(60)
    invested_fen = fen(required=False, load_default=None, allow_none=True)
    as_printed = text(60)


class RegisterFacilities(Strict):
    """Facilities, entered as a sheet."""

    facilities = listed(Facility, most=500, least=1)


class Figure(Strict):
    """A cumulative figure, typed in as printed and never derived (Y-082, Q-14)."""

    metric = name(60)
    value = count(10**12)
    qualifier = text(20)
    as_printed = name(80)
    window = text(120)


class RecordFigures(Strict):
    """Figures, entered as a sheet."""

    figures = listed(Figure, most=200, least=1)


class SheetSaved(Strict):
    """How many rows of a sheet were kept."""

    saved = count()


class FacilityPage(Strict):
    """All facilities."""

    items = fields.List(fields.Nested(Facility), required=True)


class FigurePage(Strict):
    """All figures as printed."""

    items = fields.List(fields.Nested(Figure), required=True)
