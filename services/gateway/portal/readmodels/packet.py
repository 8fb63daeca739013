"""The papers of the candidates for the deputies: how the list was determined, and every dossier (Y-036, Y-037)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from services.gateway.portal.questions import Asker
from services.gateway.portal.shaping import day
from services.gateway.portal.text import t
from shared.contracts import screening


def packet(caller: Asker, list_id: str, number: int) -> dict[str, Any]:
    """One frozen version, whole, with the statement on how its list was determined."""
    frozen = caller.call(screening.GET_FROZEN_VERSION, {"list_id": list_id, "number": number})
    statement = caller.call(screening.GET_STATEMENT, {"list_id": list_id})
    return {"frozen": frozen, "statement": statement["paragraphs"]}


def frozen_anew(session: Mapping[str, Any]) -> list[str]:
    """What is to be said of versions frozen once the papers were handed out; those copies show an earlier one (Y-037)."""
    handed = [each["held_on"] for each in session["steps"] if each["step"] == "distribution"]
    if not handed:
        return []
    return [
        t(
            "packet.late" if each["late"] else "packet.anew",
            number=each["list_version"],
            day=day(each["frozen_on"]),
            reason=each["reason"] or t("common.none"),
            handed=day(max(handed)),
        )
        for each in session["list_versions"]
        if each["list_version"] > 1 and each["frozen_on"] >= max(handed)
    ]
