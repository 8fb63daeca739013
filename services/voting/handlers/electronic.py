"""The electronic vote: envelopes, Setup, ballots, the board, the close and the decryption."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from services.voting.domain.crypto.archive import Board
from services.voting.domain.crypto.checking_ballots import BallotRefused, CheckedBallot, Reason, check_ballot
from services.voting.domain.crypto.checking_trustees import CeremonyRefused, check_decryption
from services.voting.domain.crypto.reading import read_sums
from services.voting.domain.crypto.tally import Sums, add_up, sums_record
from services.voting.domain.electronic.ceremony import KeyCeremony
from services.voting.domain.electronic.envelopes import EnvelopeSet
from services.voting.domain.electronic.errors import (
    BoardNotPublic,
    CeremonyAnswerWrong,
    EnvelopesWrong,
    NoSuchElection,
)
from services.voting.domain.electronic.vote import ElectronicState, ElectronicVote
from services.voting.domain.session import Session
from services.voting.handlers.common import Answer, Request, clause_of
from services.voting.handlers.media import IN_THE_HALL
from services.voting.handlers.purposes import may_show_result, purpose_of
from services.voting.handlers.setups import SETUPS
from services.voting.persistence.ballot_box import ACCEPTED, BallotBox
from shared.kernel.identity import new_id
from shared.offload import off_the_hub
from shared.persistence.unit_of_work import UnitOfWork
from shared.tenancy.roles import Role

HALL = {Role.CONGRESS_CLERK, Role.SCRUTINEER}


def register_envelopes(work: UnitOfWork, request: Request) -> Answer:
    """What was printed for a session: public credentials only."""
    session = work.get(Session, request["session_id"])
    envelopes = EnvelopeSet(
        id=new_id(),
        session_id=session.id,
        credentials={each["uuid"]: each["credentials"] for each in request["votes"]},
        rehearsal=request["rehearsal"],
    )
    if len(envelopes.credentials) != len(request["votes"]):
        raise EnvelopesWrong(detail="投票编号重复")
    off_the_hub(envelopes.check)
    for printed in work.all(EnvelopeSet, session_id=session.id):
        if printed.credentials.keys() & envelopes.credentials.keys():
            raise EnvelopesWrong(detail="投票编号已经用于本次会议的另一批信封")
    work.add(envelopes)
    return _printed(envelopes)


def list_envelopes(work: UnitOfWork, request: Request) -> Answer:
    """What was printed for a session; no credential is in it."""
    page = work.page(EnvelopeSet, page=request, session_id=request["session_id"])
    page["items"] = [_printed(each) for each in page["items"]]
    return page


def get_electronic_vote(work: UnitOfWork, request: Request) -> Answer:
    """How it stands; figures of marks only in the result."""
    return view(work, _vote(work, request))


def list_electronic_votes(work: UnitOfWork, request: Request) -> Answer:
    """Those of a session, as each was opened."""
    page = work.page(ElectronicVote, page=request, session_id=request["session_id"])
    page["items"] = [view(work, each) for each in page["items"]]
    return page


def cast_ballot(work: UnitOfWork, request: Request) -> Answer:
    """Check a ballot and keep it, or the reason of its refusal with its hash; the same ballot has one verdict."""
    vote = _vote(work, request)
    box = BallotBox(work, vote.uuid)
    digest = hashlib.sha256(request["ballot"].encode()).hexdigest()
    known = box.verdict(digest)
    if known is not None and known.stands:
        return {"verdict": ACCEPTED, "tracker": known.tracker}
    try:
        checked = _checked(work, vote, request)
        _keep(work, box, vote, digest, checked, request)
    except BallotRefused as refused:
        # By both parts: whoever sends another's ballot with spoiled proofs does not stand in its way.
        box.refuse(
            hashlib.sha256(f"{request['ballot']}\n{request['pairs']}".encode()).hexdigest(), refused.reason
        )
        return {"verdict": refused.reason, "tracker": None}
    return {"verdict": ACCEPTED, "tracker": checked.tracker}


def _checked(work: UnitOfWork, vote: ElectronicVote, request: Request) -> CheckedBallot:
    """A ballot that holds; raises ``BallotRefused``."""
    _check_open(vote)
    credentials = SETUPS.credentials(work, vote)
    return off_the_hub(check_ballot, vote.election, credentials, request["ballot"], request["pairs"])


def _keep(
    work: UnitOfWork,
    box: BallotBox,
    vote: ElectronicVote,
    digest: str,
    checked: CheckedBallot,
    request: Request,
) -> None:
    """Accept a ballot that holds, if the vote is still open; raises ``BallotRefused``."""
    # Whoever closes waits for the ballots under way, and sees them; whoever comes after sees that it is closed.
    box.hold_open()
    _check_open(work.get(ElectronicVote, vote.id))
    kept = box.accept(digest, checked.credential, checked.tracker, request["ballot"], request["pairs"])
    # The same ballot may have come twice at one moment; otherwise its credential has cast another one.
    beside = None if kept else box.verdict(digest)
    if not kept and not (beside and beside.stands):
        raise BallotRefused(Reason.CREDENTIAL_USED)


def _check_open(vote: ElectronicVote) -> None:
    if not vote.takes_ballots:
        raise BallotRefused(Reason.VOTE_CLOSED)


def take_batch(work: UnitOfWork, uuid: str, every: timedelta) -> bool:
    """Accepted ballots join the board, sorted by hash, when its turn has come; says whether any did.

    The clock alone says when: whoever chose the moment could have the board take one deputy's ballot by itself.
    """
    box = BallotBox(work, uuid)
    box.hold_alone()
    vote = _vote(work, {"uuid": uuid})
    if not vote.takes_ballots:
        box.close_board()
        return False
    if not box.take_turn(every):
        return False
    taken = _take_waiting(work, vote)
    if taken:
        work.save(vote)
    return taken > 0


def close_electronic_vote(work: UnitOfWork, request: Request) -> Answer:
    """The last ballots join, and the tally is written: only this is ever decrypted."""
    vote = _held(work, request)
    vote.close()
    _take_waiting(work, vote)
    board = board_of(vote)
    board.close(vote.ballots, sums_record(_sums(work, vote)))
    post(work, vote, board)
    purpose_of(work, vote).closed()
    work.save(vote)
    return view(work, vote)


def cancel_electronic_vote(work: UnitOfWork, request: Request) -> Answer:
    """All vote on paper; what was cast stays sealed for ever."""
    vote = _held(work, request)
    vote.cancel()
    purpose_of(work, vote).failed()
    work.save(vote)
    return view(work, vote)


def submit_decryption(work: UnitOfWork, request: Request) -> Answer:
    """A scrutineer opens the closed tally; with the t-th one the result is known, to all at once.

    Until then no part of it is shown: whoever comes last would know the result alone, and could still give up the vote.
    """
    # Two at one moment would write the same place of the board.
    vote = _held(work, request)
    ceremony = work.get(KeyCeremony, vote.ceremony_id)
    title = request["title"]
    index = ceremony.index_of(title, work.actor.id)
    vote.check_decryption_due(title, index)
    purpose = purpose_of(work, vote)
    purpose.check_decryption_due()
    sums = _sums(work, vote)
    try:
        factors = check_decryption(vote.election, ceremony.public_key_of(index), sums, request["decryption"])
    except CeremonyRefused as wrong:
        raise CeremonyAnswerWrong(title=title, what=str(wrong)) from wrong
    known = vote.opened_by(index, factors, request["decryption"], sums, ceremony.threshold)
    if known and vote.result is not None:
        board = board_of(vote)
        for owner, record in vote.decrypted:
            board.decrypt(owner, record)
        board.declare(vote.result)
        purpose.counted(vote.result)
        post(work, vote, board)
    work.save(vote)
    return view(work, vote)


def read_board(work: UnitOfWork, request: Request) -> Answer:
    """Files of the archive: to the hall at any time, to everybody once the result is known."""
    vote = _readable(work, request)
    found = list(BallotBox(work, vote.uuid).members(request["after"], request["limit"] + 1))
    shown = found[: request["limit"]]
    return {
        "items": [
            {"position": position, "name": name, "content": content} for position, name, content in shown
        ],
        "next": shown[-1][0] if len(found) > len(shown) else None,
    }


def read_pairs(work: UnitOfWork, request: Request) -> Answer:
    """The lines of ``NAME.pairs.jsonl``, page by page."""
    vote = _readable(work, request)
    found = BallotBox(work, vote.uuid).pairs(request["after"], request["limit"] + 1)
    shown = found[: request["limit"]]
    return {
        "lines": [f'{{"hash":"{tracker}","proofs":{pairs}}}' for _, tracker, pairs in shown],
        "next": shown[-1][0] if len(found) > len(shown) else None,
    }


def view(work: UnitOfWork, vote: ElectronicVote) -> Answer:
    """An electronic vote as it is shown."""
    public = may_show_result(work, vote)
    shown = public or work.actor.has_any({Role.SCRUTINEER})
    hall = public or work.actor.has_any(IN_THE_HALL)
    return {
        "id": vote.id,
        "version": vote.version,
        "session_id": vote.session_id,
        "uuid": vote.uuid,
        "ceremony_id": vote.ceremony_id,
        "rehearsal": vote.rehearsal,
        "vote_id": vote.vote_id,
        "rating_id": vote.rating_id,
        "least": vote.least_issued,
        "state": vote.state,
        "election": vote.election.text,
        "candidates": vote.candidates,
        "issued": vote.issued,
        "ballots": vote.ballots if hall else None,
        "head": vote.head if hall else None,
        "height": vote.height if hall else None,
        "decrypted_by": sorted(int(each) for each in vote.factors),
        "result": vote.result if shown else None,
    }


def _printed(envelopes: EnvelopeSet) -> Answer:
    return {
        "id": envelopes.id,
        "version": envelopes.version,
        "number": envelopes.number,
        "uuids": list(envelopes.credentials),
        "settled": envelopes.drawn_settled,
        "rehearsal": envelopes.rehearsal,
    }


def _vote(work: UnitOfWork, request: Request) -> ElectronicVote:
    vote = work.find(ElectronicVote, uuid=request["uuid"])
    if vote is None:
        raise NoSuchElection(uuid=request["uuid"])
    return vote


def _held(work: UnitOfWork, request: Request) -> ElectronicVote:
    """The vote, while nobody else casts, advances or closes."""
    vote = _vote(work, request)
    BallotBox(work, vote.uuid).hold_alone()
    return work.get(ElectronicVote, vote.id)


def _readable(work: UnitOfWork, request: Request) -> ElectronicVote:
    vote = _vote(work, request)
    if may_show_result(work, vote):
        return vote
    # The result of a medium stands on its board before the whole body hears the sum of both.
    readers = HALL if vote.state is not ElectronicState.DECLARED else {Role.SCRUTINEER}
    if not work.actor.has_any(readers):
        session = work.get(Session, vote.session_id)
        raise BoardNotPublic(citation=clause_of(work, session, "counting"))
    return vote


def board_of(vote: ElectronicVote) -> Board:
    """The board as far as it is written."""
    return Board(0, vote.head, vote.height)


def post(work: UnitOfWork, vote: ElectronicVote, board: Board) -> None:
    """What the board has gained is written, and the vote knows its new head."""
    members = [(name, content.decode()) for name, content in board.fresh()]
    BallotBox(work, vote.uuid).post(members, vote.posted)
    vote.head, vote.height, vote.posted = board.head, board.height, vote.posted + len(members)


def _take_waiting(work: UnitOfWork, vote: ElectronicVote) -> int:
    box = BallotBox(work, vote.uuid)
    board = board_of(vote)
    taken = box.take_waiting()
    for each in taken:
        if each.ballot is not None:
            board.accept(each.ballot)
    post(work, vote, board)
    vote.ballots += len(taken)
    return len(taken)


def _sums(work: UnitOfWork, vote: ElectronicVote) -> Sums:
    counted = BallotBox(work, vote.uuid).counted()
    return add_up(vote.election, [read_sums(each.ballot) for each in counted if each.ballot is not None])
