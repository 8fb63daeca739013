"""Government reports and deliberation opinions (Y-055, Y-058 … Y-060, A10.14)."""

from __future__ import annotations

from typing import Any

from services.supervision.domain.event import SupervisionEvent
from services.supervision.domain.opinion import (
    DeliberationOpinion,
    GovernmentReport,
    OpinionAct,
    OpinionItem,
    ReportNotHeard,
    reply_months,
)
from services.supervision.handlers import papers
from services.supervision.handlers.desk_work import Projects
from shared.kernel.identity import new_id
from shared.persistence.unit_of_work import UnitOfWork


def submit_report(work: UnitOfWork, request: dict[str, Any]) -> GovernmentReport:
    """A government office submits its report."""
    work.cycle(request["cycle_id"])
    if request["event_id"]:
        work.get(SupervisionEvent, request["event_id"])
    report = GovernmentReport(id=new_id(), **request)
    work.add(report)
    return report


def hear_report(work: UnitOfWork, request: dict[str, Any]) -> GovernmentReport:
    """It was heard and deliberated on."""
    report = work.get(GovernmentReport, request["report_id"])
    report.hear(request["heard_on"], request["body"], request["deliberation"])
    work.save(report)
    return report


def list_reports(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """Reports of a cycle."""
    return work.page(GovernmentReport, page=request, cycle_id=request["cycle_id"])


def compile_opinion(work: UnitOfWork, request: dict[str, Any]) -> DeliberationOpinion:
    """Opinions on a report that was heard, to the government and each competent department (Y-060)."""
    report = work.get(GovernmentReport, request["report_id"])
    if report.heard_on is None:
        raise ReportNotHeard(title=report.title)
    opinion = DeliberationOpinion(
        id=new_id(),
        cycle_id=report.cycle_id,
        report_id=report.id,
        title=request["title"],
        government=request["government"],
        departments=list(dict.fromkeys(request["departments"])),
        items=[OpinionItem(each["text"], each["project_ids"]) for each in request["items"]],
        compiled_on=request["compiled_on"],
    )
    projects = Projects(work)
    named = [projects.get(project_id) for item in opinion.items for project_id in item.project_ids]
    opinion.check_recipients(each.departments.lead for each in named)
    work.add(opinion)
    return opinion


def step_opinion(work: UnitOfWork, request: dict[str, Any]) -> DeliberationOpinion:
    """One act on an opinion; sending it and publishing it make papers."""
    opinion = work.get(DeliberationOpinion, request["opinion_id"])
    act, on = OpinionAct(request["act"]), request["taken_on"]
    months = reply_months(work.rulebook(opinion.cycle_id))
    opinion.take(act, on, request["body"], request["text"], months)
    if act is OpinionAct.SEND:
        opinion.paper_id = new_id()
        papers.request_paper(
            work,
            opinion,
            opinion.paper_id,
            cycle_id=opinion.cycle_id,
            kind="deliberation_opinion",
            title=opinion.title,
            issuer=request["issuer"],
            issued_on=on,
            blocks=papers.opinion_blocks(opinion),
            public=False,
            addressee=_addressee(opinion),
        )
    elif act is OpinionAct.PUBLISH:
        papers.request_paper(
            work,
            opinion,
            new_id(),
            cycle_id=opinion.cycle_id,
            kind="posting",
            title=f"{opinion.title}及研究处理情况",
            issuer=request["issuer"],
            issued_on=on,
            blocks=papers.reply_blocks(opinion),
            public=True,
        )
    work.save(opinion)
    return opinion


def list_opinions(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """Opinions of a cycle."""
    return work.page(DeliberationOpinion, page=request, cycle_id=request["cycle_id"])


def _addressee(opinion: DeliberationOpinion) -> str:
    whole = "、".join(opinion.recipients)
    if len(whole) <= papers.MOST_ADDRESSEE:
        return whole
    return f"{opinion.government}及{len(opinion.departments)}个项目主管部门"
