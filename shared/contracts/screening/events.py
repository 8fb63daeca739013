"""Facts that screening publishes."""

from __future__ import annotations

from marshmallow import fields

from shared.contracts.papers import PaperRequested
from shared.contracts.schemas import Strict, choice, count, day, fen, identifier, listed, name, text
from shared.contracts.screening.contract import CONTRACT

OUTCOMES = ("entered", "merged", "transferred", "dropped", "reserved", "shortlisted", "candidate")


class SuggestionSettled(Strict):
    """What became of suggestions in the library; ``reason`` is fit to be read by the proposer.

    ``number`` grows with each such decision of the tenant, so that the last one is known in whatever order
    they arrive.
    """

    number = count(10**15, least=1)
    cycle_id = identifier()
    suggestion_ids = listed(identifier(), most=1000, least=1)
    item_id = identifier()
    outcome = choice(*OUTCOMES)
    reason = text(1000)


class FrozenCandidate(Strict):
    """One candidate project of a frozen list."""

    candidate_id = identifier()
    code = identifier()
    name = name(120)
    content = text(4000)
    implementer = text(120)
    investment_fen = fen()
    funding_source = text(400)
    period = text(120)
    requirements = text(2000)
    suggestion_ids = listed(identifier(), most=1000)
    particulars = fields.Dict(keys=identifier(), values=text(2000), load_default=dict)


class ListFrozen(Strict):
    """A list was frozen, or frozen anew; ``digest`` is the SHA-256 of its canonical JSON."""

    list_id = identifier()
    cycle_id = identifier()
    track = name(60)
    body = choice("congress", "street_assembly")
    body_name = name(80)
    list_version = count()
    digest = name(80)
    frozen_on = day()
    reason = text(400)
    candidates = fields.List(fields.Nested(FrozenCandidate), required=True)


SUGGESTION_SETTLED = CONTRACT.event("suggestion_settled", SuggestionSettled, "建议的处理有了结果")
LIST_FROZEN = CONTRACT.event("list_frozen", ListFrozen, "候选项目名单已冻结")
PAPER_REQUESTED = CONTRACT.event("paper_requested", PaperRequested, "请求印制公文")
