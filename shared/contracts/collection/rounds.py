"""Requests and responses about notices, rounds, departments' tasks and campaigns."""

from __future__ import annotations

from marshmallow import fields

from shared.contracts import schemas as f
from shared.contracts.schemas import PageQuery, Strict

ROUND_STATES = ("open", "closed")
ROUND_STAGES = ("announced", "collecting", "ended", "closed")


class NoticeChannel(Strict):
    """A channel of the rulebook as the notice names it: ``open`` when the public enters there itself."""

    code = f.identifier()
    where = f.text(200)
    open = fields.Boolean(load_default=False)


class OpenRound(Strict):
    """A notice to the public; its issuer is the rulebook's ``collection.owner``."""

    cycle_id = f.identifier()
    title = f.name(200)
    scope = f.name(2000)
    contact = f.name(400)
    channels = f.listed(NoticeChannel, most=40, least=1)
    published_in = f.listed(f.name(80), most=20, required=False, load_default=list)
    starts_on = f.day()
    ends_on = f.day()


class RoundRef(Strict):
    """Which round."""

    round_id = f.identifier()


class RoundQuery(PageQuery):
    """Rounds, newest first."""

    cycle_id = f.optional_identifier()
    state = f.choice(*ROUND_STATES, required=False, load_default=None, allow_none=True)


class ChannelView(Strict):
    """A channel of a round."""

    code = f.identifier()
    name = f.name(60)
    layer = f.name(60)
    where = f.text(200)
    open = fields.Boolean(required=True)


class CategoryView(Strict):
    """A category of the rulebook."""

    code = f.identifier()
    name = f.name(60)


class RoundView(Strict):
    """A round, its notice, and what a form needs to enter a suggestion."""

    id = f.identifier()
    version = fields.Integer(required=True)
    cycle_id = f.identifier()
    number = f.count()
    title = f.name(200)
    scope = f.text(2000)
    contact = f.text(400)
    owner = f.name(120)
    starts_on = f.day()
    ends_on = f.day()
    published_on = f.day()
    published_in = fields.List(fields.String(), required=True)
    paper_id = f.identifier()
    state = f.choice(*ROUND_STATES)
    stage = f.choice(*ROUND_STAGES)
    closed_on = f.day(allow_none=True)
    channels = fields.List(fields.Nested(ChannelView), required=True)
    categories = fields.List(fields.Nested(CategoryView), required=True)


class SendTasks(Strict):
    """Ask departments to send in what they have in mind; ``channel`` is the one that answers count for."""

    round_id = f.identifier()
    departments = f.listed(f.name(80), most=300, least=1)
    channel = f.identifier()
    due_on = f.day()


class TaskView(Strict):
    """What one department was asked, and its answer."""

    id = f.identifier()
    version = fields.Integer(required=True)
    cycle_id = f.identifier()
    round_id = f.identifier()
    department = f.name(80)
    channel = f.identifier()
    sent_on = f.day()
    due_on = f.day()
    state = f.choice("sent", "replied")
    nil = fields.Boolean(required=True)
    items = f.count()
    replied_on = f.day(allow_none=True)
    late = fields.Boolean(required=True)


class TasksSent(Strict):
    """The tasks that were sent."""

    id = f.identifier()
    version = fields.Integer(required=True)
    sent = f.count()
    tasks = fields.List(fields.Nested(TaskView), required=True)


class TaskQuery(PageQuery):
    """Tasks; a department sees its own only."""

    cycle_id = f.optional_identifier()
    round_id = f.optional_identifier()
    state = f.choice("sent", "replied", required=False, load_default=None, allow_none=True)


class CoverageView(Strict):
    """Departments asked, replied, with items, nil, and those that have not replied."""

    asked = f.count()
    replied = f.count()
    nil = f.count()
    with_items = f.count()
    items = f.count()
    missing = fields.List(fields.String(), required=True)
    complete = fields.Boolean(required=True)


class RegisterCampaign(Strict):
    """A week of field research by deputies; deputies stand in it by code."""

    round_id = f.identifier()
    title = f.name(120)
    starts_on = f.day()
    ends_on = f.day()
    deputies = f.listed(f.name(20), most=400, required=False, load_default=list)
    places = f.listed(f.name(120), most=100, required=False, load_default=list)


class CampaignView(Strict):
    """A campaign."""

    id = f.identifier()
    version = fields.Integer(required=True)
    round_id = f.identifier()
    title = f.name(120)
    starts_on = f.day()
    ends_on = f.day()
    deputies = fields.List(fields.String(), required=True)
    places = fields.List(fields.String(), required=True)


class CampaignQuery(PageQuery):
    """Campaigns, newest first."""

    round_id = f.optional_identifier()
