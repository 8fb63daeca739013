"""Every parameter of a rulebook: what it decides, what it may be, and what holds when nothing is said.

A county joins by writing values for these (``services/congress/templates``). A parameter is added
here once; forms, checks, snapshots and the clerk's list of unstated rules follow from it.
"""

from __future__ import annotations

from shared.kernel.rulebook.parameters.collection import COLLECTION
from shared.kernel.rulebook.parameters.evaluation import EVALUATION
from shared.kernel.rulebook.parameters.oversight import OVERSIGHT
from shared.kernel.rulebook.parameters.parameter import Parameter
from shared.kernel.rulebook.parameters.screening import SCREENING
from shared.kernel.rulebook.parameters.supervision import SUPERVISION
from shared.kernel.rulebook.parameters.voting import vote_rules

PARAMETERS: dict[str, Parameter] = {
    parameter.key: parameter
    for parameter in (
        *COLLECTION,
        *SCREENING,
        *vote_rules("voting", quota=10, recommendation=False),
        *vote_rules("street_voting", quota=10, recommendation=True),
        *SUPERVISION,
        *EVALUATION,
        *OVERSIGHT,
    )
}

__all__ = ["PARAMETERS", "Parameter"]
