"""Rulebooks and the cycles that run under them."""

from __future__ import annotations

from typing import Any

from services.congress.domain.cycle import (
    Cycle,
    CycleState,
    RulebookRecord,
    YearTaken,
    check_may_open,
)
from services.congress.domain.document import GoverningDocument
from services.congress.domain.oversight import Stage
from services.congress.domain.template import compose
from services.congress.domain.tenant import Tenant
from services.congress.handlers.oversight import note_stage
from services.congress.templates import load_template, template_codes
from shared.contracts import congress as contract
from shared.kernel.identity import new_id
from shared.kernel.rulebook import PARAMETERS, Rule
from shared.persistence.unit_of_work import UnitOfWork


def list_templates(_work: UnitOfWork, _request: dict[str, Any]) -> dict[str, Any]:
    """The shipped templates."""
    loaded = [(code, load_template(code)) for code in template_codes()]
    return {
        "items": [
            {"code": code, "title": each["title"], "parameters": len(each["rules"])} for code, each in loaded
        ]
    }


def put_rulebook(work: UnitOfWork, request: dict[str, Any]) -> RulebookRecord:
    """A new version of a rulebook; earlier versions stay for the cycles that were opened with them."""
    work.get(GoverningDocument, request["governing_document_id"])
    number = work.count(RulebookRecord, code=request["code"]) + 1
    template = load_template(request["template"]) if request["template"] else None
    rulebook = compose(
        request["code"], request["title"], number, request["effective_from_year"], template, request["rules"]
    )
    record = RulebookRecord(
        id=new_id(),
        code=request["code"],
        number=number,
        title=request["title"],
        effective_from_year=request["effective_from_year"],
        governing_document_id=request["governing_document_id"],
        data=rulebook.to_data(),
    )
    work.add(record)
    return record


def get_rulebook(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """What is stated, and what is left open with the value chosen."""
    return _view(work.get(RulebookRecord, request["rulebook_id"]))


def list_rulebooks(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """Rulebooks, newest first."""
    page = work.page(RulebookRecord, page=request, order="-seq")
    page["items"] = [_view(each) for each in page["items"]]
    return page


def open_cycle(work: UnitOfWork, request: dict[str, Any]) -> Cycle:
    """Open a year under a rulebook in force and publish its snapshot."""
    record = work.get(RulebookRecord, request["rulebook_id"])
    document = work.get(GoverningDocument, record.governing_document_id)
    check_may_open(record, document, request["year"], work.today)
    cycle = _new_cycle(work, request["year"], record)
    work.add(cycle)
    _announce(work, cycle, record)
    return cycle


def import_cycle(work: UnitOfWork, request: dict[str, Any]) -> Cycle:
    """A year that was over before; its rulebook is kept with it, its gates were never ours (Y-012)."""
    record = work.get(RulebookRecord, request["rulebook_id"])
    cycle = _new_cycle(work, request["year"], record)
    cycle.imported, cycle.note = True, request["note"]
    cycle.close(work.today)
    work.add(cycle)
    _announce(work, cycle, record)
    return cycle


def close_cycle(work: UnitOfWork, request: dict[str, Any]) -> Cycle:
    """The year is done."""
    cycle = work.get(Cycle, request["cycle_id"])
    cycle.close(work.today)
    work.save(cycle)
    work.emit(
        contract.CYCLE_CLOSED,
        {"cycle_id": cycle.id, "year": cycle.year, "closed_on": cycle.closed_on},
        about=cycle,
    )
    rulebook = work.get(RulebookRecord, cycle.rulebook_id).rulebook
    note_stage(work, cycle, rulebook, Stage.CLOSED, work.today)
    return cycle


def get_cycle(work: UnitOfWork, request: dict[str, Any]) -> Cycle:
    """One cycle."""
    return work.get(Cycle, request["cycle_id"])


def list_cycles(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """Cycles, newest year first."""
    return work.page(Cycle, page=request, order="-year")


def _new_cycle(work: UnitOfWork, year: int, record: RulebookRecord) -> Cycle:
    if work.find(Cycle, year=year) is not None:
        raise YearTaken(year=year)
    return Cycle(id=new_id(), year=year, rulebook_id=record.id, opened_on=work.today, state=CycleState.OPEN)


def _announce(work: UnitOfWork, cycle: Cycle, record: RulebookRecord) -> None:
    tenant = work.get(Tenant, work.tenant)
    work.emit(
        contract.CYCLE_OPENED,
        {
            "cycle_id": cycle.id,
            "year": cycle.year,
            "tenant_name": tenant.display_name,
            "opened_on": cycle.opened_on,
            "demo": tenant.demo,
            "rulebook": record.data,
        },
        about=cycle,
    )
    note_stage(work, cycle, record.rulebook, Stage.OPENED, cycle.opened_on)
    if cycle.closed_on is not None:
        note_stage(work, cycle, record.rulebook, Stage.CLOSED, cycle.closed_on)


def _view(record: RulebookRecord) -> dict[str, Any]:
    rulebook = record.rulebook
    stated = [rulebook.rule(key) for key in PARAMETERS if rulebook.rule(key).stated]
    return {
        "id": record.id,
        "version": record.version,
        "code": record.code,
        "title": record.title,
        "number": record.number,
        "effective_from_year": record.effective_from_year,
        "stated": [_rule_view(rule) for rule in stated],
        "unstated": [_rule_view(rule) for rule in rulebook.unstated()],
    }


def _rule_view(rule: Rule) -> dict[str, Any]:
    return {
        "key": rule.key,
        "meaning": PARAMETERS[rule.key].meaning,
        "value": rule.value,
        "citation": str(rule.citation) if rule.citation is not None else None,
    }
