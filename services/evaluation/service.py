"""evaluation on the bus."""

from __future__ import annotations

from typing import Any

from services.evaluation.handlers import (
    assessment,
    electronic,
    explanations,
    letters,
    links,
    onsite,
    opinions,
    overview,
    project_views,
    projects,
    reminders,
    residents,
    satisfaction,
)
from services.evaluation.persistence.store import STORE
from shared.contracts import evaluation as contract
from shared.contracts import supervision, voting
from shared.messaging.desk import Desk
from shared.messaging.entrypoints import command, consumes, query
from shared.messaging.service import Service
from shared.persistence.unit_of_work import UnitOfWork

Request = dict[str, Any]


class EvaluationService(Service):
    """Residents' ratings, opinion letters, assessment, satisfaction ratings and their consequences."""

    name = "evaluation"
    desk = Desk(STORE)

    @consumes(voting.ELECTRONIC_RATING_CLOSED)
    def note_electronic_rating_closed(self, work: UnitOfWork, fact: Request) -> None:
        electronic.note_closed(work, fact)

    @consumes(voting.ELECTRONIC_RATING_COUNTED)
    def note_electronic_rating_counted(self, work: UnitOfWork, fact: Request) -> None:
        electronic.note_counted(work, fact)

    @consumes(voting.ELECTRONIC_RATING_CANCELLED)
    def note_electronic_rating_cancelled(self, work: UnitOfWork, fact: Request) -> None:
        electronic.note_cancelled(work, fact)

    @consumes(supervision.PROJECT_LISTED)
    def note_project_listed(self, work: UnitOfWork, fact: Request) -> None:
        projects.note_project_listed(work, fact)

    @consumes(supervision.REMINDER_LETTER_CHANGED)
    def note_reminder_letter_changed(self, work: UnitOfWork, fact: Request) -> None:
        reminders.note_reminder_letter_changed(work, fact)

    @command(contract.ISSUE_RATING_LINKS)
    def issue_rating_links(self, work: UnitOfWork, request: Request) -> Any:
        return links.issue_rating_links(work, request)

    @query(contract.LIST_RATING_LINKS)
    def list_rating_links(self, work: UnitOfWork, request: Request) -> Any:
        return links.list_rating_links(work, request)

    @command(contract.RECORD_LINK_POSTINGS)
    def record_link_postings(self, work: UnitOfWork, request: Request) -> Any:
        return links.record_link_postings(work, request)

    @command(contract.CLOSE_RATING_LINKS)
    def close_rating_links(self, work: UnitOfWork, request: Request) -> Any:
        return links.close_rating_links(work, request)

    @query(contract.READ_RATING_LINK)
    def read_rating_link(self, work: UnitOfWork, request: Request) -> Any:
        return links.read_rating_link(work, request)

    @command(contract.RATE_PROJECT)
    def rate_project(self, work: UnitOfWork, request: Request) -> Any:
        return residents.rate_project(work, request)

    @command(contract.ERASE_DEVICE_TRACES)
    def erase_device_traces(self, work: UnitOfWork, request: Request) -> Any:
        return residents.erase_device_traces(work, request)

    @command(contract.RECORD_VENUE_SESSIONS)
    def record_venue_sessions(self, work: UnitOfWork, request: Request) -> Any:
        return residents.record_venue_sessions(work, request)

    @query(contract.LIST_VENUE_SESSIONS)
    def list_venue_sessions(self, work: UnitOfWork, request: Request) -> Any:
        return residents.list_venue_sessions(work, request)

    @query(contract.LIST_OPINIONS)
    def list_opinions(self, work: UnitOfWork, request: Request) -> Any:
        return opinions.list_opinions(work, request)

    @command(contract.FORWARD_OPINIONS)
    def forward_opinions(self, work: UnitOfWork, request: Request) -> Any:
        return opinions.forward_opinions(work, request)

    @command(contract.REVIEW_OPINIONS)
    def review_opinions(self, work: UnitOfWork, request: Request) -> Any:
        return opinions.review_opinions(work, request)

    @query(contract.LIST_PUBLIC_OPINIONS)
    def list_public_opinions(self, work: UnitOfWork, request: Request) -> Any:
        return opinions.list_public_opinions(work, request)

    @command(contract.DRAFT_LETTER)
    def draft_letter(self, work: UnitOfWork, request: Request) -> Any:
        return letters.draft_letter(work, request)

    @query(contract.LIST_LETTERS)
    def list_letters(self, work: UnitOfWork, request: Request) -> Any:
        return letters.list_letters(work, request)

    @command(contract.IMPORT_LETTERS)
    def import_letters(self, work: UnitOfWork, request: Request) -> Any:
        return letters.import_letters(work, request)

    @query(contract.LETTER_STATISTICS)
    def letter_statistics(self, work: UnitOfWork, request: Request) -> Any:
        return letters.letter_statistics(work, request)

    @query(contract.GET_LETTER)
    def get_letter(self, work: UnitOfWork, request: Request) -> Any:
        return letters.get_letter(work, request)

    @command(contract.ISSUE_LETTER)
    def issue_letter(self, work: UnitOfWork, request: Request) -> Any:
        return letters.issue_letter(work, request)

    @command(contract.ANSWER_LETTER_ITEMS)
    def answer_letter_items(self, work: UnitOfWork, request: Request) -> Any:
        return letters.answer_letter_items(work, request)

    @command(contract.CONFIRM_LETTER_ITEMS)
    def confirm_letter_items(self, work: UnitOfWork, request: Request) -> Any:
        return letters.confirm_letter_items(work, request)

    @command(contract.PREPARE_RATING)
    def prepare_rating(self, work: UnitOfWork, request: Request) -> Any:
        return satisfaction.prepare_rating(work, request)

    @query(contract.LIST_RATINGS)
    def list_ratings(self, work: UnitOfWork, request: Request) -> Any:
        return satisfaction.list_ratings(work, request)

    @query(contract.GET_RATING)
    def get_rating(self, work: UnitOfWork, request: Request) -> Any:
        return satisfaction.get_rating(work, request)

    @command(contract.RECORD_REPORT_HEARD)
    def record_report_heard(self, work: UnitOfWork, request: Request) -> Any:
        return satisfaction.record_report_heard(work, request)

    @command(contract.RECORD_DELEGATIONS_DELIBERATED)
    def record_delegations_deliberated(self, work: UnitOfWork, request: Request) -> Any:
        return satisfaction.record_delegations_deliberated(work, request)

    @command(contract.OPEN_RATING)
    def open_rating(self, work: UnitOfWork, request: Request) -> Any:
        return satisfaction.open_rating(work, request)

    @command(contract.RECORD_BALLOTS_ISSUED)
    def record_ballots_issued(self, work: UnitOfWork, request: Request) -> Any:
        return satisfaction.record_ballots_issued(work, request)

    @command(contract.RECORD_BALLOTS_RETURNED)
    def record_ballots_returned(self, work: UnitOfWork, request: Request) -> Any:
        return satisfaction.record_ballots_returned(work, request)

    @command(contract.GIVE_UP_ELECTRONIC_RATING)
    def give_up_electronic_rating(self, work: UnitOfWork, request: Request) -> Any:
        return satisfaction.give_up_electronic_rating(work, request)

    @command(contract.REPEAT_RATING)
    def repeat_rating(self, work: UnitOfWork, request: Request) -> Any:
        return satisfaction.repeat_rating(work, request)

    @command(contract.ENTER_TELLER_SHEET)
    def enter_teller_sheet(self, work: UnitOfWork, request: Request) -> Any:
        return satisfaction.enter_teller_sheet(work, request)

    @command(contract.DECLARE_RATING)
    def declare_rating(self, work: UnitOfWork, request: Request) -> Any:
        return satisfaction.declare_rating(work, request)

    @command(contract.PUBLISH_RATING)
    def publish_rating(self, work: UnitOfWork, request: Request) -> Any:
        return satisfaction.publish_rating(work, request)

    @query(contract.LIST_EXPLANATIONS)
    def list_explanations(self, work: UnitOfWork, request: Request) -> Any:
        return explanations.list_explanations(work, request)

    @command(contract.DELIVER_EXPLANATION)
    def deliver_explanation(self, work: UnitOfWork, request: Request) -> Any:
        return explanations.deliver_explanation(work, request)

    @command(contract.PUBLISH_EXPLANATION)
    def publish_explanation(self, work: UnitOfWork, request: Request) -> Any:
        return explanations.publish_explanation(work, request)

    @command(contract.DRAFT_ASSESSMENT_PLAN)
    def draft_assessment_plan(self, work: UnitOfWork, request: Request) -> Any:
        return assessment.draft_assessment_plan(work, request)

    @query(contract.LIST_ASSESSMENT_PLANS)
    def list_assessment_plans(self, work: UnitOfWork, request: Request) -> Any:
        return assessment.list_assessment_plans(work, request)

    @command(contract.AMEND_ASSESSMENT_PLAN)
    def amend_assessment_plan(self, work: UnitOfWork, request: Request) -> Any:
        return assessment.amend_assessment_plan(work, request)

    @command(contract.LOCK_ASSESSMENT_PLAN)
    def lock_assessment_plan(self, work: UnitOfWork, request: Request) -> Any:
        return assessment.lock_assessment_plan(work, request)

    @command(contract.SUBMIT_ASSESSMENT_REPORT)
    def submit_assessment_report(self, work: UnitOfWork, request: Request) -> Any:
        return assessment.submit_assessment_report(work, request)

    @query(contract.LIST_ASSESSMENT_REPORTS)
    def list_assessment_reports(self, work: UnitOfWork, request: Request) -> Any:
        return assessment.list_assessment_reports(work, request)

    @command(contract.ANSWER_ASSESSMENT_OPINIONS)
    def answer_assessment_opinions(self, work: UnitOfWork, request: Request) -> Any:
        return assessment.answer_assessment_opinions(work, request)

    @command(contract.OPEN_ONSITE_SCORING)
    def open_onsite_scoring(self, work: UnitOfWork, request: Request) -> Any:
        return onsite.open_onsite_scoring(work, request)

    @query(contract.LIST_ONSITE_SCORINGS)
    def list_onsite_scorings(self, work: UnitOfWork, request: Request) -> Any:
        return onsite.list_onsite_scorings(work, request)

    @command(contract.RECORD_ONSITE_SCORES)
    def record_onsite_scores(self, work: UnitOfWork, request: Request) -> Any:
        return onsite.record_onsite_scores(work, request)

    @command(contract.CLOSE_ONSITE_SCORING)
    def close_onsite_scoring(self, work: UnitOfWork, request: Request) -> Any:
        return onsite.close_onsite_scoring(work, request)

    @command(contract.CHOOSE_ADVANCED_UNIT)
    def choose_advanced_unit(self, work: UnitOfWork, request: Request) -> Any:
        return onsite.choose_advanced_unit(work, request)

    @query(contract.LIST_ADVANCED_UNITS)
    def list_advanced_units(self, work: UnitOfWork, request: Request) -> Any:
        return onsite.list_advanced_units(work, request)

    @query(contract.LIST_RATED_PROJECTS)
    def list_rated_projects(self, work: UnitOfWork, request: Request) -> Any:
        return projects.list_rated_projects(work, request)

    @query(contract.GET_PROJECT_EVALUATION)
    def get_project_evaluation(self, work: UnitOfWork, request: Request) -> Any:
        return project_views.get_project_evaluation(work, request)

    @query(contract.TRACE_PROJECT)
    def trace_project(self, work: UnitOfWork, request: Request) -> Any:
        return project_views.trace_project(work, request)

    @query(contract.GET_REVIEW_SHEET)
    def get_review_sheet(self, work: UnitOfWork, request: Request) -> Any:
        return project_views.get_review_sheet(work, request)

    @query(contract.EXPORT_PERFORMANCE)
    def export_performance(self, work: UnitOfWork, request: Request) -> Any:
        return overview.export_performance(work, request)

    @query(contract.SATISFACTION_TREND)
    def satisfaction_trend(self, work: UnitOfWork, request: Request) -> Any:
        return overview.satisfaction_trend(work, request)

    @query(contract.LIST_OBLIGATIONS)
    def list_obligations(self, work: UnitOfWork, request: Request) -> Any:
        return overview.list_obligations(work, request)
