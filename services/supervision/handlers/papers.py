"""Papers that supervision asks publication to issue; what stands in them, not how it looks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from services.supervision.domain.adjustment import Adjustment
from services.supervision.domain.event import SupervisionEvent
from services.supervision.domain.findings import FINDING_NAMES
from services.supervision.domain.letter import ReminderLetter
from services.supervision.domain.opinion import DeliberationOpinion
from services.supervision.domain.plan import SupervisionPlan
from services.supervision.domain.project import Project
from services.supervision.domain.project_state import PROJECT_LIFE
from shared.contracts.supervision import PAPER_REQUESTED
from shared.kernel.aggregate import Aggregate
from shared.kernel.clock import day_in_words
from shared.kernel.money import in_wan
from shared.persistence.unit_of_work import UnitOfWork

MOST_ADDRESSEE = 400
MOST_IN_BLOCK = 4000


def paragraphs(*texts: str) -> list[dict[str, Any]]:
    """One block a text; what is longer than a block goes on in the next."""
    return [
        {"kind": "paragraph", "text": text[start : start + MOST_IN_BLOCK]}
        for text in texts
        for start in range(0, len(text), MOST_IN_BLOCK)
    ]


def heading(text: str) -> dict[str, Any]:
    """A heading."""
    return {"kind": "heading", "text": text}


def table(header: list[str], rows: list[list[str]]) -> dict[str, Any]:
    """One table."""
    return {"kind": "table", "header": header, "rows": rows}


def request_paper(
    work: UnitOfWork,
    about: Aggregate,
    paper_id: str,
    *,
    cycle_id: str,
    kind: str,
    title: str,
    issuer: str,
    issued_on: date,
    blocks: list[dict[str, Any]],
    public: bool,
    addressee: str = "",
    channels: list[str] | None = None,
) -> None:
    """Ask for the paper that will have this id; ``issuer`` is by default the congress of the tenant."""
    payload = {
        "paper_id": paper_id,
        "cycle_id": cycle_id,
        "kind": kind,
        "title": title[:200],
        "issuer": issuer.strip() or f"{work.cycle(cycle_id).tenant_name}人大",
        "addressee": addressee[:MOST_ADDRESSEE],
        "issued_on": issued_on,
        "blocks": blocks,
        "public": public,
        "channels": channels or [],
        "about": {"kind": type(about).__name__, "id": about.id},
    }
    work.emit(PAPER_REQUESTED, payload, about=about)


def plan_blocks(
    plan: SupervisionPlan, body: str, adopted_on: date, projects: Iterable[Project]
) -> list[dict[str, Any]]:
    """The published plan (A10.3)."""
    rows = [
        [
            each.code,
            each.name,
            each.implementer,
            in_wan(each.investment_fen),
            each.period,
            each.departments.responsible_unit,
        ]
        for each in projects
    ]
    said = f"{day_in_words(adopted_on)}，{body}通过《{plan.title}》，将下列{len(rows)}件项目列入监督计划。"
    return [*paragraphs(said), table(["编号", "项目", "实施主体", "投资", "工期", "责任单位"], rows)]


def letter_blocks(letter: ReminderLetter, project: Project) -> list[dict[str, Any]]:
    """The reminder letter as it is handed over (B-066)."""
    due = day_in_words(letter.due_on) if letter.due_on else ""
    kind = FINDING_NAMES[letter.finding_class]
    return paragraphs(
        f"{letter.addressee_unit}{letter.addressee_person}：",
        f"在对“{project.name}”的监督中发现{kind}方面的问题：{letter.finding}",
        f"请按以下要求整改，并于{due}前报告整改结果：{letter.demand}",
    )


def opinion_blocks(opinion: DeliberationOpinion) -> list[dict[str, Any]]:
    """The deliberation opinion as it is sent (Y-060)."""
    due = day_in_words(opinion.reply_due) if opinion.reply_due else ""
    return paragraphs(*_numbered(opinion), f"请研究处理，并于{due}前书面报告研究处理情况。")


def reply_blocks(opinion: DeliberationOpinion) -> list[dict[str, Any]]:
    """The opinion and how it was handled, for the public (A10.14)."""
    return [
        heading("审议意见"),
        *paragraphs(*_numbered(opinion)),
        heading("研究处理情况"),
        *paragraphs(opinion.reply),
    ]


def adjustment_blocks(adjustment: Adjustment, project: Project) -> list[dict[str, Any]]:
    """The announcement of an adjustment (Q-15)."""
    decided = "；".join(
        f"{day_in_words(each.met_on)}{each.body}{each.action}" for each in adjustment.approvals
    )
    change = adjustment.change
    changed = [
        f"主要内容调整为：{change.content}" if change.content else "",
        f"投资额度调整为{in_wan(change.investment_fen)}" if change.investment_fen is not None else "",
        f"工期调整为{change.period}" if change.period else "",
    ]
    outcome = "；".join(each for each in changed if each) or "终止实施"
    return paragraphs(
        f"项目“{project.name}”（{project.code}）：{outcome}。",
        f"调整原因：{adjustment.reason}",
        f"办理程序：{decided}。",
    )


def circular_blocks(
    event: SupervisionEvent, projects: Iterable[Project], letters: int, open_letters: int, problems: int
) -> list[dict[str, Any]]:
    """How all projects stand (B-055)."""
    rows = [
        [
            each.code,
            each.name,
            PROJECT_LIFE.name(each.state),
            f"{each.planned}%",
            f"{each.actual}%",
            "滞后" if each.lagging else "",
        ]
        for each in projects
    ]
    return [
        *paragraphs(f"{event.name}：现将{len(rows)}件民生实事项目推进情况通报如下。"),
        table(["编号", "项目", "状态", "计划进度", "实际进度", "预警"], rows),
        *paragraphs(
            f"已交办监督提醒函{letters}份，其中{open_letters}份尚未销号；待解决协调事项{problems}件。"
        ),
    ]


def _numbered(opinion: DeliberationOpinion) -> list[str]:
    return [f"{number}. {each.text}" for number, each in enumerate(opinion.items, start=1)]
