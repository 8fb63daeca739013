"""原阳县: one measure, three layers, two checks and one evaluation ("13121")."""

from services.demo.script import Script
from services.demo.yuanyang import (
    collecting,
    eve,
    founding,
    reviewing,
    selecting,
    session2024,
    session2025,
    supervising,
)

YUANYANG = Script(
    "yuanyang",
    "原阳县",
    (
        founding.part,
        collecting.part,
        selecting.part,
        eve.part,
        session2024.part,
        supervising.part,
        reviewing.part,
        session2025.part,
    ),
)
