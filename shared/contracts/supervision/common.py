"""Fields and small parts that the schemas of supervision share."""

from __future__ import annotations

from typing import Any

from marshmallow import fields, validate

from shared.contracts import schemas as f

FINDING_CLASSES = ("safety", "schedule", "quality", "public_harm", "funds", "none", "other")
PROJECT_STATES = (
    "determined",
    "listed",
    "under_way",
    "rectifying",
    "completed",
    "terminated",
    "archived",
)
BODIES = ("congress", "street_assembly")


def percent(**kwargs: Any) -> fields.Integer:
    """Per cent of the whole."""
    return f.count(most=100, **kwargs)


def maybe_identifier() -> fields.String:
    """An id, or nothing."""
    return f.identifier(required=False, allow_none=True, load_default=None)


def figure(**kwargs: Any) -> fields.String:
    """A decimal figure written as text."""
    decimal = validate.Regexp(r"\A-?[0-9]{1,12}(\.[0-9]{1,6})?\Z", error="应为数字，如 6.5。")
    return f.PlainString(validate=decimal, **kwargs)


def maybe_figure() -> fields.String:
    """Such a figure, or nothing."""
    return figure(allow_none=True, load_default=None)


def said(most: int = 4000) -> fields.String:
    """A text that must not be blank."""
    return f.name(most)


def channels() -> fields.List:
    """Where a public paper is published."""
    return f.listed(f.name(80), most=20, required=False, load_default=list)


def issuer() -> fields.String:
    """The organ in whose name a paper goes out; by default the congress of the tenant."""
    return f.text(120)


class Saved(f.Strict):
    """What was written, in the order of the request."""

    items = f.listed(f.Reference, most=1000)


class Departments(f.Strict):
    """Lead and co-operating departments, responsible unit and principal head (Y-057, Y-075)."""

    lead = f.name(200)
    cooperating = f.listed(f.name(200), most=50, required=False, load_default=list)
    responsible_unit = f.text(200)
    principal_head = f.text(120)


class Assignment(f.Strict):
    """One side of the supervision assignment: its code in the rulebook and who has it (Y-079)."""

    role = f.identifier()
    holder = f.name(120)


class Overseer(f.Strict):
    """A watcher or a member of a task force, with what the person declared (A10.15)."""

    role = f.identifier()
    name = f.name(120)
    organisation = f.name(200)
    post = f.text(120)
    account_id = maybe_identifier()
    heads_organisation = fields.Boolean(load_default=False)
    near_relative = fields.Boolean(load_default=False)


class Phase(f.Strict):
    """A stage of the work (B-069)."""

    name = f.name(80)
    starts_on = f.day()
    ends_on = f.day()


class Indicator(f.Strict):
    """A quantified target (Y-086)."""

    name = f.name(80)
    unit = f.text(20)
    baseline = maybe_figure()
    target = maybe_figure()
    actual = maybe_figure()


class Milestone(f.Strict):
    """By ``due_on`` the project should stand at ``percent`` (B-064)."""

    name = f.name(120)
    due_on = f.day()
    percent = percent()
    critical = fields.Boolean(load_default=False)


class MilestoneView(Milestone):
    """A milestone and when it was reached."""

    done_on = f.optional_day()


class Schedule(f.Strict):
    """From 0 per cent on ``starts_on`` over the milestones to 100 per cent on ``ends_on`` (B-063)."""

    starts_on = f.day()
    ends_on = f.day()
    milestones = f.listed(Milestone, most=100, required=False, load_default=list)


class ScheduleView(f.Strict):
    """A schedule with what was reached."""

    starts_on = f.day()
    ends_on = f.day()
    milestones = f.listed(MilestoneView, most=100)
