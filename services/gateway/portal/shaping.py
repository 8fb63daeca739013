"""How days, money, shares and rule values are written for a reader."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from services.gateway.portal.text import known, t, word
from shared.kernel.clock import day_in_words, local_day
from shared.kernel.money import in_wan


def day(written: str | None) -> str:
    """An ISO day or moment as a Chinese date; nothing as a dash."""
    if not written:
        return t("common.none")
    found = local_day(datetime.fromisoformat(written)) if "T" in written else date.fromisoformat(written)
    return day_in_words(found)


def short_day(written: str | None) -> str:
    """The day without its year."""
    return day(written).partition("年")[2] or day(written)


def days(written: list[str]) -> str:
    """Several ISO days, in order; the year stands where it changes."""
    parts = []
    year = ""
    for each in map(day, written):
        parts.append(each if each.partition("年")[0] != year else each.partition("年")[2])
        year = each.partition("年")[0]
    return "、".join(parts)


def money(fen: int | None) -> str:
    """Fen as 万元, with thousands separated; nothing or zero as a dash."""
    if not fen:
        return t("common.none")
    plain = in_wan(fen)
    whole, dot, rest = plain.removesuffix("万元").partition(".")
    return f"{int(whole):,}{dot}{rest}万元"


def number(value: int | None) -> str:
    """A count with thousands separated."""
    return t("common.none") if value is None else f"{value:,}"


def tenths(value: int | None) -> str:
    """Tenths of a per cent as a percentage."""
    if value is None:
        return t("common.none")
    whole, rest = divmod(value, 10)
    return f"{whole}.{rest}%"


def rule_value(value: Any, key: str = "") -> str:
    """The value of a parameter as a clerk would say it; some words mean something of their own in one parameter."""
    if value is None:
        return t("rules.value.none")
    if isinstance(value, bool):
        return t("rules.value.yes") if value else t("rules.value.no")
    if isinstance(value, list):
        parts = [rule_value(each) for each in value]
        arrow = any(isinstance(each, dict) and "body" in each and "action" in each for each in value)
        return (" → " if arrow else "、").join(parts) or t("rules.value.none")
    if isinstance(value, dict):
        return _record(value)
    own = f"word.rule_of.{key.rpartition('.')[2]}.{value}"
    return t(own) if known(own) else word("rule", value)


def _record(value: dict[str, Any]) -> str:
    if set(value) == {"least", "most"}:
        least, most = value["least"], value["most"]
        return str(least) if least == most else t("rules.value.range", least=least, most=most)
    if "action" in value:
        return f"{value['body']}{value['action']}"
    if "name" not in value:
        return "，".join(_detail(key, each) for key, each in value.items() if each is not None)
    shown = [
        _detail(key, each) for key, each in value.items() if known(f"rules.part.{key}") and each is not None
    ]
    return value["name"] + (f"（{'，'.join(shown)}）" if shown else "")


def _detail(key: str, value: Any) -> str:
    return (
        t(f"rules.part.{key}", value=rule_value(value)) if known(f"rules.part.{key}") else rule_value(value)
    )
