"""What voting is asked. Days are days in Asia/Shanghai; ``minutes`` says where the minutes are kept."""

from __future__ import annotations

from marshmallow import fields, validate

from shared.contracts.schemas import (
    PageQuery,
    PlainString,
    Strict,
    choice,
    count,
    day,
    delegation_code,
    identifier,
    listed,
    name,
    text,
)

MOST_PEOPLE = 20_000
"""No body of deputies or representatives is larger."""

_people = MOST_PEOPLE


class CycleQuery(PageQuery):
    """Things of one cycle."""

    cycle_id = identifier()


class SessionQuery(PageQuery):
    """Sessions, of one cycle where it is given."""

    cycle_id = identifier(required=False, load_default=None, allow_none=True)


class OpenSession(Strict):
    """A session is opened on a snapshot of the roll; ``organ`` announces its result (A10.2, A10.15)."""

    snapshot_id = identifier()
    title = name(120)
    organ = name(120)


class SessionRef(Strict):
    """One session."""

    session_id = identifier()


class Held(SessionRef):
    """Something held in a session."""

    held_on = day()
    minutes = text(400)


class TableCandidates(Held):
    """A frozen list goes onto the agenda (Y-029)."""

    list_id = identifier()


class HandsShown(Strict):
    """A show of hands; ``present`` is needed for a presidium, and the sitting's own count otherwise."""

    present = count(_people, required=False, load_default=None, allow_none=True)
    yes = count(_people)
    no = count(_people)
    abstain = count(_people)


class RecordMeeting(Held):
    """The credentials check, the preparatory meeting or a presidium meeting (A10.11).

    ``presidium_members`` is how many the preparatory meeting elected, where the roll does not say.
    """

    step = choice("credentials", "preparatory", "presidium_1", "presidium_2")
    hands = fields.Nested(HandsShown, load_default=None, allow_none=True)
    presidium_members = count(1000, least=1, required=False, load_default=None, allow_none=True)


class OpenSitting(Held):
    """A sitting is opened; ``due`` is all deputies in office unless given.

    ``present`` is that of the attendance by seat where it is kept, and may then be left out.
    """

    step = choice("sign_in", "first_plenary", "second_plenary", "further_plenary")
    due = count(_people, required=False, load_default=None, allow_none=True)
    present = count(_people, required=False, load_default=None, allow_none=True)


class DistributePapers(Held):
    """The dossiers were handed out in so many copies (Y-037)."""

    copies = count(1_000_000)


class RecordBriefing(Held):
    """The candidates were explained, by an office (no person's name), at the plenary or to delegations."""

    speaker = name(80)
    delegations = listed(delegation_code(), most=200, required=False, load_default=list)
    text = text(20_000)


class Opinion(Strict):
    """What a unit said, of one candidate or of the whole list (null)."""

    unit = name(60)
    candidate = identifier(required=False, load_default=None, allow_none=True)
    text = name(2000)


class RecordOpinions(SessionRef):
    """A sheet of opinions given in deliberation (B-032)."""

    given_on = day()
    opinions = listed(Opinion, most=1000, least=1)


class RecordDeliberation(Held):
    """Deliberation is over: the groups or delegations that held it, and their opinions."""

    units = listed(name(60), most=400, least=1)
    opinions = listed(Opinion, most=1000, required=False, load_default=list)


class OpinionQuery(PageQuery):
    """Opinions of a session, of one unit or candidate where given."""

    session_id = identifier()
    unit = name(60, required=False, load_default=None, allow_none=True)
    candidate = identifier(required=False, load_default=None, allow_none=True)


class Sections(Strict):
    """The measure's three parts (Y-031)."""

    deliberation = text(8000)
    differential = text(8000)
    publicity = text(8000)


class DraftMeasure(SessionRef):
    """Draft the session's measure, or draft it anew; its parameters come from the rulebook (Y-030)."""

    title = name(120, required=False, load_default=None, allow_none=True)
    quota = count(100, least=1)
    sections = fields.Nested(Sections, required=True)


class MeasureRef(Strict):
    """One measure."""

    measure_id = identifier()


class VoteOnMeasure(MeasureRef):
    """All present vote on the measure by show of hands (Y-032)."""

    held_on = day()
    minutes = text(400)
    yes = count(_people)
    no = count(_people)
    abstain = count(_people)


class Scrutineer(Strict):
    """A scrutineer by title (监票人02), with the unit that they head, if any.

    ``excluded``: heads an implementing body or is close kin of somebody who does (A10.15).
    """

    title = name(40)
    delegation = text(64)
    account = text(64)
    unit = text(120)
    excluded = fields.Boolean(load_default=False)


class ElectScrutineers(Held):
    """All present vote on the list of scrutineers by show of hands.

    ``declared`` says that whoever proposes the list has made sure that nobody on it is excluded (A10.15).
    """

    chief = fields.Nested(Scrutineer, required=True)
    members = listed(Scrutineer, most=300, least=1)
    declared = fields.Boolean(load_default=False)
    yes = count(_people)
    no = count(_people)
    abstain = count(_people)


class Box(Strict):
    """A ballot box; when voting by delegation its code is the delegation's."""

    code = delegation_code()
    name = name(60)


class SealBoxes(Held):
    """The boxes were checked and sealed: the vote, or its next round, begins."""

    boxes = listed(Box, most=300, least=1)


class VoteRef(Strict):
    """One vote."""

    vote_id = identifier()


class HeldInVote(VoteRef):
    """Something done in a vote."""

    held_on = day()
    minutes = text(400)


class BoxIssue(Strict):
    """Ballots issued at one box."""

    code = delegation_code()
    issued = count(_people)


class IssueBallots(HeldInVote):
    """Paper ballots issued, by box, and the seats that drew an envelope of the electronic ballot instead."""

    boxes = listed(BoxIssue, most=300, least=1)
    envelopes = listed(name(20), most=1000, required=False, load_default=list)


class FallBack(HeldInVote):
    """The electronic vote of the round failed; ``reason`` stands in the minutes."""

    reason = name(400)


class Returned(HeldInVote):
    """Paper ballots returned from all boxes together, mixed before they are counted (A10.12).

    ``returned_again`` is the same number once more, wanted where it is larger than what was issued: that voids the round.
    """

    returned = count(_people * 2)
    returned_again = count(_people * 2, required=False, load_default=None, allow_none=True)


class RecordReturn(Returned):
    """The return, and how many deputies had somebody write on the paper ballot for them (A10.15): never who they were."""

    assisted = count(_people, required=False, load_default=0)


def _mark() -> fields.String:
    """What a ballot says of a candidate: on a ranking ballot the number as it is written."""
    return PlainString(
        validate=validate.Regexp(
            r"\A(approve|against|abstain|unclear|0|[1-9][0-9]{0,2})\Z",
            error="应为 approve、against、abstain、unclear 之一，排序票为票上的序号（0至999）。",
        )
    )


class Pattern(Strict):
    """So many ballots marked alike; a candidate that is left out was left blank."""

    marks = fields.Dict(
        keys=identifier(),
        values=_mark(),
        required=True,
        validate=validate.Length(max=100),
    )
    copies = count(_people * 2, least=1)


class EnterBallots(HeldInVote):
    """One teller's entry of all returned ballots as mark patterns, in no order (Y-033)."""

    desk = choice("first", "second")
    patterns = listed(Pattern, most=5000)


class Ruling(Strict):
    """How many copies of a differing pattern the paper shows."""

    marks = fields.Dict(
        keys=identifier(),
        values=_mark(),
        required=True,
        validate=validate.Length(max=100),
    )
    copies = count(_people * 2)


class SettleDifferences(HeldInVote):
    """A scrutineer rules on every difference between the two entries."""

    scrutineer = name(40)
    reason = name(1000)
    rulings = listed(Ruling, most=5000, least=1)


class SignCount(HeldInVote):
    """Scrutineers sign the count record, by title."""

    scrutineers = listed(name(40), most=301, least=1)


class ConfirmResult(HeldInVote):
    """The confirming organ votes on the result; ``members`` where the roll does not know their number."""

    members = count(1000, least=1, required=False, load_default=None, allow_none=True)
    present = count(_people)
    yes = count(_people)
    no = count(_people)
    abstain = count(_people)


class AdoptResult(HeldInVote):
    """An organ adopted the recommendation (A10.13), but for the projects ``declined``, by code and with the reason."""

    organ = name(60)
    declined = listed(identifier(), most=100, required=False, load_default=list)
    reason = text(400)


class ResultQuery(PageQuery):
    """Announced results, of one cycle where given."""

    cycle_id = identifier(required=False, load_default=None, allow_none=True)
