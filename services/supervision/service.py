"""supervision on the bus."""

from __future__ import annotations

from typing import Any

from services.supervision.handlers import (
    adjustments,
    calendar,
    ledger,
    letters,
    obligations,
    opinions,
    people,
    plans,
    progress,
    project_pages,
    visits,
)
from services.supervision.persistence.store import STORE
from shared.contracts import supervision as contract
from shared.contracts.congress import DAY_BEGUN
from shared.contracts.voting import RESULT_ANNOUNCED
from shared.messaging.desk import Desk
from shared.messaging.entrypoints import command, consumes, query
from shared.messaging.service import Service
from shared.persistence.unit_of_work import UnitOfWork

Request = dict[str, Any]


class SupervisionService(Service):
    """Projects from the plan to the archive, and all that watches over them."""

    name = "supervision"
    desk = Desk(STORE)

    @consumes(DAY_BEGUN)
    def note_day_begun(self, work: UnitOfWork, fact: Request) -> None:
        calendar.keep_up(work, [fact["cycle_id"]])

    @consumes(RESULT_ANNOUNCED)
    def note_result_announced(self, work: UnitOfWork, fact: Request) -> None:
        plans.note_result_announced(work, fact)

    @command(contract.ADOPT_PLAN)
    def adopt_plan(self, work: UnitOfWork, request: Request) -> Any:
        return plans.adopt_plan(work, request)

    @query(contract.LIST_PLANS)
    def list_plans(self, work: UnitOfWork, request: Request) -> Any:
        return plans.list_plans(work, request)

    @query(contract.GET_PLAN)
    def get_plan(self, work: UnitOfWork, request: Request) -> Any:
        return plans.get_plan(work, request)

    @command(contract.IMPORT_PROJECTS)
    def import_projects(self, work: UnitOfWork, request: Request) -> Any:
        return plans.import_projects(work, request)

    @query(contract.LIST_PROJECTS)
    def list_projects(self, work: UnitOfWork, request: Request) -> Any:
        return project_pages.list_projects(work, request)

    @query(contract.GET_PROJECT)
    def get_project(self, work: UnitOfWork, request: Request) -> Any:
        return project_pages.get_project(work, request)

    @query(contract.GET_PROJECT_FILE)
    def get_project_file(self, work: UnitOfWork, request: Request) -> Any:
        return project_pages.get_project_file(work, request)

    @query(contract.MY_PROJECTS)
    def my_projects(self, work: UnitOfWork, request: Request) -> Any:
        return project_pages.my_projects(work, request)

    @query(contract.GET_WALL_CHART)
    def get_wall_chart(self, work: UnitOfWork, request: Request) -> Any:
        return project_pages.get_wall_chart(work, request)

    @query(contract.TRACE_PROJECTS)
    def trace_projects(self, work: UnitOfWork, request: Request) -> Any:
        return project_pages.trace_projects(work, request)

    @command(contract.ASSIGN_DEPARTMENTS)
    def assign_departments(self, work: UnitOfWork, request: Request) -> Any:
        return people.assign_departments(work, request)

    @command(contract.ASSIGN_SUPERVISION)
    def assign_supervision(self, work: UnitOfWork, request: Request) -> Any:
        return people.assign_supervision(work, request)

    @command(contract.ASSIGN_WATCHERS)
    def assign_watchers(self, work: UnitOfWork, request: Request) -> Any:
        return people.assign_watchers(work, request)

    @command(contract.FORM_TASK_FORCES)
    def form_task_forces(self, work: UnitOfWork, request: Request) -> Any:
        return people.form_task_forces(work, request)

    @command(contract.CHANGE_TASK_FORCE)
    def change_task_force(self, work: UnitOfWork, request: Request) -> Any:
        return people.change_task_force(work, request)

    @command(contract.DESCRIBE_PROJECTS)
    def describe_projects(self, work: UnitOfWork, request: Request) -> Any:
        return progress.describe_projects(work, request)

    @command(contract.SET_SCHEDULES)
    def set_schedules(self, work: UnitOfWork, request: Request) -> Any:
        return progress.set_schedules(work, request)

    @command(contract.START_PROJECTS)
    def start_projects(self, work: UnitOfWork, request: Request) -> Any:
        return progress.start_projects(work, request)

    @command(contract.REACH_MILESTONE)
    def reach_milestone(self, work: UnitOfWork, request: Request) -> Any:
        return progress.reach_milestone(work, request)

    @command(contract.REPORT_PROGRESS)
    def report_progress(self, work: UnitOfWork, request: Request) -> Any:
        return progress.report_progress(work, request)

    @command(contract.COMPLETE_PROJECTS)
    def complete_projects(self, work: UnitOfWork, request: Request) -> Any:
        return progress.complete_projects(work, request)

    @command(contract.ARCHIVE_PROJECTS)
    def archive_projects(self, work: UnitOfWork, request: Request) -> Any:
        return progress.archive_projects(work, request)

    @query(contract.LIST_LEDGER)
    def list_ledger(self, work: UnitOfWork, request: Request) -> Any:
        return ledger.list_ledger(work, request)

    @command(contract.ADD_LEDGER_ENTRY)
    def add_ledger_entry(self, work: UnitOfWork, request: Request) -> Any:
        return ledger.add_ledger_entry(work, request)

    @command(contract.CORRECT_LEDGER_ENTRY)
    def correct_ledger_entry(self, work: UnitOfWork, request: Request) -> Any:
        return ledger.correct_ledger_entry(work, request)

    @command(contract.ADVANCE_CALENDAR)
    def advance_calendar(self, work: UnitOfWork, request: Request) -> Any:
        return calendar.advance_calendar(work, request)

    @query(contract.GET_CALENDAR)
    def get_calendar(self, work: UnitOfWork, request: Request) -> Any:
        return calendar.get_calendar(work, request)

    @command(contract.SCHEDULE_EVENT)
    def schedule_event(self, work: UnitOfWork, request: Request) -> Any:
        return calendar.schedule_event(work, request)

    @query(contract.LIST_EVENTS)
    def list_events(self, work: UnitOfWork, request: Request) -> Any:
        return calendar.list_events(work, request)

    @query(contract.GET_EVENT)
    def get_event(self, work: UnitOfWork, request: Request) -> Any:
        return calendar.get_event(work, request)

    @command(contract.RECORD_EVENT)
    def record_event(self, work: UnitOfWork, request: Request) -> Any:
        return calendar.record_event(work, request)

    @command(contract.SETTLE_COMMITMENT)
    def settle_commitment(self, work: UnitOfWork, request: Request) -> Any:
        return calendar.settle_commitment(work, request)

    @command(contract.ANSWER_INQUIRY)
    def answer_inquiry(self, work: UnitOfWork, request: Request) -> Any:
        return calendar.answer_inquiry(work, request)

    @command(contract.ISSUE_CIRCULAR)
    def issue_circular(self, work: UnitOfWork, request: Request) -> Any:
        return calendar.issue_circular(work, request)

    @command(contract.SUBMIT_REPORT)
    def submit_report(self, work: UnitOfWork, request: Request) -> Any:
        return opinions.submit_report(work, request)

    @command(contract.HEAR_REPORT)
    def hear_report(self, work: UnitOfWork, request: Request) -> Any:
        return opinions.hear_report(work, request)

    @query(contract.LIST_REPORTS)
    def list_reports(self, work: UnitOfWork, request: Request) -> Any:
        return opinions.list_reports(work, request)

    @command(contract.COMPILE_OPINION)
    def compile_opinion(self, work: UnitOfWork, request: Request) -> Any:
        return opinions.compile_opinion(work, request)

    @command(contract.STEP_OPINION)
    def step_opinion(self, work: UnitOfWork, request: Request) -> Any:
        return opinions.step_opinion(work, request)

    @query(contract.LIST_OPINIONS)
    def list_opinions(self, work: UnitOfWork, request: Request) -> Any:
        return opinions.list_opinions(work, request)

    @command(contract.DRAFT_LETTERS)
    def draft_letters(self, work: UnitOfWork, request: Request) -> Any:
        return letters.draft_letters(work, request)

    @command(contract.IMPORT_LETTERS)
    def import_letters(self, work: UnitOfWork, request: Request) -> Any:
        return letters.import_letters(work, request)

    @command(contract.STEP_LETTERS)
    def step_letters(self, work: UnitOfWork, request: Request) -> Any:
        return letters.step_letters(work, request)

    @query(contract.LIST_LETTERS)
    def list_letters(self, work: UnitOfWork, request: Request) -> Any:
        return letters.list_letters(work, request)

    @query(contract.GET_LETTER)
    def get_letter(self, work: UnitOfWork, request: Request) -> Any:
        return letters.get_letter(work, request)

    @query(contract.COUNT_LETTERS)
    def count_letters(self, work: UnitOfWork, request: Request) -> Any:
        return letters.count_letters(work, request)

    @command(contract.RECORD_VISITS)
    def record_visits(self, work: UnitOfWork, request: Request) -> Any:
        return visits.record_visits(work, request)

    @query(contract.LIST_VISITS)
    def list_visits(self, work: UnitOfWork, request: Request) -> Any:
        return visits.list_visits(work, request)

    @query(contract.GET_VISIT_DAYS)
    def get_visit_days(self, work: UnitOfWork, request: Request) -> Any:
        return visits.get_visit_days(work, request)

    @query(contract.LIST_OBLIGATIONS)
    def list_obligations(self, work: UnitOfWork, request: Request) -> Any:
        return obligations.list_obligations(work, request)

    @command(contract.RAISE_PROBLEM)
    def raise_problem(self, work: UnitOfWork, request: Request) -> Any:
        return visits.raise_problem(work, request)

    @command(contract.SOLVE_PROBLEM)
    def solve_problem(self, work: UnitOfWork, request: Request) -> Any:
        return visits.solve_problem(work, request)

    @query(contract.LIST_PROBLEMS)
    def list_problems(self, work: UnitOfWork, request: Request) -> Any:
        return visits.list_problems(work, request)

    @command(contract.REQUEST_ADJUSTMENT)
    def request_adjustment(self, work: UnitOfWork, request: Request) -> Any:
        return adjustments.request_adjustment(work, request)

    @command(contract.DECIDE_ADJUSTMENT)
    def decide_adjustment(self, work: UnitOfWork, request: Request) -> Any:
        return adjustments.decide_adjustment(work, request)

    @command(contract.ANNOUNCE_ADJUSTMENT)
    def announce_adjustment(self, work: UnitOfWork, request: Request) -> Any:
        return adjustments.announce_adjustment(work, request)

    @query(contract.LIST_ADJUSTMENTS)
    def list_adjustments(self, work: UnitOfWork, request: Request) -> Any:
        return adjustments.list_adjustments(work, request)
