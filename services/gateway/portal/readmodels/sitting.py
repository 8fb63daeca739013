"""What a sitting has on record, in words: how a vote by hands went, and what an act just registered came to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from services.gateway.portal.act_forms import Standing
from services.gateway.portal.text import t


def votes(step: Mapping[str, Any]) -> str:
    """The hands of a step, with how many were needed where that is on record; nothing where none were shown."""
    hands = step["hands"]
    if not hands:
        return ""
    figures = {name: hands[name] for name in ("yes", "no", "abstain")}
    if step["needed"] is None:
        return t("sitting.votes", **figures)
    return t("sitting.votes_needed", needed=step["needed"], **figures)


def outcome(at: Standing, act: str) -> tuple[str, bool]:
    """What the act registered last came to, and whether it went as was hoped: a vote may be lost (Y-032, Y-040)."""
    name = t(f"acts.name.{act}")
    latest = next((each for each in reversed(at.session["steps"]) if each["step"] == act), None)
    if latest is not None and latest["hands"]:
        said = "acts.carried" if latest["carried"] else "acts.lost"
        return t(said, act=name, votes=votes(latest)), latest["carried"]
    if act == "return" and latest is not None and not latest["carried"]:
        return t("acts.void", act=name), False
    if act == "briefing" and at.session["briefing_waits"]:
        waiting = "、".join(each["name"] for each in at.session["briefing_waits"])
        return t("acts.briefing_waits", waiting=waiting), False
    if act == "correct_meeting" and at.session["corrections"]:
        return t("acts.corrected", act=name, now=at.session["corrections"][-1]["now"]), True
    return t("acts.done", act=name), True
