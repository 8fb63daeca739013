"""Every parameter of a rulebook: what it decides, what it may be, and what holds when nothing is said.

A county joins by writing values for these (``services/congress/templates``). A parameter is added
here once; forms, checks, snapshots and the clerk's list of unstated rules follow from it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from shared.kernel.rulebook.parameters.collection import COLLECTION
from shared.kernel.rulebook.parameters.evaluation import EVALUATION
from shared.kernel.rulebook.parameters.oversight import OVERSIGHT
from shared.kernel.rulebook.parameters.parameter import Parameter
from shared.kernel.rulebook.parameters.screening import SCREENING
from shared.kernel.rulebook.parameters.supervision import SUPERVISION
from shared.kernel.rulebook.parameters.voting import contradictions, vote_rules

CONGRESS, STREET_ASSEMBLY = "voting", "street_voting"

PARAMETERS: dict[str, Parameter] = {
    parameter.key: parameter
    for parameter in (
        *COLLECTION,
        *SCREENING,
        *vote_rules(CONGRESS, quota=10, recommendation=False),
        *vote_rules(STREET_ASSEMBLY, quota=10, recommendation=True),
        *SUPERVISION,
        *EVALUATION,
        *OVERSIGHT,
    )
}


def contradicting(value: Callable[[str], Any]) -> list[str]:
    """What the rules of each deciding body ask for that cannot be met together; ``value`` gives that of a key."""
    return [each for prefix in (CONGRESS, STREET_ASSEMBLY) for each in contradictions(prefix, value)]


__all__ = ["PARAMETERS", "Parameter", "contradicting"]
