"""Organs by their full names (A10.13)."""

from __future__ import annotations

import pytest

from shared.kernel.naming import organ_beside, organ_of


@pytest.mark.parametrize(
    ("place", "organ", "full"),
    [
        ("阳阿镇（演示）", "人民代表大会", "阳阿镇（演示）人民代表大会"),
        ("阳阿镇（演示）", "镇人大主席团", "阳阿镇（演示）人大主席团"),
        ("北关区（演示）", "区人民代表大会", "北关区（演示）人民代表大会"),
        ("北关区", "北关区人大常委会", "北关区人大常委会"),
        ("原阳县", "同级人大常委会", "原阳县人大常委会"),
        ("彰东街道", "街道办事处", "彰东街道办事处"),
    ],
)
def test_the_organ_of_a_place_bears_its_name_once(place: str, organ: str, full: str) -> None:
    assert organ_of(place, organ) == full


@pytest.mark.parametrize(
    ("known", "full"),
    [
        ("彰东街道（演示）议事代表会", "彰东街道（演示）办事处"),
        ("彰东街道（演示）办事处", "彰东街道（演示）办事处"),
        ("彰东街道办事处", "彰东街道办事处"),
        ("某社区议事会", "街道办事处"),
    ],
)
def test_an_organ_beside_another_is_of_the_same_place_a10_13(known: str, full: str) -> None:
    assert organ_beside(known, "街道办事处") == full
