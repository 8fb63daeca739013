"""The key ceremony: scrutineers make a common key of which nobody holds more than a share.

Rounds as ballot-format.md gives them ("Keys, envelopes and order of acts"): certificates; the same short code on
every screen, read aloud; commitments, and shares that only their addressees can open; verification keys. A complaint
begins all anew.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeVar

from gmpy2 import mpz

from services.voting.domain.crypto.checking_trustees import (
    CeremonyRefused,
    Certificate,
    check_binding,
    check_certificate,
    check_commitments,
    check_share,
    check_verification_key,
    short_code,
)
from services.voting.domain.crypto.encoding import compact
from services.voting.domain.crypto.trustees import trustees_record, vote_key
from services.voting.domain.electronic.errors import (
    CeremonyAnswerWrong,
    CeremonyNotComplete,
    CodesDiffer,
    KeyHeldAlone,
    NotATrustee,
    TrusteesWithoutAccount,
    TrusteesWrong,
)
from services.voting.domain.scrutineers import ScrutineerList
from shared.kernel.aggregate import Aggregate
from shared.kernel.citation import Citation
from shared.kernel.state_machine import StateMachine

LEAST_THRESHOLD = 2
"""No single person may open what counts (ballot-format.md)."""

R = TypeVar("R")
Record = str
"""The exact text of a record: its field order binds, and a database keeps none of an object's keys."""


class CeremonyState(StrEnum):
    """Which round it is."""

    CERTIFYING = "certifying"
    COMPARING = "comparing"
    SHARING = "sharing"
    VERIFYING = "verifying"
    COMPLETE = "complete"


class CeremonyAct(StrEnum):
    """What a scrutineer's machine does; the ``all`` acts are the last one's, and open the next round."""

    CERTIFY = "certify"
    CONFIRM = "confirm"
    SHARE = "share"
    VERIFY = "verify"
    COMPLAIN = "complain"


_ROUND = {
    CeremonyAct.CERTIFY: (CeremonyState.CERTIFYING, CeremonyState.COMPARING),
    CeremonyAct.CONFIRM: (CeremonyState.COMPARING, CeremonyState.SHARING),
    CeremonyAct.SHARE: (CeremonyState.SHARING, CeremonyState.VERIFYING),
    CeremonyAct.VERIFY: (CeremonyState.VERIFYING, CeremonyState.COMPLETE),
}

MACHINE: StateMachine[CeremonyState, CeremonyAct] = StateMachine(
    {
        **{(before, act): after for act, (before, after) in _ROUND.items()},
        (CeremonyState.COMPARING, CeremonyAct.COMPLAIN): CeremonyState.CERTIFYING,
        (CeremonyState.SHARING, CeremonyAct.COMPLAIN): CeremonyState.CERTIFYING,
        (CeremonyState.VERIFYING, CeremonyAct.COMPLAIN): CeremonyState.CERTIFYING,
    },
    {
        CeremonyState.CERTIFYING: "等待各监票人设备报到",
        CeremonyState.COMPARING: "核对码朗读比对",
        CeremonyState.SHARING: "交换密钥份额",
        CeremonyState.VERIFYING: "确认密钥份额",
        CeremonyState.COMPLETE: "密钥已生成",
        CeremonyAct.CERTIFY: "设备报到",
        CeremonyAct.CONFIRM: "确认核对码",
        CeremonyAct.SHARE: "发送密钥份额",
        CeremonyAct.VERIFY: "确认密钥份额",
        CeremonyAct.COMPLAIN: "提出异议，重新生成",
    },
)


@dataclass(frozen=True)
class TrusteeSeat:
    """A scrutineer (by title) who holds a share; ``account`` is that of the list, which may be empty."""

    title: str
    account: str = ""


@dataclass(frozen=True)
class Complaint:
    """Why an attempt was given up: who found what another sent not to fit."""

    attempt: int
    by: str
    against: str


@dataclass(kw_only=True)
class KeyCeremony(Aggregate):
    """密钥生成: how the key of a sitting came about. Answers are kept by title; no secret ever arrives here."""

    session_id: str
    threshold: int
    trustees: list[TrusteeSeat]
    attempt: int = 1
    state: CeremonyState = CeremonyState.CERTIFYING
    certificates: dict[str, Record] = field(default_factory=dict)
    confirmed: list[str] = field(default_factory=list)
    commitments: dict[str, Record] = field(default_factory=dict)
    bindings: dict[str, Record] = field(default_factory=dict)
    shares: dict[str, list[Record]] = field(default_factory=dict)
    verification_keys: dict[str, Record] = field(default_factory=dict)
    complaints: list[Complaint] = field(default_factory=list)

    def check(self, scrutineers: ScrutineerList) -> None:
        """Raise ``TrusteesWrong`` for the first contradiction."""
        titles = [each.title for each in self.trustees]
        if len(set(titles)) != len(titles):
            raise TrusteesWrong(detail="有重复")
        unknown = [each for each in titles if each not in scrutineers.titles]
        if unknown:
            raise TrusteesWrong(detail=f"“{'、'.join(unknown)}”不在通过的监票人名单中")
        if not 1 <= self.threshold <= len(titles):
            raise TrusteesWrong(detail=f"解密所需{self.threshold}人，掌管密钥的{len(titles)}人")

    def check_holders(self, scrutineers: ScrutineerList | None, citation: Citation | None = None) -> None:
        """Whether the key may be that of a vote that counts: nobody can open it alone (ballot-format.md, Trust).

        Every holder is a scrutineer still, and made the share with an account of one's own. Raises ``KeyHeldAlone`` or
        ``TrusteesWithoutAccount``.
        """
        if self.threshold < LEAST_THRESHOLD:
            raise KeyHeldAlone(least=LEAST_THRESHOLD, citation=citation)
        own = {each.title: each.account for each in scrutineers.everyone} if scrutineers else {}
        accounts = [each.account for each in self.trustees]
        without = [
            each.title
            for each in self.trustees
            if not each.account or own.get(each.title) != each.account or accounts.count(each.account) > 1
        ]
        if without:
            raise TrusteesWithoutAccount(trustees="、".join(without), citation=citation)

    @property
    def context(self) -> str:
        """What shares are bound to: this attempt of this ceremony."""
        return f"{self.id}.{self.attempt}"

    @property
    def titles(self) -> list[str]:
        """The trustees in the order of their indices, which count from 1."""
        return [each.title for each in self.trustees]

    @property
    def code(self) -> str | None:
        """The short code, once all certificates are there."""
        return short_code(self._records(self.certificates)) if self._all(self.certificates) else None

    def index_of(self, title: str, account: str) -> int:
        """The index of the trustee for whom the account acts; raises ``NotATrustee``."""
        for index, each in enumerate(self.trustees, start=1):
            if each.title == title and each.account in ("", account):
                return index
        raise NotATrustee(title=title)

    def certify(self, title: str, record: Record) -> None:
        """Round 1. A machine may send again what it sent before; another certificate is refused."""
        MACHINE.after(self.state, CeremonyAct.CERTIFY)
        place = self.titles.index(title) + 1
        self._checked(title, check_certificate, parsed(record), len(self.trustees), self.threshold, place)
        self.certificates.setdefault(title, record)
        self._advance(CeremonyAct.CERTIFY, self._all(self.certificates))

    def confirm(self, title: str, code: str) -> None:
        """The code was read aloud and is the same on this scrutineer's screen; raises ``CodesDiffer``."""
        MACHINE.after(self.state, CeremonyAct.CONFIRM)
        if code != self.code:
            raise CodesDiffer()
        if title not in self.confirmed:
            self.confirmed.append(title)
        self._advance(CeremonyAct.CONFIRM, len(self.confirmed) == len(self.trustees))

    def share(self, title: str, commitments: Record, binding: Record, shares: list[Record]) -> None:
        """Round 2: commitments, bound to all certificates; a share for each trustee in their order, oneself too."""
        MACHINE.after(self.state, CeremonyAct.SHARE)
        own = self._certificate(title)
        sender = self.titles.index(title) + 1
        values = self._checked(title, check_commitments, parsed(commitments), own, self.threshold)
        seen = self._records(self.certificates)
        self._checked(title, check_binding, parsed(binding), own, seen, values)
        if len(shares) != len(self.trustees):
            raise CeremonyAnswerWrong(title=title, what="shares")
        for addressee, each in enumerate(shares, start=1):
            self._checked(title, check_share, parsed(each), own, self.context, sender, addressee)
        self.commitments[title], self.bindings[title] = commitments, binding
        self.shares[title] = shares
        self._advance(CeremonyAct.SHARE, self._all(self.commitments))

    def verify(self, title: str, record: Record) -> None:
        """Round 3: the public half of the trustee's share."""
        MACHINE.after(self.state, CeremonyAct.VERIFY)
        own, index = self._certificate(title), self.titles.index(title) + 1
        self._checked(title, check_verification_key, parsed(record), own, index, self._committed())
        self.verification_keys[title] = record
        self._advance(CeremonyAct.VERIFY, self._all(self.verification_keys))

    def complain(self, title: str, against: str) -> None:
        """What another trustee sent does not fit: nothing of this attempt is used."""
        self.state = MACHINE.after(self.state, CeremonyAct.COMPLAIN)
        self.complaints.append(Complaint(self.attempt, title, against))
        self.attempt += 1
        self.certificates, self.confirmed = {}, []
        self.commitments, self.bindings, self.shares, self.verification_keys = {}, {}, {}, {}

    @property
    def key(self) -> mpz:
        """The public key of the votes of this sitting; raises ``CeremonyNotComplete``."""
        self._check_complete()
        return vote_key(self._committed())

    def public_key_of(self, index: int) -> mpz:
        """A trustee's verification key; raises ``CeremonyNotComplete``."""
        self._check_complete()
        return mpz(self._records(self.verification_keys)[index - 1]["public_key"])

    @property
    def record(self) -> str:
        """The ceremony as it stands in an archive; raises ``CeremonyNotComplete``."""
        self._check_complete()
        return trustees_record(
            self.threshold,
            self._records(self.certificates),
            self._records(self.commitments),
            self._records(self.bindings),
            self._records(self.verification_keys),
        )

    def _check_complete(self) -> None:
        if self.state is not CeremonyState.COMPLETE:
            raise CeremonyNotComplete()

    def _committed(self) -> list[list[mpz]]:
        return [
            check_commitments(parsed(self.commitments[title]), self._certificate(title), self.threshold)
            for title in self.titles
        ]

    def _certificate(self, title: str) -> Certificate:
        place = self.titles.index(title) + 1
        return check_certificate(parsed(self.certificates[title]), len(self.trustees), self.threshold, place)

    def _all(self, answers: Mapping[str, Any]) -> bool:
        return all(title in answers for title in self.titles)

    def _records(self, answers: Mapping[str, Record]) -> list[dict[str, Any]]:
        return [parsed(answers[title]) for title in self.titles]

    def _advance(self, act: CeremonyAct, everybody: bool) -> None:
        if everybody:
            self.state = MACHINE.after(self.state, act)

    @staticmethod
    def _checked(title: str, check: Callable[..., R], *arguments: Any) -> R:
        try:
            return check(*arguments)
        except CeremonyRefused as wrong:
            raise CeremonyAnswerWrong(title=title, what=str(wrong)) from wrong


def parsed(record: Record) -> Any:
    """What a text holds, or nothing where it is not the compact JSON of a record: no check takes nothing."""
    try:
        found = json.loads(record)
        return found if compact(found) == record else None
    except (ValueError, RecursionError):
        return None
