"""What the congress above reads of a congress's year, as far as the lower one's rulebook lets (Y-001, Y-072)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from shared.kernel.aggregate import Aggregate
from shared.kernel.errors import Conflict
from shared.kernel.rulebook import Rulebook


class NotBelow(Conflict):
    """A congress tells only the one directly above it."""

    code = "congress.not-below"
    message = "“{child}”不是本级的直接下级，其情况不予登记。"


class Subject(StrEnum):
    """What a rulebook may let the congress above read (``oversight.parent_reads``)."""

    STAGE = "stage"
    CANDIDATES = "candidates"
    RESULTS = "results"
    PROGRESS = "progress"
    RATING = "rating"


class Stage(StrEnum):
    """How far a year has come, in order."""

    OPENED = "opened"
    LISTED = "listed"
    DECIDED = "decided"
    RATED = "rated"
    CLOSED = "closed"


@dataclass(kw_only=True)
class YearNote(Aggregate):
    """年度记事: that a year was opened or closed, or what another service announced about it.

    ``about`` is the list, vote, project, rating or stage; of several notes about it the one with the highest
    ``number`` holds, in whatever order they come.
    """

    cycle_id: str
    subject: Subject
    about: str
    number: int
    on: date
    count: int = 1
    completed: bool = False

    def gives_way_to(self, later: YearNote) -> bool:
        """Take over what the later announcement says; false when this one is the later."""
        if later.number <= self.number:
            return False
        self.number, self.on = later.number, later.on
        self.count, self.completed = later.count, later.completed
        return True


@dataclass(frozen=True)
class Reached:
    """The day on which a stage was first reached."""

    stage: Stage
    on: date


@dataclass(frozen=True)
class Telling:
    """What the congress above is told; a figure that its rulebook keeps to itself, or that is not yet there, is null."""

    reached: list[Reached] = field(default_factory=list)
    candidates: int | None = None
    determined: int | None = None
    projects: int | None = None
    completed: int | None = None
    explanations: int | None = None

    @property
    def stage(self) -> Stage | None:
        """The furthest stage reached."""
        return max((each.stage for each in self.reached), key=list(Stage).index, default=None)

    def has_reached(self, stage: Stage) -> bool:
        """Whether the year has come as far as that, or further."""
        furthest = self.stage
        return furthest is not None and list(Stage).index(furthest) >= list(Stage).index(stage)


@dataclass(kw_only=True)
class ChildYear(Aggregate):
    """下级年度情况: what a congress below has told about a year."""

    child: str
    year: int
    number: int
    telling: Telling

    def hear(self, number: int, telling: Telling) -> bool:
        """Keep a telling unless a later one is known; whether it was kept."""
        if number <= self.number:
            return False
        self.number, self.telling = number, telling
        return True


def readable(rulebook: Rulebook) -> frozenset[Subject]:
    """What the congress above may read."""
    return frozenset(Subject(each) for each in rulebook.value("oversight.parent_reads"))


def matters(subject: Subject, subjects: Collection[Subject]) -> bool:
    """Whether a note about it changes what is told: progress is a figure alone, all else also a stage."""
    return subject in subjects or (subject is not Subject.PROGRESS and Subject.STAGE in subjects)


def telling(notes: Iterable[YearNote], subjects: Collection[Subject]) -> Telling:
    """How a year stands by its notes, cut down to these subjects."""
    by_subject: dict[Subject, list[YearNote]] = {each: [] for each in Subject}
    for note in notes:
        by_subject[note.subject].append(note)
    told = {each: found for each, found in by_subject.items() if found and each in subjects}

    def counted(subject: Subject) -> int | None:
        return sum(each.count for each in told[subject]) if subject in told else None

    projects = told.get(Subject.PROGRESS)
    return Telling(
        reached=_reached(by_subject) if Subject.STAGE in subjects else [],
        candidates=counted(Subject.CANDIDATES),
        determined=counted(Subject.RESULTS),
        projects=counted(Subject.PROGRESS),
        completed=sum(each.completed for each in projects) if projects else None,
        explanations=counted(Subject.RATING),
    )


def _reached(notes: dict[Subject, list[YearNote]]) -> list[Reached]:
    days: dict[Stage, list[date]] = {
        Stage.OPENED: [each.on for each in notes[Subject.STAGE] if each.about == Stage.OPENED],
        Stage.LISTED: [each.on for each in notes[Subject.CANDIDATES]],
        Stage.DECIDED: [each.on for each in notes[Subject.RESULTS]],
        Stage.RATED: [each.on for each in notes[Subject.RATING]],
        Stage.CLOSED: [each.on for each in notes[Subject.STAGE] if each.about == Stage.CLOSED],
    }
    return [Reached(stage, min(found)) for stage, found in days.items() if found]
