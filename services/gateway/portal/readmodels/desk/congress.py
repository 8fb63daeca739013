"""Documents, rules left open, accounts and tenants."""

from __future__ import annotations

from services.gateway.portal.readmodels.desk.section import Desk, Row, Section, row
from services.gateway.portal.text import t, word
from shared.contracts import congress
from shared.tenancy.roles import Role

IN_FORCE = "in_force"


def documents(at: Desk) -> list[Row]:
    """Governing documents that are not in force yet."""
    return [
        row(
            each["title"], each["issuer"], due=each["drafted_on"], badge=word("document_state", each["state"])
        )
        for each in at.q.items(congress.LIST_DOCUMENTS)
        if each["state"] != IN_FORCE
    ]


def unstated(at: Desk) -> list[Row]:
    """How many rules no document of the congress states."""
    assert at.cycle is not None
    found = at.q.ask(congress.GET_RULEBOOK, {"rulebook_id": at.cycle["rulebook_id"]})
    if found is None or not found["unstated"]:
        return []
    sentence = t("desk.unstated.title", number=len(found["unstated"]))
    return [row(sentence, found["title"], to="portal.rules", args={"year": at.cycle["year"]})]


def accounts(at: Desk) -> list[Row]:
    """The accounts of the tenant."""
    return [
        row(
            each["display_name"],
            t("desk.accounts.detail", login=each["login"], unit=each["unit"] or t("common.none")),
            badge="、".join(word("role", role) for role in each["roles"]),
        )
        for each in at.q.items(congress.LIST_ACCOUNTS)
    ]


_ADMIN = frozenset({Role.OPERATOR})
SECTIONS = (
    Section(
        "documents",
        frozenset({Role.CONGRESS_CLERK}),
        (congress.LIST_DOCUMENTS,),
        documents,
        needs_cycle=False,
    ),
    Section("unstated", frozenset({Role.CONGRESS_CLERK}), (congress.GET_RULEBOOK,), unstated, todo=False),
    Section("accounts", _ADMIN, (congress.LIST_ACCOUNTS,), accounts, needs_cycle=False, todo=False),
)
