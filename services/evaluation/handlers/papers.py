"""The papers that evaluation asks ``publication`` for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from services.evaluation.domain.explanations import ExplanatoryStatement
from services.evaluation.domain.letters import OpinionLetter
from services.evaluation.domain.rules import BASE_NAMES, RatingRules
from services.evaluation.domain.satisfaction import SatisfactionRating
from services.evaluation.domain.shares import percent_tenths, tenths_text
from shared.contracts import evaluation as contract
from shared.kernel.aggregate import Aggregate
from shared.kernel.identity import new_id
from shared.persistence.unit_of_work import UnitOfWork

Block = dict[str, Any]

LONGEST_TITLE = 200
"""A paper's title is a line; the name of a project in it may be longer."""


def paragraph(text: str) -> Block:
    """A paragraph."""
    return {"kind": "paragraph", "text": text}


def table(header: list[str], rows: list[list[str]]) -> Block:
    """A table."""
    return {"kind": "table", "header": header, "rows": rows}


def request_paper(
    work: UnitOfWork,
    about: Aggregate,
    *,
    about_kind: str,
    kind: str,
    cycle_id: str,
    title: str,
    issuer: str,
    blocks: list[Block],
    addressee: str = "",
    public: bool = True,
    channels: tuple[str, ...] = (),
) -> str:
    """Ask for a paper of today; returns the id that it will have."""
    paper_id = new_id()
    work.emit(
        contract.PAPER_REQUESTED,
        {
            "paper_id": paper_id,
            "cycle_id": cycle_id,
            "kind": kind,
            "title": title[:LONGEST_TITLE],
            "issuer": issuer,
            "addressee": addressee,
            "issued_on": work.today,
            "blocks": blocks,
            "public": public,
            "channels": list(channels),
            "about": {"kind": about_kind, "id": about.id},
        },
        about=about,
    )
    return paper_id


def letter_blocks(letter: OpinionLetter, labels: Mapping[str, str], reply_days: int) -> list[Block]:
    """The opinions, numbered, and the request to answer (B-076)."""
    rows = [[str(each.no), labels.get(each.project_id, ""), each.text] for each in letter.items]
    return [
        paragraph(f"现将群众评价意见{len(letter.items)}条转去，请自发出之日起{reply_days}日内答复办理情况。"),
        table(["序号", "项目", "评价意见"], rows),
    ]


def result_blocks(rating: SatisfactionRating, rules: RatingRules) -> list[Block]:
    """The session's numbers and each project's counts (Y-063, Y-064)."""
    counts = rating.counts
    numbers = (
        f"实有代表{counts.in_office}名，到会{counts.present}名，发出测评票{counts.issued}张，"
        f"收回{counts.returned}张，有效{counts.valid}张，无效{counts.invalid}张。"
        if counts
        else ""
    )
    rows = []
    for each in rating.results:
        tenths = percent_tenths(each.satisfied, each.base) or 0
        rows.append(
            [f"{each.code} {each.name}", each.unit]
            + [str(each.grades[code]) for code in rules.scale.names]
            + [str(each.abstain), f"{tenths_text(tenths)}%"]
        )
    best = rules.scale.names[rules.scale.best]
    return [
        paragraph(numbers),
        table(["项目", "责任单位", *rules.scale.names.values(), "弃权", f"{best}率"], rows),
        paragraph(f"{best}率以{BASE_NAMES[rules.base]}为分母。"),
    ]


def statement_blocks(statement: ExplanatoryStatement) -> list[Block]:
    """Why it was owed, and what each explainer said (Y-074, B-098)."""
    blocks = [paragraph(f"满意{statement.satisfied}票，分母{statement.base}票。责任单位：{statement.unit}。")]
    for each in statement.deliveries:
        blocks.append({"kind": "heading", "text": f"{each.explainer}（{each.speaker}）"})
        blocks.append(paragraph(each.text))
    return blocks
