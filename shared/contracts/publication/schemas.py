"""Requests and responses of publication."""

from __future__ import annotations

from typing import Any

from marshmallow import fields, validate

from shared.contracts import schemas as f
from shared.contracts.papers import About
from shared.contracts.schemas import PageQuery, Strict

KINDS = (
    "notice", "announcement", "reminder_letter", "opinion_letter", "deliberation_opinion", "result",
    "plan", "circular", "explanation", "posting",
)  # fmt: skip
FORMS = ("html", "pdf")
MOST_LINK = 400
ORIGINS = ("suite", "outside")


def digest(**kwargs: Any) -> fields.String:
    """A SHA-256 in hexadecimal."""
    pattern = validate.Regexp(r"\A[0-9a-f]{64}\Z", error="摘要应为64位小写十六进制数。")
    return f.PlainString(validate=pattern, **kwargs)


class PaperQuery(PageQuery):
    """Papers, newest first; the public ones for everyone, all for staff."""

    cycle_id = f.optional_identifier()
    kind = f.choice(*KINDS, required=False, load_default=None, allow_none=True)
    about_kind = f.name(40, required=False, load_default=None, allow_none=True)
    about_id = f.optional_identifier()


class PaperRef(Strict):
    """Which paper."""

    paper_id = f.identifier()


class RecipientEntry(Strict):
    """送 (``report_to``) or 发 (``issue_to``) and to whom."""

    kind = f.choice("report_to", "issue_to")
    name = f.name(120)


class DistributionView(Strict):
    """To whom a paper was sent on a day."""

    id = f.identifier()
    version = fields.Integer(required=True)
    paper_id = f.identifier()
    on = f.day()
    recipients = fields.List(fields.Nested(RecipientEntry), required=True)


class ChannelPublicationView(Strict):
    """A channel published a paper on a day (B-035), shown by a link or by what ``proof`` describes."""

    id = f.identifier()
    version = fields.Integer(required=True)
    paper_id = f.identifier()
    channel = f.name(80)
    on = f.day()
    link = f.text(MOST_LINK)
    proof = f.text(400)
    scan_digest = digest(required=True, allow_none=True)


class PaperView(Strict):
    """A paper without its text. ``digest`` is that of the HTML; both are null for a paper kept elsewhere.

    Of its ``channels`` those ``published`` have a record, the latest of each; the others are ``unpublished``.
    """

    id = f.identifier()
    version = fields.Integer(required=True)
    cycle_id = f.identifier()
    kind = f.choice(*KINDS)
    kind_name = f.name(40)
    number = f.name(80)
    sequence = f.count()
    title = f.name(200)
    issuer = f.name(120)
    addressee = f.text(400)
    issued_on = f.day()
    public = fields.Boolean(required=True)
    demo = fields.Boolean(required=True)
    origin = f.choice(*ORIGINS)
    channels = fields.List(fields.String(), required=True)
    published = fields.List(fields.Nested(ChannelPublicationView), required=True)
    unpublished = fields.List(fields.String(), required=True)
    about = fields.Nested(About, required=True, allow_none=True)
    digest = digest(required=True, allow_none=True)
    pdf_digest = fields.String(required=True, allow_none=True)


class PaperWithDistribution(PaperView):
    """A paper, and for staff to whom it was sent and every record of its channels, the oldest first."""

    distributions = fields.List(fields.Nested(DistributionView), required=True)
    records = fields.List(fields.Nested(ChannelPublicationView), required=True)


class ContentQuery(PaperRef):
    """The bytes of a paper, as HTML or PDF."""

    form = f.choice(*FORMS, required=False, load_default="html")


class ContentView(Strict):
    """The bytes, in base64, exactly as they were issued."""

    paper_id = f.identifier()
    form = f.choice(*FORMS)
    media_type = f.name(80)
    filename = f.name(120)
    digest = digest(required=True)
    content = fields.String(required=True)


class Verify(Strict):
    """Is this digest that of a paper of ours?"""

    digest = digest(required=True)


class Verified(Strict):
    """The paper whose HTML or PDF has the digest; ``known`` is false where there is none."""

    known = fields.Boolean(required=True)
    form = f.choice(*FORMS, allow_none=True)
    paper = fields.Nested(PaperView, required=True, allow_none=True)


class EnterOutsidePaper(Strict):
    """A paper of the same series that was issued outside the suite takes its number."""

    cycle_id = f.identifier()
    kind = f.choice(*KINDS)
    title = f.name(200)
    issuer = f.name(120)
    issued_on = f.day()
    public = fields.Boolean(load_default=False)


class DistributePaper(Strict):
    """To whom the paper is sent (C-03); today unless a day is given."""

    paper_id = f.identifier()
    on = f.day(required=False, load_default=None, allow_none=True)
    recipients = f.listed(RecipientEntry, most=300, least=1)


class RecordPublication(Strict):
    """One of the paper's channels published it; ``proof`` says what shows it where there is no link.

    A later record of the channel corrects this one. ``scan_digest`` is the SHA-256 of a scan that is kept elsewhere.
    """

    paper_id = f.identifier()
    channel = f.name(80)
    on = f.day()
    link = f.PlainString(
        load_default="",
        validate=[
            validate.Length(max=MOST_LINK),
            validate.Regexp(
                r"\A(https?://[^\s<>\"'`\\]+)?\Z", error="网址应以 http:// 或 https:// 开头，不含空格和引号。"
            ),
        ],
    )
    proof = f.text(400)
    scan_digest = digest(required=False, load_default=None, allow_none=True)
