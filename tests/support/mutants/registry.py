"""What a mutant is, and the list of all."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from services.voting.domain.crypto.encoding import compact
from tests.support.forging import Forgery, Played


class Files(NamedTuple):
    """The archive and the pair proofs beside it."""

    archive: bytes
    lines: bytes


@dataclass(frozen=True)
class Mutant:
    """``code`` is what ours must name first; ``outside_misses`` what ballot-format.md says of belenios-tool."""

    name: str
    code: str
    forge: Callable[[Played], Files]
    outside_misses: bool


MUTANTS: list[Mutant] = []

Forge = Callable[[Played], Forgery | Files]


def mutant(code: str, name: str, *, outside_misses: bool = False) -> Callable[[Forge], Forge]:
    """Register a function that makes a mutant from an honest vote."""

    def register(forge: Forge) -> Forge:
        MUTANTS.append(Mutant(name, code, lambda played: _files(forge(played)), outside_misses))
        return forge

    return register


def _files(forged: Forgery | Files) -> Files:
    return forged if isinstance(forged, Files) else Files(forged.archive(), forged.lines())


def edited(text: str, change: Callable[[Any], Any]) -> str:
    """A record after a change to its value; ``change`` edits in place, or returns what replaces it."""
    record = json.loads(text)
    replaced = change(record)
    return compact(record if replaced is None else replaced)


def nudged(number: str) -> str:
    """Another number of the same length: the last digit is another one."""
    return number[:-1] + ("1" if number[-1] != "1" else "2")
