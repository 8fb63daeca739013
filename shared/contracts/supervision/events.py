"""Facts that supervision publishes."""

from __future__ import annotations

from marshmallow import fields

from shared.contracts import schemas as f
from shared.contracts.papers import PaperRequested
from shared.contracts.supervision.common import PROJECT_STATES, maybe_identifier, percent
from shared.contracts.supervision.contract import CONTRACT


class ProjectListed(f.Strict):
    """A project stands in the ledger; ``candidate_id`` is null when it was imported."""

    project_id = f.identifier()
    cycle_id = f.identifier()
    year = f.count()
    track = f.name(60)
    candidate_id = maybe_identifier()
    code = f.identifier()
    name = f.name(200)
    implementer = f.text(200)
    principal_head = f.text(120)
    investment_fen = f.fen()
    suggestion_ids = f.listed(f.identifier(), most=1000)


class ProgressReported(f.Strict):
    """Progress was reported, in per cent, or the project was completed; the highest ``project_version`` holds."""

    project_id = f.identifier()
    project_version = f.count()
    cycle_id = f.identifier()
    reported_on = f.day()
    planned = percent()
    actual = percent()
    state = f.choice(*PROJECT_STATES)


class ReminderLetterChanged(f.Strict):
    """A reminder letter was issued, brought over, struck off or reopened.

    ``letter_version`` grows with each change: the highest is how the letter stands.
    """

    letter_id = f.identifier()
    letter_version = f.count()
    cycle_id = f.identifier()
    project_id = f.identifier()
    issued_on = f.day()
    struck_off = fields.Boolean(required=True)


PROJECT_LISTED = CONTRACT.event("project_listed", ProjectListed, "项目已列入监督台账")
PROGRESS_REPORTED = CONTRACT.event("progress_reported", ProgressReported, "项目进展已报告")
REMINDER_LETTER_CHANGED = CONTRACT.event(
    "reminder_letter_changed", ReminderLetterChanged, "监督提醒函已签发、销号或复开"
)
PAPER_REQUESTED = CONTRACT.event("paper_requested", PaperRequested, "请印发文件")
