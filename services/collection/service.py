"""collection on the bus."""

from __future__ import annotations

from typing import Any

from services.collection.handlers import campaigns, rounds, statistics, suggestions, tasks, tracking
from services.collection.persistence.store import STORE
from shared.contracts import collection as contract
from shared.contracts import screening
from shared.messaging.desk import Desk
from shared.messaging.entrypoints import command, consumes, query
from shared.messaging.service import Service
from shared.persistence.unit_of_work import UnitOfWork

Request = dict[str, Any]


class CollectionService(Service):
    """Notices, rounds, departments' replies, suggestions and their tracking."""

    name = "collection"
    desk = Desk(STORE)

    @command(contract.OPEN_ROUND)
    def open_round(self, work: UnitOfWork, request: Request) -> Any:
        return rounds.open_round(work, request)

    @command(contract.CLOSE_ROUND)
    def close_round(self, work: UnitOfWork, request: Request) -> Any:
        return rounds.close_round(work, request)

    @query(contract.GET_ROUND)
    def get_round(self, work: UnitOfWork, request: Request) -> Any:
        return rounds.get_round(work, request)

    @query(contract.LIST_ROUNDS)
    def list_rounds(self, work: UnitOfWork, request: Request) -> Any:
        return rounds.list_rounds(work, request)

    @command(contract.SEND_TASKS)
    def send_tasks(self, work: UnitOfWork, request: Request) -> Any:
        return tasks.send_tasks(work, request)

    @command(contract.REPLY_TASK)
    def reply_task(self, work: UnitOfWork, request: Request) -> Any:
        return tasks.reply_task(work, request)

    @command(contract.RECORD_REPLIES)
    def record_replies(self, work: UnitOfWork, request: Request) -> Any:
        return tasks.record_replies(work, request)

    @query(contract.LIST_TASKS)
    def list_tasks(self, work: UnitOfWork, request: Request) -> Any:
        return tasks.list_tasks(work, request)

    @query(contract.GET_COVERAGE)
    def get_coverage(self, work: UnitOfWork, request: Request) -> Any:
        return tasks.get_coverage(work, request)

    @command(contract.REGISTER_CAMPAIGN)
    def register_campaign(self, work: UnitOfWork, request: Request) -> Any:
        return campaigns.register_campaign(work, request)

    @query(contract.LIST_CAMPAIGNS)
    def list_campaigns(self, work: UnitOfWork, request: Request) -> Any:
        return campaigns.list_campaigns(work, request)

    @command(contract.SUBMIT_SUGGESTION)
    def submit_suggestion(self, work: UnitOfWork, request: Request) -> Any:
        return suggestions.submit_suggestion(work, request)

    @command(contract.RECORD_SUGGESTIONS)
    def record_suggestions(self, work: UnitOfWork, request: Request) -> Any:
        return suggestions.record_suggestions(work, request)

    @query(contract.LIST_SUGGESTIONS)
    def list_suggestions(self, work: UnitOfWork, request: Request) -> Any:
        return suggestions.list_suggestions(work, request)

    @query(contract.GET_SUGGESTION)
    def get_suggestion(self, work: UnitOfWork, request: Request) -> Any:
        return suggestions.get_suggestion(work, request)

    @query(contract.GET_CONTACT)
    def get_contact(self, work: UnitOfWork, request: Request) -> Any:
        return suggestions.get_contact(work, request)

    @command(contract.ERASE_CONTACT)
    def erase_contact(self, work: UnitOfWork, request: Request) -> Any:
        return suggestions.erase_contact(work, request)

    @query(contract.TRACK)
    def track(self, work: UnitOfWork, request: Request) -> Any:
        return tracking.track(work, request)

    @query(contract.GET_STATISTICS)
    def get_statistics(self, work: UnitOfWork, request: Request) -> Any:
        return statistics.get_statistics(work, request)

    @consumes(screening.SUGGESTION_SETTLED)
    def note_suggestion_settled(self, work: UnitOfWork, fact: Request) -> None:
        tracking.note_suggestion_settled(work, fact)
