"""``piaojue recount`` holds little of what it reads, however the ballots are marked (issue: a million in bounded memory)."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

MANY = 1_000_000
CODES = [f"P{number:02}" for number in range(1, 13)]
MEASURE: dict[str, Any] = {
    "quota": 1,
    "candidates": CODES,
    "electorate": MANY,
    "present": MANY,
    "issued": MANY,
    "threshold": {"rule": "majority", "of": "all"},
    "over_marked": "void",
    "tie": "second_ballot",
}
MOST_MEGABYTES = 256
"""The interpreter and the program take 40 MB; a ballot's name takes 56 bytes, its place in the set of names 34 and three
times that while the set grows, and a void ballot nine more: 160 MB, and a margin for other builds of Python. Whatever
keeps an object of its own for each row or each void ballot is far above it: such a count took 1,031 MB."""

_CHILD = """
import pathlib, re, sys
from services.cli.main import main
try:
    main()
finally:
    print(re.search("VmHWM:\\\\s+(\\\\d+) kB", pathlib.Path("/proc/self/status").read_text())[1], file=sys.stderr)
"""
"""The peak is the process's own from /proc: getrusage counts what its parent held before the program was loaded."""


def valid(number: int) -> str:
    """A ballot with a mark on every line."""
    chosen = number % len(CODES)
    return "".join(
        f"{number},{code},{'approve' if place == chosen else 'against'}\n" for place, code in enumerate(CODES)
    )


def void(number: int) -> str:
    """A ballot with more approvals than there are places."""
    return f"{number},P01,approve\n{number},P02,赞成\n"


def written(ballot: Callable[[int], str]) -> Iterator[str]:
    yield "ballot,candidate,mark\n"
    for start in range(1, MANY + 1, 10_000):
        yield "".join(map(ballot, range(start, start + 10_000)))


@pytest.mark.long
@pytest.mark.parametrize(("ballot", "invalid"), [(valid, 0), (void, MANY)])
def test_a_million_ballots_are_counted_in_bounded_memory(
    tmp_path: Path, ballot: Callable[[int], str], invalid: int
) -> None:
    measure, ballots, said = (tmp_path / name for name in ("measure.json", "ballots.csv", "said.json"))
    measure.write_text(json.dumps(MEASURE), encoding="utf-8")
    with ballots.open("w", encoding="utf-8") as file:
        file.writelines(written(ballot))
    files = ["--measure", str(measure), "--ballots", str(ballots)]
    with said.open("wb") as out:
        done = subprocess.run(
            [sys.executable, "-c", _CHILD, "recount", *files, "--json"],
            stdout=out,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    record = json.loads(said.read_text(encoding="utf-8"))
    assert (record["returned"], record["valid"], len(record["invalid"])) == (MANY, MANY - invalid, invalid)
    assert record["invalid"][-1:] == [{"ballot": str(MANY), "reason": "over_marked"}] * (invalid > 0)
    assert int(done.stderr.split()[-1]) <= MOST_MEGABYTES * 1024
