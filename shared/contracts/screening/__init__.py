"""screening: project library, panels' opinions, candidate lists, approval chain, freeze.

1.0  library, merging, eligibility, sorting, postings, panels, lists, steps, freezing, trace.
"""

from shared.contracts.screening.contract import CONTRACT
from shared.contracts.screening.events import LIST_FROZEN, PAPER_REQUESTED, SUGGESTION_SETTLED
from shared.contracts.screening.operations import (
    COUNT_LIBRARY,
    DRAFT_LIST,
    GET_CONSENSUS,
    GET_LIST,
    GET_STATEMENT,
    JUDGE_ELIGIBILITY,
    LIST_LIBRARY,
    LIST_LISTS,
    LIST_POSTINGS,
    LIST_PUBLISHED,
    MERGE_ITEMS,
    RECORD_OPINIONS,
    RECORD_POSTING,
    RECORD_STEP,
    REVISE_LIST,
    SORT_ITEMS,
    TRACE_SUGGESTION,
    TRANSFER_GRIEVANCES,
)

__all__ = [
    "CONTRACT",
    "COUNT_LIBRARY",
    "DRAFT_LIST",
    "GET_CONSENSUS",
    "GET_LIST",
    "GET_STATEMENT",
    "JUDGE_ELIGIBILITY",
    "LIST_FROZEN",
    "LIST_LIBRARY",
    "LIST_LISTS",
    "LIST_POSTINGS",
    "LIST_PUBLISHED",
    "MERGE_ITEMS",
    "PAPER_REQUESTED",
    "RECORD_OPINIONS",
    "RECORD_POSTING",
    "RECORD_STEP",
    "REVISE_LIST",
    "SORT_ITEMS",
    "SUGGESTION_SETTLED",
    "TRACE_SUGGESTION",
    "TRANSFER_GRIEVANCES",
]
