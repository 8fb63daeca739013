"""``make bench``: speed as ratios, every floor measured in the same run, into ``build/bench.json``."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path

from tests.load.ballots import bench_ballots
from tests.load.pages import bench_pages
from tests.load.rpc import bench_rpc
from tests.load.suite import bench_distributed, bench_embedded

BUILD = Path(__file__).parents[2] / "build"


def main() -> None:
    """Measure, print, write."""
    os.environ.setdefault("PYTHONWARNINGS", "ignore")
    with tempfile.TemporaryDirectory() as folder:
        # PostgreSQL's account has to enter it.
        Path(folder).chmod(0o711)
        rows = [
            *bench_rpc(),
            *bench_distributed(Path(folder)),
            *bench_embedded(Path(folder)),
            *bench_ballots(Path(folder)),
            *bench_pages(Path(folder) / "pages"),
        ]
    BUILD.mkdir(exist_ok=True)
    (BUILD / "bench.json").write_text(
        json.dumps([each.data() for each in rows], ensure_ascii=False, indent=1)
    )
    width = max(len(each.name) for each in rows)
    for each in rows:
        sys.stdout.write(
            f"{each.name:<{width}}  {each.ours:>10}  {each.floor:>10}  ×{each.ratio:<6} {each.unit}\n"
        )


if __name__ == "__main__":
    main()
