"""Lists of candidate projects: drafting, approval, freezing (Y-027 … Y-029, B-026 … B-029, A10.4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date

from services.screening.domain.dossiers import Candidate, check_codes, check_dossiers, list_digest
from services.screening.domain.list_records import Departure, FrozenVersion, Origin
from services.screening.domain.list_states import (
    MACHINE,
    ListAct,
    ListFrozen,
    ListNotFrozen,
    ListState,
    NothingChanged,
    NothingLeft,
    ReturnedWithChanges,
    StepOutOfOrder,
    UnknownCandidate,
)
from services.screening.domain.meetings import Hands, StepResult, StepTaken, check_day
from services.screening.domain.policy import ChainStep, ScreeningPolicy, Track
from shared.kernel.aggregate import Aggregate
from shared.kernel.clock import day_in_words
from shared.kernel.naming import organ_of


@dataclass(kw_only=True)
class CandidateList(Aggregate):
    """候选项目名单: of one track and year; long when drafted, short when the chain has decided."""

    cycle_id: str
    track: str
    body: str
    body_name: str
    candidates: list[Candidate]
    state: ListState = ListState.DRAFTED
    steps: list[StepTaken] = field(default_factory=list)
    versions: list[FrozenVersion] = field(default_factory=list)
    origin: Origin | None = None
    drafted: int = 0
    departures: list[Departure] = field(default_factory=list)

    @classmethod
    def draft(
        cls,
        id: str,
        cycle_id: str,
        track: Track,
        candidates: list[Candidate],
        policy: ScreeningPolicy,
        place: str,
        origin: Origin | None = None,
    ) -> CandidateList:
        """A first list; every dossier is checked. ``place`` is the tenant's name: rules call its congress without it."""
        check_dossiers(candidates, policy)
        return cls(
            id=id,
            cycle_id=cycle_id,
            track=track.code,
            body=track.body,
            body_name=organ_of(place, track.name) if track.body == "congress" else track.name,
            candidates=candidates,
            origin=origin,
            drafted=len(candidates),
        )

    def redraft(self, policy: ScreeningPolicy, candidates: list[Candidate], origin: Origin) -> None:
        """Make the draft anew, before the first meeting or after one that returned it; codes keep their ids."""
        self._check(ListAct.REDRAFT)
        known = {each.code: each.candidate_id for each in self.candidates}
        for each in candidates:
            each.candidate_id = known.get(each.code, each.candidate_id)
        check_dossiers(candidates, policy)
        self.candidates, self.origin, self.drafted = candidates, origin, len(candidates)

    def next_step(self, policy: ScreeningPolicy) -> ChainStep | None:
        """The step of the chain that comes next; a list that was returned begins the chain again."""
        taken = 0
        for each in self.steps:
            taken = taken + 1 if each.result is StepResult.APPROVED else 0
        return policy.chain[taken] if taken < len(policy.chain) else None

    def take_step(
        self,
        policy: ScreeningPolicy,
        code: str,
        met_on: date,
        today: date,
        *,
        withdrawn: Mapping[str, str] | None = None,
        changes: Sequence[Candidate] = (),
        hands: Hands | None = None,
        minutes: str = "",
        result: StepResult = StepResult.APPROVED,
    ) -> list[Candidate]:
        """A body met over the list; returns the candidates that it took off. The freezing step freezes.

        ``withdrawn`` gives code → reason. Raises the refusals of this module and of ``meetings``.
        """
        step = self._step(policy, code, result)
        check_day(met_on, today, self.steps[-1].met_on if self.steps else None)
        if hands is not None:
            hands.check()
            if result is StepResult.APPROVED:
                step.majority.judge(hands)
        before = len(self.candidates)
        gone = self._change(policy, withdrawn or {}, changes, step.body, met_on)
        self.steps.append(
            StepTaken(
                code=step.code,
                body=step.body,
                action=step.action,
                met_on=met_on,
                before=before,
                after=len(self.candidates),
                hands=hands,
                minutes=minutes,
                withdrawn=[each.code for each in gone],
                changed=[each.code for each in changes],
                result=result,
            )
        )
        if result is StepResult.RETURNED:
            if gone or changes:
                raise ReturnedWithChanges()
            self.state = MACHINE.after(self.state, ListAct.RETURN)
        elif step.freezes:
            self._freeze(ListAct.FREEZE, met_on, "")
        else:
            self.state = MACHINE.after(self.state, ListAct.APPROVE)
        return gone

    def revise(
        self,
        policy: ScreeningPolicy,
        changes: Sequence[Candidate],
        withdrawn: Mapping[str, str],
        reason: str,
        on: date,
        today: date,
    ) -> list[Candidate]:
        """Deliberation led to a change: frozen anew, the earlier version kept (A10.4).

        Returns the candidates that were taken off; raises ``NothingChanged`` when nothing differs.
        """
        self._check(ListAct.REVISE)
        last = self.versions[-1]
        check_day(on, today, last.frozen_on)
        gone = self._change(policy, withdrawn, changes, f"第{last.number + 1}版", on)
        if list_digest(self.id, self.track, self.candidates) == last.digest:
            raise NothingChanged(number=last.number)
        self._freeze(ListAct.REVISE, on, reason)
        return gone

    @property
    def current(self) -> FrozenVersion | None:
        """The version that holds."""
        return self.versions[-1] if self.versions else None

    def version_of(self, number: int) -> FrozenVersion | None:
        """The frozen version of that number."""
        return next((each for each in self.versions if each.number == number), None)

    def statement(self, policy: ScreeningPolicy) -> list[str]:
        """How the list was determined (Y-036), for the deputies; nothing internal in it."""
        lines = [f"本名单按照“{policy.principle}”的原则，经以下程序产生。"]
        if self.origin is not None:
            lines.append(self.origin.sentence(self.drafted))
        lines += [each.sentence() for each in self.steps]
        for version in self.versions:
            why = f"，理由：{version.reason}" if version.reason else ""
            lines.append(
                f"{day_in_words(version.frozen_on)}，第{version.number}版冻结，{len(version.candidates)}件{why}；"
                f"摘要 {version.digest[:16]}。"
            )
        return lines

    def _check(self, act: ListAct) -> None:
        if act is ListAct.REVISE and self.state is not ListState.FROZEN:
            raise ListNotFrozen()
        if act is not ListAct.REVISE and self.state is ListState.FROZEN:
            raise ListFrozen()
        MACHINE.after(self.state, act)

    def _step(self, policy: ScreeningPolicy, code: str, result: StepResult) -> ChainStep:
        self._check(ListAct.APPROVE if result is StepResult.APPROVED else ListAct.RETURN)
        step = self.next_step(policy)
        if step is None or step.code != code:
            given = next((each.body for each in policy.chain if each.code == code), code)
            raise StepOutOfOrder(
                next=step.body if step else "无", given=given, citation=policy.citation("chain")
            )
        return step

    def _change(
        self,
        policy: ScreeningPolicy,
        withdrawn: Mapping[str, str],
        changes: Sequence[Candidate],
        at: str,
        on: date,
    ) -> list[Candidate]:
        gone = [self._candidate(code) for code in withdrawn]
        staying = [each for each in self.candidates if each.code not in withdrawn]
        check_codes([each.code for each in changes])
        by_code = {each.code: each for each in changes}
        for code in by_code:
            if all(each.code != code for each in staying):
                raise UnknownCandidate(code=code)
        staying = [each.replaced_by(by_code[each.code]) if each.code in by_code else each for each in staying]
        if not staying:
            raise NothingLeft()
        check_dossiers(staying, policy)
        self.candidates = staying
        self.departures += [Departure(each, at, on, withdrawn[each.code]) for each in gone]
        return gone

    def _candidate(self, code: str) -> Candidate:
        found = next((each for each in self.candidates if each.code == code), None)
        if found is None:
            raise UnknownCandidate(code=code)
        return found

    def _freeze(self, act: ListAct, on: date, reason: str) -> None:
        candidates = [Candidate(**asdict(each)) for each in self.candidates]
        digest = list_digest(self.id, self.track, candidates)
        self.versions.append(FrozenVersion(len(self.versions) + 1, digest, on, reason, candidates))
        self.state = MACHINE.after(self.state, act)
