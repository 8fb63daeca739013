"""Reminder letters, one or two hundred at a time (B-065 … B-06A)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from services.supervision.domain.event import SupervisionEvent
from services.supervision.domain.findings import FINDING_NAMES, FindingClass
from services.supervision.domain.ledger import EntryKind
from services.supervision.domain.letter import (
    BY_ADDRESSEE,
    LetterAct,
    LetterPolicy,
    LetterState,
    RecordNumberTaken,
    ReminderLetter,
)
from services.supervision.domain.project import Project
from services.supervision.domain.visit import SiteVisit
from services.supervision.handlers import papers
from services.supervision.handlers.calendar import keep_up
from services.supervision.handlers.desk_work import LedgerBook, Projects, Rules, check_own_project, unit_of
from shared.contracts.supervision import REMINDER_LETTER_CHANGED
from shared.kernel.clock import day_in_words
from shared.kernel.errors import Forbidden
from shared.kernel.identity import new_id
from shared.persistence.unit_of_work import UnitOfWork
from shared.tenancy.roles import Role

FILTERS = ("cycle_id", "project_id", "state", "finding_class", "addressee_unit")
RECORDED = ("project_id", "record_number", "finding", "demand", "addressee_unit", "addressee_person")
STANDING = (LetterAct.ISSUE, LetterAct.STRIKE_OFF, LetterAct.REOPEN)
"""Acts that change whether a letter stands open, for the project and for all who count."""

SENT_OUT = [each for each in LetterState if each is not LetterState.DRAFTED]


class NotYourStep(Forbidden):
    """The addressee signs and rectifies; the supervisors do the rest."""

    code = "supervision.not-your-step"
    message = (
        "签收和整改由被交办单位办理，签发、交办、核验、销号由监督一方办理；该提醒函的被交办单位是“{unit}”。"
    )


def draft_letters(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """Draft letters from findings; refused where the rules know none (D-20)."""
    projects, rules = Projects(work), Rules(work)
    drafted = []
    for each in request["letters"]:
        project = projects.get(each["project_id"])
        check_own_project(work, project)
        LetterPolicy.from_rulebook(rules.of(project.cycle_id)).check()
        project.must_be_under_supervision("起草监督提醒函")
        if each["visit_id"]:
            work.get(SiteVisit, each["visit_id"])
        if each["event_id"]:
            work.get(SupervisionEvent, each["event_id"])
        sheet = {**each, "finding_class": FindingClass(each["finding_class"])}
        drafted.append(
            ReminderLetter(id=new_id(), cycle_id=project.cycle_id, drafted_on=request["drafted_on"], **sheet)
        )
    work.add_all(drafted)
    return {"items": drafted}


def import_letters(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """Bring the register of an earlier year over, each letter as it stands there (B-067)."""
    projects, rules = Projects(work), Rules(work)
    book = LedgerBook(work, rules)
    letters: dict[tuple[str, str], ReminderLetter] = {}
    for sheet in request["letters"]:
        project, number = projects.get(sheet["project_id"]), sheet["record_number"]
        key = (project.cycle_id, number)
        if key in letters or work.find(ReminderLetter, cycle_id=project.cycle_id, record_number=number):
            raise RecordNumberTaken(number=number)
        letters[key] = _from_register(work, project, sheet, rules)
        project.letter_recorded(letters[key].struck_off)
        _note_recorded(book, project, letters[key])
    work.add_all(list(letters.values()))
    projects.save()
    book.close()
    _publish(work, letters.values())
    return {"items": list(letters.values())}


def step_letters(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """One act on many letters, all of them or none."""
    act, on = LetterAct(request["act"]), request["taken_on"]
    rules, projects = Rules(work), Projects(work)
    book = LedgerBook(work, rules)
    ids = [each["letter_id"] for each in request["letters"]]
    letters = {each.id: each for each in work.all(ReminderLetter, id=ids)}
    for sheet in request["letters"]:
        letter = letters.get(sheet["letter_id"]) or work.get(ReminderLetter, sheet["letter_id"])
        project = projects.get(letter.project_id)
        _check_step(work, letter, project, act)
        policy = LetterPolicy.from_rulebook(rules.of(letter.cycle_id))
        letter.take(act, on, unit_of(work.actor), sheet["text"], policy)
        _follow(work, letter, project, act, request["issuer"], book)
    for letter in letters.values():
        work.save(letter)
    if act in STANDING:
        projects.save()
        _publish(work, letters.values())
    book.close()
    keep_up(work, [each.cycle_id for each in letters.values()])
    return {"items": list(letters.values())}


def list_letters(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """Letters by what was asked for, newest first."""
    equals = {key: request[key] for key in FILTERS if request[key] is not None}
    return work.page(ReminderLetter, page=request, order="-seq", **equals)


def get_letter(work: UnitOfWork, request: dict[str, Any]) -> ReminderLetter:
    """All of a letter."""
    return work.get(ReminderLetter, request["letter_id"])


def count_letters(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """Letters issued in a period (B-067); drafts do not count."""
    equals = {key: request[key] for key in ("cycle_id", "project_id") if request[key] is not None}
    since, until = request["issued_from"], request["issued_until"]
    counted = [
        each
        for each in _every_letter(work, equals)
        if each.issued_on is not None
        and (since is None or each.issued_on >= since)
        and (until is None or each.issued_on <= until)
    ]
    return {
        "issued": len(counted),
        "overdue": sum(each.overdue(work.today) for each in counted),
        "reopened": sum(each.times_reopened > 0 for each in counted),
        "by_state": Counter(str(each.state) for each in counted),
        "by_class": Counter(str(each.finding_class) for each in counted),
        "by_project": Counter(each.project_id for each in counted),
        "by_month": Counter(f"{each.issued_on:%Y-%m}" for each in counted),
    }


def _every_letter(work: UnitOfWork, equals: dict[str, Any]) -> Iterator[ReminderLetter]:
    """All letters that were issued, page by page: a county's years may hold more than one load."""
    page: dict[str, Any] = {"limit": 100, "after": None}
    while True:
        found = work.page(ReminderLetter, page=page, state=SENT_OUT, **equals)
        yield from found["items"]
        if found["next"] is None:
            return
        page["after"] = found["next"]


def _from_register(work: UnitOfWork, project: Project, sheet: dict[str, Any], rules: Rules) -> ReminderLetter:
    letter = ReminderLetter(
        id=new_id(),
        cycle_id=project.cycle_id,
        drafted_on=sheet["issued_on"],
        finding_class=FindingClass(sheet["finding_class"]),
        **{key: sheet[key] for key in RECORDED},
    )
    due_on = sheet["due_on"]
    if due_on is None:
        due_on = LetterPolicy.from_rulebook(rules.of(project.cycle_id)).due(sheet["issued_on"])
    letter.recorded(
        sheet["issued_on"],
        due_on,
        sheet["struck_off_on"],
        sheet["resolution"],
        unit_of(work.actor),
        work.today,
    )
    return letter


def _note_recorded(book: LedgerBook, project: Project, letter: ReminderLetter) -> None:
    day = letter.steps[0].taken_on
    end = "尚未销号。"
    if letter.struck_off_on is not None:
        end = f"{day_in_words(letter.struck_off_on)}销号。{letter.resolution}"
    finding = f"{FINDING_NAMES[letter.finding_class]}：{letter.finding}"
    book.write(
        project,
        EntryKind.REMINDER,
        day,
        f"补录往年监督提醒函（编号{letter.record_number}）。{finding}；{end}",
    )


def _publish(work: UnitOfWork, letters: Iterable[ReminderLetter]) -> None:
    """How the letters stand now; the rate of letters struck off counts for performance (B-057)."""
    for letter in letters:
        fact = {
            "letter_id": letter.id,
            "letter_version": letter.version,
            "cycle_id": letter.cycle_id,
            "project_id": letter.project_id,
            "issued_on": letter.issued_on,
            "struck_off": letter.struck_off,
        }
        work.emit(REMINDER_LETTER_CHANGED, fact, about=letter)


def _check_step(work: UnitOfWork, letter: ReminderLetter, project: Project, act: LetterAct) -> None:
    """The clerk may record any step; others only what is theirs."""
    actor = work.actor
    if Role.CONGRESS_CLERK in actor.roles:
        return
    if act in BY_ADDRESSEE:
        if Role.GOVERNMENT_CLERK in actor.roles or (
            Role.DEPARTMENT in actor.roles and actor.unit == letter.addressee_unit
        ):
            return
    elif Role.TASK_FORCE in actor.roles:
        check_own_project(work, project)
        return
    raise NotYourStep(unit=letter.addressee_unit)


def _follow(
    work: UnitOfWork, letter: ReminderLetter, project: Project, act: LetterAct, issuer: str, book: LedgerBook
) -> None:
    """What an act brings about beside the letter: the paper, the project's state, the ledger."""
    on = letter.steps[-1].taken_on
    finding = f"{FINDING_NAMES[letter.finding_class]}：{letter.finding}"
    if act is LetterAct.ISSUE:
        letter.serial = work.next_number("reminder_letter")
        letter.paper_id = new_id()
        papers.request_paper(
            work,
            letter,
            letter.paper_id,
            cycle_id=letter.cycle_id,
            kind="reminder_letter",
            title=f"关于“{project.name}”的监督提醒函",
            issuer=issuer,
            issued_on=on,
            blocks=papers.letter_blocks(letter, project),
            public=False,
            addressee=letter.addressee_unit,
        )
        project.letter_issued()
        book.write(project, EntryKind.REMINDER, on, f"签发第{letter.serial}号监督提醒函。{finding}")
    elif act is LetterAct.STRIKE_OFF:
        project.letter_closed()
        book.write(project, EntryKind.REMINDER, on, f"第{letter.serial}号监督提醒函销号。{letter.resolution}")
    elif act is LetterAct.REOPEN:
        project.letter_opened()
        book.write(
            project, EntryKind.REMINDER, on, f"第{letter.serial}号监督提醒函复开。{letter.steps[-1].text}"
        )
