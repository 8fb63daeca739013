"""Opinions pass from the deputy to the standing committee and through review (B-073, A10.19)."""

from __future__ import annotations

from typing import Any

from services.evaluation.domain.opinions import SHOWN, Opinion
from services.evaluation.handlers.support import by_id
from shared.persistence.unit_of_work import UnitOfWork
from shared.tenancy.roles import Role


def list_opinions(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """The opinions of a cycle; a deputy sees those addressed to him."""
    equals = {"cycle_id": request["cycle_id"]}
    for name in ("project_id", "state"):
        if request[name] is not None:
            equals[name] = request[name]
    account = _deputy_account(work)
    if account is not None:
        equals["holder_account"] = account
    return work.page(Opinion, page=request, **equals)


def forward_opinions(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """The deputy passes opinions on as they are, with his note; staff may do it for him."""
    opinions = by_id(work, Opinion, [each["opinion_id"] for each in request["opinions"]], "评价意见")
    for each in request["opinions"]:
        opinions[each["opinion_id"]].forward(each["note"], work.clock.now(), _deputy_account(work))
    return _saved(work, opinions)


def review_opinions(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """Decide what may be shown."""
    opinions = by_id(work, Opinion, [each["opinion_id"] for each in request["decisions"]], "评价意见")
    for each in request["decisions"]:
        opinion = opinions[each["opinion_id"]]
        if each["approve"]:
            opinion.approve()
        else:
            opinion.hold(each["reason"])
    return _saved(work, opinions)


def list_public_opinions(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """Reviewed opinions on one project, newest first."""
    return work.page(
        Opinion, page=request, order="-given_on", project_id=request["project_id"], state=list(SHOWN)
    )


def _deputy_account(work: UnitOfWork) -> str | None:
    """The acting deputy's account, or ``None`` for the congress's staff."""
    return None if Role.CONGRESS_CLERK in work.actor.roles else work.actor.id


def _saved(work: UnitOfWork, opinions: dict[str, Opinion]) -> dict[str, Any]:
    for each in opinions.values():
        work.save(each)
    return {"items": list(opinions.values())}
