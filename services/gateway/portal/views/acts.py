"""Running a sitting from the browser: what may be registered next, each with its form (A10.11)."""

from __future__ import annotations

from flask import g, redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from services.gateway.portal import portal
from services.gateway.portal.act_forms import LinesWrong, Standing
from services.gateway.portal.correction_acts import CORRECTIONS, corrections_on_offer
from services.gateway.portal.entrance import needs_account
from services.gateway.portal.forms import Form, read
from services.gateway.portal.questions import Questions, status_of
from services.gateway.portal.readmodels import sitting
from services.gateway.portal.rendering import page, today
from services.gateway.portal.sitting_acts import ACTS, on_offer
from services.gateway.portal.text import known, t
from shared.contracts import congress, voting
from shared.kernel.errors import DomainError
from shared.tenancy.roles import Role

AT_NEED = frozenset({"fall_back"})
"""Acts that are no step, and for which nothing waits."""

KNOWN = (*ACTS, *CORRECTIONS, "draft", "opinions", "fall_back")


@portal.get("/t/<tenant>/desk/sessions/<session_id>/acts")
@needs_account
def acts(tenant: str, session_id: str) -> BaseResponse:
    """The acts that are possible now; a role without any sees what comes next."""
    return _page(_standing(session_id))


@portal.post("/t/<tenant>/desk/sessions/<session_id>/acts")
def register_act(tenant: str, session_id: str) -> BaseResponse:
    """Register one act; what a rule refuses is told with its clause, and what was typed comes back."""
    at = _standing(session_id)
    name = request.form.get("act", "")
    act = {**on_offer(at, g.caller.may), **corrections_on_offer(at, g.caller.may)}.get(name)
    if act is None:
        return _page(at, status=409, sentence=t("acts.not_now"))
    form = read(act.fields, request.form)
    if form.errors:
        return _page(at, name, form, 422)
    try:
        g.caller.call(act.operation, act.request(at, form), form.key)
    except LinesWrong as wrong:
        form.errors[wrong.field] = t("acts.line_wrong", line=wrong.line)
        return _page(at, name, form, 422)
    except DomainError as refused:
        form.sentence = refused.text
        return _page(at, name, form, status_of(refused))
    return redirect(url_for("portal.acts", tenant=tenant, session_id=session_id, done=name), 303)


def _standing(session_id: str) -> Standing:
    session = g.caller.call(voting.GET_SESSION, {"session_id": session_id})
    vote_id = session["vote_id"]
    vote = g.caller.call(voting.GET_VOTE, {"vote_id": vote_id}) if vote_id else None
    return Standing(session, vote, _scrutineers() if request.method == "POST" else {})


def _scrutineers() -> dict[str, str]:
    """The accounts of scrutineers by login name, for whoever may see accounts."""
    if not g.caller.may(congress.LIST_ACCOUNTS):
        return {}
    accounts = Questions(g.caller).items(congress.LIST_ACCOUNTS)
    return {each["login"]: each["id"] for each in accounts if Role.SCRUTINEER in each["roles"]}


def _page(
    at: Standing, sent: str = "", form: Form | None = None, status: int = 200, sentence: str | None = None
) -> BaseResponse:
    done = request.args.get("done", "")
    offered, right = on_offer(at, g.caller.may), corrections_on_offer(at, g.caller.may)
    at_need = AT_NEED | {each["step"] for each in at.session["at_need"]}
    forms = {
        name: form if form is not None and name == sent else Form(values={**today(), **act.begins(at)})
        for name, act in {**offered, **right}.items()
    }
    lists = []
    if "tabling" in offered:
        cycle = {"cycle_id": at.session["cycle_id"]}
        lists = Questions(g.caller).items(voting.LIST_CANDIDATE_LISTS, cycle)
    return page(
        "acts.html",
        status,
        at=at,
        offered={name: act for name, act in offered.items() if name not in at_need},
        at_need={name: act for name, act in offered.items() if name in at_need},
        corrections=right,
        forms=forms,
        lists=lists,
        sent=sent,
        wrong=form if form is not None else Form(sentence=sentence),
        outcome=sitting.outcome(at, done) if done in KNOWN else None,
        hints={
            name: {each.name: _hint(name, each.name) for each in act.fields}
            for name, act in (*offered.items(), *right.items())
        },
        choices={name: act.choices(at) for name, act in (*offered.items(), *right.items())},
        following=sitting.due(at.session),
        counting={
            "count": any(each["step"] == "count" for each in at.session["next"]),
            "signatures": any(each["step"] == "signatures" for each in at.session["next"]),
            "enters": at.vote is not None and g.caller.may(voting.ENTER_BALLOTS),
            "checks": at.vote is not None and g.caller.may(voting.GET_DIFFERENCES),
        },
    )


def _hint(act: str, field: str) -> str:
    """What helps to fill in a field: in this act, or wherever it stands."""
    found = (key for key in (f"acts.hint_of.{act}.{field}", f"acts.hint.{field}") if known(key))
    return next(map(t, found), "")
