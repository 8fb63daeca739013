"""Sessions, votes and ratings: what the hall waits for (A10.11)."""

from __future__ import annotations

from typing import Any

from services.gateway.portal.readmodels.desk.section import Desk, Row, Section, row
from services.gateway.portal.readmodels.electronic import of_session
from services.gateway.portal.readmodels.sitting import due
from services.gateway.portal.text import electronic_state, t, word
from shared.contracts import evaluation, voting
from shared.kernel.numerals import ordinal
from shared.tenancy.roles import Role

ANNOUNCED, TABLED, SCRUTINEERS = "announcement", "tabling", "scrutineers"
BODIES: dict[str, str] = {Role.DEPUTY: "congress", Role.ASSEMBLY_REPRESENTATIVE: "street_assembly"}
ELECTRONIC_DUE = ("open", "closed")
COUNTING = ("returned", "counting", "differing", "counted")


def sessions(at: Desk) -> list[Row]:
    """Sessions of the bodies that the account serves, the latest first, with what comes next (A10.11)."""
    found = [
        each for each in at.q.items(voting.LIST_SESSIONS, {"cycle_id": at.cycle_id}) if _serves(at, each)
    ]
    found.sort(key=lambda each: each["held_on"] or "", reverse=True)
    return [
        row(
            each["title"],
            _next(at, each),
            due=each["held_on"],
            badge=word("body_kind", each["kind"]),
            to="portal.sitting",
            args={"session_id": each["id"]},
        )
        for each in found
    ] + _convening(at)


def _convening(at: Desk) -> list[Row]:
    """The way to a new session, for whoever opens them."""
    if Role.CONGRESS_CLERK not in at.roles:
        return []
    return [row(t("convening.title"), t("convening.about"), to="portal.convening")]


def _serves(at: Desk, session: dict[str, Any]) -> bool:
    """Deputies sit in the congress, representatives in their assemblies; everybody else serves both."""
    own = {BODIES.get(role) for role in at.roles}
    return None in own or session["kind"] in own


def _next(at: Desk, session: dict[str, Any]) -> str:
    done = {each["step"] for each in session["done"]}
    if ANNOUNCED in done:
        return t("desk.sessions.announced", word=session["word"])
    found = at.q.ask(voting.GET_SESSION, {"session_id": session["id"]})
    following = "、".join(due(found)) if found else ""
    if not following:
        return t("desk.sessions.over")
    return t("desk.sessions.next" if TABLED in done else "desk.sessions.without_vote", steps=following)


def counts(at: Desk) -> list[Row]:
    """Votes of which the paper is being counted; no figure of a count is in it."""
    rows = []
    for session, vote in _votes(at):
        if vote["state"] in COUNTING and vote["rounds"]:
            current = vote["rounds"][-1]
            detail = t("desk.counts.detail", round=ordinal(current["number"]), entries=current["entries"])
            link = {"to": "portal.entry", "args": {"vote_id": vote["id"]}}
            rows.append(row(session["title"], detail, badge=vote["state_name"], **link))
    return rows


def differences(at: Desk) -> list[Row]:
    """Votes in which the two entries differ, or whose count record waits for signatures."""
    rows = []
    for session, vote in _votes(at):
        link = {"to": "portal.paper_count", "args": {"vote_id": vote["id"]}}
        if vote["state"] == "differing":
            found = at.q.ask(voting.GET_DIFFERENCES, {"vote_id": vote["id"]})
            number = len(found["differences"]) if found else 0
            rows.append(
                row(
                    session["title"],
                    t("desk.differences.found", number=number),
                    badge=vote["state_name"],
                    **link,
                )
            )
        elif vote["state"] == "counted" and vote["rounds"]:
            signed = len(vote["rounds"][-1]["signed_by"])
            rows.append(
                row(
                    session["title"],
                    t("desk.differences.signed", number=signed),
                    badge=vote["state_name"],
                    **link,
                )
            )
    return rows


def electronic_votes(at: Desk) -> list[Row]:
    """Keys of scrutineers, and electronic votes that are open or wait for their decryption."""
    rows = []
    for session in at.q.items(voting.LIST_SESSIONS, {"cycle_id": at.cycle_id}):
        rows += _keys(at, session)
        for each in of_session(at.q, session["id"]):
            if each["state"] in ELECTRONIC_DUE:
                badge = electronic_state(each)
                rows.append(row(each["name"], badge=badge, to="portal.hall", args={"uuid": each["uuid"]}))
    return rows


def _keys(at: Desk, session: dict[str, Any]) -> list[Row]:
    """The ceremonies of a session; where there is none yet, the way to start one, once there are scrutineers."""
    made = at.q.items(voting.LIST_CEREMONIES, {"session_id": session["id"]})
    steps = {each["step"] for each in session["done"]}
    if not made and SCRUTINEERS in steps and ANNOUNCED not in steps:
        link = {"to": "portal.keys", "args": {"session_id": session["id"]}}
        return [row(t("ceremony.start"), session["title"], settled=True, **link)]
    ready = any(each["state"] == "complete" for each in made) and ANNOUNCED not in steps
    link = {"to": "portal.envelopes", "args": {"session_id": session["id"]}}
    printing = [row(t("envelopes.link"), session["title"], settled=True, **link)] if ready else []
    return printing + [
        row(
            t("ceremony.title"),
            session["title"],
            badge=word("ceremony_state", each["state"]),
            settled=each["state"] == "complete",
            to="portal.ceremony",
            args={"ceremony_id": each["id"]},
        )
        for each in made
    ]


def ratings(at: Desk) -> list[Row]:
    """Satisfaction ratings and where each stands."""
    rows = []
    for each in at.q.items(evaluation.LIST_RATINGS, {"cycle_id": at.cycle_id}):
        detail = t("desk.ratings.detail", items=len(each["items"]), sheets=each["sheets_entered"])
        if each["differences"]:
            detail += t("desk.ratings.differ", number=len(each["differences"]))
        elif each["differing"]:
            detail += t("desk.ratings.differing")
        rows.append(
            row(
                each["session_name"],
                detail,
                due=each["session_closes_on"],
                badge=word("rating_state", each["state"]),
            )
        )
    return rows


def _votes(at: Desk) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    found = []
    for session in at.q.items(voting.LIST_SESSIONS, {"cycle_id": at.cycle_id}):
        vote = at.q.ask(voting.GET_VOTE, {"vote_id": session["vote_id"]}) if session["vote_id"] else None
        if vote is not None:
            found.append((session, vote))
    return found


_HALL = frozenset(
    {Role.CONGRESS_CLERK, Role.DEPUTY, Role.ASSEMBLY_REPRESENTATIVE, Role.TELLER, Role.SCRUTINEER}
)
SECTIONS = (
    Section("sessions", _HALL, (voting.LIST_SESSIONS, voting.GET_SESSION), sessions, todo=False),
    Section("counts", frozenset({Role.TELLER}), (voting.LIST_SESSIONS, voting.GET_VOTE), counts),
    Section(
        "differences", frozenset({Role.SCRUTINEER}), (voting.GET_DIFFERENCES, voting.GET_VOTE), differences
    ),
    Section(
        "electronic",
        frozenset({Role.CONGRESS_CLERK, Role.SCRUTINEER}),
        (
            voting.LIST_SESSIONS,
            voting.LIST_CEREMONIES,
            voting.LIST_ELECTRONIC_VOTES,
            voting.CLOSE_ELECTRONIC_VOTE,
        ),
        electronic_votes,
    ),
    Section(
        "ratings",
        frozenset({Role.CONGRESS_CLERK, Role.TELLER, Role.DEPUTY}),
        (evaluation.LIST_RATINGS,),
        ratings,
        todo=False,
    ),
)
