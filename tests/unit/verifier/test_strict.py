"""One spelling for each record: what is not spelt so is refused, whatever it would mean."""

from __future__ import annotations

import json
from typing import Any

import pytest
from gmpy2 import mpz
from hypothesis import given
from hypothesis import strategies as st

from services.verifier import strict
from services.verifier.findings import Broken
from services.verifier.group import P, Q

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=4),
    max_leaves=12,
)


def code(call: Any, *arguments: Any) -> str:
    with pytest.raises(Broken) as broken:
        call(*arguments)
    return broken.value.finding.code


@given(value=VALUES)
def test_a_value_has_the_spelling_it_is_written_in(value: Any) -> None:
    try:
        spelt = strict.compact(value)
    except UnicodeEncodeError:
        return
    assert strict.parse(spelt, "x") == json.loads(spelt)


@pytest.mark.parametrize(
    "content",
    ['{"a": 1}', '{"a":1}\n', '{"a":1,"a":1}', '"\\u8d5e"', '{"a":01}', "[1,]", '"\\/"', "1e3", "\ufeff1"],
)
def test_another_spelling_is_refused(content: str) -> None:
    assert code(strict.parse, content.encode(), "x").startswith("record.not-")


@pytest.mark.parametrize("content", [b"", b"\xff", b"NaN", b"1.5", b'"\xed\xa0\x80"', b"[" * 100_000])
def test_what_is_no_json_is_refused(content: bytes) -> None:
    assert code(strict.parse, content, "x") == "record.not-json"


def test_fields_stand_in_their_order_and_no_other_beside_them() -> None:
    assert strict.fields({"a": 1, "b": 2}, "a b", "x") == (1, 2)
    for wrong in ({"b": 2, "a": 1}, {"a": 1}, {"a": 1, "b": 2, "c": 3}, [1, 2], None):
        assert code(strict.fields, wrong, "a b", "x") == "record.fields"


def test_numbers_are_reduced_and_plainly_written() -> None:
    assert strict.residue(str(P - 1), "x") == P - 1
    assert strict.exponent("0", "x") == 0
    for wrong in ("0", str(P), "-1", "01", " 1", "1 ", "１", "", 1, None, "1_0", "9" * 5000):
        assert code(strict.residue, wrong, "x") == "record.element"
    for wrong in (str(Q), "-1", "00", mpz(1), True):
        assert code(strict.exponent, wrong, "x") == "record.exponent"
    for wrong in (True, -1, "1", 1.0, None):
        assert code(strict.whole, wrong, "x") == "record.number"
