"""Explanatory statements (Y-074, B-098)."""

from __future__ import annotations

from typing import Any

from services.evaluation.domain.explanations import Delivery, ExplanatoryStatement
from services.evaluation.domain.rules import RatingRules
from services.evaluation.handlers import papers
from shared.persistence.unit_of_work import UnitOfWork


def deliver_explanation(work: UnitOfWork, request: dict[str, Any]) -> ExplanatoryStatement:
    """One of those who owe an explanation has given it."""
    statement = work.get(ExplanatoryStatement, request["statement_id"])
    statement.deliver(
        Delivery(request["explainer"], request["speaker"], request["form"], request["text"], work.today)
    )
    work.save(statement)
    return statement


def publish_explanation(work: UnitOfWork, request: dict[str, Any]) -> ExplanatoryStatement:
    """Publish a delivered statement through the rulebook's channels."""
    statement = work.get(ExplanatoryStatement, request["statement_id"])
    rules = RatingRules.from_rulebook(work.rulebook(statement.rules_cycle_id))
    paper_id = papers.request_paper(
        work,
        statement,
        about_kind="explanatory_statement",
        kind="explanation",
        cycle_id=statement.rules_cycle_id,
        title=f"关于“{statement.project_name}”的情况说明",
        issuer=request["issuer"],
        blocks=papers.statement_blocks(statement),
        channels=rules.channels,
    )
    statement.publish(work.today, paper_id)
    work.save(statement)
    return statement


def list_explanations(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """The statements owed for the projects of a cycle, paged."""
    equals = {"cycle_id": request["cycle_id"]}
    if request["state"] is not None:
        equals["state"] = request["state"]
    return work.page(ExplanatoryStatement, page=request, **equals)
