"""What every bench needs: a row of the report, medians, a bounded load."""

from __future__ import annotations

import statistics
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Row:
    """One comparison of a run: ``ratio`` is ours over the floor, in the same unit."""

    name: str
    ours: float
    floor: float
    ratio: float
    unit: str

    def data(self) -> dict[str, Any]:
        """As it stands in ``build/bench.json``."""
        return asdict(self)


def row(name: str, ours: float, floor: float, unit: str) -> Row:
    """A comparison, rounded to what was measured."""
    return Row(name, round(ours, 3), round(floor, 3), round(ours / floor, 3) if floor else 0.0, unit)


def rate(call: Callable[[], Any], number: int, threads: int = 1) -> float:
    """Calls a second: so many calls, shared by so many threads."""
    left = iter(range(number))
    lock = threading.Lock()
    failures: list[BaseException] = []

    def work() -> None:
        while True:
            with lock:
                if next(left, None) is None or failures:
                    return
            try:
                call()
            except BaseException as failure:
                failures.append(failure)
                return

    began = time.perf_counter()
    pool = [threading.Thread(target=work) for _ in range(threads)]
    for each in pool:
        each.start()
    for each in pool:
        each.join()
    if failures:
        raise failures[0]
    return number / (time.perf_counter() - began)


def interleaved(
    ours: Callable[[], float], floor: Callable[[], float], rounds: int = 5
) -> tuple[float, float]:
    """The medians of both, measured in turn, so that a drift of the machine touches both alike."""
    pairs = [(ours(), floor()) for _ in range(rounds)]
    return statistics.median(pair[0] for pair in pairs), statistics.median(pair[1] for pair in pairs)


def percentile(values: list[float], share: float) -> float:
    """The value below which that share lies."""
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]
