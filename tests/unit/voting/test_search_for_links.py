"""The search for a link between ballots and deputies finds those that are planted, and none where there is none."""

from __future__ import annotations

import json
import random
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import pytest

from tests.support.linking import Cast, Link, Record, find_links, moments_in, tau

NUMBER = 24
START = 1_790_000_000.25
BOX = frozenset({"voting.ballots_received"})
ACCOUNT = "account-of-the-clerk"


def digest(number: int) -> str:
    return sha256(f"{number}".encode()).hexdigest()


def agent(number: int) -> str:
    return f"Tablet/{number:03}"


CASTS = [
    Cast(
        frozenset({digest(number)}), frozenset({agent(number)}), START + 3 * number, START + 3 * number + 0.4
    )
    for number in range(NUMBER)
]


def moment(number: int, ahead: float = 0.0) -> str:
    """Within the cast of that number, by a clock that runs so far ahead."""
    return datetime.fromtimestamp(START + 3 * number + 0.2 + ahead, UTC).isoformat()


def in_the_box(order: list[int], **more: Any) -> list[Record]:
    """A row a ballot, lying in this order."""
    return [
        Record(
            "voting.ballots_received",
            json.dumps({"digest": digest(number)}),
            ranks={"place": place, **{name: value(number) for name, value in more.items()}},
        )
        for place, number in enumerate(order)
    ]


BY_HASH = sorted(range(NUMBER), key=digest)
MIXED = random.Random(7).sample(range(NUMBER), NUMBER)


def links(*records: Record, **more: Any) -> set[Link]:
    """Of these records beside those of a box that is in order."""
    return find_links(
        CASTS, [*in_the_box(BY_HASH), *records], holders=BOX, people=frozenset({ACCOUNT}), **more
    )


def test_ballots_by_their_hashes_beside_an_unrelated_log_are_no_link() -> None:
    lines = [
        Record("gateway.log", f'{{"event":"beat","at":"{moment(each)[:17]}59.9Z"}}', "beat") for each in MIXED
    ]
    assert links(*lines, *(Record("congress.accounts", ACCOUNT) for _ in range(3))) == set()


def test_the_gateways_line_with_hash_and_address_of_an_accepted_ballot_is_found() -> None:
    line = json.dumps({"event": "cast", "digest": digest(5), "remote_addr": agent(5), "timestamp": moment(5)})
    assert {each.how for each in links(Record("gateway.log", line))} == {"ballot", "sender"}


def test_a_sender_alone_is_found_even_beside_nothing() -> None:
    assert links(Record("gateway.log", f"GET / {agent(3)}")) == {Link("sender", "gateway.log", agent(3))}


def test_a_hash_alone_is_found_where_no_ballot_belongs() -> None:
    assert {each.how for each in links(Record("dead.voting", digest(3)))} == {"ballot"}


def test_an_account_beside_a_ballot_in_the_box_itself_is_found() -> None:
    row = Record("voting.ballots_received", f"{digest(3)} {ACCOUNT}")
    assert links(row) == {Link("person", "voting.ballots_received")}


@pytest.mark.parametrize(
    "order", [list(range(NUMBER)), list(range(NUMBER))[::-1]], ids=["as cast", "against"]
)
def test_rows_that_lie_in_the_order_of_casting_are_found(order: list[int]) -> None:
    assert find_links(CASTS, in_the_box(order), holders=BOX) == {
        Link("order", "voting.ballots_received", "place")
    }


def test_an_order_that_two_neighbours_have_changed_is_found_too() -> None:
    order = [each + (1, -1)[each % 2] for each in range(NUMBER)]
    assert find_links(CASTS, in_the_box(order), holders=BOX)


def test_a_column_that_counts_is_found_wherever_the_rows_lie() -> None:
    numbered = in_the_box(
        BY_HASH, written_by=lambda number: 7000 + 2 * number, id=lambda number: f"{number:05}"
    )
    assert find_links(CASTS, numbered, holders=BOX) == {
        Link("order", "voting.ballots_received", "written_by"),
        Link("order", "voting.ballots_received", "id"),
    }


def test_a_list_in_the_order_of_casting_within_one_record_is_found() -> None:
    listed = " ".join(digest(number) for number in range(NUMBER))
    assert links(Record("voting.ballots_received", listed)) == {
        Link("order", "voting.ballots_received", "within one record")
    }
    assert links(Record("voting.ballots_received", " ".join(digest(each) for each in BY_HASH))) == set()


@pytest.mark.parametrize("ahead", [0.0, -60_000_000.0])
def test_a_moment_in_every_cast_is_found_whatever_it_stands_beside(ahead: float) -> None:
    rows = [Record("congress.sessions", f"seen at {moment(each, ahead)}", "row") for each in MIXED]
    assert links(*rows, offsets=(0.0, -60_000_000.0)) == {Link("time", "congress.sessions", "row")}


def test_a_span_that_begins_in_every_cast_is_found_by_its_nanoseconds() -> None:
    spans = [
        Record("spans", json.dumps({"began_ns": int((START + 3 * each + 0.1) * 1e9)}), "POST")
        for each in MIXED
    ]
    assert links(*spans) == {Link("time", "spans", "POST")}
    assert links(*spans[: NUMBER // 3]) == set()


def test_moments_are_read_in_every_spelling() -> None:
    assert moments_in("at 2026-11-29 08:00:00.500 UTC, 2026-11-29T16:00:00+08:00 and 1790000000250") == [
        datetime(2026, 11, 29, 8, 0, 0, 500_000, UTC).timestamp(),
        datetime(2026, 11, 29, 8, tzinfo=UTC).timestamp(),
        1_790_000_000.25,
    ]
    assert moments_in("p = 2069478569142254640101364365750500806492298929575110") == []


def test_tau_says_how_far_two_orders_agree() -> None:
    assert tau([(0, 1), (1, 2), (2, 3)]) == 1
    assert tau([(2, 1), (1, 2), (0, 3)]) == -1
    assert tau([(0, 5), (1, 5), (2, 5)]) == 0
    assert abs(tau(list(zip(range(NUMBER), MIXED, strict=True)))) < 0.4
