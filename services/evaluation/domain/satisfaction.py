"""The satisfaction rating by deputies, from the report to the declaration (Y-061 … Y-064, B-096, B-097)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from services.evaluation.domain.counting import BallotCounts, SheetLine, TellerSheet, differing_projects
from services.evaluation.domain.electronic import (
    ElectronicPart,
    PaperAgreed,
    PaperCount,
    RatingOnPaper,
    paper_issued,
    paper_returned,
    together,
)
from services.evaluation.domain.projects import RatedProject
from services.evaluation.domain.rating_states import RATING_STATES, RatingAct, RatingState
from services.evaluation.domain.rules import OpensAfter, RatingRules
from shared.kernel.aggregate import Aggregate
from shared.kernel.errors import Conflict, InvalidInput, Refused


class ReportNotHeard(Refused):
    """Y-061: the report on completion comes first."""

    code = "evaluation.report-not-heard"
    message = "会议尚未听取项目完成情况报告，不能{act}。"


class DelegationsNotDone(Refused):
    """B-097: all delegations deliberate first."""

    code = "evaluation.delegations-not-done"
    message = "已审议{done}个代表团，共{total}个，全部审议后才能开始测评。"


class MoreDelegationsThanThereAre(InvalidInput):
    """More delegations have deliberated than the congress has."""

    code = "evaluation.too-many-delegations"
    message = "已登记审议的代表团{done}个，多于代表团总数{total}，请核对。"


class NothingToRate(InvalidInput):
    """A rating without projects."""

    code = "evaluation.nothing-to-rate"
    message = "没有可测评的项目，请先确认该周期的项目名单。"


class SessionTooFar(InvalidInput):
    """A session that closes after next year: a slip of the pen."""

    code = "evaluation.session-too-far"
    message = "会议闭幕日期{day}过远，请核对年份。"


class RatingExists(Conflict):
    """A cycle's projects are rated once."""

    code = "evaluation.rating-exists"
    message = "该周期的这些项目已有一次满意度测评，请在原测评上办理。"


class ThirdTeller(Conflict):
    """Two tellers count; a third does not."""

    code = "evaluation.third-teller"
    message = "已有两名计票人录入计票单，须由其中一人更正。"


@dataclass
class RatedItem:
    """A project on the rating paper, as it was when the rating was prepared."""

    project_id: str
    code: str
    name: str
    unit: str
    principal_head: str

    @property
    def label(self) -> str:
        """Code and name."""
        return f"{self.code} {self.name}".strip()

    @classmethod
    def of(cls, project: RatedProject) -> RatedItem:
        """The project as it stands now."""
        return cls(
            project.id, project.project_code, project.name, project.implementer, project.principal_head
        )


@dataclass
class ReportHeard:
    """Which report on completion the session heard, and when (Y-061, B-096)."""

    title: str
    heard_on: date


@dataclass
class ProjectResult:
    """测评结果: one project's counts, and whether its satisfaction calls for an explanation (Y-074)."""

    project_id: str
    code: str
    name: str
    unit: str
    grades: dict[str, int]
    abstain: int
    satisfied: int
    base: int
    explanation_required: bool


@dataclass(kw_only=True)
class SatisfactionRating(Aggregate):
    """满意度测评: the deputies grade the projects of ``cycle_id`` at a later session.

    ``rules_cycle_id`` is the cycle whose rulebook holds at that session. No ballot is kept, only totals.
    ``counts`` are of both media together; ``paper`` is the agreed paper count while the electronic one is to come.
    """

    cycle_id: str
    rules_cycle_id: str
    year: int
    track: str
    session_name: str
    session_closes_on: date
    measure_title: str = ""
    items: list[RatedItem] = field(default_factory=list)
    state: RatingState = RatingState.PREPARED
    report: ReportHeard | None = None
    delegations_total: int = 0
    delegations_done: list[str] = field(default_factory=list)
    counts: BallotCounts | None = None
    void_counts: list[BallotCounts] = field(default_factory=list)
    sheets: list[TellerSheet] = field(default_factory=list)
    superseded_sheets: list[TellerSheet] = field(default_factory=list)
    electronic: ElectronicPart | None = None
    paper_only: bool = False
    paper: PaperCount | None = None
    differences: list[str] = field(default_factory=list)
    results: list[ProjectResult] = field(default_factory=list)
    declared_at: datetime | None = None
    declared_in: str = ""
    published_on: date | None = None
    paper_id: str | None = None

    def __post_init__(self) -> None:
        if not self.items:
            raise NothingToRate()

    def check_session(self, today: date) -> None:
        """Raises ``SessionTooFar`` for a session that closes after next year."""
        if self.session_closes_on.year > today.year + 1:
            raise SessionTooFar(day=self.session_closes_on)

    @property
    def labels(self) -> dict[str, str]:
        """The rated projects' ids and labels, in the order of the paper."""
        return {item.project_id: item.label for item in self.items}

    def hear_report(self, title: str, day: date) -> None:
        """The session has heard the government's report on completion."""
        if self.report is None:
            self.report = ReportHeard(title, day)

    def note_deliberated(self, total: int, delegations: list[str], rules: RatingRules) -> None:
        """These delegations have deliberated the report; repeated names count once.

        Raises ``ReportNotHeard`` or ``MoreDelegationsThanThereAre``.
        """
        self._report_first("登记审议", rules)
        done = list(dict.fromkeys([*self.delegations_done, *delegations]))
        if len(done) > total:
            raise MoreDelegationsThanThereAre(done=len(done), total=total)
        self.delegations_total, self.delegations_done = total, done

    def open(self, rules: RatingRules) -> None:
        """Begin; raises ``ReportNotHeard`` or ``DelegationsNotDone`` as the rulebook demands (D-22)."""
        following = RATING_STATES.after(self.state, RatingAct.OPEN)
        self._report_first("开始测评", rules)
        if rules.opens_after is OpensAfter.DELEGATIONS_DELIBERATED and (
            not self.delegations_total or len(self.delegations_done) < self.delegations_total
        ):
            raise DelegationsNotDone(
                done=len(self.delegations_done),
                total=self.delegations_total,
                citation=rules.cite("opens_after"),
            )
        self.state = following

    @property
    def attempt(self) -> int:
        """Which holding of the rating this is, from 1."""
        return len(self.void_counts) + 1

    def issue(self, counts: BallotCounts, rules: RatingRules, envelopes: int = 0) -> None:
        """Papers handed out, and so many envelopes of the electronic ballot among ``counts.issued``.

        Raises ``NumbersInconsistent``, ``LegalNumberMissing``, ``ElectronicRatingNotAllowed`` or
        ``RatingMediumTooSmall``.
        """
        following = RATING_STATES.after(self.state, RatingAct.ISSUE)
        counts.check_issue(rules)
        part = ElectronicPart(envelopes) if envelopes else None
        if part is not None:
            part.check_issue(paper_issued(counts, part), rules, self.paper_only)
        self.counts, self.electronic, self.state = counts, part, following

    def take_back(self, returned: int, rules: RatingRules) -> None:
        """Papers returned; more than were issued make the rating void, both media of it.

        Raises ``ElectronicRatingNotClosed`` or ``RatingMediumTooSmall``.
        """
        counts = self._counts(RatingAct.RETURN)
        issued, cast = paper_issued(counts, self.electronic), 0
        if self.electronic is not None:
            cast = self.electronic.check_return(issued, returned, rules)
        act = RatingAct.RETURN if returned <= issued else RatingAct.RETURN_TOO_MANY
        self.state = RATING_STATES.after(self.state, act)
        counts.returned = returned + cast
        if self.state is RatingState.COUNTING and self.electronic is not None and not issued:
            self.paper = PaperCount.none(self.labels, rules)

    def electronic_closed(self, ballots: int) -> None:
        """The electronic part takes no more ballots."""
        if self.electronic is not None:
            self.electronic.returned = ballots

    def electronic_counted(self, lines: list[SheetLine], rules: RatingRules) -> None:
        """Scrutineers have opened the totals of the electronic part: with the paper's the count is complete."""
        counts = self._counts(RatingAct.AGREE)
        if self.electronic is None or self.paper is None:
            raise RatingOnPaper()
        self.electronic.lines = lines
        self._complete(counts, self.paper, rules)

    def fall_back_to_paper(self) -> None:
        """The electronic part failed: the rating is void as a whole, and is held again on paper.

        Raises ``RatingOnPaper``.
        """
        following = RATING_STATES.after(self.state, RatingAct.FALL_BACK)
        if self.electronic is None:
            raise RatingOnPaper()
        self.paper_only = True
        self.state = following

    def repeat(self) -> None:
        """Hold a void rating again; what was void stays on record."""
        self.state = RATING_STATES.after(self.state, RatingAct.REPEAT)
        if self.counts is not None:
            self.void_counts.append(self.counts)
        self.superseded_sheets += self.sheets
        self.counts, self.sheets, self.differences = None, [], []
        self.electronic, self.paper = None, None

    def enter(self, sheet: TellerSheet, rules: RatingRules) -> None:
        """A teller's totals. The second, independent sheet that agrees completes the count.

        A teller may replace his own sheet while the two differ. Where nothing is left to take a share of
        the rating is void. Raises ``ThirdTeller`` and what ``TellerSheet.check`` raises.
        """
        counts = self._counts(RatingAct.ENTER)
        if self.paper is not None:
            raise PaperAgreed()
        sheet.check(paper_returned(counts, self.electronic), self.labels, rules)
        others = [each for each in self.sheets if each.teller != sheet.teller]
        if len(others) > 1:
            raise ThirdTeller()
        self.superseded_sheets += [each for each in self.sheets if each.teller == sheet.teller]
        self.sheets = [*others, sheet]
        if others:
            self.differences = differing_projects(others[0], sheet)
            if not self.differences:
                self._agree(counts, sheet, rules)

    def _agree(self, counts: BallotCounts, sheet: TellerSheet, rules: RatingRules) -> None:
        paper = PaperCount(sheet.valid, sheet.invalid, sheet.lines)
        if self.electronic is None:
            self._complete(counts, paper, rules)
        else:
            self.paper = paper

    def _complete(self, counts: BallotCounts, count: PaperCount, rules: RatingRules) -> None:
        """Every medium is counted; what each of two brought is not kept apart."""
        if self.electronic is not None:
            count = together(count, self.electronic)
            self.electronic.lines, self.paper = [], None
        counts.valid, counts.invalid = count.valid, count.invalid
        base = counts.base(rules)
        if base == 0:
            self.state = RATING_STATES.after(self.state, RatingAct.NONE_VALID)
            return
        self.state = RATING_STATES.after(self.state, RatingAct.AGREE)
        lines = {line.project_id: line for line in count.lines}
        self.results = []
        for item in self.items:
            line = lines[item.project_id]
            satisfied = line.grades[rules.scale.best]
            self.results.append(
                ProjectResult(
                    project_id=item.project_id,
                    code=item.code,
                    name=item.name,
                    unit=item.unit,
                    grades=dict(line.grades),
                    abstain=line.abstain,
                    satisfied=satisfied,
                    base=base,
                    explanation_required=rules.trigger.pulled(satisfied, base),
                )
            )

    def declare(self, at: datetime, venue: str) -> list[ProjectResult]:
        """Declared in plenary (Y-063); returns the results that call for an explanation (Y-074, B-098)."""
        self.state = RATING_STATES.after(self.state, RatingAct.DECLARE)
        self.declared_at, self.declared_in = at, venue
        return [each for each in self.results if each.explanation_required]

    def publish(self, day: date, paper_id: str) -> None:
        """Published to society (Y-064)."""
        self.state = RATING_STATES.after(self.state, RatingAct.PUBLISH)
        self.published_on, self.paper_id = day, paper_id

    def _report_first(self, act: str, rules: RatingRules) -> None:
        if self.report is None:
            raise ReportNotHeard(act=act, citation=rules.cite("opens_after"))

    def _counts(self, act: RatingAct) -> BallotCounts:
        RATING_STATES.after(self.state, act)
        if self.counts is None:
            raise RuntimeError(f"{self.state} without ballot counts")
        return self.counts
