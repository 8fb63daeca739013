"""The electronic part of a satisfaction rating: the machinery of the secret ballot, told by facts (Y-062, B-097)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from services.evaluation.domain.counting import BallotCounts, SheetLine
from services.evaluation.domain.rules import RatingRules
from shared.kernel.errors import Conflict, Refused


class ElectronicRatingNotAllowed(Refused):
    """The rules have no clause for it, or the electronic rating failed before."""

    code = "evaluation.electronic-not-allowed"
    message = "本次测评使用纸质测评票：测评办法没有允许电子投票的条款，或者本次测评已经改用纸质测评票。"


class RatingMediumTooSmall(Refused):
    """The totals of so few ballots would give their raters away."""

    code = "evaluation.medium-too-small"
    message = "{medium}测评票{act}{number}张，少于{least}张，为保密不得单独计票；请改为全部使用纸质测评票。"


class ElectronicRatingNotClosed(Conflict):
    """Ballots can still be cast."""

    code = "evaluation.electronic-not-closed"
    message = "电子测评尚未关闭，不能登记收票；请先关闭电子测评，未能开启的请改用纸质测评票。"


class PaperAgreed(Conflict):
    """The tellers agree; the electronic part is what the count waits for."""

    code = "evaluation.paper-agreed"
    message = "纸质测评票两份计票单已经一致，不能再录入；请由监票人解密电子测评的合计。"


class RatingOnPaper(Conflict):
    """There is no electronic part to give up."""

    code = "evaluation.rating-on-paper"
    message = "本次测评没有电子投票部分，按纸质测评票办理。"


@dataclass
class ElectronicPart:
    """电子测评: how many deputies rate electronically, and what is known of it.

    ``returned`` is how many ballots came in, once it is closed; ``lines`` the totals by project once scrutineers have
    opened them, until both media are one.
    """

    envelopes: int
    returned: int | None = None
    lines: list[SheetLine] = field(default_factory=list)

    def check_issue(self, paper: int, rules: RatingRules, paper_only: bool) -> None:
        """Raises ``ElectronicRatingNotAllowed`` or ``RatingMediumTooSmall``."""
        if paper_only or not rules.electronic:
            raise ElectronicRatingNotAllowed(citation=rules.cite("electronic"))
        check_size("电子", "发出", self.envelopes, rules)
        if paper:
            check_size("纸质", "发出", paper, rules)

    def check_return(self, paper_issued: int, paper: int, rules: RatingRules) -> int:
        """How many ballots came in; raises ``ElectronicRatingNotClosed`` or ``RatingMediumTooSmall``."""
        if self.returned is None:
            raise ElectronicRatingNotClosed()
        check_size("电子", "收到", self.returned, rules)
        if paper_issued:
            check_size("纸质", "收回", paper, rules)
        return self.returned


@dataclass
class PaperCount:
    """What the two tellers agree on, while the electronic part is not opened yet."""

    valid: int
    invalid: int
    lines: list[SheetLine]

    @classmethod
    def none(cls, project_ids: Iterable[str], rules: RatingRules) -> PaperCount:
        """The count of no paper ballots, where all rate electronically."""
        return cls(0, 0, [SheetLine(each, dict.fromkeys(rules.scale.names, 0), 0) for each in project_ids])


def check_size(medium: str, act: str, number: int, rules: RatingRules) -> None:
    """Raises ``RatingMediumTooSmall``."""
    if number < rules.least_issued:
        raise RatingMediumTooSmall(
            medium=medium,
            act=act,
            number=number,
            least=rules.least_issued,
            citation=rules.cite("least_issued"),
        )


def paper_issued(counts: BallotCounts, part: ElectronicPart | None) -> int:
    """Paper ballots handed out."""
    return counts.issued - (part.envelopes if part else 0)


def paper_returned(counts: BallotCounts, part: ElectronicPart | None) -> int:
    """Paper ballots that came back."""
    return (counts.returned or 0) - ((part.returned or 0) if part else 0)


def together(paper: PaperCount, part: ElectronicPart) -> PaperCount:
    """Both media as one count; every electronic ballot is proved to be valid."""
    electronic = {line.project_id: line for line in part.lines}
    lines = []
    for line in paper.lines:
        other = electronic[line.project_id]
        grades = {grade: number + other.grades[grade] for grade, number in line.grades.items()}
        lines.append(SheetLine(line.project_id, grades, line.abstain + other.abstain))
    return PaperCount(paper.valid + (part.returned or 0), paper.invalid, lines)
