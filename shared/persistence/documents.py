"""How an aggregate is laid out in a table.

One row an aggregate: keys and the columns that are searched stand as columns of their own, the whole
state stands beside them as JSONB. ``docs/adr/0004`` says why.
"""

from __future__ import annotations

import types
import typing
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from typing import Any, Union

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from shared.kernel.aggregate import Aggregate
from shared.persistence.platform_tables import add_platform_tables
from shared.persistence.snapshots import CycleSnapshot

_SQL_TYPES: tuple[tuple[type, type[sa.types.TypeEngine[Any]]], ...] = (
    (bool, sa.Boolean),
    (int, sa.BigInteger),
    (str, sa.Text),
    (datetime, sa.DateTime),
    (date, sa.Date),
)


@dataclass(frozen=True)
class Document:
    """One aggregate class and its table.

    ``registry`` marks the one table that every tenant may read: the list of tenants. Its rows belong
    to the platform tenant and only that tenant writes them.
    """

    aggregate: type[Aggregate]
    table: str
    columns: tuple[str, ...] = ()
    unique: tuple[tuple[str, ...], ...] = ()
    indexes: tuple[tuple[str, ...], ...] = ()
    registry: bool = False

    def sql_columns(self) -> list[sa.Column[Any]]:
        """The declared columns with their SQL types, from the aggregate's annotations."""
        return [sa.Column(name, _sql_type(self.aggregate, name), nullable=True) for name in self.columns]


@dataclass
class Store:
    """All tables of one service: its documents and what every service has (outbox, inbox, audit …)."""

    service: str
    documents: tuple[Document, ...] = ()
    metadata: sa.MetaData = field(default_factory=sa.MetaData)
    tables: dict[type[Aggregate], sa.Table] = field(default_factory=dict)
    by_class: dict[type[Aggregate], Document] = field(default_factory=dict)

    def __init__(self, service: str, *documents: Document, beside: tuple[sa.Table, ...] = ()) -> None:
        """``beside`` are tables that hold no aggregates: rows without a clock, a version or an order."""
        self.service = service
        self.documents = (*documents, SNAPSHOTS)
        self.metadata = sa.MetaData()
        self.by_class = {each.aggregate: each for each in self.documents}
        self.tables = {each.aggregate: aggregate_table(self.metadata, each) for each in self.documents}
        for each in beside:
            each.to_metadata(self.metadata)
        add_platform_tables(self.metadata)


def aggregate_table(metadata: sa.MetaData, document: Document) -> sa.Table:
    """The SQLAlchemy table of a document."""
    return sa.Table(
        document.table,
        metadata,
        *base_columns(),
        *document.sql_columns(),
        sa.Column("aggregate", JSONB, nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=f"pk_{document.table}"),
        *[
            sa.UniqueConstraint("tenant_id", *names, name=f"uq_{document.table}_{'_'.join(names)}")
            for names in document.unique
        ],
        *[
            sa.Index(f"ix_{document.table}_{'_'.join(names)}", "tenant_id", *names)
            for names in document.indexes
        ],
    )


def base_columns() -> list[sa.Column[Any]]:
    """What every aggregate's row begins with; ``seq`` is the order of insertion, for paging."""
    return [
        sa.Column("tenant_id", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("seq", sa.BigInteger, sa.Identity(always=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
    ]


def _sql_type(aggregate: type[Aggregate], name: str) -> sa.types.TypeEngine[Any]:
    hints = typing.get_type_hints(aggregate)
    hint = hints.get(name)
    if hint is None:
        attribute = getattr(aggregate, name)
        hint = typing.get_type_hints(attribute.fget).get("return")
    hint = _without_none(hint)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return sa.Text()
    for python, sql in _SQL_TYPES:
        if isinstance(hint, type) and issubclass(hint, python):
            return sa.DateTime(timezone=True) if sql is sa.DateTime else sql()
    raise TypeError(f"{aggregate.__name__}.{name} has no SQL type for {hint}")


def _without_none(hint: Any) -> Any:
    if typing.get_origin(hint) in (Union, types.UnionType):
        rest = [each for each in typing.get_args(hint) if each is not type(None)]
        return rest[0] if len(rest) == 1 else hint
    supertype = getattr(hint, "__supertype__", None)
    return supertype if supertype is not None else hint


SNAPSHOTS = Document(CycleSnapshot, "cycle_snapshots", columns=("year",))
