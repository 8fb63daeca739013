"""The three townships after the play: 阳阿镇, 太平镇 with its tie, 葛埠口乡 with its shortfall."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Township:
    """``approvals`` are those of the first round, by rank; ``second`` those of the second ballot, if any."""

    tenant: str
    in_office: int
    present: int
    quota: int
    day: str
    approvals: tuple[int, ...]
    second: tuple[str, tuple[int, int], int] | None = None
    """Kind of the second ballot, approvals of the two, abstentions from both."""

    plan_adopter: str = "镇人大主席团"


TOWNSHIPS = (
    Township("yang-e", 61, 57, 4, "2024-03-06", (50, 47, 41, 39, 29)),
    Township("taiping", 68, 64, 5, "2024-03-07", (58, 55, 53, 50, 37, 37, 20), ("tie", (35, 27), 2)),
    Township(
        "gebukou", 54, 50, 3, "2024-03-08", (46, 43, 26, 21), ("shortfall", (31, 17), 2), "乡人大主席团"
    ),
)
PRESIDIUM = 9
SHORTFALL_NEEDS = 28
"""Over half of 葛埠口乡's 54 in office; 太平镇's half of 68 is 34."""

YANG_E_PROJECTS = (("村道硬化", 186), ("幸福院", 48), ("坑塘治理", 75), ("路灯", 64))
"""阳阿镇's determined projects: a word of the name, 万元."""

TAIPING_FIFTH, TAIPING_TIED_OUT = "卫生室改造", "灌溉井房"

BESIDE_THE_CANDIDATES = {"merged": 1, "reserved": 1}
"""In the library of each township: a repetition, and one item that is not ready."""

FROZEN_ON, PLAN_ADOPTED_ON, COMPLETED_ON = "2024-02-28", "2024-03-20", "2024-11-20"
REACHED_ON = ["2024-06-28", "2024-09-12", COMPLETED_ON]
"""The three milestones of each project."""

REHEARSING = "yang-e"
DRAWN = 6
REHEARSALS = [("declared", DRAWN, 6), ("cancelled", DRAWN, 0)]
"""State, envelopes drawn, ballots of the two electronic rehearsals before 阳阿镇's paper vote."""
