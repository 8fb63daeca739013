"""The catalogue has every sentence that pages ask for, and values are written as people say them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from services.gateway import portal
from services.gateway.portal import forms, shaping
from services.gateway.portal.readmodels.bars import WIDTH, segments
from services.gateway.portal.readmodels.desk import SECTIONS
from services.gateway.portal.readmodels.desk.section import Section
from services.gateway.portal.text import MessageMissing, catalogue, known, t, word
from shared.contracts.publication.schemas import KINDS
from shared.kernel.rulebook.kinds import Choice, ListOf, Optional, Record
from shared.kernel.rulebook.parameters import PARAMETERS
from shared.tenancy.roles import Role

FOLDER = Path(portal.__file__).parent
CHAIN = [
    {"code": "a", "body": "县政府常务会议", "action": "研究", "freezes": False},
    {"code": "b", "body": "县委常委会", "action": "审定", "freezes": True},
]
SOURCES = [*FOLDER.rglob("*.py"), *FOLDER.rglob("*.html")]


def keys_in(text: str) -> set[str]:
    return set(re.findall(r"\bt\(\s*[\"']([a-z_]+(?:\.[a-z_0-9]+)+)[\"']\s*[,)]", text))


def test_every_sentence_that_is_asked_for_is_in_the_catalogue() -> None:
    asked = {key for source in SOURCES for key in keys_in(source.read_text(encoding="utf-8"))}
    assert len(asked) > 200
    assert {key for key in asked if not known(key)} == set()


def test_no_template_speaks_chinese_past_the_catalogue() -> None:
    spoken = {
        source.name: found
        for source in FOLDER.rglob("*.html")
        if (found := re.findall(r"[\u4e00-\u9fff]+", source.read_text(encoding="utf-8")))
    }
    assert spoken == {}


def test_parameters_of_a_sentence_are_filled_in() -> None:
    assert t("bar.text", planned=70, actual=48) == "计划70%，实际48%"


def test_a_sentence_that_is_missing_is_a_fault_and_not_an_empty_place() -> None:
    with pytest.raises(MessageMissing):
        t("no.such.sentence")


def test_every_code_of_the_contracts_has_a_word() -> None:
    groups: dict[str, tuple[str, ...]] = {
        "paper_kind": KINDS,
        "role": tuple(role.value for role in Role if role is not Role.SERVICE),
    }
    for group, codes in groups.items():
        assert [code for code in codes if word(group, code) == code] == []


@pytest.mark.parametrize("section", SECTIONS, ids=lambda each: each.key)
def test_every_section_of_the_desk_has_its_heading_and_may_be_asked_for_by_its_roles(
    section: Section,
) -> None:
    assert known(f"desk.section.{section.key}")
    for operation in section.operations:
        assert section.for_roles <= operation.allowed, operation.key


def test_every_word_that_a_rule_may_be_is_chinese() -> None:
    options = {(key, option) for key, parameter in PARAMETERS.items() for option in _options(parameter.kind)}
    assert len(options) > 20
    assert {each for each in options if re.search("[a-z]", shaping.rule_value(each[1], each[0]))} == set()


def test_the_legal_number_as_a_base_is_not_the_legal_effect_of_an_electronic_vote() -> None:
    assert shaping.rule_value("legal", "voting.threshold_base") == t("word.rule.legal") == "法定代表名额"
    assert shaping.rule_value("legal", "voting.electronic").startswith("正式投票")


@pytest.mark.parametrize("key", sorted(PARAMETERS))
def test_every_default_rule_reads_without_code_words(key: str) -> None:
    shown = shaping.rule_value(PARAMETERS[key].default, key)
    assert shown
    assert not re.search(r"[a-z_{}\[\]']{3,}", shown), shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (True, "是"),
        (None, "无"),
        ({"least": 3, "most": 5}, "3至5"),
        ({"most": 10, "least": 10}, "10"),
        ("majority", "过半数"),
        (CHAIN, "县政府常务会议研究 → 县委常委会审定"),
        ([{"code": "x", "name": "部门论证", "weight": 40}], "部门论证（权重40%）"),
        (
            [{"code": "m", "name": "月调度", "every": "month", "day": 25, "month": None}],
            "月调度（每月，25日）",
        ),
    ],
)
def test_rule_values_read_as_a_clerk_says_them(value: Any, shown: str) -> None:
    assert shaping.rule_value(value) == shown


@pytest.mark.parametrize(
    ("fen", "shown"),
    [(2_650_000_000, "2,650万元"), (0, "—"), (None, "—"), (1_234_500, "1.2345万元"), (1_000_000, "1万元")],
)
def test_money_is_written_in_ten_thousand_yuan(fen: int | None, shown: str) -> None:
    assert shaping.money(fen) == shown


def test_days_and_moments_are_written_in_shanghai_days() -> None:
    assert shaping.day("2024-02-29") == "2024年2月29日"
    assert shaping.day("2024-02-28T17:00:00+00:00") == "2024年2月29日"
    assert shaping.day(None) == "—"


@pytest.mark.parametrize(("tenths", "shown"), [(500, "50.0%"), (554, "55.4%"), (1000, "100.0%"), (None, "—")])
def test_shares_keep_their_tenth(tenths: int | None, shown: str) -> None:
    assert shaping.tenths(tenths) == shown


def test_segments_fill_the_bar_exactly_and_an_empty_one_draws_nothing() -> None:
    drawn = segments([("a", "甲", 1), ("b", "乙", 1), ("c", "丙", 1)])
    assert sum(each["width"] for each in drawn) == WIDTH
    assert [each["x"] for each in drawn] == [0, drawn[0]["width"], drawn[0]["width"] + drawn[1]["width"]]
    assert [each["width"] for each in segments([("a", "甲", 0)])] == [0]


def test_a_malformed_key_is_replaced_so_that_a_form_always_has_one() -> None:
    assert forms.read((), {"key": "k" * 20}).key == "k" * 20
    for bad in ("", "short", "with space in it….", "x" * 65):
        assert re.fullmatch(r"[A-Za-z0-9_-]{16,64}", forms.read((), {"key": bad}).key)


def test_catalogue_values_are_never_empty() -> None:
    assert [key for key, value in catalogue().items() if not value] == []


def _options(kind: Any) -> set[str]:
    if isinstance(kind, Choice):
        return set(kind.options)
    if isinstance(kind, ListOf | Optional):
        return _options(kind.kind)
    if isinstance(kind, Record):
        return {option for each in kind.fields.values() for option in _options(each)}
    return set()
