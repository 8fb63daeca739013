"""publication: papers numbered, laid out, kept and published.

1.0  papers by number with HTML and PDF, verified by digest; outside numbers; distribution.
1.1  which channels published a paper, when, and what shows it.
"""

from shared.contracts.publication.contract import CONTRACT
from shared.contracts.publication.events import PAPER_ISSUED
from shared.contracts.publication.operations import (
    DISTRIBUTE_PAPER,
    ENTER_OUTSIDE_PAPER,
    GET_CONTENT,
    GET_PAPER,
    LIST_PAPERS,
    RECORD_PUBLICATION,
    VERIFY,
)

__all__ = [
    "CONTRACT",
    "DISTRIBUTE_PAPER",
    "ENTER_OUTSIDE_PAPER",
    "GET_CONTENT",
    "GET_PAPER",
    "LIST_PAPERS",
    "PAPER_ISSUED",
    "RECORD_PUBLICATION",
    "VERIFY",
]
