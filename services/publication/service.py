"""publication on the bus. Typesetting runs in a native thread, so that the hub goes on."""

from __future__ import annotations

from typing import Any

from services.publication.domain.sheet import Sheet
from services.publication.handlers import issuing, papers, proofs
from services.publication.layout.pdf import to_pdf
from services.publication.persistence.store import STORE
from shared.contracts import collection, evaluation, screening, supervision, voting
from shared.contracts import publication as contract
from shared.messaging.desk import Desk
from shared.messaging.entrypoints import command, consumes, query
from shared.messaging.service import Service
from shared.offload import off_the_hub
from shared.persistence.unit_of_work import UnitOfWork

Request = dict[str, Any]


def _typeset(sheet: Sheet, digest: str) -> bytes:
    return bytes(off_the_hub(to_pdf, sheet, digest))


class PublicationService(Service):
    """Papers: numbering, layout, keeping, reading."""

    name = "publication"
    desk = Desk(STORE)

    @query(contract.LIST_PAPERS)
    def list_papers(self, work: UnitOfWork, request: Request) -> Any:
        return papers.list_papers(work, request)

    @query(contract.GET_PAPER)
    def get_paper(self, work: UnitOfWork, request: Request) -> Any:
        return papers.get_paper(work, request)

    @query(contract.GET_CONTENT)
    def get_content(self, work: UnitOfWork, request: Request) -> Any:
        return papers.get_content(work, request)

    @query(contract.VERIFY)
    def verify(self, work: UnitOfWork, request: Request) -> Any:
        return papers.verify(work, request)

    @command(contract.ENTER_OUTSIDE_PAPER)
    def enter_outside_paper(self, work: UnitOfWork, request: Request) -> Any:
        return issuing.enter_outside_paper(work, request)

    @command(contract.DISTRIBUTE_PAPER)
    def distribute_paper(self, work: UnitOfWork, request: Request) -> Any:
        return issuing.distribute_paper(work, request)

    @command(contract.RECORD_PUBLICATION)
    def record_publication(self, work: UnitOfWork, request: Request) -> Any:
        return proofs.record_publication(work, request)

    @consumes(collection.PAPER_REQUESTED)
    def issue_for_collection(self, work: UnitOfWork, asked: Request) -> None:
        issuing.issue_paper(work, asked, _typeset)

    @consumes(screening.PAPER_REQUESTED)
    def issue_for_screening(self, work: UnitOfWork, asked: Request) -> None:
        issuing.issue_paper(work, asked, _typeset)

    @consumes(voting.PAPER_REQUESTED)
    def issue_for_voting(self, work: UnitOfWork, asked: Request) -> None:
        issuing.issue_paper(work, asked, _typeset)

    @consumes(supervision.PAPER_REQUESTED)
    def issue_for_supervision(self, work: UnitOfWork, asked: Request) -> None:
        issuing.issue_paper(work, asked, _typeset)

    @consumes(evaluation.PAPER_REQUESTED)
    def issue_for_evaluation(self, work: UnitOfWork, asked: Request) -> None:
        issuing.issue_paper(work, asked, _typeset)
