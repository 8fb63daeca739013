"""What a sitting has on record, in words: how a vote by hands went, and what an act just registered came to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from services.gateway.portal.act_forms import Standing
from services.gateway.portal.text import t
from shared.kernel.numerals import ordinal


def votes(step: Mapping[str, Any]) -> str:
    """The hands of a step, with how many were needed where that is on record; nothing where none were shown."""
    hands = step["hands"]
    if not hands:
        return ""
    figures = {name: hands[name] for name in ("yes", "no", "abstain")}
    if step["needed"] is None:
        return t("sitting.votes", **figures)
    return t("sitting.votes_needed", needed=step["needed"], **figures)


def due(session: Mapping[str, Any]) -> list[str]:
    """The names of the steps that come next, without what may be held again but need not be."""
    again = {each["step"] for each in session["at_need"]}
    return [each["name"] for each in session["next"] if each["step"] not in again]


def attendance(step: Mapping[str, Any]) -> str:
    """Who was due and present: at a sitting, or at the meeting of an organ that voted (A10.2)."""
    if step["due"] is not None:
        return t("sitting.present", due=step["due"], present=step["present"])
    if not step["hands"]:
        return ""
    if step["members"] is None:
        return t("sitting.here", present=step["hands"]["present"])
    return t("sitting.present", due=step["members"], present=step["hands"]["present"])


def steps(session: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The steps on record as a row each; a step of a round, or one held again, says which it is."""
    held: list[str] = []
    found = []
    for each in session["steps"]:
        held.append(each["step"])
        again = held.count(each["step"])
        which = ""
        if each["round"] is not None:
            which = t("sitting.of_round", number=ordinal(each["round"]))
        elif again > 1:
            which = t("sitting.time", number=ordinal(again))
        row = {"name": each["name"] + which, "attendance": attendance(each), "votes": votes(each)}
        found.append({**{key: each[key] for key in ("held_on", "minutes", "carried")}, **row})
    return found


def briefings(session: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Who explained the candidates, when, before whom and in which words (Y-034, B-031)."""
    named = {each["code"]: each["name"] for each in session["delegations"]}
    return [
        {
            **each,
            "where": "、".join(named.get(code, code) for code in each["delegations"])
            or t("sitting.before_all"),
        }
        for each in session["briefings"]
    ]


def outcome(at: Standing, act: str) -> tuple[str, bool]:
    """What the act registered last came to, and whether it went as was hoped: a vote may be lost (Y-032, Y-040)."""
    name = t(f"acts.name.{act}", word=at.session["word"])
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
