"""Receipt numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.collection.domain.receipt import ReceiptMistyped, new_receipt, normal_receipt

TENANTS = st.from_regex(r"\A[a-z][a-z0-9-]{1,20}\Z")
ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"

receipts = st.builds(new_receipt, TENANTS, st.integers(2020, 2099), st.integers(1, 9_999_999))


def test_a_receipt_can_be_read_aloud_y003() -> None:
    receipt = new_receipt("yuanyang", 2024, 123)
    head, serial, tail = receipt.split("-")
    assert (head, serial, len(tail)) == ("YU24", "000123", 6)


@given(receipts)
def test_a_receipt_is_found_however_it_was_typed_y003(receipt: str) -> None:
    wide = "".join(chr(ord(each) + 0xFEE0) for each in receipt)
    for typed in (receipt, receipt.lower(), f" {receipt.replace('-', ' ')} ", receipt.replace("-", ""), wide):
        assert normal_receipt(typed) == receipt


@given(receipts, st.data())
def test_every_single_mistyped_character_is_noticed_y003(receipt: str, data: st.DataObject) -> None:
    plain = receipt.replace("-", "")
    at = data.draw(st.integers(0, len(plain) - 1))
    wrong = data.draw(st.sampled_from([each for each in ALPHABET if each != plain[at]]))
    with pytest.raises(ReceiptMistyped):
        normal_receipt(plain[:at] + wrong + plain[at + 1 :])


@given(receipts, st.data())
def test_every_swap_of_neighbours_is_noticed_y003(receipt: str, data: st.DataObject) -> None:
    plain = receipt.replace("-", "")
    at = data.draw(st.integers(0, len(plain) - 2))
    swapped = plain[:at] + plain[at + 1] + plain[at] + plain[at + 2 :]
    if swapped != plain:
        with pytest.raises(ReceiptMistyped):
            normal_receipt(swapped)


def test_a_receipt_cannot_be_guessed_from_its_neighbour_a10_19() -> None:
    tails = {new_receipt("yuanyang", 2024, 7)[-6:] for _ in range(200)}
    assert len(tails) > 190


@given(st.text(max_size=60))
def test_anything_else_is_refused_without_a_crash_y003(typed: str) -> None:
    try:
        assert normal_receipt(typed) != ""
    except ReceiptMistyped as refused:
        assert "收件编号" in refused.text
