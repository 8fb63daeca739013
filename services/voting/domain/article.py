"""The written form of a ballot measure: its articles, and what the body's documents leave open."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Article:
    """条: one article of a ballot measure, as deputies read it and vote on it (Y-030, Y-032).

    ``source`` names the clauses that it comes from, and for what no document states what was chosen;
    ``stated`` is true where every part of it has a clause. ``items`` are lines below the text; ``keys`` the
    rulebook's parameters that it settles.
    """

    topic: str
    title: str
    text: str
    source: str
    stated: bool
    items: list[str] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class UnstatedRule:
    """A parameter of the vote that no document of the body states, in words, with the value chosen for it."""

    key: str
    meaning: str
    chosen: str
