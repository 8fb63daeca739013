"""Requests and views of government reports and deliberation opinions."""

from __future__ import annotations

from shared.contracts import schemas as f
from shared.contracts.supervision.common import (
    issuer,
    maybe_identifier,
    said,
)
from shared.contracts.supervision.projects import CycleRef

OPINION_ACTS = ("approve", "send", "reply", "assess", "publish")
OPINION_STATES = ("compiled", "approved", "sent", "replied", "assessed", "published")


class SubmitReport(CycleRef):
    """A government office submits a report (Y-055, Y-059)."""

    title = f.name(200)
    author = f.name(120)
    submitted_on = f.day()
    event_id = maybe_identifier()
    text = said(20_000)


class HearReport(f.Strict):
    """A report was heard, and deliberated on."""

    report_id = f.identifier()
    heard_on = f.day()
    body = f.name(80)
    deliberation = f.text(20_000)


class ReportQuery(f.PageQuery):
    """Reports or opinions of a cycle."""

    cycle_id = f.identifier()


class ReportView(f.Reference):
    """A government report."""

    cycle_id = f.identifier()
    title = f.name(200)
    author = f.name(120)
    submitted_on = f.day()
    event_id = maybe_identifier()
    heard_on = f.optional_day()
    heard_by = f.text(80)
    deliberation = f.text(20_000)
    text = f.text(20_000)


class OpinionItem(f.Strict):
    """One opinion and the projects it speaks of."""

    project_ids = f.listed(f.identifier(), most=200, required=False, load_default=list)
    text = said()


class CompileOpinion(f.Strict):
    """Opinions formed on a report, to the government and each competent department (Y-060)."""

    report_id = f.identifier()
    title = f.name(200)
    government = f.name(120)
    departments = f.listed(f.name(200), most=100, least=1)
    items = f.listed(OpinionItem, most=100, least=1)
    compiled_on = f.day()


class StepOpinion(f.Strict):
    """One act on an opinion (A10.14): agreed, sent, replied to, assessed by a committee, published."""

    opinion_id = f.identifier()
    act = f.choice(*OPINION_ACTS)
    taken_on = f.day()
    body = f.name(120)
    issuer = issuer()
    text = f.text(20_000)


class OpinionStepView(f.Strict):
    """An act on an opinion that was done."""

    act = f.choice(*OPINION_ACTS)
    taken_on = f.day()
    body = f.name(120)
    text = f.text(20_000)


class OpinionView(f.Reference):
    """A deliberation opinion."""

    cycle_id = f.identifier()
    report_id = f.identifier()
    title = f.name(200)
    government = f.name(120)
    departments = f.listed(f.name(200), most=100)
    items = f.listed(OpinionItem, most=100)
    state = f.choice(*OPINION_STATES)
    compiled_on = f.day()
    sent_on = f.optional_day()
    reply_due = f.optional_day()
    replied_on = f.optional_day()
    reply = f.text(20_000)
    paper_id = maybe_identifier()
    steps = f.listed(OpinionStepView, most=20)
