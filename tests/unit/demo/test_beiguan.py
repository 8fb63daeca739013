"""北关区's tables bear out the printed figures before anything is played."""

from __future__ import annotations

from collections import Counter

import pytest

from services.demo.beiguan import BEIGUAN, figures, reminders, residents, suggestions, supervising, wishes
from services.demo.beiguan.lines import BEIGUAN_EXCEPTIONS, BEIGUAN_LINES
from services.demo.beiguan.reminders import BY_PROJECT, LETTERS_2024, SEWER_QUALITY, SEWER_SLOW
from services.demo.beiguan.session2024 import PRESENT, SITTING
from services.demo.beiguan.streets import QUOTA, STREETS, Street
from services.demo.expected import beiguan as expected
from services.demo.land import LAND

ALL_ROUNDS = [suggestions.entries(number) for number in (1, 2, 3)]


def test_511_suggestions_come_by_nine_channels_in_three_rounds_b017() -> None:
    channels = Counter(each["channel"] for entries in ALL_ROUNDS for each in entries)
    assert channels == expected.CHANNELS
    assert [len(entries) for entries in ALL_ROUNDS] == [number for _, _, number in expected.ROUNDS]
    assert sum(each.grievances for each in suggestions.ROUNDS) == expected.GRIEVANCES


@pytest.mark.parametrize("entries", ALL_ROUNDS)
def test_a_title_names_one_item_of_a_round_since_a_replay_finds_items_by_it(
    entries: list[dict[str, object]],
) -> None:
    assert len({each["title"] for each in entries}) == len(entries)


def test_a_sheet_is_the_same_at_every_replay() -> None:
    assert [suggestions.entries(number) for number in (1, 2, 3)] == ALL_ROUNDS


def test_long_lists_of_48_and_192_lead_to_12_and_148_b025_b026() -> None:
    assert len(figures.PROJECTS) + len(wishes.LONG) == 48
    assert (sum(each.long_list for each in STREETS), sum(each.candidates for each in STREETS)) == (192, 148)
    names = [each.name for street in STREETS for each in street.projects]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("street", STREETS, ids=lambda street: street.code)
def test_a_street_chooses_ten_above_half_with_no_tie_at_the_cut_b029(street: Street) -> None:
    approvals = sorted((votes[0] for votes in street.totals.values()), reverse=True)
    assert approvals[QUOTA - 1] * 2 > street.present > approvals[QUOTA] * 2
    assert street.present * 3 >= street.representatives * 2
    assert 40 <= street.representatives <= 60
    assert len(street.chosen) == QUOTA


def test_every_box_of_the_ten_delegations_adds_up_b033() -> None:
    assert sum(figures.DELEGATIONS) == figures.IN_OFFICE_2024
    assert sum(PRESENT) == figures.PRESENT_2024
    assert all(here <= seats for here, seats in zip(PRESENT, figures.DELEGATIONS, strict=True))
    (ballot,) = SITTING.ballots
    assert sum(each["copies"] for each in ballot.patterns()) == figures.RETURNED_2024


def test_145_reminder_letters_and_91_opinions_are_dealt_out_whole_b067_b078() -> None:
    assert sum(BY_PROJECT.values()) + SEWER_SLOW + SEWER_QUALITY == LETTERS_2024
    assert 3 * len(residents.LETTER_DAYS) == residents.LETTERS_2024


def test_the_register_of_2023_has_172_letters_each_with_a_number_of_its_own_b067_q16() -> None:
    projects = [{"id": code, "implementer": "区住建局"} for code in figures.RATED_2023]
    rows = reminders.register_2023(projects)
    assert len({each["record_number"] for each in rows}) == len(rows) == expected.LETTERS_2023
    assert {each["project_id"] for each in rows} == set(figures.RATED_2023)
    assert expected.LETTERS_2023 + expected.LETTERS == expected.LETTERS_IN_ALL


def test_twelve_meetings_four_rounds_two_circulars_b055() -> None:
    counts = (len(supervising.MEETINGS), len(supervising.ROUNDS), len(supervising.CIRCULARS))
    assert counts == (12, 4, 2)


def test_every_rating_row_adds_up_to_the_valid_papers_b098() -> None:
    assert {sum(row) for row in figures.RATING_2025.values()} == {figures.VALID_2025}
    assert {sum(row) for row in figures.RATING_2024.values()} == {figures.VALID_2024}
    below = [code for code, row in figures.RATING_2025.items() if row[0] * 5 < figures.VALID_2025 * 3]
    assert below == ["B09"]


def test_every_line_of_the_second_section_is_played_by_steps_that_exist() -> None:
    steps = {f"{script.name}：{step.title}" for script in (LAND, BEIGUAN) for step in script.steps}
    named = {step for line in (*BEIGUAN_LINES, *BEIGUAN_EXCEPTIONS) for step in line.steps}
    assert named <= steps
