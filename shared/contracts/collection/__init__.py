"""collection: notices, rounds, tasks for departments, suggestions and their tracking.

1.0  notices and rounds, reply tasks, suggestions one by one and by sheet, statistics, tracking by receipt.
"""

from shared.contracts.collection.contract import CONTRACT
from shared.contracts.collection.events import PAPER_REQUESTED, SUGGESTION_RECORDED

__all__ = ["CONTRACT", "PAPER_REQUESTED", "SUGGESTION_RECORDED"]
