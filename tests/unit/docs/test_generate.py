"""The derived documents: every requirement is listed, and a test is found by the number that it names."""

from __future__ import annotations

from pathlib import Path

from docs.generate import PAGES, canonical, naming_tests, requirements


def test_the_numbers_are_unique_and_of_the_known_forms() -> None:
    numbers = [row["number"] for row in requirements()]
    assert len(set(numbers)) == len(numbers) > 200
    assert {number[0] for number in numbers} == {"Y", "B", "C", "D", "Q", "A"}


def test_numbers_in_names_and_words_are_found_and_ranges_are_spelt_out(tmp_path: Path) -> None:
    module = tmp_path / "tests" / "test_some.py"
    module.parent.mkdir()
    module.write_text(
        '"""Rounds (Y-020 … Y-022) and Q-05."""\n\ndef test_a_tie_q05() -> None: ...\n\ndef test_freeze_a10_4(): ...\n'
    )
    found = naming_tests(module.parent, ["Y-020", "Y-021", "Y-022", "Q-05", "A10.4"])
    assert found["Y-021"] == ["tests/test_some.py"]
    assert "tests/test_some.py::test_a_tie_q05" in found["Q-05"]
    assert found["A10.4"] == ["tests/test_some.py::test_freeze_a10_4"]
    assert canonical("b06a") == "B-06A"


def test_every_page_can_be_made_and_says_something() -> None:
    for name, page in PAGES.items():
        assert len(page().splitlines()) > 20, name
