"""Forged votes: ours refuses every one for its own reason; the outside program is asked beside it (ballot-format.md)."""

from __future__ import annotations

from pathlib import Path

import pytest

from services.verifier.verification import Report, Request, verify
from tests.support.belenios import verdict
from tests.support.forging import Played, play, write
from tests.support.mutants import MUTANTS, Mutant

README = Path(__file__).parents[3] / "README.md"

AT_LEAST = 52
"""Twelve that ballot-format.md lists, and forty more."""


@pytest.fixture(scope="module")
def played() -> Played:
    return play()


def forge(mutant: Mutant, played: Played, folder: Path) -> Path:
    return write(folder, played.election.uuid, *mutant.forge(played))


def ours(path: Path) -> Report:
    return verify(Request(path, processes=1))


def test_the_honest_vote_is_accepted_by_both(played: Played, tmp_path: Path) -> None:
    report = ours(played.honest.write(tmp_path))
    assert (report.findings, report.result) == ([], [[1, 2], [0, 1]])
    assert verdict(tmp_path)


def test_the_readme_says_how_many_votes_are_forged() -> None:
    said = README.read_text(encoding="utf-8")
    assert f"A test forges {len(MUTANTS)} votes" in said


def test_every_forged_vote_is_refused_for_its_reason_and_the_table_shows_both_verdicts(
    played: Played, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = []
    for number, mutant in enumerate(MUTANTS):
        path = forge(mutant, played, tmp_path / str(number))
        rows.append((mutant, ours(path), verdict(path.parent)))
    with capsys.disabled():
        print(f"\n{'forged vote':<92} {'piaojue verify':<28} belenios-tool 2.0")
        for mutant, report, outside in rows:
            print(f"{mutant.name:<92} {report.findings[0].code:<28} {'ACCEPTS' if outside else 'refuses'}")
        missed = sum(outside for _, _, outside in rows)
        print(
            f"{len(rows)} forged votes: ours refuses {len(rows)}, belenios-tool refuses {len(rows) - missed}"
        )
    assert len(rows) >= AT_LEAST
    assert len({mutant.name for mutant, _, _ in rows}) == len(rows)
    assert not any(report.holds for _, report, _ in rows)
    assert [(m.name, report.findings[0].code) for m, report, _ in rows] == [
        (m.name, m.code) for m, _, _ in rows
    ]
    assert [m.name for m, _, outside in rows if outside] == [m.name for m, _, _ in rows if m.outside_misses]
