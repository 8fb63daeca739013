"""The electronic ballot: requests and views (ballot-format.md)."""

from __future__ import annotations

from typing import Any

from marshmallow import fields, validate

from shared.contracts.schemas import (
    PageQuery,
    PlainString,
    Strict,
    choice,
    count,
    identifier,
    listed,
    name,
    text,
)

MOST_ENVELOPES = 1000
MOST_BALLOT = 1_000_000
MOST_RECORD = 20_000
CREDENTIAL = validate.Regexp(r"\A[1-9][0-9]{0,700}\Z", error="公开凭证应为十进制整数。")
UUID = validate.Regexp(r"\A[1-9A-HJ-NP-Za-km-z]{14,22}\Z", error="电子票决编号格式不正确。")
CEREMONY_STATES = ("certifying", "comparing", "sharing", "verifying", "complete")
ELECTRONIC_STATES = ("open", "closed", "declared", "cancelled")


def election_uuid() -> fields.String:
    """The uuid of an election of the format: 14 to 22 digits to base 58."""
    return PlainString(required=True, validate=UUID)


def record(**kwargs: Any) -> fields.String:
    """The exact text of a record of the format, checked by the domain: the order of its fields binds."""
    return PlainString(required=True, validate=validate.Length(1, MOST_RECORD), **kwargs)


class TrusteeEntry(Strict):
    """A scrutineer who is to hold a share; whose account it is says the list that the plenary adopted."""

    title = name(40)


class TrusteeShown(TrusteeEntry):
    """The account that acts for the scrutineer; empty where the list has none."""

    account = text(64)


class OpenCeremony(Strict):
    """Who holds the key of a sitting, and how many of them it takes."""

    session_id = identifier()
    trustees = listed(TrusteeEntry, most=9, least=1)
    threshold = count(most=9, least=1)


class CeremonyRef(Strict):
    """One key ceremony."""

    ceremony_id = identifier()


class TrusteeAct(CeremonyRef):
    """Something that a scrutineer's machine does."""

    title = name(40)


class SubmitCertificate(TrusteeAct):
    """Round 1."""

    certificate = record()


class ConfirmCode(TrusteeAct):
    """The code that the scrutineer's own screen shows."""

    code = name(40)


class SubmitShares(TrusteeAct):
    """Round 2: commitments, the signature over them and all certificates, and for each trustee in order its share."""

    commitments = record()
    binding = record()
    shares = listed(record(), most=9, least=1)


class SubmitVerificationKey(TrusteeAct):
    """Round 3."""

    verification_key = record()


class Complain(TrusteeAct):
    """What another trustee sent does not fit."""

    against = name(40)


class CeremonyView(Strict):
    """A ceremony as every machine sees it: nothing in it is secret, and shares open for their addressees alone."""

    id = identifier()
    version = fields.Integer(required=True)
    session_id = identifier()
    state = choice(*CEREMONY_STATES)
    attempt = count()
    context = name(80)
    threshold = count()
    trustees = listed(TrusteeShown, most=9)
    code = fields.String(required=True, allow_none=True)
    certificates = fields.Dict(keys=name(40), values=fields.String(), required=True)
    confirmed = listed(name(40), most=9)
    commitments = fields.Dict(keys=name(40), values=fields.String(), required=True)
    bindings = fields.Dict(keys=name(40), values=fields.String(), required=True)
    shares = fields.Dict(keys=name(40), values=fields.List(fields.String()), required=True)
    verification_keys = fields.Dict(keys=name(40), values=fields.String(), required=True)
    complaints = count()
    public_key = fields.String(required=True, allow_none=True)


class PlannedVote(Strict):
    """The public credentials of all envelopes in one planned vote, sorted."""

    uuid = election_uuid()
    credentials = listed(PlainString(validate=CREDENTIAL), most=MOST_ENVELOPES, least=1)


class RegisterEnvelopes(Strict):
    """What was printed for a session; the codes themselves went into the envelopes and nowhere else.

    ``rehearsal`` says that the envelopes are for training: they serve no vote that counts, and those serve no rehearsal.
    """

    session_id = identifier()
    votes = listed(PlannedVote, most=12, least=1)
    rehearsal = fields.Boolean(load_default=False)


class EnvelopesRegistered(Strict):
    """How many envelopes, for which votes; ``settled`` once it is known which of them were drawn."""

    id = identifier()
    version = fields.Integer(required=True)
    number = count()
    uuids = listed(name(40), most=12)
    settled = fields.Boolean(required=True)
    rehearsal = fields.Boolean(required=True)


class UndrawnVote(Strict):
    """The public credentials, in one planned vote, of the envelopes that nobody took."""

    uuid = election_uuid()
    credentials = listed(PlainString(validate=CREDENTIAL), most=MOST_ENVELOPES)


class OpenElectronicVote(Strict):
    """Issuing is over: Setup is written with exactly the drawn credentials, and voting opens.

    A rehearsal is on the whole list and says how many may be approved (``quota``); the vote itself (``legal``) takes
    its candidate projects and its quota from the round that is being held, a satisfaction rating (``rating_id``) its
    projects and grades from what was issued.
    """

    session_id = identifier()
    ceremony_id = identifier()
    uuid = election_uuid()
    legal = fields.Boolean(load_default=False)
    rating_id = identifier(required=False, load_default=None, allow_none=True)
    quota = count(most=100, least=1, required=False, load_default=None, allow_none=True)
    issued = count(most=MOST_ENVELOPES)
    undrawn = listed(UndrawnVote, most=12, least=1)


class ElectionRef(Strict):
    """One electronic vote."""

    uuid = election_uuid()


class ElectronicView(Strict):
    """An electronic vote; ``least`` is the fewest ballots that are ever opened.

    ``ballots``, ``head`` and ``height`` of the board are for those in the hall until the result may be known.

    ``result`` holds totals by question and candidate: of a rehearsal once it is known, of the vote itself once the
    result is declared before the whole body.
    """

    id = identifier()
    version = fields.Integer(required=True)
    session_id = identifier()
    uuid = name(40)
    ceremony_id = identifier()
    rehearsal = fields.Boolean(required=True)
    vote_id = identifier(allow_none=True)
    rating_id = identifier(allow_none=True)
    least = count()
    state = choice(*ELECTRONIC_STATES)
    election = text(200_000)
    candidates = listed(identifier(), most=500)
    issued = count()
    ballots = count(allow_none=True)
    head = fields.String(required=True, allow_none=True)
    height = count(allow_none=True)
    decrypted_by = listed(fields.Integer(), most=9)
    result = fields.List(fields.List(fields.Integer()), required=True, allow_none=True)


class ElectronicQuery(PageQuery):
    """The key ceremonies, printed envelopes or electronic votes of a session."""

    session_id = identifier()


class CastBallot(ElectionRef):
    """A ballot, encrypted where it was marked, with its pair proofs as JSON."""

    ballot = PlainString(required=True, validate=validate.Length(1, MOST_BALLOT))
    pairs = PlainString(load_default=None, allow_none=True, validate=validate.Length(0, MOST_BALLOT))


class Verdict(Strict):
    """What became of a ballot: ``accepted`` with its tracker, or the reason of its refusal."""

    verdict = name(40)
    tracker = fields.String(required=True, allow_none=True)


class BoardQuery(ElectionRef):
    """Files of the archive after a position, the first having position 0; from -1 for all."""

    after = fields.Integer(load_default=-1, validate=validate.Range(-1, 10**7))
    limit = fields.Integer(load_default=20, validate=validate.Range(1, 50))


class BoardMember(Strict):
    """A file of the archive."""

    position = count()
    name = name(100)
    content = fields.String(required=True)


class BoardPage(Strict):
    """Files of the archive in order; ``next`` is the position to ask after, null at the end."""

    items = listed(BoardMember, most=50)
    next = fields.Integer(required=True, allow_none=True)


class PairsQuery(ElectionRef):
    """Pair proofs after the one that a page before named last; from the beginning where nothing is named."""

    after = PlainString(load_default="", validate=validate.Regexp(r"\A([0-9a-f]{64})?\Z"))
    limit = fields.Integer(load_default=100, validate=validate.Range(1, 200))


class PairsPage(Strict):
    """The pair proofs of accepted ballots, a line each, sorted by the hash of their ballots; ``next`` is where to go on."""

    lines = fields.List(fields.String(), required=True)
    next = fields.String(required=True, allow_none=True)


class SubmitDecryption(ElectionRef):
    """A scrutineer's factors of the closed tally, with proofs."""

    title = name(40)
    decryption = PlainString(required=True, validate=validate.Length(1, MOST_BALLOT))
