"""What a count is entered from: the counting machine's file, and photographs of the sheets."""

from __future__ import annotations

from marshmallow import fields, validate

from shared.contracts.schemas import PageQuery, PlainString, Strict, choice, count, identifier, name
from shared.contracts.voting.requests import HeldInVote, VoteRef

MOST_FILE = 2_000_000
MOST_PICTURE = 3_500_000
PICTURES = ("image/jpeg", "image/png", "image/webp")


class EnterBallotFile(HeldInVote):
    """One of the two entries as a counting machine's CSV (``ballot,candidate,mark``, as ``piaojue recount`` reads it).

    The names of the ballots are dropped: only patterns and their copies are kept.
    """

    desk = choice("first", "second")
    file = PlainString(required=True, validate=validate.Length(1, MOST_FILE))


class AttachPhotograph(VoteRef):
    """A picture of a sheet of the present round, in base64; ``page`` counts the sheets."""

    page = count(most=500, least=1)
    media_type = choice(*PICTURES)
    content = PlainString(required=True, validate=validate.Length(1, MOST_PICTURE))


class ExportBallots(VoteRef):
    """A scrutineer, by title, takes the mark patterns of a signed round away to count them again."""

    round = count(100, least=1)
    scrutineer = name(40)


class BallotFiles(Strict):
    """The files of ``piaojue recount``: ``ballots`` is CSV, ``measure`` JSON. They are sealed: a pattern can be a signature."""

    id = identifier()
    version = fields.Integer(required=True)
    round = count()
    measure = fields.String(required=True)
    ballots = fields.String(required=True)


class PhotographQuery(PageQuery):
    """The photographs of a vote."""

    vote_id = identifier()


class PhotographRef(VoteRef):
    """One photograph."""

    photograph_id = identifier()


class PhotographView(Strict):
    """A photograph without its picture; ``digest`` is the SHA-256 of the picture as it is kept."""

    id = identifier()
    version = fields.Integer(required=True)
    vote_id = identifier()
    round = count()
    page = count()
    media_type = name(40)
    digest = name(64)


class PhotographContent(PhotographView):
    """A photograph with its picture in base64."""

    content = fields.String(required=True)
