"""Putting right what was registered wrongly, counting again and voting again (ADR 0013)."""

from __future__ import annotations

from marshmallow import fields

from shared.contracts.schemas import choice, count, listed, name
from shared.contracts.voting.requests import (
    MOST_PEOPLE,
    Box,
    BoxIssue,
    HandsShown,
    Held,
    HeldInVote,
    Returned,
)


class CorrectBoxes(HeldInVote):
    """All boxes as they were really checked and sealed, before ballots are issued."""

    reason = name(400)
    boxes = listed(Box, most=300, least=1)


class CorrectIssue(HeldInVote):
    """All paper ballots issued by now, by box; ``returned_again`` as at the return, where fewer were issued than came back."""

    reason = name(400)
    boxes = listed(BoxIssue, most=300, least=1)
    returned_again = count(MOST_PEOPLE * 2, required=False, load_default=None, allow_none=True)


class CorrectReturn(Returned):
    """The paper ballots that really came back, before both entries agree."""

    reason = name(400)


class OrderRecount(HeldInVote):
    """A scrutineer, by title, wants the paper of the present count counted again."""

    scrutineer = name(40)
    reason = name(400)


class VoteAgain(HeldInVote):
    """The result was refused: everything from ``round`` on is void, and that round is held again."""

    round = count(100, least=1)
    reason = name(400)


class CorrectMeeting(Held):
    """The figures of the latest record of a step: of a sitting ``due`` and ``present``, of a vote its hands."""

    step = choice(
        "sign_in",
        "preparatory",
        "presidium_1",
        "first_plenary",
        "presidium_2",
        "second_plenary",
        "further_plenary",
        "measure",
        "scrutineers",
    )
    reason = name(400)
    due = count(MOST_PEOPLE, required=False, load_default=None, allow_none=True)
    present = count(MOST_PEOPLE, required=False, load_default=None, allow_none=True)
    hands = fields.Nested(HandsShown, load_default=None, allow_none=True)
