"""Opinion letters: due, answered, confirmed, counted."""

from __future__ import annotations

from datetime import date

import pytest

from services.evaluation.domain.letters import (
    ItemHandled,
    ItemNotAnswered,
    ItemUnknown,
    LetterDatesInvalid,
    LetterEmpty,
    LetterItem,
    LetterState,
    OpinionLetter,
    OpinionLetterOff,
    check_letters,
    imported_letter,
)
from shared.kernel.state_machine import ActNotPossible
from tests.unit.evaluation.builders import rulebook

DAY = date(2024, 6, 3)


def _letter(number: int = 2) -> OpinionLetter:
    items = [LetterItem(no, "p1", f"意见{no}") for no in range(1, number + 1)]
    return OpinionLetter(id="l1", cycle_id="c", no=1, addressee="区政府", items=items)


def test_a_letter_is_due_after_the_rulebooks_days_b076() -> None:
    letter = _letter()
    with pytest.raises(ActNotPossible):
        letter.answer(1, "已办", DAY)
    letter.issue(DAY, check_letters(rulebook(opinion_letter=True, opinion_reply_days=15)), "paper")
    assert (letter.state, letter.due_on) == (LetterState.ISSUED, date(2024, 6, 18))


def test_a_rulebook_without_opinion_letters_refuses_them_d20() -> None:
    with pytest.raises(OpinionLetterOff) as refused:
        check_letters(rulebook(opinion_letter=False))
    assert "《办法》" in refused.value.text


def test_a_letter_without_opinions_is_refused_b076() -> None:
    with pytest.raises(LetterEmpty):
        _letter(0)


def test_a_letter_closes_when_every_item_is_handled_effectively_b077_b078() -> None:
    letter = _letter()
    letter.issue(DAY, 30, "paper")
    with pytest.raises(ItemNotAnswered):
        letter.confirm(1, True, DAY)
    with pytest.raises(ItemUnknown):
        letter.answer(3, "已办", DAY)
    letter.answer(1, "已办", DAY)
    letter.confirm(1, True, DAY)
    with pytest.raises(ItemHandled):
        letter.answer(1, "又办", DAY)
    letter.answer(2, "研究中", DAY)
    letter.confirm(2, False, DAY)
    assert (letter.state, letter.unanswered, letter.items[1].reopened) == (LetterState.ISSUED, 1, 1)
    letter.answer(2, "已办", DAY)
    letter.confirm(2, True, DAY)
    assert (letter.state, letter.handled) == (LetterState.CLOSED, 2)


def test_an_imported_letter_is_closed_when_all_was_handled_b078_q16() -> None:
    def imported(handled_on: date | None, due_on: date = date(2023, 7, 1)) -> OpinionLetter:
        item = LetterItem(1, "p1", "意见", reply="已办", replied_on=handled_on, handled_on=handled_on)
        return imported_letter("l", "c2023", 1, "区政府", date(2023, 6, 1), due_on, [item])

    assert imported(date(2023, 6, 20)).state is LetterState.CLOSED
    assert imported(None).state is LetterState.ISSUED
    for wrong in (date(2023, 5, 31), None):
        with pytest.raises(LetterDatesInvalid):
            imported(wrong, date(2023, 5, 31) if wrong is None else date(2023, 7, 1))
