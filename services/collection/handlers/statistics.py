"""The statistics, counted when they are asked for."""

from __future__ import annotations

from typing import Any

from services.collection.domain.round import Round
from services.collection.domain.statistics import Statistics
from services.collection.domain.suggestion import ProposerKind, Suggestion
from services.collection.handlers.rounds import given, rules_of
from shared.kernel.clock import day_in_words
from shared.persistence.unit_of_work import UnitOfWork

_PROPOSERS = {
    ProposerKind.RESIDENT: "群众",
    ProposerKind.DEPARTMENT: "职能部门",
    ProposerKind.STATION: "站点和议事平台",
    ProposerKind.DEPUTY: "代表",
}


def get_statistics(work: UnitOfWork, request: dict[str, Any]) -> Statistics:
    """Of one round, one cycle, or all rounds that began within some days."""
    statistics = Statistics()
    for round_ in work.all(Round, **_wanted(request)):
        if not _began_within(round_, request):
            continue
        rules = rules_of(work, round_.cycle_id)
        title = f"第{round_.number}轮（{day_in_words(round_.starts_on)}至{day_in_words(round_.ends_on)}）"
        statistics.add_round(round_.id, title, work.count(Suggestion, round_id=round_.id))
        statistics.add_channels(
            rules.channels.values(),
            {code: work.count(Suggestion, round_id=round_.id, channel=code) for code in rules.channels},
        )
        statistics.add_categories(
            rules.categories,
            {code: work.count(Suggestion, round_id=round_.id, category=code) for code in rules.categories},
        )
        for kind, name in _PROPOSERS.items():
            count = work.count(Suggestion, round_id=round_.id, proposer_kind=kind.value)
            statistics.add_proposer(kind.value, name, count)
    return statistics


def _wanted(request: dict[str, Any]) -> dict[str, Any]:
    filters = given(request, "cycle_id")
    if request.get("round_id") is not None:
        filters["id"] = request["round_id"]
    return filters


def _began_within(round_: Round, request: dict[str, Any]) -> bool:
    first, last = request.get("began_from"), request.get("began_until")
    return (first is None or first <= round_.starts_on) and (last is None or round_.starts_on <= last)
