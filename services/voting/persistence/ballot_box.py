"""Where electronic ballots lie, and the board on which the accepted ones stand.

Neither of the two has a clock, a version or a sequence: nothing says when or in which order a ballot came (Y-033). What was
accepted waits here by its hash until the board takes all that wait, sorted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from shared.persistence.unit_of_work import UnitOfWork

_TABLES = sa.MetaData()

RECEIVED = sa.Table(
    "ballots_received",
    _TABLES,
    sa.Column("tenant_id", sa.Text, nullable=False),
    sa.Column("election", sa.Text, nullable=False),
    sa.Column("digest", sa.Text, nullable=False),
    sa.Column("verdict", sa.Text, nullable=False),
    sa.Column("credential", sa.Text, nullable=True),
    sa.Column("tracker", sa.Text, nullable=True),
    sa.Column("ballot", sa.Text, nullable=True),
    sa.Column("pairs", sa.Text, nullable=True),
    sa.PrimaryKeyConstraint("tenant_id", "election", "digest", name="pk_ballots_received"),
    sa.UniqueConstraint("tenant_id", "election", "credential", name="uq_ballots_received_credential"),
)
"""``credential`` and ``ballot`` stand only in accepted rows: of what is refused the hash and the reason remain."""

BOARD = sa.Table(
    "board_members",
    _TABLES,
    sa.Column("tenant_id", sa.Text, nullable=False),
    sa.Column("election", sa.Text, nullable=False),
    sa.Column("position", sa.BigInteger, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("content", sa.Text, nullable=False),
    sa.PrimaryKeyConstraint("tenant_id", "election", "position", name="pk_board_members"),
)

OPEN_BOARDS = sa.Table(
    "open_boards",
    _TABLES,
    sa.Column("tenant_id", sa.Text, nullable=False),
    sa.Column("election", sa.Text, nullable=False),
    sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint("tenant_id", "election", name="pk_open_boards"),
)
"""Boards that take ballots, and when each last had its turn, by the clock of the database."""


def boards_due(every: timedelta) -> sa.ColumnElement[bool]:
    """Whose last turn is so long ago."""
    return OPEN_BOARDS.c.taken_at <= sa.func.now() - every


ACCEPTED, ON_BOARD = "accepted", "on_board"

MOST_REFUSED = 10_000
"""Refusals of one election that are kept: whoever sends nonsense without end fills no disk with it."""


@dataclass(frozen=True)
class Received:
    """A ballot's hash, what became of it, and the ballot itself where it was accepted."""

    digest: str
    verdict: str
    tracker: str | None
    ballot: str | None
    pairs: str | None

    @property
    def stands(self) -> bool:
        """Whether it was accepted, on the board or still waiting for it."""
        return self.verdict in (ACCEPTED, ON_BOARD)


class BallotBox:
    """The ballots and the board of one election, in the tenant of a unit of work."""

    def __init__(self, work: UnitOfWork, election: str) -> None:
        self._work = work
        self._of = {"tenant_id": work.tenant, "election": election}

    def hold_open(self) -> None:
        """Until the commit nobody can hold the box alone; others may cast beside."""
        self._lock("pg_advisory_xact_lock_shared")

    def hold_alone(self) -> None:
        """Wait for the ballots that are being kept, and let no other in until the commit."""
        self._lock("pg_advisory_xact_lock")

    def _lock(self, kind: str) -> None:
        key = f"{self._of['tenant_id']}|{self._of['election']}"
        self._work.run(sa.select(getattr(sa.func, kind)(sa.func.hashtextextended(key, 0))))

    def verdict(self, digest: str) -> Received | None:
        """What became of a ballot that came before."""
        row = self._work.run(
            sa.select(RECEIVED).where(*self._mine(RECEIVED), RECEIVED.c.digest == digest)
        ).one_or_none()
        return None if row is None else Received(row.digest, row.verdict, row.tracker, row.ballot, row.pairs)

    def accept(self, digest: str, credential: str, tracker: str, ballot: str, pairs: str | None) -> bool:
        """Keep a ballot that holds; false when its credential has cast another one."""
        kept = self._work.run(
            insert(RECEIVED)
            .values(
                **self._of,
                digest=digest,
                verdict=ACCEPTED,
                credential=credential,
                tracker=tracker,
                ballot=ballot,
                pairs=pairs,
            )
            .on_conflict_do_nothing()
            .returning(RECEIVED.c.digest)
        )
        return kept.one_or_none() is not None

    def refuse(self, digest: str, reason: str) -> None:
        """Of what is refused only the hash and the reason are kept, and of one election no more than ``MOST_REFUSED``."""
        refused = sa.select(sa.func.count()).where(
            *self._mine(RECEIVED), RECEIVED.c.verdict.not_in((ACCEPTED, ON_BOARD))
        )
        row = {**self._of, "digest": digest, "verdict": reason}
        kept = sa.select(*(sa.literal(value) for value in row.values())).where(
            refused.scalar_subquery() < MOST_REFUSED
        )
        self._work.run(insert(RECEIVED).from_select(list(row), kept).on_conflict_do_nothing())

    def open_board(self) -> None:
        """From now on the board takes the ballots that wait, turn by turn."""
        self._work.run(insert(OPEN_BOARDS).values(**self._of, taken_at=sa.func.now()))

    def take_turn(self, every: timedelta) -> bool:
        """Whether the board's turn has come, ``every`` so long, and nobody else has taken it."""
        turn = self._work.run(
            OPEN_BOARDS.update()
            .where(*self._mine(OPEN_BOARDS), boards_due(every))
            .values(taken_at=sa.func.now())
            .returning(OPEN_BOARDS.c.election)
        )
        return turn.one_or_none() is not None

    def close_board(self) -> None:
        """No more turns come."""
        self._work.run(OPEN_BOARDS.delete().where(*self._mine(OPEN_BOARDS)))

    def take_waiting(self) -> list[Received]:
        """All that wait, sorted by hash; from now on they stand on the board.

        The rows are written anew in that order: where they lay told in which order the ballots had come.
        """
        taken = self._work.run(
            RECEIVED.delete()
            .where(*self._mine(RECEIVED), RECEIVED.c.verdict == ACCEPTED)
            .returning(*RECEIVED.c)
        )
        rows = sorted((dict(row._mapping) for row in taken), key=lambda row: str(row["digest"]))
        if rows:
            self._work.run(RECEIVED.insert().values([{**row, "verdict": ON_BOARD} for row in rows]))
        return [
            Received(row["digest"], ON_BOARD, row["tracker"], row["ballot"], row["pairs"]) for row in rows
        ]

    def counted(self) -> list[Received]:
        """The ballots on the board, sorted by hash."""
        rows = self._work.run(
            sa.select(RECEIVED)
            .where(*self._mine(RECEIVED), RECEIVED.c.verdict == ON_BOARD)
            .order_by(RECEIVED.c.digest)
        )
        return [Received(row.digest, row.verdict, row.tracker, row.ballot, row.pairs) for row in rows]

    def pairs(self, after: str, limit: int) -> list[tuple[str, str, str]]:
        """Hash, tracker and pair proofs of ballots on the board that have any, sorted by hash."""
        row = RECEIVED.c
        rows = self._work.run(
            sa.select(row.digest, row.tracker, row.pairs)
            .where(*self._mine(RECEIVED), row.verdict == ON_BOARD, row.pairs.is_not(None), row.digest > after)
            .order_by(row.digest)
            .limit(limit)
        )
        return [(each.digest, each.tracker, each.pairs) for each in rows]

    def post(self, members: list[tuple[str, str]], first: int) -> None:
        """Put files of the archive on the board, from that position on."""
        if members:
            self._work.run(
                BOARD.insert().values(
                    [
                        {**self._of, "position": first + number, "name": name, "content": content}
                        for number, (name, content) in enumerate(members)
                    ]
                )
            )

    def members(self, after: int, limit: int) -> Iterator[tuple[int, str, str]]:
        """Files of the archive by position."""
        rows = self._work.run(
            sa.select(BOARD.c.position, BOARD.c.name, BOARD.c.content)
            .where(*self._mine(BOARD), BOARD.c.position > after)
            .order_by(BOARD.c.position)
            .limit(limit)
        )
        for row in rows:
            yield row.position, row.name, row.content

    def _mine(self, table: sa.Table) -> tuple[sa.ColumnElement[bool], ...]:
        return (table.c.tenant_id == self._of["tenant_id"], table.c.election == self._of["election"])
