"""collection: notices, rounds, tasks for departments, suggestions and their tracking.

1.0  notices and rounds, reply tasks, suggestions one by one and by sheet, statistics, tracking by receipt.
"""

from shared.contracts.collection.contract import CONTRACT
from shared.contracts.collection.events import PAPER_REQUESTED, SUGGESTION_RECORDED
from shared.contracts.collection.operations import (
    CLOSE_ROUND,
    ERASE_CONTACT,
    GET_CONTACT,
    GET_COVERAGE,
    GET_ROUND,
    GET_STATISTICS,
    GET_SUGGESTION,
    LIST_CAMPAIGNS,
    LIST_ROUNDS,
    LIST_SUGGESTIONS,
    LIST_TASKS,
    OPEN_ROUND,
    RECORD_REPLIES,
    RECORD_SUGGESTIONS,
    REGISTER_CAMPAIGN,
    REPLY_TASK,
    SEND_TASKS,
    SUBMIT_SUGGESTION,
    TRACK,
)

__all__ = [
    "CLOSE_ROUND",
    "CONTRACT",
    "ERASE_CONTACT",
    "GET_CONTACT",
    "GET_COVERAGE",
    "GET_ROUND",
    "GET_STATISTICS",
    "GET_SUGGESTION",
    "LIST_CAMPAIGNS",
    "LIST_ROUNDS",
    "LIST_SUGGESTIONS",
    "LIST_TASKS",
    "OPEN_ROUND",
    "PAPER_REQUESTED",
    "RECORD_REPLIES",
    "RECORD_SUGGESTIONS",
    "REGISTER_CAMPAIGN",
    "REPLY_TASK",
    "SEND_TASKS",
    "SUBMIT_SUGGESTION",
    "SUGGESTION_RECORDED",
    "TRACK",
]
