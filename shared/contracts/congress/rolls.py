"""The roll of a deciding body: seats, delegations, observers, its workbook and its snapshots (A10.15)."""

from __future__ import annotations

from marshmallow import fields, validate

from shared.contracts.schemas import (
    PlainString,
    Reference,
    Strict,
    choice,
    count,
    day,
    delegation_code,
    identifier,
    listed,
    name,
)

BODY_CODE = validate.Regexp(
    r"\A(congress|street:[a-z0-9-]{1,40})\Z", error="应为 congress 或 street:<街道代号>。"
)


def body_code(**kwargs: object) -> fields.String:
    """A deciding body: the congress itself, or a street's assembly."""
    return fields.String(required=True, validate=BODY_CODE, **kwargs)  # type: ignore[arg-type]


class Member(Strict):
    """One seat of a body: a code such as ``代表001`` stands for the person."""

    code = name(20)
    delegation = delegation_code()


class Delegation(Strict):
    """A delegation and how many seats of it are filled."""

    code = delegation_code()
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


VACANCY_REASONS = ("death", "resignation", "transfer", "termination", "suspension", "other")


class VacateSeats(Strict):
    """Seats that became vacant, and why (death, resignation, transfer …)."""

    body = body_code()
    codes = listed(name(20), most=100, least=1)
    reason = choice(*VACANCY_REASONS)
    on = day()


class ReinstateSeats(Strict):
    """Deputies who are in office again: their suspension ended, or the vacancy was noted wrongly."""

    body = body_code()
    codes = listed(name(20), most=100, least=1)


class RollQuery(Strict):
    """Whose roll."""

    body = body_code()


class VacancyView(Strict):
    """A deputy who is not in office, since when and why."""

    code = name(20)
    since = day()
    reason = choice(*VACANCY_REASONS)


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
    vacancies = listed(VacancyView, most=10_000)
    observers = listed(Observer, most=500)


class RollSummary(Strict):
    """Whose roll there is, and how many are on it."""

    body = name(60)
    body_name = name(80)
    legal_number = count()
    in_office = count()


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
