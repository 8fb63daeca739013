"""Who has signed for the papers (Y-037)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from services.voting.domain.attendance import Attendance, check_seats
from services.voting.domain.roll import Seat
from shared.kernel.aggregate import Aggregate


@dataclass(frozen=True)
class ReceiptLine:
    """A seat that signed for its papers, or whose noted receipt was a mistake."""

    code: str
    signed: bool = True


@dataclass(kw_only=True)
class PaperReceipts(Aggregate):
    """签收册: the seats whose deputies signed for the dossiers of a session, in the order of their codes."""

    session_id: str
    signed: list[str] = field(default_factory=list)

    def note(self, lines: Sequence[ReceiptLine], seats: Sequence[Seat]) -> None:
        """Take a sheet whole, or refuse it whole; raises as ``check_seats``."""
        check_seats([each.code for each in lines], seats)
        withdrawn = {each.code for each in lines if not each.signed}
        self.signed = sorted((set(self.signed) | {each.code for each in lines}) - withdrawn)

    def waiting(self, seats: Iterable[Seat], sheets: Sequence[Attendance]) -> list[Seat]:
        """The seats that should have signed and have not: those that signed in to any sitting of the session.

        Where nobody was signed in by seat, every deputy in office should have.
        """
        signed = set(self.signed)
        came = {code for sheet in sheets for code in sheet.attended}
        return [each for each in seats if each.code not in signed and (not came or each.code in came)]
