"""A sitting: its steps and its papers (A10.11), and the ballot measure article by article (Y-030)."""

from __future__ import annotations

from typing import Any

from flask import abort, g, url_for
from werkzeug.wrappers import Response as BaseResponse

from services.gateway.portal import portal
from services.gateway.portal.entrance import needs_account
from services.gateway.portal.readmodels import packet as packets
from services.gateway.portal.readmodels import sitting as on_record
from services.gateway.portal.rendering import page
from shared.contracts import screening, voting
from shared.contracts.operation import Operation

ANNOUNCED = "announcement"
SETTLED = ("adopted", "locked")
COUNTED = "counted"
ABOUT_MEASURE = {True: "measure.adopted", False: "measure.standing"}
"""What is said of the measure, by whether the body votes on it (D-11)."""

UNCOUNTED = ("open", "sealed", "issued", "returned", "counting", "differing", COUNTED)
"""While a vote stands there, its present round has no count that everybody in the hall may read."""


@portal.get("/t/<tenant>/desk/sessions/<session_id>")
@needs_account
def sitting(tenant: str, session_id: str) -> BaseResponse:
    """What was done and is on record, what comes next, and the papers that the reader may open."""
    session = g.caller.call(voting.GET_SESSION, {"session_id": session_id})
    vote_id = session["vote_id"]
    vote = g.caller.call(voting.GET_VOTE, {"vote_id": vote_id}) if vote_id else None
    return page(
        "sitting.html",
        session=session,
        next=on_record.due(session),
        papers=_papers(tenant, session, vote),
        steps=on_record.steps(session),
        briefings=on_record.briefings(session),
        rounds=vote["rounds"] if vote else [],
        frozen_anew=packets.frozen_anew(session),
    )


@portal.get("/t/<tenant>/desk/sessions/<session_id>/packet")
@needs_account
def candidate_packet(tenant: str, session_id: str) -> BaseResponse:
    """How the list was determined and every candidate's dossier, to print for the deputies (Y-036, Y-037)."""
    session = g.caller.call(voting.GET_SESSION, {"session_id": session_id})
    list_id, number = session["list_id"], session["list_version"]
    if list_id is None or number is None:
        abort(404)
    return page("packet.html", session=session, **packets.packet(g.caller, list_id, number))


@portal.get("/t/<tenant>/desk/measures/<measure_id>")
@needs_account
def measure(tenant: str, measure_id: str) -> BaseResponse:
    """The measure that deputies vote on, to read and to print; to the clerk with what no document states."""
    found = g.caller.call(voting.GET_MEASURE, {"measure_id": measure_id})
    return page("measure.html", measure=found, adopted=found["state"] in SETTLED)


@portal.get("/t/<tenant>/desk/sessions/<session_id>/script")
@needs_account
def presider_script(tenant: str, session_id: str) -> BaseResponse:
    """The presider's script from now on."""
    return _sheet("script", voting.GET_PRESIDER_SCRIPT, session_id, {"session_id": session_id})


@portal.get("/t/<tenant>/desk/sessions/<session_id>/tally-sheet")
@needs_account
def tally_sheet(tenant: str, session_id: str) -> BaseResponse:
    """The blank sheet for tellers."""
    return _sheet("tally", voting.GET_TALLY_SHEET, session_id, {"session_id": session_id})


@portal.get("/t/<tenant>/desk/sessions/<session_id>/ballot-paper")
@needs_account
def ballot_paper(tenant: str, session_id: str) -> BaseResponse:
    """The ballot paper to print."""
    return _sheet("ballot", voting.GET_BALLOT_PAPER, session_id, {"session_id": session_id})


@portal.get("/t/<tenant>/desk/sessions/<session_id>/opinions")
@needs_account
def opinion_digest(tenant: str, session_id: str) -> BaseResponse:
    """The deliberation opinions, compiled for the presidium."""
    return _sheet("opinions", voting.GET_OPINION_DIGEST, session_id, {"session_id": session_id})


@portal.get("/t/<tenant>/desk/sessions/<session_id>/votes/<vote_id>/report")
@needs_account
def scrutineers_report(tenant: str, session_id: str, vote_id: str) -> BaseResponse:
    """The chief scrutineer's report on the count."""
    return _sheet("report", voting.GET_SCRUTINEERS_REPORT, session_id, {"vote_id": vote_id})


@portal.get("/t/<tenant>/desk/sessions/<session_id>/votes/<vote_id>/count-paper")
@needs_account
def count_paper(tenant: str, session_id: str, vote_id: str) -> BaseResponse:
    """The count record, to print and to sign."""
    return _sheet("record", voting.GET_COUNT_PAPER, session_id, {"vote_id": vote_id})


def _sheet(kind: str, operation: Operation, session_id: str, wanted: dict[str, Any]) -> BaseResponse:
    """A paper drafted from the data; nobody keeps a copy that would go stale."""
    paper = g.caller.call(operation, wanted)
    response = page("sheet.html", paper=paper, kind=kind, session_id=session_id)
    response.headers["Cache-Control"] = "no-store"
    return response


def _papers(tenant: str, session: dict[str, Any], vote: dict[str, Any] | None) -> list[dict[str, str]]:
    """The papers of a session with their addresses, by what exists and by the reader's role."""
    session_id, measure_id, vote_id = session["id"], session["measure_id"], session["vote_id"]
    may = g.caller.may
    found = []

    def offer(key: str, endpoint: str, **where: Any) -> None:
        found.append(
            {
                "key": key,
                "about": ABOUT_MEASURE[session["measure_required"]] if key == "measure" else key,
                "address": url_for(f"portal.{endpoint}", tenant=tenant, **where),
            }
        )

    over = any(each["step"] == ANNOUNCED and each["carried"] for each in session["steps"])
    if may(voting.SEAL_BOXES) and not over:
        offer("acts", "acts", session_id=session_id)
    if may(voting.NOTE_ATTENDANCE) and not over:
        offer("attendance", "attendance", session_id=session_id)
    if session["list_id"] and session["list_version"] is not None and may(screening.GET_STATEMENT):
        offer("packet", "candidate_packet", session_id=session_id)
    if session["track"] and may(voting.GET_OPINION_DIGEST):
        offer("opinions", "opinion_digest", session_id=session_id)
    if measure_id and may(voting.GET_MEASURE):
        offer("measure", "measure", measure_id=measure_id)
    if may(voting.GET_PRESIDER_SCRIPT):
        offer("script", "presider_script", session_id=session_id)
    if (measure_id or vote_id) and may(voting.GET_BALLOT_PAPER):
        offer("ballot", "ballot_paper", session_id=session_id)
    if (measure_id or vote_id) and may(voting.GET_TALLY_SHEET):
        offer("tally", "tally_sheet", session_id=session_id)
    if vote_id and may(voting.ENTER_BALLOTS):
        offer("entry", "entry", vote_id=vote_id)
    if vote_id and may(voting.GET_DIFFERENCES):
        offer("count", "paper_count", vote_id=vote_id)
    if vote_id and may(voting.LIST_PHOTOGRAPHS):
        offer("photographs", "photographs", vote_id=vote_id)
    if vote and may(voting.GET_SCRUTINEERS_REPORT) and _reported(vote):
        offer("record", "count_paper", session_id=session_id, vote_id=vote_id)
        offer("report", "scrutineers_report", session_id=session_id, vote_id=vote_id)
    return found


def _reported(vote: dict[str, Any]) -> bool:
    """Whether there is a count that this reader may see: earlier rounds, or one's own to sign."""
    standing = [each for each in vote["rounds"] if not each["void"]]
    to_sign = vote["state"] == COUNTED and g.caller.may(voting.GET_DIFFERENCES)
    return vote["state"] not in UNCOUNTED or to_sign or len(standing) > 1
