"""Departments are asked, and answer with items or with nothing (Y-020)."""

from __future__ import annotations

from typing import Any

from services.collection.domain.intake import IntakeRules
from services.collection.domain.round import Round
from services.collection.domain.sheet import Draft, each_row
from services.collection.domain.suggestion import ProposerKind, Suggestion
from services.collection.domain.task import Coverage, DepartmentAskedTwice, NotYourTask, ReplyTask
from services.collection.handlers.recording import make_draft, record, typed_in_by
from services.collection.handlers.rounds import given, rules_of
from services.collection.handlers.suggestions import CLERKS
from shared.kernel.errors import NotFound
from shared.kernel.identity import new_id
from shared.persistence.unit_of_work import UnitOfWork


def send_tasks(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """Ask departments; each has one task a round."""
    round_ = work.get(Round, request["round_id"])
    round_.check_may_ask()
    rules_of(work, round_.cycle_id).channel(request["channel"])
    departments: list[str] = request["departments"]
    asked = {each.department for each in work.all(ReplyTask, round_id=round_.id)}
    twice = [each for each in departments if each in asked]
    twice += [each for each in dict.fromkeys(departments) if departments.count(each) > 1]
    if twice:
        raise DepartmentAskedTwice(names="、".join(twice))
    tasks = [
        ReplyTask(
            id=new_id(),
            cycle_id=round_.cycle_id,
            round_id=round_.id,
            department=department,
            channel=request["channel"],
            sent_on=work.today,
            due_on=request["due_on"],
        )
        for department in departments
    ]
    work.add_all(tasks)
    return {"id": round_.id, "version": round_.version, "sent": len(tasks), "tasks": tasks}


def reply_task(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """One department's answer, by itself or by a clerk for it."""
    task = work.get(ReplyTask, request["task_id"])
    if not work.actor.has_any(CLERKS):
        task.check_answerable_by(work.actor.unit)
    round_ = work.get(Round, task.round_id)
    suggestions = _reply(work, round_, [(task, request)])
    return {
        "id": task.id,
        "version": task.version,
        "recorded": len(suggestions),
        "receipts": [{"id": s.id, "version": s.version, "receipt": s.receipt} for s in suggestions],
    }


def record_replies(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """The answers of many departments from one sheet; all of it or nothing."""
    round_ = work.get(Round, request["round_id"])
    tasks = {each.department: each for each in work.all(ReplyTask, round_id=round_.id)}

    def task_of(reply: dict[str, Any]) -> tuple[ReplyTask, dict[str, Any]]:
        task = tasks.get(reply["department"])
        if task is None:
            raise NotFound(kind="部门征集任务", id=reply["department"])
        return task, reply

    suggestions = _reply(work, round_, each_row(request["replies"], task_of))
    return {
        "id": round_.id,
        "version": round_.version,
        "recorded": len(suggestions),
        "receipts": [{"id": s.id, "version": s.version, "receipt": s.receipt} for s in suggestions],
    }


def list_tasks(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """Tasks; a department sees its own."""
    filters = given(request, "cycle_id", "round_id", "state")
    if not work.actor.has_any(CLERKS):
        if work.actor.unit is None:
            raise NotYourTask(department="各部门")
        filters["department"] = work.actor.unit
    return work.page(ReplyTask, page=request, **filters)


def get_coverage(work: UnitOfWork, request: dict[str, Any]) -> Coverage:
    """Who was asked, who replied, who has not."""
    round_ = work.get(Round, request["round_id"])
    return Coverage.of(work.all(ReplyTask, round_id=round_.id))


def _reply(
    work: UnitOfWork, round_: Round, replies: list[tuple[ReplyTask, dict[str, Any]]]
) -> list[Suggestion]:
    round_.check_may_enter()
    rules = rules_of(work, round_.cycle_id)

    def checked(each: tuple[ReplyTask, dict[str, Any]]) -> list[Draft]:
        task, reply = each
        task.reply(reply["nil"], len(reply["entries"]), work.today)
        return _drafts(work, rules, round_, task, reply["entries"])

    drafts = [draft for made in each_row(replies, checked) for draft in made]
    for task in {task.id: task for task, _ in replies}.values():
        work.save(task)
    return record(work, round_, drafts)


def _drafts(
    work: UnitOfWork, rules: IntakeRules, round_: Round, task: ReplyTask, entries: list[dict[str, Any]]
) -> list[Draft]:
    def checked(entry: dict[str, Any]) -> Draft:
        provenance = typed_in_by(work, entry, ProposerKind.DEPARTMENT, task.department)
        provenance.task_id = task.id
        draft = make_draft(work, {**entry, "channel": task.channel}, provenance)
        draft.check(rules, round_, (), work.today)
        return draft

    return each_row(entries, checked)
