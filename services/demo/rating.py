"""A satisfaction rating by deputies, from its numbers (Y-061 … Y-064, B-096 … B-098)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from services.demo.player import Player
from shared.contracts import evaluation

GRADES = ("satisfied", "fair", "dissatisfied")


@dataclass(frozen=True)
class Numbers:
    """In office, present, issued, returned, valid."""

    in_office: int
    present: int
    issued: int
    returned: int
    valid: int


def hold_rating(
    player: Player,
    *,
    cycle_id: str,
    session_name: str,
    heard_on: str,
    closes_on: str,
    report: str,
    measure: str,
    numbers: Numbers,
    rows: Mapping[str, tuple[int, int, int, int]],
    rules_cycle_id: str | None = None,
    delegations: tuple[str, ...] = (),
) -> str:
    """Hear the report, hand out, take back, count twice, declare; returns the rating's id.

    ``rows`` are the counts by grade and the abstentions, by project code; ``rules_cycle_id`` names the
    cycle whose rules hold at the session, where it is not the rated one.
    """
    listed = player.await_items(evaluation.LIST_RATED_PROJECTS, len(rows), cycle_id=cycle_id)
    ids = {each["code"]: each["id"] for each in listed}
    rating = player.act(
        evaluation.PREPARE_RATING,
        cycle_id=cycle_id,
        rules_cycle_id=rules_cycle_id,
        track="congress",
        session_name=session_name,
        session_closes_on=closes_on,
        measure_title=measure,
    )["id"]
    player.act(evaluation.RECORD_REPORT_HEARD, rating_id=rating, title=report, heard_on=heard_on)
    if delegations:
        player.act(
            evaluation.RECORD_DELEGATIONS_DELIBERATED,
            rating_id=rating,
            total=len(delegations),
            delegations=list(delegations),
        )
    player.act(evaluation.OPEN_RATING, rating_id=rating)
    player.act(
        evaluation.RECORD_BALLOTS_ISSUED,
        rating_id=rating,
        in_office=numbers.in_office,
        present=numbers.present,
        issued=numbers.issued,
    )
    player.act(evaluation.RECORD_BALLOTS_RETURNED, rating_id=rating, returned=numbers.returned)
    lines = [
        {"project_id": ids[code], "grades": dict(zip(GRADES, row, strict=False)), "abstain": row[3]}
        for code, row in rows.items()
    ]
    for teller in ("teller1", "teller2"):
        player.act(
            evaluation.ENTER_TELLER_SHEET,
            as_=teller,
            rating_id=rating,
            valid=numbers.valid,
            invalid=numbers.returned - numbers.valid,
            lines=lines,
        )
    player.act(evaluation.DECLARE_RATING, rating_id=rating, declared_in="全体会议")
    return str(rating)
