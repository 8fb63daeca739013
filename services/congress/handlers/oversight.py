"""The year told to the congress above, and what the congresses below told (Y-001, Y-072)."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from services.congress.domain.cycle import Cycle
from services.congress.domain.oversight import (
    ChildYear,
    NotBelow,
    Reached,
    Stage,
    Subject,
    Telling,
    YearNote,
    matters,
    readable,
    telling,
)
from services.congress.domain.tenant import Tenant
from shared.contracts import congress as contract
from shared.kernel.identity import new_id
from shared.kernel.rulebook import Rulebook
from shared.persistence.unit_of_work import UnitOfWork

COMPLETED = frozenset({"completed", "archived"})


def note_list_frozen(work: UnitOfWork, fact: dict[str, Any]) -> None:
    """The candidates of a list; a later version of it takes the place of the earlier (A10.4)."""
    _hear(
        work,
        YearNote(
            id=new_id(),
            cycle_id=fact["cycle_id"],
            subject=Subject.CANDIDATES,
            about=fact["list_id"],
            number=fact["list_version"],
            on=fact["frozen_on"],
            count=len(fact["candidates"]),
        ),
    )


def note_result_announced(work: UnitOfWork, fact: dict[str, Any]) -> None:
    """How many projects a vote determined."""
    _hear(
        work,
        YearNote(
            id=new_id(),
            cycle_id=fact["cycle_id"],
            subject=Subject.RESULTS,
            about=fact["vote_id"],
            number=1,
            on=fact["announced_on"],
            count=sum(each["determined"] for each in fact["candidates"]),
        ),
    )


def note_project_listed(work: UnitOfWork, fact: dict[str, Any]) -> None:
    """A project stands in the ledger."""
    _note_project(work, fact, number=0, completed=False)


def note_progress_reported(work: UnitOfWork, fact: dict[str, Any]) -> None:
    """A project went on, or is done."""
    _note_project(work, fact, number=fact["project_version"], completed=fact["state"] in COMPLETED)


def note_rating_declared(work: UnitOfWork, fact: dict[str, Any]) -> None:
    """How many projects need an explanatory statement after the deputies' rating."""
    _hear(
        work,
        YearNote(
            id=new_id(),
            cycle_id=fact["cycle_id"],
            subject=Subject.RATING,
            about=fact["rating_id"],
            number=1,
            on=fact["declared_on"],
            count=sum(each["explanation_required"] for each in fact["projects"]),
        ),
    )


def note_stage(work: UnitOfWork, cycle: Cycle, rulebook: Rulebook, stage: Stage, on: date) -> None:
    """The year was opened, or closed."""
    note = YearNote(
        id=new_id(), cycle_id=cycle.id, subject=Subject.STAGE, about=stage, number=1, on=on, count=0
    )
    _note(work, note, cycle.year, rulebook)


def note_year_told(work: UnitOfWork, fact: dict[str, Any]) -> None:
    """Keep what a congress below told; raises ``NotBelow`` when it is none of ours."""
    child = work.get(Tenant, fact["child"])
    if child.parent != work.tenant:
        raise NotBelow(child=child.display_name)
    sheet = fact["telling"]
    told = Telling(
        **{
            **sheet,
            "reached": [Reached(Stage(each["stage"]), each["on"]) for each in sheet["reached"]],
        }
    )
    known = work.find(ChildYear, child=child.id, year=fact["year"])
    if known is None:
        work.add(
            ChildYear(id=new_id(), child=child.id, year=fact["year"], number=fact["number"], telling=told)
        )
    elif known.hear(fact["number"], told):
        work.save(known)


def list_children(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """The congresses directly below, with what each told of the year, and the coverage of all of them."""
    years = sorted({each.year for each in work.all(ChildYear)}, reverse=True)
    year = request["year"] or (years[0] if years else None)
    told = {each.child: each.telling for each in work.all(ChildYear, year=year)} if year else {}
    page = work.page(Tenant, page=request, parent=work.tenant)
    page["items"] = [_child_view(child, told.get(child.id)) for child in page["items"]]
    coverage = _coverage(work.all(Tenant, parent=work.tenant), told)
    return {**page, "year": year, "years": years, "coverage": coverage}


def _coverage(children: list[Tenant], told: dict[str, Telling]) -> list[dict[str, Any]]:
    kinds = Counter(child.kind for child in children)
    return [
        {
            "kind": kind,
            "children": number,
            "reached": [
                {
                    "stage": stage,
                    "children": sum(
                        child.kind is kind and child.id in told and told[child.id].has_reached(stage)
                        for child in children
                    ),
                }
                for stage in Stage
            ],
        }
        for kind, number in kinds.items()
    ]


def _child_view(child: Tenant, told: Telling | None) -> dict[str, Any]:
    return {
        "id": child.id,
        "display_name": child.display_name,
        "kind": child.kind,
        "stage": told.stage if told is not None else None,
        "telling": told,
    }


def _note_project(work: UnitOfWork, fact: dict[str, Any], number: int, completed: bool) -> None:
    note = YearNote(
        id=new_id(),
        cycle_id=fact["cycle_id"],
        subject=Subject.PROGRESS,
        about=fact["project_id"],
        number=number,
        on=work.today,
        completed=completed,
    )
    _hear(work, note)


def _hear(work: UnitOfWork, note: YearNote) -> None:
    cycle = work.cycle(note.cycle_id)
    _note(work, note, cycle.year, cycle.rulebook)


def _note(work: UnitOfWork, note: YearNote, year: int, rulebook: Rulebook) -> None:
    subjects = readable(rulebook)
    if not matters(note.subject, subjects):
        return
    known = work.find(YearNote, cycle_id=note.cycle_id, subject=note.subject, about=note.about)
    if known is None:
        work.add(note)
    elif known.gives_way_to(note):
        work.save(known)
    else:
        return
    _tell_parent(work, note.cycle_id, year, subjects)


def _tell_parent(work: UnitOfWork, cycle_id: str, year: int, subjects: frozenset[Subject]) -> None:
    """Tell the congress above, if there is one, how the year stands.

    Taking the number locks the series until the commit: of two tellings at once the later sees what the
    earlier noted.
    """
    registered = work.find(Tenant, id=work.tenant)
    if registered is None or registered.parent is None:
        return
    number = work.next_number(f"year_told:{cycle_id}")
    told = telling(work.all(YearNote, cycle_id=cycle_id), subjects)
    work.emit(
        contract.YEAR_TOLD,
        {
            "parent": registered.parent,
            "child": work.tenant,
            "year": year,
            "number": number,
            "telling": told,
        },
    )
