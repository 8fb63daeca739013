"""Facts that supervision publishes."""

from __future__ import annotations

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
    """Progress was reported, in per cent."""

    project_id = f.identifier()
    reported_on = f.day()
    planned = percent()
    actual = percent()
    state = f.choice(*PROJECT_STATES)


PROJECT_LISTED = CONTRACT.event("project_listed", ProjectListed, "项目已列入监督台账")
PROGRESS_REPORTED = CONTRACT.event("progress_reported", ProgressReported, "项目进展已报告")
PAPER_REQUESTED = CONTRACT.event("paper_requested", PaperRequested, "请印发文件")
