"""Requests and views of the calendar and its events."""

from __future__ import annotations

from marshmallow import fields

from shared.contracts import schemas as f
from shared.contracts.supervision.common import (
    FINDING_CLASSES,
    channels,
    issuer,
    maybe_identifier,
    said,
)
from shared.contracts.supervision.projects import CycleRef, ProjectRef

EVENT_STATES = ("scheduled", "overdue", "done")


class CalendarAdvanced(f.Strict):
    """What the clock brought: events that appeared, and events that are now overdue."""

    created = f.count()
    overdue = f.count()
    advanced_to = f.day()


class ScheduleEvent(CycleRef):
    """An event beside the fixed calendar (Y-080)."""

    code = f.identifier()
    name = f.name(120)
    due_on = f.day()


class EventRef(f.Strict):
    """One event."""

    event_id = f.identifier()


class Participants(f.Strict):
    """How many of a kind came; no names."""

    kind = f.name(80)
    count = f.count(most=10_000)


class Finding(ProjectRef):
    """What was seen at one project (Y-053)."""

    finding_class = f.choice(*FINDING_CLASSES)
    text = said()


class Commitment(f.Strict):
    """What a government leader promised (Y-056); the speaker is an office, not a name."""

    speaker = f.name(80)
    due_on = f.optional_day()
    text = said()


class Inquiry(f.Strict):
    """A question to a department (Y-057); ``answer`` may come later."""

    asker_kind = f.name(40)
    department = f.name(200)
    project_id = maybe_identifier()
    question = said()
    answer = f.text()
    follow_up = f.text()


class RecordEvent(EventRef):
    """An event took place. ``on_site`` counts as a visit to each project with a finding (Y-085)."""

    held_on = f.day()
    venue = f.text(200)
    route = f.text()
    on_site = fields.Boolean(load_default=False)
    participants = f.listed(Participants, most=50, required=False, load_default=list)
    findings = f.listed(Finding, most=500, required=False, load_default=list)
    minutes = f.text(20_000)
    symposium = f.text(20_000)
    commitments = f.listed(Commitment, most=100, required=False, load_default=list)
    inquiries = f.listed(Inquiry, most=200, required=False, load_default=list)


class SettleCommitment(EventRef):
    """A commitment was kept or otherwise ended."""

    commitment_id = f.identifier()
    settled_on = f.day()
    outcome = said()


class AnswerInquiry(EventRef):
    """A department answers after the event."""

    inquiry_id = f.identifier()
    answered_on = f.day()
    answer = said()
    follow_up = f.text()


class IssueCircular(EventRef):
    """The circular on an event that was held (B-055)."""

    issued_on = f.day()
    public = fields.Boolean(load_default=False)
    addressee = f.text(400)
    issuer = issuer()
    channels = channels()


class EventQuery(f.PageQuery):
    """Events by cycle, state or code, by due date."""

    cycle_id = f.identifier()
    state = f.choice(*EVENT_STATES, required=False, load_default=None)
    code = f.identifier(required=False, load_default=None)


class EventBrief(f.Reference):
    """An event in the calendar."""

    cycle_id = f.identifier()
    code = f.identifier()
    name = f.name(120)
    every = f.name(20)
    period = f.name(60)
    due_on = f.day()
    state = f.choice(*EVENT_STATES)
    held_on = f.optional_day()
    late = fields.Boolean(required=True)
    project_ids = f.listed(f.identifier(), most=500)


class CommitmentView(Commitment):
    """A commitment and what became of it."""

    id = f.identifier()
    settled_on = f.optional_day()
    outcome = f.text()


class InquiryView(Inquiry):
    """An inquiry and when it was answered."""

    id = f.identifier()
    answered_on = f.optional_day()


class EventFile(EventBrief):
    """All that was recorded of an event."""

    venue = f.text(200)
    route = f.text()
    participants = f.listed(Participants, most=50)
    findings = f.listed(Finding, most=500)
    minutes = f.text(20_000)
    symposium = f.text(20_000)
    commitments = f.listed(CommitmentView, most=100)
    inquiries = f.listed(InquiryView, most=200)
    circular_paper_id = maybe_identifier()


class Upcoming(f.Strict):
    """An event that the rulebook will bring."""

    code = f.identifier()
    name = f.name(120)
    every = f.name(20)
    period = f.name(20)
    due_on = f.day()


class CalendarView(f.Strict):
    """The calendar of a cycle: overdue and open events, and what is still to come."""

    started_on = f.optional_day()
    advanced_to = f.optional_day()
    done = f.count()
    overdue = f.listed(EventBrief, most=1000)
    scheduled = f.listed(EventBrief, most=1000)
    upcoming = f.listed(Upcoming, most=1000)
