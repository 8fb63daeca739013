"""Residents' ratings: codes, ratings, venue sessions, opinions."""

from __future__ import annotations

from marshmallow import fields, validate

from shared.contracts.evaluation.common import CyclePage, Grade, grade_counts
from shared.contracts.schemas import (
    PageQuery,
    PlainString,
    Strict,
    choice,
    count,
    day,
    identifier,
    listed,
    moment,
    name,
    text,
)

LINK_KINDS = ("project", "deputy", "venue")
METHODS = ("visit", "symposium", "questionnaire")
OPINION_STATES = ("at_deputy", "received", "approved", "held", "in_letter")


def token_field() -> fields.String:
    """The token behind a QR code."""
    return PlainString(required=True, validate=validate.Regexp(r"\A[A-Za-z0-9_-]{16,64}\Z"))


class LinkWanted(Strict):
    """One code: of a project, or of a deputy or venue (then for one project or, without it, for all)."""

    kind = choice(*LINK_KINDS)
    project_id = identifier(required=False, load_default=None, allow_none=True)
    holder_code = text(60)
    holder_account = identifier(required=False, load_default=None, allow_none=True)


class IssueLinks(Strict):
    """Codes for a period, first and last day included."""

    cycle_id = identifier()
    opens_on = day()
    closes_on = day()
    links = listed(LinkWanted, least=1)


class LinkPostingView(Strict):
    """Where a printed code hangs."""

    place = name(200)
    posted_on = day()


class LinkView(Strict):
    """A code; its address ends in ``token``."""

    id = identifier()
    version = fields.Integer(required=True)
    cycle_id = identifier()
    kind = choice(*LINK_KINDS)
    token = token_field()
    project_id = fields.String(required=True, allow_none=True)
    holder_code = fields.String(required=True)
    opens_on = day()
    closes_on = day()
    postings = listed(LinkPostingView)


class LinksIssued(Strict):
    """The codes, in the order in which they were asked for."""

    items = listed(LinkView)


class LinkQuery(CyclePage):
    """Which codes."""

    kind = choice(*LINK_KINDS, required=False, load_default=None, allow_none=True)


class PostingLine(Strict):
    """One printed code was posted."""

    link_id = identifier()
    place = name(200)
    posted_on = day()


class RecordPostings(Strict):
    """Posting records of printed codes."""

    postings = listed(PostingLine, least=1)


class CloseLinks(Strict):
    """Codes that end today."""

    link_ids = listed(identifier(), least=1)


class TokenQuery(Strict):
    """Which code was scanned."""

    token = token_field()


class ProjectChoice(Strict):
    """A project that may be rated."""

    project_id = identifier()
    code = fields.String(required=True)
    name = fields.String(required=True)
    implementer = fields.String(required=True)


class LinkRead(Strict):
    """What a resident sees after scanning."""

    cycle_id = identifier()
    year = count()
    kind = choice(*LINK_KINDS)
    opens_on = day()
    closes_on = day()
    open = fields.Boolean(required=True)
    grades = listed(Grade)
    projects = listed(ProjectChoice)


class RateProject(Strict):
    """One rating. ``device`` is a random token of the device; only a keyed hash of it is kept."""

    token = token_field()
    project_id = identifier(required=False, load_default=None, allow_none=True)
    grade = identifier()
    text = text(1000)
    device = PlainString(required=True, validate=validate.Length(16, 128))


class EraseDevices(Strict):
    """Forget the devices of a cycle whose codes have all ended."""

    cycle_id = identifier()


class DevicesErased(Strict):
    """How many traces were erased now, and how many are left for the next call."""

    erased = count()
    remaining = count()


class VenueSheetLine(Strict):
    """The answers for one project."""

    project_id = identifier()
    grades = grade_counts()


class VenueOpinion(Strict):
    """What somebody said of one project."""

    project_id = identifier()
    text = name(1000)
    grade = identifier(required=False, load_default="")


class VenueSessionEntry(Strict):
    """One session in a hall or at a site; every project of the cycle is rated one by one."""

    venue_code = identifier()
    venue_name = name(80)
    held_on = day()
    method = choice(*METHODS)
    respondents = count(most=100_000, least=1)
    aware = count(most=100_000, load_default=0, required=False)
    sheets = listed(VenueSheetLine, most=200, least=1)
    opinions = listed(VenueOpinion, most=500, required=False, load_default=list)


class RecordVenueSessions(Strict):
    """Sessions typed in from paper. ``track`` limits the projects that have to be rated."""

    cycle_id = identifier()
    track = name(60, required=False, load_default=None, allow_none=True)
    sessions = listed(VenueSessionEntry, most=100, least=1)


class VenueSessionView(Strict):
    """A session as it was entered."""

    id = identifier()
    version = fields.Integer(required=True)
    cycle_id = identifier()
    venue_code = identifier()
    venue_name = name(80)
    held_on = day()
    method = choice(*METHODS)
    respondents = count()
    aware = count()
    sheets = listed(VenueSheetLine)


class OpinionQuery(CyclePage):
    """Which opinions; a deputy sees those addressed to him."""

    project_id = identifier(required=False, load_default=None, allow_none=True)
    state = choice(*OPINION_STATES, required=False, load_default=None, allow_none=True)


class OpinionView(Strict):
    """An opinion as staff and its deputy see it."""

    id = identifier()
    version = fields.Integer(required=True)
    project_id = identifier()
    mode = choice("online", "offline")
    text = text()
    grade = fields.String(required=True)
    given_on = day()
    state = choice(*OPINION_STATES)
    holder_code = fields.String(required=True)
    deputy_note = fields.String(required=True)
    forwarded_at = moment(allow_none=True)
    held_because = fields.String(required=True)
    letter_id = fields.String(required=True, allow_none=True)


class Forwarding(Strict):
    """One opinion to pass on, with the deputy's note."""

    opinion_id = identifier()
    note = text(1000)


class ForwardOpinions(Strict):
    """From the deputy to the standing committee."""

    opinions = listed(Forwarding, least=1)


class Decision(Strict):
    """Shown or held; holding needs a reason."""

    opinion_id = identifier()
    approve = fields.Boolean(required=True)
    reason = text(200)


class ReviewOpinions(Strict):
    """Review of free text before anybody sees it."""

    decisions = listed(Decision, least=1)


class PublicOpinionQuery(PageQuery):
    """Reviewed opinions on one project."""

    project_id = identifier()


class PublicOpinion(Strict):
    """A reviewed opinion as everyone sees it."""

    text = text()
    grade = fields.String(required=True)
    mode = choice("online", "offline")
    given_on = day()
