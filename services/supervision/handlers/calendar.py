"""The calendar and its events (Y-052 … Y-058, B-055, B-090, A10.8)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from services.supervision.domain.calendar import SupervisionCalendar
from services.supervision.domain.event import (
    Commitment,
    EventState,
    Finding,
    Inquiry,
    Participant,
    SupervisionEvent,
    SupervisionYear,
)
from services.supervision.domain.findings import FINDING_NAMES, FindingClass
from services.supervision.domain.ledger import EntryKind
from services.supervision.domain.letter import LetterState, ReminderLetter
from services.supervision.domain.project import Project
from services.supervision.domain.project_state import PUBLIC_STATES
from services.supervision.domain.visit import Observation, Problem, SiteVisit
from services.supervision.handlers import papers
from services.supervision.handlers.desk_work import LedgerBook, NotYourProject, Projects, Rules
from shared.kernel.identity import new_id
from shared.persistence.snapshots import CycleSnapshot
from shared.persistence.unit_of_work import UnitOfWork
from shared.tenancy.roles import Role

UNFINISHED = [each for each in LetterState if each not in (LetterState.DRAFTED, LetterState.STRUCK_OFF)]
SENT_OUT = [each for each in LetterState if each is not LetterState.DRAFTED]
MOST_IN_CIRCULAR = 1000


def advance_calendar(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """Create what the rulebook brings by today and mark what is overdue; repeating it changes nothing."""
    return _advance(work, work.cycle(request["cycle_id"]))


def keep_up(work: UnitOfWork, cycle_ids: Iterable[str]) -> None:
    """Bring the calendars of these cycles to today, once a day: whoever works on a project moves them.

    So the rulebook's events appear and fall overdue by the clock alone, though nobody asks for it (B-055).
    """
    for cycle_id in sorted(set(cycle_ids)):
        year = work.find(SupervisionYear, cycle_id=cycle_id)
        if year is not None and (year.advanced_to is None or year.advanced_to < work.today):
            _advance(work, work.cycle(cycle_id))


def _advance(work: UnitOfWork, cycle: CycleSnapshot) -> dict[str, Any]:
    year = work.find(SupervisionYear, cycle_id=cycle.id)
    today = work.today
    if year is None or year.started_on is None:
        return {"created": 0, "overdue": 0, "advanced_to": today}
    year.advanced_to = max(year.advanced_to or today, today)
    work.save(year)
    known = work.all(SupervisionEvent, cycle_id=cycle.id)
    appeared = SupervisionCalendar.from_rulebook(cycle.rulebook).appeared(
        year.started_on, today, {(each.code, each.period) for each in known}
    )
    created = [
        SupervisionEvent(
            id=new_id(),
            cycle_id=cycle.id,
            code=each.code,
            name=each.name,
            every=each.every,
            period=each.period,
            due_on=each.due_on,
        )
        for each in appeared
    ]
    late = [each for each in (*known, *created) if each.state is EventState.SCHEDULED and each.due_on < today]
    for event in late:
        event.miss()
    work.add_all(created)
    fresh = {each.id for each in created}
    for event in late:
        if event.id not in fresh:
            work.save(event)
    return {"created": len(created), "overdue": len(late), "advanced_to": today}


def get_calendar(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """Overdue, open and coming events of a cycle."""
    cycle = work.cycle(request["cycle_id"])
    year = work.find(SupervisionYear, cycle_id=cycle.id)
    events = work.all(SupervisionEvent, cycle_id=cycle.id, order="due_on")
    known = {(each.code, each.period) for each in events}
    coming = []
    if year is not None and year.started_on is not None:
        every = SupervisionCalendar.from_rulebook(cycle.rulebook).year_from(year.started_on)
        coming = [each for each in every if (each.code, each.period) not in known]
    waiting = [each for each in events if each.state is not EventState.DONE]
    return {
        "started_on": year.started_on if year else None,
        "advanced_to": year.advanced_to if year else None,
        "done": len(events) - len(waiting),
        "overdue": [each for each in waiting if each.due_on < work.today],
        "scheduled": [each for each in waiting if each.due_on >= work.today],
        "upcoming": coming,
    }


def schedule_event(work: UnitOfWork, request: dict[str, Any]) -> SupervisionEvent:
    """An event beside the fixed ones (Y-080): a special inquiry, a visit when it is called for."""
    cycle = work.cycle(request["cycle_id"])
    keep_up(work, [cycle.id])
    event = SupervisionEvent(
        id=new_id(),
        cycle_id=cycle.id,
        code=request["code"],
        name=request["name"],
        every="once",
        period="",
        due_on=request["due_on"],
    )
    event.period = f"{event.due_on:%Y-%m}/{event.id}"
    work.add(event)
    return event


def record_event(work: UnitOfWork, request: dict[str, Any]) -> SupervisionEvent:
    """What happened: who came, what was found at each project, what was asked, answered and promised."""
    event = work.get(SupervisionEvent, request["event_id"])
    event.hold(request["held_on"])
    for key in ("venue", "route", "minutes", "symposium"):
        setattr(event, key, request[key])
    event.participants = [Participant(**each) for each in request["participants"]]
    event.findings = [
        Finding(each["project_id"], FindingClass(each["finding_class"]), each["text"])
        for each in request["findings"]
    ]
    event.commitments = [Commitment(id=new_id(), **each) for each in request["commitments"]]
    event.inquiries = [
        Inquiry(id=new_id(), answered_on=event.held_on if each["answer"] else None, **each)
        for each in request["inquiries"]
    ]
    work.save(event)
    _note_at_projects(work, event, on_site=request["on_site"])
    return event


def settle_commitment(work: UnitOfWork, request: dict[str, Any]) -> SupervisionEvent:
    """A commitment was brought to an end (Y-056)."""
    event = work.get(SupervisionEvent, request["event_id"])
    event.settle(request["commitment_id"], request["settled_on"], request["outcome"])
    work.save(event)
    return event


def answer_inquiry(work: UnitOfWork, request: dict[str, Any]) -> SupervisionEvent:
    """A department answers later (Y-057); it answers for itself only."""
    event = work.get(SupervisionEvent, request["event_id"])
    asked = next((each for each in event.inquiries if each.id == request["inquiry_id"]), None)
    only_department = work.actor.has_any({Role.DEPARTMENT}) and not work.actor.has_any(
        {Role.CONGRESS_CLERK, Role.GOVERNMENT_CLERK}
    )
    if only_department and asked is not None and asked.department != work.actor.unit:
        raise NotYourProject(project=asked.department)
    event.answer(request["inquiry_id"], request["answered_on"], request["answer"], request["follow_up"])
    work.save(event)
    return event


def issue_circular(work: UnitOfWork, request: dict[str, Any]) -> SupervisionEvent:
    """The circular on how all projects stand (B-055)."""
    event = work.get(SupervisionEvent, request["event_id"])
    paper_id = new_id()
    event.issue_circular(paper_id)
    cycle = work.cycle(event.cycle_id)
    projects = work.all(Project, cycle_id=cycle.id, state=list(PUBLIC_STATES), order="code")
    letters = work.count(ReminderLetter, cycle_id=cycle.id, state=SENT_OUT)
    unfinished = work.count(ReminderLetter, cycle_id=cycle.id, state=UNFINISHED)
    problems = work.count(Problem, cycle_id=cycle.id, open=True)
    papers.request_paper(
        work,
        event,
        paper_id,
        cycle_id=cycle.id,
        kind="circular",
        title=f"关于{cycle.tenant_name}{cycle.year}年民生实事项目推进情况的通报",
        issuer=request["issuer"],
        addressee=request["addressee"],
        issued_on=request["issued_on"],
        blocks=papers.circular_blocks(event, projects[:MOST_IN_CIRCULAR], letters, unfinished, problems),
        public=request["public"],
        channels=request["channels"],
    )
    work.save(event)
    return event


def list_events(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """Events of a cycle by due date."""
    equals = {key: request[key] for key in ("cycle_id", "state", "code") if request[key] is not None}
    return work.page(SupervisionEvent, page=request, order="due_on", **equals)


def get_event(work: UnitOfWork, request: dict[str, Any]) -> SupervisionEvent:
    """All that was recorded of an event."""
    return work.get(SupervisionEvent, request["event_id"])


def _note_at_projects(work: UnitOfWork, event: SupervisionEvent, *, on_site: bool) -> None:
    projects, book = Projects(work), LedgerBook(work, Rules(work))
    held_on = event.held_on or event.due_on
    visits = []
    for project_id in event.project_ids:
        project = projects.get(project_id)
        project.must_be_under_supervision("登记监督情况")
        seen = [each for each in event.findings if each.project_id == project_id]
        for each in seen:
            text = f"{event.name}：{FINDING_NAMES[each.finding_class]}，{each.text}"
            book.write(project, EntryKind.FINDING, held_on, text)
        if on_site:
            project.visits += 1
            visits.append(
                SiteVisit(
                    id=new_id(),
                    cycle_id=event.cycle_id,
                    project_id=project_id,
                    visited_on=held_on,
                    visitors=event.name,
                    progress=seen[0].text,
                    event_id=event.id,
                    observations=[Observation(each.finding_class, each.text) for each in seen],
                )
            )
    book.close()
    work.add_all(visits)
    projects.save()
