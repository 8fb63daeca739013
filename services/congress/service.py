"""congress on the bus."""

from __future__ import annotations

from typing import Any

from services.congress.handlers import accounts, cycles, documents, oversight, records, rolls, tenants
from services.congress.persistence.store import STORE
from shared.contracts import congress as contract
from shared.contracts import evaluation, screening, supervision, voting
from shared.messaging.desk import Desk
from shared.messaging.entrypoints import command, consumes, query
from shared.messaging.service import Service
from shared.persistence.unit_of_work import UnitOfWork

Request = dict[str, Any]


class CongressService(Service):
    """Tenants, people, rulebooks and cycles."""

    name = "congress"
    desk = Desk(STORE)

    @command(contract.REGISTER_TENANT)
    def register_tenant(self, work: UnitOfWork, request: Request) -> Any:
        return tenants.register_tenant(work, request)

    @query(contract.LIST_TENANTS)
    def list_tenants(self, work: UnitOfWork, request: Request) -> Any:
        return tenants.list_tenants(work, request)

    @consumes(screening.LIST_FROZEN)
    def note_list_frozen(self, work: UnitOfWork, fact: Request) -> None:
        oversight.note_list_frozen(work, fact)

    @consumes(voting.RESULT_ANNOUNCED)
    def note_result_announced(self, work: UnitOfWork, fact: Request) -> None:
        oversight.note_result_announced(work, fact)

    @consumes(supervision.PROJECT_LISTED)
    def note_project_listed(self, work: UnitOfWork, fact: Request) -> None:
        oversight.note_project_listed(work, fact)

    @consumes(supervision.PROGRESS_REPORTED)
    def note_progress_reported(self, work: UnitOfWork, fact: Request) -> None:
        oversight.note_progress_reported(work, fact)

    @consumes(evaluation.RATING_DECLARED)
    def note_rating_declared(self, work: UnitOfWork, fact: Request) -> None:
        oversight.note_rating_declared(work, fact)

    @consumes(contract.YEAR_TOLD)
    def note_year_told(self, work: UnitOfWork, fact: Request) -> None:
        oversight.note_year_told(work, fact)

    @query(contract.LIST_CHILDREN)
    def list_children(self, work: UnitOfWork, request: Request) -> Any:
        return oversight.list_children(work, request)

    @command(contract.MOVE_CLOCK)
    def move_clock(self, work: UnitOfWork, request: Request) -> Any:
        return tenants.move_clock(work, request)

    @command(contract.CREATE_ACCOUNTS)
    def create_accounts(self, work: UnitOfWork, request: Request) -> Any:
        return accounts.create_accounts(work, request)

    @query(contract.LIST_ACCOUNTS)
    def list_accounts(self, work: UnitOfWork, request: Request) -> Any:
        return accounts.list_accounts(work, request)

    @command(contract.SIGN_IN)
    def sign_in(self, work: UnitOfWork, request: Request) -> Any:
        return accounts.sign_in(work, request)

    @command(contract.SIGN_OUT)
    def sign_out(self, work: UnitOfWork, request: Request) -> Any:
        return accounts.sign_out(work, request)

    @command(contract.CHANGE_PASSWORD)
    def change_password(self, work: UnitOfWork, request: Request) -> Any:
        return accounts.change_password(work, request)

    @command(contract.END_ACCOUNT_SESSIONS)
    def end_account_sessions(self, work: UnitOfWork, request: Request) -> Any:
        return accounts.end_account_sessions(work, request)

    @query(contract.OPEN_CALL)
    def open_call(self, work: UnitOfWork, request: Request) -> Any:
        return accounts.open_call(work, request)

    @command(contract.IMPORT_ROLL)
    def import_roll(self, work: UnitOfWork, request: Request) -> Any:
        return rolls.import_roll(work, request)

    @command(contract.IMPORT_ROLL_WORKBOOK)
    def import_roll_workbook(self, work: UnitOfWork, request: Request) -> Any:
        return rolls.import_roll_workbook(work, request)

    @query(contract.GET_ROLL_WORKBOOK)
    def get_roll_workbook(self, work: UnitOfWork, request: Request) -> Any:
        return rolls.get_roll_workbook(work, request)

    @command(contract.VACATE_SEATS)
    def vacate_seats(self, work: UnitOfWork, request: Request) -> Any:
        return rolls.vacate_seats(work, request)

    @command(contract.REINSTATE_SEATS)
    def reinstate_seats(self, work: UnitOfWork, request: Request) -> Any:
        return rolls.reinstate_seats(work, request)

    @query(contract.GET_ROLL)
    def get_roll(self, work: UnitOfWork, request: Request) -> Any:
        return rolls.get_roll(work, request)

    @query(contract.LIST_ROLLS)
    def list_rolls(self, work: UnitOfWork, request: Request) -> Any:
        return rolls.list_rolls(work, request)

    @command(contract.SNAPSHOT_ROLL)
    def snapshot_roll(self, work: UnitOfWork, request: Request) -> Any:
        return rolls.snapshot_roll(work, request)

    @command(contract.ADMIT_DOCUMENT)
    def admit_document(self, work: UnitOfWork, request: Request) -> Any:
        return documents.admit_document(work, request)

    @command(contract.SUBMIT_DOCUMENT)
    def submit_document(self, work: UnitOfWork, request: Request) -> Any:
        return documents.submit_document(work, request)

    @command(contract.RECORD_APPROVAL)
    def record_approval(self, work: UnitOfWork, request: Request) -> Any:
        return documents.record_approval(work, request)

    @command(contract.ISSUE_DOCUMENT)
    def issue_document(self, work: UnitOfWork, request: Request) -> Any:
        return documents.issue_document(work, request)

    @query(contract.LIST_DOCUMENTS)
    def list_documents(self, work: UnitOfWork, request: Request) -> Any:
        return documents.list_documents(work, request)

    @query(contract.LIST_TEMPLATES)
    def list_templates(self, work: UnitOfWork, request: Request) -> Any:
        return cycles.list_templates(work, request)

    @command(contract.PUT_RULEBOOK)
    def put_rulebook(self, work: UnitOfWork, request: Request) -> Any:
        return cycles.put_rulebook(work, request)

    @query(contract.GET_RULEBOOK)
    def get_rulebook(self, work: UnitOfWork, request: Request) -> Any:
        return cycles.get_rulebook(work, request)

    @query(contract.LIST_RULEBOOKS)
    def list_rulebooks(self, work: UnitOfWork, request: Request) -> Any:
        return cycles.list_rulebooks(work, request)

    @command(contract.OPEN_CYCLE)
    def open_cycle(self, work: UnitOfWork, request: Request) -> Any:
        return cycles.open_cycle(work, request)

    @command(contract.CLOSE_CYCLE)
    def close_cycle(self, work: UnitOfWork, request: Request) -> Any:
        return cycles.close_cycle(work, request)

    @command(contract.IMPORT_CYCLE)
    def import_cycle(self, work: UnitOfWork, request: Request) -> Any:
        return cycles.import_cycle(work, request)

    @query(contract.GET_CYCLE)
    def get_cycle(self, work: UnitOfWork, request: Request) -> Any:
        return cycles.get_cycle(work, request)

    @query(contract.LIST_CYCLES)
    def list_cycles(self, work: UnitOfWork, request: Request) -> Any:
        return cycles.list_cycles(work, request)

    @command(contract.REGISTER_FACILITIES)
    def register_facilities(self, work: UnitOfWork, request: Request) -> Any:
        return records.register_facilities(work, request)

    @query(contract.LIST_FACILITIES)
    def list_facilities(self, work: UnitOfWork, request: Request) -> Any:
        return records.list_facilities(work, request)

    @command(contract.RECORD_FIGURES)
    def record_figures(self, work: UnitOfWork, request: Request) -> Any:
        return records.record_figures(work, request)

    @query(contract.LIST_FIGURES)
    def list_figures(self, work: UnitOfWork, request: Request) -> Any:
        return records.list_figures(work, request)
