"""The files of a count: the counting machine's, photographs of the sheets, and what scrutineers count again offline."""

from __future__ import annotations

import base64
import binascii
import io
import json
from collections import Counter
from typing import Any

from services.voting.domain.ballots import Batch, differences, settled
from services.voting.domain.entries import DeskName, EntrySheet, Settlement
from services.voting.domain.errors import (
    BallotFileWrong,
    CountStillSecret,
    PhotographTwice,
    PhotographUnreadable,
)
from services.voting.domain.methods import Method
from services.voting.domain.photographs import SheetPhotograph, readable_rounds
from services.voting.domain.recount.ballot_file import BallotFile
from services.voting.domain.recount.export import ballot_file, measure_record
from services.voting.domain.recount.problems import RecountRefused
from services.voting.domain.rounds import Round
from services.voting.domain.session import Session
from services.voting.domain.vote import Vote
from services.voting.handlers.common import Answer, Request, clause_of, policy_of, scrutineers_of
from services.voting.handlers.counting import enter_ballots
from services.voting.pictures import cleaned
from shared.kernel.errors import NotFound
from shared.kernel.identity import new_id
from shared.offload import off_the_hub
from shared.persistence.unit_of_work import UnitOfWork
from shared.tenancy.roles import Role


def enter_ballot_file(work: UnitOfWork, request: Request) -> Answer:
    """One of the two entries as the counting machine wrote it, in the columns of ``piaojue recount``."""
    vote = work.get(Vote, request["vote_id"])
    batch = _read(request["file"], vote.current.candidates, vote.parameters.method)
    patterns = [
        {"marks": batch.marks(pattern), "copies": copies} for pattern, copies in batch.patterns.items()
    ]
    return enter_ballots(work, {**request, "patterns": patterns})


def _read(text: str, candidates: list[str], method: Method) -> Batch:
    """The ballots of a file as patterns, without their names; raises ``BallotFileWrong``."""
    # A spreadsheet begins its UTF-8 files with a mark of its own.
    file = BallotFile(io.StringIO(text.removeprefix("\ufeff"), newline=""), candidates, method)
    try:
        patterns = Counter(paper.pattern for paper in file.papers())
    except RecountRefused as refused:
        raise BallotFileWrong(problems="".join(each.message for each in refused.problems)) from refused
    if file.problems:
        raise BallotFileWrong(problems="".join(each.message for each in file.problems))
    return Batch(list(candidates), dict(sorted(patterns.items())))


def export_ballots(work: UnitOfWork, request: Request) -> Answer:
    """The files of ``piaojue recount`` for a signed round; who took them, and when, stays on record."""
    vote = work.get(Vote, request["vote_id"])
    session = work.get(Session, vote.session_id)
    policy = policy_of(work, session)
    clause, title = policy.cite("counting"), request["scrutineer"]
    scrutineers_of(session, clause).check_signatures([title], work.actor.id, clause)
    ballot = vote.export(request["round"], title, work.today, clause)
    clauses = {key.rpartition(".")[2]: policy.cite(key) for key in policy.keys}
    work.save(vote)
    return {
        "id": vote.id,
        "version": vote.version,
        "round": ballot.number,
        "measure": json.dumps(measure_record(vote, ballot, clauses), ensure_ascii=False, indent=2),
        "ballots": ballot_file(_agreed(work, vote, ballot)),
    }


def _agreed(work: UnitOfWork, vote: Vote, ballot: Round) -> Batch:
    """What both entries say, or what a scrutineer settled where they differed."""
    first, second = (work.get(EntrySheet, ballot.desks[desk].sheet_id).batch for desk in DeskName)
    differing = {each.pattern for each in differences(first, second)}
    if not differing:
        return first
    # After a recount there may be rulings on entries that no longer stand.
    for settlement in reversed(work.all(Settlement, vote_id=vote.id, round=ballot.number)):
        rulings = {each.pattern: each.settled for each in settlement.rulings}
        if rulings.keys() == differing:
            return settled(first, second, rulings)
    raise ValueError("an agreed count has no entries that agree")


def attach_photograph(work: UnitOfWork, request: Request) -> Answer:
    """A picture of a sheet of the present round."""
    vote = work.get(Vote, request["vote_id"])
    number, page = vote.current.number, request["page"]
    if work.find(SheetPhotograph, vote_id=vote.id, round=number, page=page) is not None:
        raise PhotographTwice(page=page)
    try:
        content = base64.b64decode(request["content"], validate=True)
    except binascii.Error:
        raise PhotographUnreadable() from None
    content = off_the_hub(cleaned, request["media_type"], content)
    photograph = SheetPhotograph(
        id=new_id(),
        vote_id=vote.id,
        round=number,
        page=page,
        media_type=request["media_type"],
        digest=work.put_blob(request["media_type"], content),
        taken_by=work.actor.id,
    )
    work.add(photograph)
    return _shown(photograph)


def list_photographs(work: UnitOfWork, request: Request) -> Answer:
    """Those of a vote: to the scrutineers all of them, to the clerk those of rounds that are signed."""
    vote = work.get(Vote, request["vote_id"])
    wanted: dict[str, Any] = {"round": _readable(work, vote)} if _outside(work) else {}
    page = work.page(SheetPhotograph, page=request, vote_id=vote.id, **wanted)
    page["items"] = [_shown(each) for each in page["items"]]
    return page


def get_photograph(work: UnitOfWork, request: Request) -> Answer:
    """The picture itself, in base64."""
    photograph = work.find(SheetPhotograph, id=request["photograph_id"], vote_id=request["vote_id"])
    if photograph is None:
        raise NotFound(kind="计票表照片", id=request["photograph_id"])
    vote = work.get(Vote, photograph.vote_id)
    if _outside(work) and photograph.round not in _readable(work, vote):
        raise _still_secret(work, vote)
    _, content = work.blob(photograph.digest)
    return {**_shown(photograph), "content": base64.b64encode(content).decode()}


def _outside(work: UnitOfWork) -> bool:
    return not work.actor.has_any({Role.SCRUTINEER})


def _readable(work: UnitOfWork, vote: Vote) -> list[int]:
    """The rounds whose sheets others than scrutineers may see; raises ``CountStillSecret`` while there are none."""
    rounds = readable_rounds(vote)
    if not rounds:
        raise _still_secret(work, vote)
    return rounds


def _still_secret(work: UnitOfWork, vote: Vote) -> CountStillSecret:
    session = work.get(Session, vote.session_id)
    return CountStillSecret(stage="监票人签字", citation=clause_of(work, session, "counting"))


def _shown(photograph: SheetPhotograph) -> Answer:
    return {
        "id": photograph.id,
        "version": photograph.version,
        "vote_id": photograph.vote_id,
        "round": photograph.round,
        "page": photograph.page,
        "media_type": photograph.media_type,
        "digest": photograph.digest,
    }
