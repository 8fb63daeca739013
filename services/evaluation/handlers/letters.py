"""Opinion letters to the government (B-076 … B-078)."""

from __future__ import annotations

from typing import Any

from services.evaluation.domain.days import check_happened
from services.evaluation.domain.letters import (
    LetterItem,
    LetterState,
    OpinionLetter,
    check_letters,
    imported_letter,
)
from services.evaluation.domain.opinions import Opinion
from services.evaluation.handlers import papers
from services.evaluation.handlers.support import (
    by_id,
    check_known,
    labels_of,
    projects_of,
    share,
)
from shared.kernel.identity import new_id
from shared.persistence.unit_of_work import UnitOfWork


def draft_letter(work: UnitOfWork, request: dict[str, Any]) -> OpinionLetter:
    """Compile reviewed opinions and opinions that came on paper."""
    cycle_id = request["cycle_id"]
    check_letters(work.rulebook(cycle_id))
    opinions = by_id(work, Opinion, request["opinion_ids"], "评价意见")
    entries: list[tuple[str, str, str | None]] = [
        (each.project_id, each.text, each.id) for each in opinions.values()
    ]
    entries += [(each["project_id"], each["text"], None) for each in request["items"]]
    check_known(labels_of(projects_of(work, cycle_id)), [project_id for project_id, _, _ in entries])
    letter = OpinionLetter(
        id=new_id(),
        cycle_id=cycle_id,
        no=_next_no(work, cycle_id),
        addressee=request["addressee"],
        items=[LetterItem(no, *entry) for no, entry in enumerate(entries, start=1)],
    )
    work.add(letter)
    for opinion in opinions.values():
        opinion.compile_into(letter.id)
        work.save(opinion)
    return letter


def issue_letter(work: UnitOfWork, request: dict[str, Any]) -> OpinionLetter:
    """Send a letter to the government."""
    letter = work.get(OpinionLetter, request["letter_id"])
    reply_days = check_letters(work.rulebook(letter.cycle_id))
    labels = labels_of(projects_of(work, letter.cycle_id))
    paper_id = papers.request_paper(
        work,
        letter,
        about_kind="opinion_letter",
        kind="opinion_letter",
        cycle_id=letter.cycle_id,
        title="群众评价意见书",
        issuer=request["issuer"],
        addressee=letter.addressee,
        blocks=papers.letter_blocks(letter, labels, reply_days),
        public=request["public"],
    )
    letter.issue(work.today, reply_days, paper_id)
    work.save(letter)
    return letter


def answer_letter_items(work: UnitOfWork, request: dict[str, Any]) -> OpinionLetter:
    """The government answers."""
    letter = work.get(OpinionLetter, request["letter_id"])
    for each in request["answers"]:
        letter.answer(each["no"], each["reply"], work.today)
    work.save(letter)
    return letter


def confirm_letter_items(work: UnitOfWork, request: dict[str, Any]) -> OpinionLetter:
    """The standing committee finds the handling effective or asks again."""
    letter = work.get(OpinionLetter, request["letter_id"])
    for each in request["confirmations"]:
        letter.confirm(each["no"], each["effective"], work.today)
    work.save(letter)
    return letter


def import_letters(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """Type in letters of an earlier time with what came of them."""
    cycle_id = request["cycle_id"]
    labels = labels_of(projects_of(work, cycle_id))
    letters = []
    for entry in request["letters"]:
        check_known(labels, [each["project_id"] for each in entry["items"]])
        for day in (
            entry["issued_on"],
            *(each["handled_on"] for each in entry["items"] if each["handled_on"]),
        ):
            check_happened(day, work.today, "意见书发出或办结")
        items = [
            LetterItem(
                no,
                each["project_id"],
                each["text"],
                reply=each["reply"],
                replied_on=each["handled_on"],
                handled_on=each["handled_on"],
            )
            for no, each in enumerate(entry["items"], start=1)
        ]
        letters.append(
            imported_letter(
                new_id(),
                cycle_id,
                _next_no(work, cycle_id),
                entry["addressee"],
                entry["issued_on"],
                entry["due_on"],
                items,
            )
        )
    work.add_all(letters)
    return {"items": letters}


def get_letter(work: UnitOfWork, request: dict[str, Any]) -> OpinionLetter:
    """One letter with its items."""
    return work.get(OpinionLetter, request["letter_id"])


def list_letters(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """The letters of a cycle, paged."""
    equals = {"cycle_id": request["cycle_id"]}
    if request["state"] is not None:
        equals["state"] = request["state"]
    return work.page(OpinionLetter, page=request, order="no", **equals)


def letter_statistics(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """Letters, opinions and handled share of a window (B-078, Q-16)."""
    first, last = request["from_day"], request["to_day"]
    sent = work.all(OpinionLetter, state=[LetterState.ISSUED, LetterState.CLOSED])
    letters = [each for each in sent if each.issued_on is not None and first <= each.issued_on <= last]
    items = sum(len(each.items) for each in letters)
    return {
        "from_day": first,
        "to_day": last,
        "letters": len(letters),
        "items": items,
        "answered": items - sum(each.unanswered for each in letters),
        "handled": share(sum(each.handled for each in letters), items),
        "overdue": sum(1 for each in letters if each.unanswered and each.due_on and each.due_on < work.today),
    }


def _next_no(work: UnitOfWork, cycle_id: str) -> int:
    return work.next_number(f"opinion_letter:{cycle_id}")
