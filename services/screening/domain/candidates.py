"""Lists of candidate projects: drafting, approval, freezing (Y-027 … Y-029, B-026 … B-029, A10.4)."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from datetime import date
from enum import StrEnum

from services.screening.domain.policy import ChainStep, ScreeningPolicy, Track
from shared.kernel.aggregate import Aggregate
from shared.kernel.errors import Conflict, InvalidInput, Refused


class ListState(StrEnum):
    """How far a list has come."""

    DRAFTED = "drafted"
    UNDER_APPROVAL = "under_approval"
    FROZEN = "frozen"


class DossierIncomplete(Refused):
    """A particular that the rulebook demands is missing."""

    code = "screening.dossier-incomplete"
    message = "候选项目“{name}”（{code}）材料缺少：{missing}，请补齐后再列入。"


class CodeTwice(InvalidInput):
    """Two candidates have one code."""

    code = "screening.code-twice"
    message = "候选项目编号“{codes}”重复。"


class StepOutOfOrder(Refused):
    """The chain has an order."""

    code = "screening.step-out-of-order"
    message = "审定程序的下一步是“{next}”，不能先办“{given}”。"


class ListFrozen(Conflict):
    """A frozen list changes only by being frozen anew."""

    code = "screening.list-is-frozen"
    message = "名单已冻结，只能在审议后说明理由重新冻结。"


class ListNotFrozen(Conflict):
    """Only a frozen list can be revised after deliberation."""

    code = "screening.list-not-frozen"
    message = "名单尚未冻结，请先完成审定程序。"


class UnknownCandidate(InvalidInput):
    """No such code on the list."""

    code = "screening.unknown-candidate"
    message = "名单上没有编号“{code}”。"


class NotCarried(Refused):
    """The organ did not pass it."""

    code = "screening.not-carried"
    message = "赞成{yes}票，未超过到会{present}人的半数，决定未通过。"


class HandsDoNotAddUp(InvalidInput):
    """Votes and those present differ."""

    code = "screening.hands-do-not-add-up"
    message = "赞成、反对、弃权合计{sum}，与到会{present}人不符。"


class NothingLeft(InvalidInput):
    """A list cannot become empty."""

    code = "screening.nothing-left"
    message = "名单不能为空。"


DOSSIER_FIELDS = {
    "name": "name",
    "content": "content",
    "implementer": "implementer",
    "investment": "investment_fen",
    "funding_source": "funding_source",
    "period": "period",
    "requirements": "requirements",
}
"""The rulebook's words for a dossier's particulars → the candidate's fields."""


@dataclass
class Candidate:
    """候选项目 with its dossier; money in fen."""

    candidate_id: str
    code: str
    name: str
    content: str = ""
    implementer: str = ""
    investment_fen: int = 0
    funding_source: str = ""
    period: str = ""
    requirements: str = ""
    item_ids: list[str] = field(default_factory=list)
    suggestion_ids: list[str] = field(default_factory=list)

    def check(self, policy: ScreeningPolicy) -> None:
        """Every particular that the rulebook demands is there; raises ``DossierIncomplete`` naming the rest."""
        missing = [
            each.name
            for each in policy.dossier
            if not getattr(self, DOSSIER_FIELDS.get(each.code, each.code), None)
        ]
        if missing:
            raise DossierIncomplete(
                name=self.name,
                code=self.code,
                missing="、".join(missing),
                citation=policy.citation("dossier"),
            )


@dataclass
class Hands:
    """表决情况."""

    present: int
    yes: int
    no: int
    abstain: int

    def carry(self) -> None:
        """Raise when the numbers contradict one another, or when not more than half said yes."""
        total = self.yes + self.no + self.abstain
        if total != self.present:
            raise HandsDoNotAddUp(sum=total, present=self.present)
        if self.yes * 2 <= self.present:
            raise NotCarried(yes=self.yes, present=self.present)


@dataclass
class StepTaken:
    """A meeting of the chain; ``minutes`` are internal (A10.18)."""

    code: str
    body: str
    action: str
    met_on: date
    before: int
    after: int
    hands: Hands | None = None
    minutes: str = ""
    withdrawn: list[str] = field(default_factory=list)


@dataclass
class FrozenVersion:
    """A frozen state of the list, whole."""

    number: int
    digest: str
    frozen_on: date
    reason: str
    candidates: list[Candidate]


@dataclass(kw_only=True)
class CandidateList(Aggregate):
    """候选项目名单 of one track."""

    cycle_id: str
    track: str
    body: str
    body_name: str
    candidates: list[Candidate]
    state: ListState = ListState.DRAFTED
    steps: list[StepTaken] = field(default_factory=list)
    versions: list[FrozenVersion] = field(default_factory=list)

    @classmethod
    def draft(
        cls, id: str, cycle_id: str, track: Track, candidates: list[Candidate], policy: ScreeningPolicy
    ) -> CandidateList:
        """A first list; every dossier is checked."""
        codes = [each.code for each in candidates]
        twice = sorted({code for code in codes if codes.count(code) > 1})
        if twice:
            raise CodeTwice(codes="、".join(twice))
        for each in candidates:
            each.check(policy)
        return cls(
            id=id,
            cycle_id=cycle_id,
            track=track.code,
            body=track.body,
            body_name=track.name,
            candidates=candidates,
        )

    def next_step(self, policy: ScreeningPolicy) -> ChainStep | None:
        """The step of the chain that comes next."""
        return policy.chain[len(self.steps)] if len(self.steps) < len(policy.chain) else None

    def take_step(
        self,
        policy: ScreeningPolicy,
        code: str,
        met_on: date,
        withdrawn: dict[str, str],
        hands: Hands | None,
        minutes: str,
    ) -> list[Candidate]:
        """A body met over the list; returns the candidates that it took off. The freezing step freezes."""
        if self.state is ListState.FROZEN:
            raise ListFrozen()
        step = self.next_step(policy)
        if step is None or step.code != code:
            given = next((each.body for each in policy.chain if each.code == code), code)
            raise StepOutOfOrder(
                next=step.body if step else "无", given=given, citation=policy.citation("chain")
            )
        if hands is not None:
            hands.carry()
        gone = [self._candidate(each) for each in withdrawn]
        before = len(self.candidates)
        self.candidates = [each for each in self.candidates if each not in gone]
        if not self.candidates:
            raise NothingLeft()
        self.steps.append(
            StepTaken(
                step.code,
                step.body,
                step.action,
                met_on,
                before,
                len(self.candidates),
                hands,
                minutes,
                [*withdrawn],
            )
        )
        self.state = ListState.UNDER_APPROVAL
        if step.freezes:
            self._freeze(met_on, "")
        return gone

    def revise(self, policy: ScreeningPolicy, changes: list[Candidate], reason: str, on: date) -> None:
        """Deliberation led to a change: frozen anew, the earlier version kept (A10.4)."""
        if self.state is not ListState.FROZEN:
            raise ListNotFrozen()
        for change in changes:
            old = self._candidate(change.code)
            change.candidate_id, change.item_ids = old.candidate_id, old.item_ids
            change.suggestion_ids = old.suggestion_ids
            change.check(policy)
            self.candidates[self.candidates.index(old)] = change
        self._freeze(on, reason)

    @property
    def current(self) -> FrozenVersion | None:
        """The version that holds."""
        return self.versions[-1] if self.versions else None

    def statement(self, policy: ScreeningPolicy) -> list[str]:
        """How the list was determined (Y-036), for the deputies; nothing internal in it."""
        lines = [f"本名单按照“{policy.principle}”的原则，经以下程序产生。"]
        for each in self.steps:
            changed = (
                f"，由{each.before}件确定为{each.after}件"
                if each.before != each.after
                else f"，共{each.after}件"
            )
            vote = (
                f"（赞成{each.hands.yes}、反对{each.hands.no}、弃权{each.hands.abstain}）"
                if each.hands
                else ""
            )
            lines.append(f"{each.met_on.isoformat()} {each.body}{each.action}{changed}{vote}。")
        for version in self.versions:
            why = f"，理由：{version.reason}" if version.reason else ""
            lines.append(
                f"{version.frozen_on.isoformat()} 第{version.number}版冻结，{len(version.candidates)}件{why}；"
                f"摘要 {version.digest[:16]}。"
            )
        return lines

    def _candidate(self, code: str) -> Candidate:
        found = next((each for each in self.candidates if each.code == code), None)
        if found is None:
            raise UnknownCandidate(code=code)
        return found

    def _freeze(self, on: date, reason: str) -> None:
        candidates = [Candidate(**asdict(each)) for each in self.candidates]
        digest = list_digest(self.id, self.track, candidates)
        self.versions.append(FrozenVersion(len(self.versions) + 1, digest, on, reason, candidates))
        self.state = ListState.FROZEN


def list_digest(list_id: str, track: str, candidates: list[Candidate]) -> str:
    """SHA-256 over the canonical JSON of a list and its dossiers."""
    content = {"list": list_id, "track": track, "candidates": [asdict(each) for each in candidates]}
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
