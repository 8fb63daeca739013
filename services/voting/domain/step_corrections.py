"""The figures of a meeting, a show of hands or a sitting are put right (ADR 0013)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from services.voting.domain.correction_errors import (
    CorrectionTooLate,
    ElectAnew,
    NothingToCorrect,
    ResultDeclared,
)
from services.voting.domain.errors import AttendanceImpossible, IssuedExceedsPresent
from services.voting.domain.hands import ShowOfHands, members_needed
from services.voting.domain.policy import VotingPolicy
from services.voting.domain.session import Occasion, Session
from services.voting.domain.step_records import StepRecord
from services.voting.domain.steps import BALLOT_STEPS, STEP_NAMES, Agenda, Step

PRESIDIUM = (Step.PRESIDIUM_1, Step.PRESIDIUM_2)


@dataclass(frozen=True)
class Figures:
    """What a record ought to say: of a sitting those due and present, of a vote the hands (yes, no, abstain)."""

    due: int | None = None
    present: int | None = None
    votes: tuple[int, int, int] | None = None


def correctable(session: Session) -> list[Step]:
    """The steps on record whose figures may be corrected, in the order in which they were first held."""
    if session.done(Step.DECLARATION):
        return []
    return list(
        dict.fromkeys(
            each.step
            for each in session.steps
            if each.step not in BALLOT_STEPS and (each.hands or each.present is not None)
        )
    )


def correct_step(
    session: Session,
    step: Step,
    figures: Figures,
    reason: str,
    occasion: Occasion,
    policy: VotingPolicy,
    issued: int = 0,
) -> StepRecord:
    """The latest record of a step takes other figures; what it said stays in the corrections.

    ``issued`` is how many ballots the round under way has issued. Raises ``ResultDeclared``, ``NothingToCorrect``,
    ``CorrectionTooLate`` where something rests on what it said, and what the step itself would have been refused for.
    """
    if session.done(Step.DECLARATION):
        raise ResultDeclared(citation=policy.cite("measure_required"))
    if step not in correctable(session):
        raise NothingToCorrect(step=STEP_NAMES[step])
    place = max(place for place, each in enumerate(session.steps) if each.step is step)
    record = session.steps[place]
    if record.hands:
        corrected = _hands(session, record, figures, policy)
    else:
        corrected = _sitting(session, record, figures, policy)
        counts = record is session.attendance and session.present_now is None
        if counts and issued > (corrected.present or 0):
            raise IssuedExceedsPresent(
                issued=issued, where="会议", present=corrected.present, citation=policy.cite("polling")
            )
    if corrected.carried is not record.carried:
        _check_ground(session, place, corrected, policy)
    session.put_right(step, in_words(record), in_words(corrected), reason, occasion)
    session.steps[place] = corrected
    if step is Step.SCRUTINEERS and not corrected.carried:
        session.scrutineers = None
    return corrected


def in_words(record: StepRecord) -> str:
    """The figures of a record as a paper says them."""
    if record.hands is None:
        return f"应到{record.due}人，实到{record.present}人"
    hands = record.hands
    carried = "通过" if record.carried else "未通过"
    return f"到会{hands.present}人，赞成{hands.yes}人，反对{hands.no}人，弃权{hands.abstain}人，{carried}"


def _hands(session: Session, record: StepRecord, figures: Figures, policy: VotingPolicy) -> StepRecord:
    if figures.votes is None or record.hands is None:
        raise NothingToCorrect(step=STEP_NAMES[record.step])
    present = record.hands.present if figures.present is None else figures.present
    shown = ShowOfHands(present, *figures.votes)
    if record.step in PRESIDIUM:
        carried = shown.carried_by_members(session.presidium_members)
        needed = members_needed(session.presidium_members)
    else:
        carried = policy.adopts(shown.yes, session.legal_number, session.in_office, shown.present)
        needed = policy.adoption_needed(session.legal_number, session.in_office, shown.present)
    if record.step is Step.SCRUTINEERS and carried and not record.carried:
        raise ElectAnew(citation=policy.cite("scrutineer_exclusions"))
    return replace(record, hands=shown, carried=carried, needed=needed)


def _sitting(session: Session, record: StepRecord, figures: Figures, policy: VotingPolicy) -> StepRecord:
    due = record.due if figures.due is None else figures.due
    if due is None or figures.present is None:
        raise NothingToCorrect(step=STEP_NAMES[record.step])
    if due > session.in_office or figures.present > due:
        raise AttendanceImpossible(due=due, in_office=session.in_office, present=figures.present)
    session.check_quorum(figures.present, policy)
    return replace(record, due=due, present=figures.present)


def _check_ground(session: Session, place: int, corrected: StepRecord, policy: VotingPolicy) -> None:
    """Raises ``CorrectionTooLate`` when something registered since rests on the step."""
    agenda = Agenda.of(policy)
    later = next(
        (each.step for each in session.steps[place + 1 :] if agenda.rests_on(each.step, corrected.step)), None
    )
    if later is not None:
        was, now = ("通过", "未通过") if not corrected.carried else ("未通过", "通过")
        raise CorrectionTooLate(
            step=STEP_NAMES[corrected.step],
            was=was,
            now=now,
            later=STEP_NAMES[later],
            citation=agenda.clause([corrected.step], policy),
        )
