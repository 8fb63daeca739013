"""screening on the bus."""

from __future__ import annotations

from typing import Any

from services.screening.handlers import argument, library, list_views, lists, sorting, tracing
from services.screening.persistence.store import STORE
from shared.contracts import collection
from shared.contracts import screening as contract
from shared.messaging.desk import Desk
from shared.messaging.entrypoints import command, consumes, query
from shared.messaging.service import Service
from shared.persistence.unit_of_work import UnitOfWork

Request = dict[str, Any]


class ScreeningService(Service):
    """Project library, panels' opinions, candidate lists, approval chain, freeze."""

    name = "screening"
    desk = Desk(STORE)

    @consumes(collection.SUGGESTION_RECORDED)
    def enter_suggestion(self, work: UnitOfWork, fact: Request) -> None:
        library.enter_suggestion(work, fact)

    @query(contract.LIST_LIBRARY)
    def list_library(self, work: UnitOfWork, request: Request) -> Any:
        return library.list_library(work, request)

    @query(contract.COUNT_LIBRARY)
    def count_library(self, work: UnitOfWork, request: Request) -> Any:
        return library.count_library(work, request)

    @query(contract.GET_ITEM)
    def get_item(self, work: UnitOfWork, request: Request) -> Any:
        return library.get_item(work, request)

    @command(contract.CLASSIFY_ITEMS)
    def classify_items(self, work: UnitOfWork, request: Request) -> Any:
        return sorting.classify_items(work, request)

    @command(contract.REDACT_ITEMS)
    def redact_items(self, work: UnitOfWork, request: Request) -> Any:
        return sorting.redact_items(work, request)

    @command(contract.MERGE_ITEMS)
    def merge_items(self, work: UnitOfWork, request: Request) -> Any:
        return sorting.merge_items(work, request)

    @command(contract.SPLIT_ITEMS)
    def split_items(self, work: UnitOfWork, request: Request) -> Any:
        return sorting.split_items(work, request)

    @command(contract.TRANSFER_GRIEVANCES)
    def transfer_grievances(self, work: UnitOfWork, request: Request) -> Any:
        return sorting.transfer_grievances(work, request)

    @command(contract.JUDGE_ELIGIBILITY)
    def judge_eligibility(self, work: UnitOfWork, request: Request) -> Any:
        return sorting.judge_eligibility(work, request)

    @command(contract.SORT_ITEMS)
    def sort_items(self, work: UnitOfWork, request: Request) -> Any:
        return sorting.sort_items(work, request)

    @command(contract.CARRY_OVER_ITEMS)
    def carry_over_items(self, work: UnitOfWork, request: Request) -> Any:
        return sorting.carry_over_items(work, request)

    @command(contract.RECORD_POSTING)
    def record_posting(self, work: UnitOfWork, request: Request) -> Any:
        return argument.record_posting(work, request)

    @query(contract.LIST_POSTINGS)
    def list_postings(self, work: UnitOfWork, request: Request) -> Any:
        return argument.list_postings(work, request)

    @command(contract.RECORD_OPINIONS)
    def record_opinions(self, work: UnitOfWork, request: Request) -> Any:
        return argument.record_opinions(work, request)

    @query(contract.LIST_OPINIONS)
    def list_opinions(self, work: UnitOfWork, request: Request) -> Any:
        return argument.list_opinions(work, request)

    @query(contract.GET_CONSENSUS)
    def get_consensus(self, work: UnitOfWork, request: Request) -> Any:
        return argument.get_consensus(work, request)

    @command(contract.DRAFT_LIST)
    def draft_list(self, work: UnitOfWork, request: Request) -> Any:
        return lists.draft_list(work, request)

    @command(contract.REDRAFT_LIST)
    def redraft_list(self, work: UnitOfWork, request: Request) -> Any:
        return lists.redraft_list(work, request)

    @command(contract.RECORD_STEP)
    def record_step(self, work: UnitOfWork, request: Request) -> Any:
        return lists.record_step(work, request)

    @command(contract.REVISE_LIST)
    def revise_list(self, work: UnitOfWork, request: Request) -> Any:
        return lists.revise_list(work, request)

    @query(contract.GET_LIST)
    def get_list(self, work: UnitOfWork, request: Request) -> Any:
        return list_views.get_list(work, request)

    @query(contract.LIST_LISTS)
    def list_lists(self, work: UnitOfWork, request: Request) -> Any:
        return list_views.list_lists(work, request)

    @query(contract.LIST_PUBLISHED)
    def list_published(self, work: UnitOfWork, request: Request) -> Any:
        return list_views.list_published(work, request)

    @query(contract.GET_FROZEN_VERSION)
    def get_frozen_version(self, work: UnitOfWork, request: Request) -> Any:
        return list_views.get_frozen_version(work, request)

    @query(contract.GET_STATEMENT)
    def get_statement(self, work: UnitOfWork, request: Request) -> Any:
        return list_views.get_statement(work, request)

    @query(contract.TRACE_SUGGESTION)
    def trace_suggestion(self, work: UnitOfWork, request: Request) -> Any:
        return tracing.trace_suggestion(work, request)
