"""The project library: everything that was suggested, never deleted (B-018, A10.16)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from services.screening.domain.item_states import MACHINE, ItemAct, ItemStatus
from services.screening.domain.library_errors import (
    CriteriaIncomplete,
    EligibilityNotJudged,
    ItemNotOpen,
    MergeIntoItself,
    NotMergedHere,
    OtherTrack,
    TooManyOriginals,
    UnknownCategory,
    UnknownTrack,
)
from services.screening.domain.policy import Criterion, ScreeningPolicy
from shared.kernel.aggregate import Aggregate

MOST_ORIGINALS = 1000
"""Suggestions that may stand behind one item or candidate: what an event may carry."""


@dataclass
class Finding:
    """The result for one criterion."""

    criterion: str
    met: bool
    reason: str = ""


@dataclass
class Decision:
    """One act on an item, as it stays on record; ``act`` is an ``ItemAct``'s value."""

    act: str
    on: date
    cycle_id: str
    reason: str = ""


@dataclass(kw_only=True)
class LibraryItem(Aggregate):
    """库内项目: one suggestion, or several that were merged into it; ``suggestion_ids`` keeps every original.

    ``track`` is where it was short-listed to, ``reason`` that of the last decision; ``decisions`` keeps all.
    """

    cycle_id: str
    receipt: str
    title: str
    category: str
    content: str
    place: str
    channel: str
    suggestion_ids: list[str]
    status: ItemStatus = ItemStatus.ENTERED
    merged_into: str | None = None
    track: str | None = None
    reason: str = ""
    eligibility: list[Finding] = field(default_factory=list)
    marks: list[Finding] = field(default_factory=list)
    transfer_slip: str | None = None
    decisions: list[Decision] = field(default_factory=list)

    @property
    def first_suggestion(self) -> str:
        """The suggestion that this item was made of, before anything was merged into it."""
        return self.suggestion_ids[0]

    def classify(self, policy: ScreeningPolicy, category: str, on: date) -> None:
        """Put it under a category of the rulebook."""
        known = {each.code: each.name for each in policy.categories}
        if category not in known:
            raise UnknownCategory(category=category, known="、".join(known.values()))
        self._act(ItemAct.CLASSIFY, on, known[category])
        self.category = category

    def reword(self, title: str | None, content: str | None, place: str | None) -> None:
        """Take personal data off (A10.19); the original stays with the suggestion, in collection.

        Possible in every state, and not on record with the words that were taken off.
        """
        self.title = title if title is not None else self.title
        self.content = content if content is not None else self.content
        self.place = place if place is not None else self.place

    def absorb(self, others: Sequence[LibraryItem], reason: str, on: date) -> None:
        """Merge like items into this one; the originals stay, linked."""
        self._check(ItemAct.ABSORB)
        for other in others:
            if other.id == self.id:
                raise MergeIntoItself(title=self.title)
            other._act(ItemAct.MERGE, on, reason)
            other.merged_into, other.reason = self.id, reason
            self.suggestion_ids = [*self.suggestion_ids, *other.suggestion_ids]
        check_originals(self.title, self.suggestion_ids)
        self._act(ItemAct.ABSORB, on, reason)

    def release(self, others: Sequence[LibraryItem], reason: str, on: date) -> None:
        """Undo a merging: the items stand for themselves again, with the suggestions that they brought."""
        self._check(ItemAct.ABSORB)
        for other in others:
            if other.merged_into != self.id:
                raise NotMergedHere(title=other.title, target=self.title)
            other._act(ItemAct.SPLIT, on, reason)
            other.merged_into, other.reason = None, reason
            theirs = set(other.suggestion_ids)
            self.suggestion_ids = [each for each in self.suggestion_ids if each not in theirs]
        self._record(ItemAct.SPLIT, on, reason)

    def transfer(self, to: str, slip: str, on: date) -> None:
        """An individual's grievance is no project: it goes elsewhere with a slip and stays on record."""
        reason = f"属个人诉求，已转{to}办理（转办单{slip}）"
        self._act(ItemAct.TRANSFER, on, reason)
        self.transfer_slip, self.reason = slip, reason

    def judge(self, policy: ScreeningPolicy, failed: dict[str, str], on: date) -> None:
        """Check every criterion of eligibility; ``failed`` gives those not met, with the reason.

        Judging again corrects the judgement before it.
        """
        known = {each.code for each in policy.eligibility}
        if not set(failed) <= known:
            raise CriteriaIncomplete(title=self.title, criteria=_names(policy.eligibility))
        reason = "；".join(
            f"不符合“{each.name}”：{failed[each.code]}" for each in policy.eligibility if each.code in failed
        )
        self._act(ItemAct.DROP if failed else ItemAct.QUALIFY, on, reason)
        self.eligibility = [
            Finding(each.code, each.code not in failed, failed.get(each.code, ""))
            for each in policy.eligibility
        ]
        self.reason = reason

    def sort(
        self, policy: ScreeningPolicy, marks: dict[str, bool], keep: bool, reason: str, track: str, on: date
    ) -> None:
        """Short-list it for a track, or leave it in the library for a later year (Y-026, B-020)."""
        act = ItemAct.SHORTLIST if keep else ItemAct.RESERVE
        self._check(act)
        if not self.eligibility:
            raise EligibilityNotJudged(title=self.title, citation=policy.citation("eligibility"))
        if set(marks) != {each.code for each in policy.criteria}:
            raise CriteriaIncomplete(title=self.title, criteria=_names(policy.criteria))
        if policy.track(track) is None:
            raise UnknownTrack(track=track)
        self._act(act, on, reason)
        self.marks = [Finding(each.code, marks[each.code]) for each in policy.criteria]
        self.reason = reason
        self.track = track if keep else None

    def become_candidate(self, track: str, on: date) -> None:
        """It stands on a track's list of candidate projects."""
        self._check(ItemAct.LIST)
        if self.track != track:
            raise OtherTrack(title=self.title, track=self.track, given=track)
        self._act(ItemAct.LIST, on, "")

    def leave_draft(self, on: date) -> None:
        """The draft that named it was made anew."""
        self._act(ItemAct.UNLIST, on, "")

    def leave_list(self, reason: str, on: date) -> None:
        """A meeting took it off the list: it stays in the library."""
        self._act(ItemAct.WITHDRAW, on, reason)
        self.track, self.reason = None, reason

    def carry_over(self, cycle_id: str, reason: str, on: date) -> None:
        """It stands for selection in a later year; eligibility and marks begin anew (B-018)."""
        self._act(ItemAct.CARRY_OVER, on, reason)
        self.cycle_id, self.track, self.reason = cycle_id, None, reason
        self.eligibility, self.marks = [], []

    def _check(self, act: ItemAct) -> ItemStatus:
        possible = MACHINE.acts_from(self.status)
        if act not in possible:
            raise ItemNotOpen(
                title=self.title,
                status=MACHINE.name(self.status),
                act=MACHINE.name(act),
                possible="、".join(MACHINE.name(each) for each in possible) or "无",
            )
        return MACHINE.after(self.status, act)

    def _act(self, act: ItemAct, on: date, reason: str) -> None:
        self.status = self._check(act)
        self._record(act, on, reason)

    def _record(self, act: ItemAct, on: date, reason: str) -> None:
        self.decisions = [*self.decisions, Decision(act.value, on, self.cycle_id, reason)]


def check_originals(title: str, suggestion_ids: Sequence[str]) -> None:
    """Raise ``TooManyOriginals`` when more suggestions stand behind one thing than an event may carry."""
    if len(suggestion_ids) > MOST_ORIGINALS:
        raise TooManyOriginals(title=title, number=len(suggestion_ids), most=MOST_ORIGINALS)


def _names(criteria: Iterable[Criterion]) -> str:
    return "、".join(each.name for each in criteria)
