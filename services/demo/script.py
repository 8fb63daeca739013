"""A script: dated steps of one tenant's year, in parts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from services.demo.player import Player

Act = Callable[[Player], None]


@dataclass(frozen=True)
class Step:
    """One dated line of the demo year."""

    title: str
    day: str | None
    act: Act


@dataclass
class Part:
    """Steps of one theme, in the order in which they are written."""

    steps: list[Step] = field(default_factory=list)

    def step(self, title: str, day: str | None = None) -> Callable[[Act], Act]:
        """Make a function a step; on ``day`` the tenant's clock stands at nine o'clock."""

        def register(act: Act) -> Act:
            self.steps.append(Step(title, day, act))
            return act

        return register


class Journal:
    """The steps that were played to their end, in a file; a play that was interrupted finds them there."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._done = set(file.read_text().splitlines()) if file.exists() else set()

    def __contains__(self, name: str) -> bool:
        return name in self._done

    def note(self, name: str) -> None:
        """A step is done."""
        if name not in self._done:
            self._done.add(name)
            with self._file.open("a") as file:
                file.write(name + "\n")


@dataclass(frozen=True)
class Script:
    """The year of one tenant."""

    tenant: str
    name: str
    parts: tuple[Part, ...]

    @property
    def steps(self) -> list[Step]:
        """All steps."""
        return [step for part in self.parts for step in part.steps]

    def play(self, player: Player, journal: Journal, begun: Callable[[str], None]) -> None:
        """Play every step; ``begun`` is told each title."""
        for step in self.steps:
            name = f"{self.name}：{step.title}"
            begun(name)
            player.again = name in journal
            with player.step(step.title, step.day):
                step.act(player)
            journal.note(name)
