"""The key ceremony: what scrutineers' machines send, and what every one of them sees."""

from __future__ import annotations

from services.voting.domain.electronic.ceremony import CeremonyState, KeyCeremony, TrusteeSeat
from services.voting.domain.electronic.errors import ScrutineersNotYet
from services.voting.domain.session import Session
from services.voting.domain.steps import Step
from services.voting.handlers.common import Answer, Request, policy_of
from shared.kernel.identity import new_id
from shared.persistence.unit_of_work import UnitOfWork


def open_ceremony(work: UnitOfWork, request: Request) -> Answer:
    """After the plenary has voted on the scrutineers; some of them are to hold the key, each with the account of the list."""
    session = work.get(Session, request["session_id"])
    if session.scrutineers is None or not session.done(Step.SCRUTINEERS):
        raise ScrutineersNotYet(citation=policy_of(work, session).cite("scrutineer_exclusions"))
    ceremony = KeyCeremony(
        id=new_id(),
        session_id=session.id,
        threshold=request["threshold"],
        trustees=[
            TrusteeSeat(each["title"], session.scrutineers.account_of(each["title"]))
            for each in request["trustees"]
        ],
    )
    ceremony.check(session.scrutineers)
    work.add(ceremony)
    return view(ceremony)


def get_ceremony(work: UnitOfWork, request: Request) -> Answer:
    """What there is so far."""
    return view(work.get(KeyCeremony, request["ceremony_id"]))


def list_ceremonies(work: UnitOfWork, request: Request) -> Answer:
    """Those of a session."""
    page = work.page(KeyCeremony, page=request, session_id=request["session_id"])
    page["items"] = [view(each) for each in page["items"]]
    return page


def submit_certificate(work: UnitOfWork, request: Request) -> Answer:
    """Round 1."""
    ceremony = _of_own_title(work, request)
    ceremony.certify(request["title"], request["certificate"])
    return _saved(work, ceremony)


def confirm_code(work: UnitOfWork, request: Request) -> Answer:
    """The code was read aloud and is the same here."""
    ceremony = _of_own_title(work, request)
    ceremony.confirm(request["title"], request["code"])
    return _saved(work, ceremony)


def submit_shares(work: UnitOfWork, request: Request) -> Answer:
    """Round 2."""
    ceremony = _of_own_title(work, request)
    ceremony.share(request["title"], request["commitments"], request["binding"], request["shares"])
    return _saved(work, ceremony)


def submit_verification_key(work: UnitOfWork, request: Request) -> Answer:
    """Round 3."""
    ceremony = _of_own_title(work, request)
    ceremony.verify(request["title"], request["verification_key"])
    return _saved(work, ceremony)


def complain(work: UnitOfWork, request: Request) -> Answer:
    """The attempt is given up, and the ceremony begins anew."""
    ceremony = _of_own_title(work, request)
    ceremony.complain(request["title"], request["against"])
    return _saved(work, ceremony)


def view(ceremony: KeyCeremony) -> Answer:
    """A ceremony as it is shown."""
    complete = ceremony.state is CeremonyState.COMPLETE
    return {
        "id": ceremony.id,
        "version": ceremony.version,
        "session_id": ceremony.session_id,
        "state": ceremony.state,
        "attempt": ceremony.attempt,
        "context": ceremony.context,
        "threshold": ceremony.threshold,
        "trustees": [{"title": each.title, "account": each.account} for each in ceremony.trustees],
        "code": ceremony.code,
        "certificates": ceremony.certificates,
        "confirmed": ceremony.confirmed,
        "commitments": ceremony.commitments,
        "bindings": ceremony.bindings,
        "shares": ceremony.shares,
        "verification_keys": ceremony.verification_keys,
        "complaints": len(ceremony.complaints),
        "public_key": str(ceremony.key) if complete else None,
    }


def _of_own_title(work: UnitOfWork, request: Request) -> KeyCeremony:
    ceremony = work.get(KeyCeremony, request["ceremony_id"])
    ceremony.index_of(request["title"], work.actor.id)
    return ceremony


def _saved(work: UnitOfWork, ceremony: KeyCeremony) -> Answer:
    work.save(ceremony)
    return view(ceremony)
