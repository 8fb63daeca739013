"""What a form of a sitting is made of: its fields, and the request that it makes (A10.11)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from services.gateway.portal.forms import Field, Form
from shared.contracts.operation import Operation

Request = dict[str, Any]
MOST_LINES = 20_000


class LinesWrong(ValueError):
    """Lines of a field do not have the form that its hint shows; says which field and which line."""

    def __init__(self, field: str, line: int) -> None:
        super().__init__(field, line)
        self.field = field
        self.line = line


@dataclass(frozen=True)
class Standing:
    """What the forms of a session begin from: the session, and its vote once there is one.

    ``scrutineers`` are the accounts with that role, by their login names: people write those, services know the ids.
    """

    session: Mapping[str, Any]
    vote: Mapping[str, Any] | None
    scrutineers: Mapping[str, str] = field(default_factory=dict)

    @property
    def round(self) -> Mapping[str, Any] | None:
        """The vote's present round."""
        return self.vote["rounds"][-1] if self.vote and self.vote["rounds"] else None


@dataclass(frozen=True)
class Input(Field):
    """A field with its kind: ``line``, ``date``, ``number``, ``lines``, ``choice``, or ``list`` (of a frozen candidate list)."""

    kind: str = "line"

    @property
    def is_choice(self) -> bool:
        """Whether a value is chosen, not written."""
        return self.kind in ("choice", "list")


@dataclass(frozen=True)
class Act:
    """What is registered: ``request`` makes the operation's body; ``begins`` proposes what fields hold.

    ``choices`` are the values, with their words, of fields of which one is chosen.
    """

    operation: Operation
    inputs: tuple[Input, ...]
    request: Callable[[Standing, Form], Request]
    begins: Callable[[Standing], dict[str, str]] = lambda _: {}
    choices: Callable[[Standing], dict[str, list[tuple[str, str]]]] = lambda _: {}
    held: bool = True

    @property
    def fields(self) -> tuple[Input, ...]:
        """All fields of the form; when and where it was held belongs to each but the drafting of a measure."""
        return (HELD_ON, *self.inputs, MINUTES) if self.held else self.inputs


HELD_ON, MINUTES = Input("held_on", 10, required=True, kind="date"), Input("minutes", 400)


def number(name: str, required: bool = True) -> Input:
    """A number field."""
    return Input(name, 6, required=required, numeric=True, kind="number")


def lines(name: str, required: bool = True) -> Input:
    """A field of several lines."""
    return Input(name, MOST_LINES, required=required, kind="lines")


YES_NO = (number("yes"), number("no"), number("abstain"))
HANDS = tuple(number(name, required=False) for name in ("present", "yes", "no", "abstain"))


def rows(form: Form, name: str, least: int, most: int) -> list[list[str]]:
    """The words of each line, the last holding the rest; raises ``LinesWrong``."""
    found = []
    for place, line in enumerate(form.values.get(name, "").splitlines(), start=1):
        words = line.split(maxsplit=most - 1)
        if words and len(words) < least:
            raise LinesWrong(name, place)
        if words:
            found.append([*words, *[""] * (most - len(words))])
    return found


def in_session(at: Standing, form: Form, **more: Any) -> Request:
    held = {"held_on": form.value("held_on"), "minutes": form.value("minutes")}
    return {"session_id": at.session["id"], **held, **more}


def in_vote(at: Standing, form: Form, **more: Any) -> Request:
    held = {"held_on": form.value("held_on"), "minutes": form.value("minutes")}
    return {"vote_id": at.session["vote_id"], **held, **more}


def counts(form: Form, *names: str) -> dict[str, int | None]:
    return {name: form.count(name) for name in names}


def boxes_issued(form: Form) -> list[Request]:
    """A box and how many paper ballots were issued there, by line; raises ``LinesWrong``."""
    boxes = []
    for place, (code, copies) in enumerate(rows(form, "issued", 2, 2), start=1):
        if not (copies.isascii() and copies.isdigit()):
            raise LinesWrong("issued", place)
        boxes.append({"code": code, "issued": int(copies)})
    return boxes


def boxes_named(form: Form) -> list[Request]:
    """A box and its name, by line; raises ``LinesWrong``."""
    return [{"code": code, "name": name} for code, name in rows(form, "boxes", 2, 2)]
