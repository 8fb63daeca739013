"""The project library: everything that was suggested, never deleted (B-018, A10.16)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from services.screening.domain.policy import Criterion, ScreeningPolicy
from shared.kernel.aggregate import Aggregate
from shared.kernel.errors import Conflict, InvalidInput, Refused


class ItemStatus(StrEnum):
    """Where an item stands."""

    ENTERED = "entered"
    MERGED = "merged"
    TRANSFERRED = "transferred"
    DROPPED = "dropped"
    RESERVED = "reserved"
    SHORTLISTED = "shortlisted"
    CANDIDATE = "candidate"


STATUS_NAMES = {
    ItemStatus.ENTERED: "已入库",
    ItemStatus.MERGED: "已合并",
    ItemStatus.TRANSFERRED: "已转办",
    ItemStatus.DROPPED: "不符合参选条件",
    ItemStatus.RESERVED: "留库",
    ItemStatus.SHORTLISTED: "初选",
    ItemStatus.CANDIDATE: "候选项目",
}

SETTLED_ELSEWHERE = {ItemStatus.MERGED, ItemStatus.TRANSFERRED}


class ItemNotOpen(Conflict):
    """The item's fate is settled already."""

    code = "screening.item-not-open"
    message = "项目“{title}”现为“{status}”，不能再作此处理。"


class EligibilityNotJudged(Refused):
    """Eligibility comes first (A10.16)."""

    code = "screening.eligibility-not-judged"
    message = "项目“{title}”尚未审核参选条件，请先审核再筛选。"


class CriteriaIncomplete(InvalidInput):
    """A mark for every criterion, and no others, is needed."""

    code = "screening.criteria-incomplete"
    message = "项目“{title}”应逐项给出：{criteria}。"


class MergeIntoItself(InvalidInput):
    """An item cannot be merged into itself."""

    code = "screening.merge-into-itself"
    message = "项目“{title}”不能并入自身。"


class UnknownTrack(InvalidInput):
    """The rulebook knows no such track."""

    code = "screening.unknown-track"
    message = "规则手册没有候选项目去向“{track}”。"


@dataclass
class Finding:
    """The result for one criterion."""

    criterion: str
    met: bool
    reason: str = ""


@dataclass(kw_only=True)
class LibraryItem(Aggregate):
    """库内项目: one suggestion, or several that were merged into it; ``suggestion_ids`` keeps every original."""

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

    @property
    def first_suggestion(self) -> str:
        """The suggestion that this item was made of, before anything was merged into it."""
        return self.suggestion_ids[0]

    def absorb(self, others: Sequence[LibraryItem], reason: str) -> None:
        """Merge like items into this one; the originals stay, linked."""
        self._must_be(ItemStatus.ENTERED)
        for other in others:
            if other.id == self.id:
                raise MergeIntoItself(title=self.title)
            other._must_be(ItemStatus.ENTERED)
            other.status, other.merged_into, other.reason = ItemStatus.MERGED, self.id, reason
            self.suggestion_ids = [*self.suggestion_ids, *other.suggestion_ids]

    def transfer(self, to: str, slip: str) -> None:
        """An individual's grievance is no project: it goes elsewhere with a slip and stays on record."""
        self._must_be(ItemStatus.ENTERED)
        self.status, self.transfer_slip = ItemStatus.TRANSFERRED, slip
        self.reason = f"属个人诉求，已转{to}办理（转办单{slip}）"

    def judge(self, policy: ScreeningPolicy, failed: dict[str, str]) -> None:
        """Check every criterion of eligibility; ``failed`` gives those not met, with the reason."""
        self._must_be(ItemStatus.ENTERED)
        known = {each.code for each in policy.eligibility}
        if not set(failed) <= known:
            raise CriteriaIncomplete(title=self.title, criteria=_names(policy.eligibility))
        self.eligibility = [
            Finding(each.code, each.code not in failed, failed.get(each.code, ""))
            for each in policy.eligibility
        ]
        if failed:
            self.status = ItemStatus.DROPPED
            self.reason = "；".join(
                f"不符合“{each.name}”：{failed[each.code]}"
                for each in policy.eligibility
                if each.code in failed
            )

    def sort(
        self, policy: ScreeningPolicy, marks: dict[str, bool], keep: bool, reason: str, track: str
    ) -> None:
        """Short-list it for a track, or leave it in the library for a later year (Y-026, B-020)."""
        self._must_be(ItemStatus.ENTERED, ItemStatus.RESERVED)
        if not self.eligibility:
            raise EligibilityNotJudged(title=self.title, citation=policy.citation("eligibility"))
        if set(marks) != {each.code for each in policy.criteria}:
            raise CriteriaIncomplete(title=self.title, criteria=_names(policy.criteria))
        if track not in {each.code for each in policy.tracks}:
            raise UnknownTrack(track=track)
        self.marks = [Finding(each.code, marks[each.code]) for each in policy.criteria]
        self.reason = reason
        self.status = ItemStatus.SHORTLISTED if keep else ItemStatus.RESERVED
        self.track = track if keep else None

    def become_candidate(self) -> None:
        """It stands on a list of candidate projects."""
        self._must_be(ItemStatus.SHORTLISTED)
        self.status = ItemStatus.CANDIDATE

    def leave_list(self, reason: str) -> None:
        """A meeting took it off the list: it stays in the library."""
        self._must_be(ItemStatus.CANDIDATE)
        self.status, self.track, self.reason = ItemStatus.RESERVED, None, reason

    def _must_be(self, *statuses: ItemStatus) -> None:
        if self.status not in statuses:
            raise ItemNotOpen(title=self.title, status=STATUS_NAMES[self.status])


def _names(criteria: Iterable[Criterion]) -> str:
    return "、".join(each.name for each in criteria)
