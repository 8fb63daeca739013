"""``NAME.pairs.jsonl`` beside ``NAME.bel``: a line a ballot, keyed by its tracker (ballot-format.md, "The project vote")."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from services.verifier.files import read_bytes
from services.verifier.findings import require
from services.verifier.proofs import Proof, read_proofs
from services.verifier.strict import fields, listed, parse, text

PairProofs = Sequence[Sequence[Proof]]
"""For each candidate a proof with two branches."""


def beside(archive: Path) -> Path:
    """Where the pair proofs of an archive lie."""
    return archive.with_suffix(".pairs.jsonl")


def read(path: Path) -> dict[str, PairProofs]:
    """The proofs by tracker; raises ``Broken``."""
    raw = read_bytes(path, "pairs.unreadable", "成对证明文件")
    require(not raw or raw.endswith(b"\n"), "pairs.truncated", "成对证明文件末尾不完整。", path.name)
    found: dict[str, PairProofs] = {}
    for number, line in enumerate(raw.split(b"\n")[:-1], 1):
        where = f"{path.name} 第{number}行"
        tracker, proofs = fields(parse(line, where), "hash proofs", where)
        require(text(tracker, where) not in found, "pairs.duplicate", "同一选票的成对证明出现了两次。", where)
        found[tracker] = [read_proofs(each, where, 2) for each in listed(proofs, where)]
    return found
