"""Those who watch the count."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from services.voting.domain.errors import (
    NotAScrutineer,
    ScrutineerExcluded,
    ScrutineersRepeated,
    ScrutineersShareAccount,
    ScrutineersUndeclared,
)
from services.voting.domain.policy import VotingPolicy
from shared.kernel.citation import Citation


@dataclass(frozen=True)
class Scrutineer:
    """A scrutineer (监票人), named by title (监票人02).

    ``account`` is the account that signs for them, empty when any scrutineer's account may record
    the signature; ``unit`` is the unit that they head, if any. ``excluded`` says that the person heads an implementing
    body or is close kin (A10.15).
    """

    title: str
    delegation: str = ""
    account: str = ""
    excluded: bool = False
    unit: str = ""


@dataclass(frozen=True)
class ScrutineerList:
    """The chief scrutineer (总监票人) and the scrutineers, as voted.

    ``declared`` says that whoever proposed it made sure that nobody on it is excluded.
    """

    chief: Scrutineer
    members: list[Scrutineer] = field(default_factory=list)
    declared: bool = True

    @property
    def everyone(self) -> list[Scrutineer]:
        """The chief first."""
        return [self.chief, *self.members]

    @property
    def titles(self) -> list[str]:
        """Who has to sign the count record."""
        return [each.title for each in self.everyone]

    def check(self, policy: VotingPolicy, implementers: Collection[str] = ()) -> None:
        """Raises ``ScrutineersUndeclared``, ``ScrutineersRepeated``, ``ScrutineersShareAccount``, or ``ScrutineerExcluded``.

        The last also for the head of one of the ``implementers``.
        """
        if not self.declared:
            raise ScrutineersUndeclared(
                exclusion=policy.value("scrutineer_exclusions"), citation=policy.cite("scrutineer_exclusions")
            )
        for each in self.everyone:
            if each.excluded or each.unit in implementers:
                raise ScrutineerExcluded(
                    scrutineer=each.title,
                    exclusion=policy.value("scrutineer_exclusions"),
                    citation=policy.cite("scrutineer_exclusions"),
                )
            if self.titles.count(each.title) > 1:
                raise ScrutineersRepeated(scrutineer=each.title)
            if each.account and [other.account for other in self.everyone].count(each.account) > 1:
                raise ScrutineersShareAccount(scrutineer=each.title)

    def account_of(self, title: str) -> str:
        """The account that acts for them; empty where there is none, or no such title."""
        return next((each.account for each in self.everyone if each.title == title), "")

    def without_account(self, titles: Iterable[str]) -> list[str]:
        """Of these, those for whom no account of their own signs."""
        own = {each.title for each in self.everyone if each.account}
        return [title for title in titles if title not in own]

    def check_signatures(self, titles: Iterable[str], account: str, citation: Citation | None = None) -> None:
        """Raises ``NotAScrutineer`` for a title not on the list, or one that another account signs for."""
        known = {each.title: each for each in self.everyone}
        for title in titles:
            found = known.get(title)
            if found is None or found.account not in ("", account):
                raise NotAScrutineer(scrutineer=title, citation=citation)
