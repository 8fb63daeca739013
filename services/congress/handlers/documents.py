"""The library of governing documents."""

from __future__ import annotations

from typing import Any

from services.congress.domain.document import GoverningDocument
from shared.kernel.identity import new_id
from shared.persistence.unit_of_work import UnitOfWork
from shared.tenancy.roles import STAFF


def admit_document(work: UnitOfWork, request: dict[str, Any]) -> GoverningDocument:
    """A draft enters the library."""
    if request["parent_id"] is not None:
        work.get(GoverningDocument, request["parent_id"])
    document = GoverningDocument(id=new_id(), **request)
    work.add(document)
    return document


def submit_document(work: UnitOfWork, request: dict[str, Any]) -> GoverningDocument:
    """It was handed to the organ that decides."""
    document = work.get(GoverningDocument, request["document_id"])
    document.submit(request["to"], request["on"])
    work.save(document)
    return document


def record_approval(work: UnitOfWork, request: dict[str, Any]) -> GoverningDocument:
    """An organ studied it."""
    document = work.get(GoverningDocument, request["document_id"])
    document.decide(request["body"], request["on"], request["approved"], request["note"])
    work.save(document)
    return document


def issue_document(work: UnitOfWork, request: dict[str, Any]) -> GoverningDocument:
    """It is in force."""
    document = work.get(GoverningDocument, request["document_id"])
    document.issue(request["on"], request["effective_from_year"])
    work.save(document)
    return document


def list_documents(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """Documents, newest first; internal ones only for staff (A10.18)."""
    page = work.page(GoverningDocument, page=request, order="-seq")
    if not work.actor.has_any(STAFF):
        page["items"] = [each for each in page["items"] if not each.internal]
    return page
