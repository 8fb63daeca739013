"""The presider's script (主持词) for the steps that come next, with the figures on record (A10.11).

It says what is read aloud. Figures of a count stand in it only once the confirming organ has confirmed them;
before that the script leaves them to the chief scrutineer's report.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from services.voting.domain.blocks import Block, heading, paragraph, table
from services.voting.domain.measure import BallotMeasure
from services.voting.domain.methods import Method
from services.voting.domain.policy import VotingPolicy
from services.voting.domain.result import FIGURES, results
from services.voting.domain.rounds import Round, RoundKind
from services.voting.domain.session import Session
from services.voting.domain.steps import STEP_NAMES, Step
from services.voting.domain.terms import Terms
from services.voting.domain.vote import Vote
from services.voting.domain.vote_states import VoteState
from services.voting.domain.wording import (
    CHOSEN,
    MARKS,
    OVER_MARKED,
    more_than,
    share,
    voided,
)
from shared.kernel.citation import Citation

BLANK = "＿＿＿"
"""Where the presider fills in a figure that is not on record yet."""

CONFIRMED = frozenset({VoteState.CONFIRMED, VoteState.DECLARED, VoteState.ANNOUNCED})
"""When the result may be read out."""


@dataclass(frozen=True)
class Sitting:
    """What the script is drafted from."""

    session: Session
    policy: VotingPolicy
    measure: BallotMeasure | None
    vote: Vote | None

    @property
    def terms(self) -> Terms:
        """How the body is spoken of."""
        return Terms.of(self.policy)

    def clause(self, key: str) -> Citation | None:
        """Where a parameter is written: in the body's documents, or in the measure that it adopted."""
        locked = self.measure is not None and self.measure.locked
        return (self.policy.under(self.measure.clauses) if locked and self.measure else self.policy).cite(key)


def script_blocks(at: Sitting, due: Sequence[Step]) -> list[Block]:
    """The script from now on: attendance, what has been voted by hands, and the words for each step due."""
    blocks = [*_attendance(at), *_voted(at)]
    spoken = _spoken(at, due)
    for step in spoken:
        blocks.append(heading(STEP_NAMES[step]))
        say = _WORDS.get(step)
        blocks += say(at) if say else [paragraph(f"（“{STEP_NAMES[step]}”不在全体会议上进行。）")]
    return blocks if spoken else [*blocks, paragraph("会议程序已经全部完成。")]


def _spoken(at: Sitting, due: Sequence[Step]) -> list[Step]:
    """Without what may be held again but need not be."""
    return [step for step in due if not at.session.only_at_need(step)]


def _attendance(at: Sitting) -> list[Block]:
    record = at.session.attendance
    if record is None:
        return []
    session = at.session
    here = f"，现在在场{session.present}人" if session.present != record.present else ""
    needed = at.policy.quorum(session.legal_number, session.in_office)
    met = "到会人数符合规定，可以开会" if session.present >= needed else "在场人数不足，不得表决"
    text = f"应到{at.terms.member}{record.due}人，实到{record.present}人{here}。{_quorum(at)}，{met}。"
    clause = at.clause("quorum")
    return [
        heading(f"到会情况（{STEP_NAMES[record.step]}）"),
        paragraph(text + (f"（依据：{clause}）" if clause else "")),
    ]


def _quorum(at: Sitting) -> str:
    session, policy = at.session, at.policy
    needed = policy.quorum(session.legal_number, session.in_office)
    base = at.terms.base(policy.value("quorum_base"))
    return f"法定人数为{base}的{share(policy.ratio('quorum'))}以上，即至少{needed}人"


_BY_ALL = (Step.PREPARATORY, Step.MEASURE, Step.SCRUTINEERS)


def _voted(at: Sitting) -> list[Block]:
    """The shows of hands of the whole body so far."""
    found = [
        paragraph(
            f"{STEP_NAMES[each.step]}：到会{each.hands.present}人，赞成{each.hands.yes}人，"
            f"反对{each.hands.no}人，弃权{each.hands.abstain}人，{'通过' if each.carried else '未通过'}。"
        )
        for each in at.session.steps
        if each.hands and each.step in _BY_ALL
    ]
    return [heading("已举手表决的事项"), *found] if found else []


def _roll_call(at: Sitting) -> list[Block]:
    return [
        paragraph(
            f"现在报告到会情况。应到{at.terms.member}{at.session.in_office}人，实到{BLANK}人。{_quorum(at)}。"
        ),
        paragraph("（到会人数符合规定的，宣布开会；不足的，不得开会。）"),
    ]


def _hands(at: Sitting, motion: str) -> list[Block]:
    """A motion put to a show of hands."""
    session, policy = at.session, at.policy
    needed = policy.adoption_needed(session.legal_number, session.in_office, session.present)
    base = at.terms.base(policy.value("adoption_base"))
    return [
        paragraph(f"现在表决{motion}。采取举手表决方式，赞成人数超过{base}的{share(policy.ratio('adoption'))}"
                  f"（至少{needed}人）为通过。"),
        paragraph("赞成的请举手。……请放下。反对的请举手。……请放下。弃权的请举手。……请放下。"),
        paragraph(f"表决结果：赞成{BLANK}人，反对{BLANK}人，弃权{BLANK}人。（通过／未通过）"),
    ]  # fmt: skip


def _preparatory(at: Sitting) -> list[Block]:
    return _hands(at, "主席团和秘书长名单草案、会议议程草案")


def _measure(at: Sitting) -> list[Block]:
    found = at.measure
    if found is None:
        return [paragraph("（票决办法尚未拟订。）")]
    parameters = found.parameters
    about = (
        f"《{found.title}》（草案）已印发各位{at.terms.member}，共{len(found.articles)}条：候选项目"
        f"{parameters.candidates}件，{at.terms.places(parameters.quota)}。"
    )
    return [paragraph(about), *_hands(at, f"《{found.title}》（草案）")]


def _scrutineers(at: Sitting) -> list[Block]:
    return _hands(at, "总监票人、监票人名单（草案）")


def _briefing(at: Sitting) -> list[Block]:
    place = {"delegation": "请各代表团听取", "plenary": "下面，听取"}.get(at.policy.value("briefing"), "听取")
    return [paragraph(f"{place}关于民生实事候选项目的说明。")]


def _deliberation(at: Sitting) -> list[Block]:
    unit = {"delegation": "各代表团", "group": "各组"}.get(
        at.policy.value("deliberation"), f"各位{at.terms.member}"
    )
    return [paragraph(f"请{unit}酝酿讨论候选项目，意见由工作人员逐条登记。")]


def _round(at: Sitting) -> Round | None:
    return at.vote.current if at.vote else None


def _boxes(at: Sitting) -> list[Block]:
    ballot = _round(at)
    blocks = []
    if ballot is not None and ballot.repeats is not None and at.vote:
        void = at.vote.rounds[ballot.repeats - 1]
        blocks.append(paragraph(f"上次投票{voided(void)}，现在重新投票。"))
    elif ballot is not None and ballot.kind is not RoundKind.FIRST:
        figure = "得分" if at.vote and at.vote.parameters.method is Method.RANKING else "赞成票"
        why = f"末位{figure}相等" if ballot.kind is RoundKind.TIE else f"过门槛的项目不足{at.terms.quota}"
        blocks.append(
            paragraph(
                f"由于{why}，现在对{len(ballot.candidates)}件项目再次投票，{at.terms.chosen}{ballot.places}件。"
            )
        )
    blocks.append(paragraph("请总监票人、监票人到位，当场检查票箱并加封。"))
    return blocks


def _issue(at: Sitting) -> list[Block]:
    ballot, vote = _round(at), at.vote
    if ballot is None or vote is None:
        return []
    names = {each.code: each.name for each in vote.candidates}
    method = vote.parameters.method
    over = OVER_MARKED[method, vote.parameters.over_marked]
    media = ""
    if vote.parameters.electronic and not ballot.paper_only:
        media = "可以领取纸质选票，也可以抽取电子投票的信封，只能选择一种。"
    return [
        paragraph(
            f"现在发选票。每名到会{at.terms.member}一张，请当场清点；{media}本人填写、本人投票，不得委托他人。"
        ),
        paragraph(
            f"本次投票的候选项目{len(ballot.candidates)}件，{at.terms.places(ballot.places)}。{MARKS[method]}；"
            f"{CHOSEN[method]}的项目不得多于{ballot.places}件，多于{ballot.places}件的，{over}；不得另提项目。"
        ),
        table(
            ("序号", "候选项目"),
            [[str(place), f"{code} {names[code]}"] for place, code in enumerate(ballot.candidates, start=1)],
        ),
    ]


def _return(at: Sitting) -> list[Block]:
    ballot = _round(at)
    issued = f"发出选票{ballot.issued}张。" if ballot else ""
    mixed = ""
    if at.vote and at.vote.parameters.polling == "delegation":
        mixed = "各票箱的选票混合后统一清点。"
    return [
        paragraph(f"选票已经发完，{issued}请总监票人、监票人先投票，其他{at.terms.member}依次投票。"),
        paragraph(f"投票完毕，请监票人开箱清点收回的选票。{mixed}"),
    ]


def _validity(at: Sitting) -> list[Block]:
    ballot = _round(at)
    if ballot is None:
        return []
    clause = at.clause("validity")
    text = (
        f"现在报告发票、收票情况。发出选票{ballot.issued}张，收回选票{ballot.returned}张，"
        f"收回的{ballot.paper_said}没有多于发出的{ballot.paper_said}，本次投票有效。"
    )
    return [paragraph(text + (f"（依据：{clause}）" if clause else ""))]


def _count(at: Sitting) -> list[Block]:
    return [paragraph("现在计票。请计票人在监票人监督下计票；计票期间休会，核对一致以前不公布任何票数。")]


def _signatures(at: Sitting) -> list[Block]:
    return [
        paragraph(
            f"计票完毕，请总监票人、监票人核对计票记录并签字。签字后，由总监票人向{at.policy.value('confirmation')}报告计票结果。"
        )
    ]


def _confirmation(at: Sitting) -> list[Block]:
    organ = at.policy.value("confirmation")
    majority = more_than(at.policy.ratio("confirmation_share"))
    return [
        paragraph(f"（{organ}会议。）请总监票人报告计票结果。"),
        paragraph(f"现在表决是否确认计票结果。{organ}全体组成人员{majority}赞成为通过。赞成的请举手。……"),
        paragraph(f"表决结果：赞成{BLANK}人，反对{BLANK}人，弃权{BLANK}人。（通过／未通过）"),
    ]


def _declaration(at: Sitting) -> list[Block]:
    vote = at.vote
    if vote is None or vote.state not in CONFIRMED:
        return []
    standing = results(vote)
    chosen = [each for each in standing if each.determined]
    again = any(each.second_ballot for each in standing)
    verb = at.terms.chosen
    columns = FIGURES[vote.parameters.method]
    first = next(iter(columns))
    header = ["序号", "候选项目", *columns, *([f"再次投票{first}"] if again else []), "结果"]
    rows = []
    for place, each in enumerate(standing, start=1):
        row = [str(place), f"{each.candidate.code} {each.candidate.name}"]
        row += [str(figure(each.line)) for figure in columns.values()]
        if again:
            row.append(str(columns[first](each.second_ballot)) if each.second_ballot else "—")
        rows.append([*row, verb if each.determined else f"未{verb}"])
    names = "、".join(each.candidate.name for each in chosen)
    organ = at.policy.value("confirmation")
    return [
        paragraph(f"现在宣布{at.terms.vote}结果。计票结果已经{organ}确认。"),
        table(header, rows),
        paragraph(
            f"{at.terms.vote}{verb}下列{len(chosen)}件民生实事项目：{names}。"
            if chosen
            else f"{at.terms.vote}没有{verb}民生实事项目。"
        ),
    ]


def _announcement(at: Sitting) -> list[Block]:
    paper = at.policy.value("paper")
    channels = "、".join(each for each in at.policy.value("channels") if each != paper)
    return [paragraph(f"结果将以{paper}向社会公布{f'（{channels}）' if channels else ''}。")]


_WORDS: dict[Step, Callable[[Sitting], list[Block]]] = {
    Step.SIGN_IN: _roll_call,
    Step.PREPARATORY: _preparatory,
    Step.FIRST_PLENARY: _roll_call,
    Step.BRIEFING: _briefing,
    Step.DELIBERATION: _deliberation,
    Step.SECOND_PLENARY: _roll_call,
    Step.MEASURE: _measure,
    Step.SCRUTINEERS: _scrutineers,
    Step.BOXES: _boxes,
    Step.ISSUE: _issue,
    Step.RETURN: _return,
    Step.VALIDITY: _validity,
    Step.COUNT: _count,
    Step.SIGNATURES: _signatures,
    Step.CONFIRMATION: _confirmation,
    Step.DECLARATION: _declaration,
    Step.ANNOUNCEMENT: _announcement,
}
"""What the presider says at each step; of the others the whole body hears nothing."""
