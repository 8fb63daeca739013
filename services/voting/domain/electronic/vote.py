"""An electronic vote from Setup to its result."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from gmpy2 import mpz

from services.voting.domain.crypto.election import Election, Question
from services.voting.domain.crypto.tally import Sums, result
from services.voting.domain.electronic.errors import (
    AlreadyDecrypted,
    ElectionNotClosed,
    ElectionNotOpen,
    ElectronicOver,
    TooFewElectronic,
)
from shared.kernel.aggregate import Aggregate
from shared.kernel.citation import Citation

REHEARSAL = "（演练）"

Totals = list[list[int]]
"""For each question of an electronic vote the marks by answer."""


class ElectronicState(StrEnum):
    """Where an electronic vote stands."""

    OPEN = "open"
    CLOSED = "closed"
    DECLARED = "declared"
    CANCELLED = "cancelled"


STATE_NAMES = {
    ElectronicState.OPEN: "正在投票",
    ElectronicState.CLOSED: "已关闭，待解密",
    ElectronicState.DECLARED: "已得出结果",
    ElectronicState.CANCELLED: "已取消，改用纸质选票",
}


@dataclass(kw_only=True)
class ElectronicVote(Aggregate):
    """电子票决: one election of the format, with the chain of its board (``posted`` files so far).

    ``uuid`` is the election's; ``issued`` is how many envelopes were drawn. What each ballot says is known to nobody;
    ``result`` holds, for each question, the totals by candidate once t scrutineers have opened the closed tally; until
    then their ``decryptions`` (by index) wait here and not on the board, where the last one could know the result alone.
    ``vote_id`` is the vote, ``rating_id`` the rating of which this is one medium; a rehearsal has neither.
    """

    session_id: str
    uuid: str
    ceremony_id: str
    envelopes_id: str
    name: str
    description: str
    public_key: str
    candidates: list[str]
    questions: list[Question]
    rehearsal: bool
    issued: int
    least_issued: int
    vote_id: str | None = None
    rating_id: str | None = None
    state: ElectronicState = ElectronicState.OPEN
    head: str | None = None
    height: int = 0
    posted: int = 0
    ballots: int = 0
    factors: dict[str, list[list[str]]] = field(default_factory=dict)
    decryptions: dict[str, str] = field(default_factory=dict)
    result: Totals | None = None

    def check_opening(self, citation: Citation | None = None) -> None:
        """Raises ``TooFewElectronic``: a medium with few voters would give them away."""
        if self.issued < self.least_issued:
            raise TooFewElectronic(issued=self.issued, least=self.least_issued, citation=citation)

    @property
    def election(self) -> Election:
        """The record to which every proof is bound."""
        return Election(self.uuid, self.name, self.description, mpz(self.public_key), tuple(self.questions))

    @property
    def takes_ballots(self) -> bool:
        """Whether it is open."""
        return self.state is ElectronicState.OPEN

    def check_open(self) -> None:
        """Raises ``ElectionNotOpen``."""
        if not self.takes_ballots:
            raise ElectionNotOpen(state=STATE_NAMES[self.state])

    def close(self) -> None:
        """No more ballots; raises ``ElectionNotOpen``."""
        self.check_open()
        self.state = ElectronicState.CLOSED

    @property
    def may_be_cancelled(self) -> bool:
        """Whether nobody knows its totals yet, and nobody has given it up before."""
        return self.state in (ElectronicState.OPEN, ElectronicState.CLOSED)

    def check_unopened(self) -> None:
        """Raises ``ElectronicOver`` once its totals are known."""
        if self.state is ElectronicState.DECLARED:
            raise ElectronicOver(state=STATE_NAMES[self.state])

    def cancel(self) -> None:
        """The electronic vote failed: it is given up as a whole, and all vote on paper; raises ``ElectronicOver``."""
        if not self.may_be_cancelled:
            raise ElectronicOver(state=STATE_NAMES[self.state])
        self.state = ElectronicState.CANCELLED

    def check_decryption_due(self, title: str, index: int) -> None:
        """Raises ``ElectionNotClosed``, or ``AlreadyDecrypted`` for a scrutineer who answered before."""
        if str(index) in self.factors:
            raise AlreadyDecrypted(title=title)
        if self.state is not ElectronicState.CLOSED:
            raise ElectionNotClosed()

    def opened_by(
        self, index: int, factors: Sequence[Sequence[mpz]], record: str, sums: Sums, threshold: int
    ) -> bool:
        """A scrutineer's checked factors, and the record that proves them; says whether the result is now known."""
        self.factors[str(index)] = [[str(each) for each in row] for row in factors]
        self.decryptions[str(index)] = record
        if len(self.factors) < threshold or self.result is not None:
            return False
        self.result = result(sums, self._factors(), self.ballots)
        self.state = ElectronicState.DECLARED
        return True

    @property
    def decrypted(self) -> list[tuple[int, str]]:
        """The decryptions as they join the board, in the order of the trustees."""
        return sorted((int(index), record) for index, record in self.decryptions.items())

    def _factors(self) -> Mapping[int, list[list[mpz]]]:
        return {
            int(index): [[mpz(each) for each in row] for row in rows] for index, rows in self.factors.items()
        }
