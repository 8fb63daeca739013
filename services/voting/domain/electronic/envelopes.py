"""Sealed envelopes: the public halves of their codes, a list for each planned vote, in no order of the envelopes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from gmpy2 import mpz

from services.voting.domain.crypto.group import is_member
from services.voting.domain.electronic.errors import EnvelopesForAnotherUse, EnvelopesWrong, UndrawnWrong
from shared.kernel.aggregate import Aggregate


@dataclass(kw_only=True)
class EnvelopeSet(Aggregate):
    """信封: what was printed at one time for a sitting; what is spoilt is printed anew, with other uuids.

    ``credentials`` holds, by the uuid of each planned vote, the public credentials in sorted order, so that nothing
    here ties what one envelope says in two votes. ``undrawn`` are those of envelopes that nobody took.
    ``rehearsal`` says that they were printed to rehearse: nobody can use up by a rehearsal what a vote that counts needs.
    """

    session_id: str
    credentials: dict[str, list[str]]
    undrawn: dict[str, list[str]] = field(default_factory=dict)
    drawn_settled: bool = False
    rehearsal: bool = False

    @property
    def number(self) -> int:
        """How many envelopes."""
        return len(next(iter(self.credentials.values())))

    def check(self) -> None:
        """Raise ``EnvelopesWrong`` for the first contradiction."""
        if len({len(each) for each in self.credentials.values()}) != 1:
            raise EnvelopesWrong(detail="各次投票的信封数不同")
        everything = [each for listed in self.credentials.values() for each in listed]
        if len(set(everything)) != len(everything):
            raise EnvelopesWrong(detail="有重复的公开凭证")
        if any(listed != sorted(listed) for listed in self.credentials.values()):
            raise EnvelopesWrong(detail="公开凭证应按顺序排列，不得保留信封的次序")
        if not all(each.isdecimal() and is_member(mpz(each)) for each in everything):
            raise EnvelopesWrong(detail="有公开凭证不是群中的元素")

    def check_use(self, *, rehearsal: bool) -> None:
        """Raises ``EnvelopesForAnotherUse``."""
        uses = {True: "演练", False: "正式投票"}
        if rehearsal is not self.rehearsal:
            raise EnvelopesForAnotherUse(printed=f"用于{uses[self.rehearsal]}", wanted=uses[rehearsal])

    def settle(self, undrawn: Mapping[str, Sequence[str]], issued: int) -> None:
        """Issuing is over: these were not drawn, and what is left is exactly what was issued.

        Raises ``UndrawnWrong``.
        """
        if set(undrawn) != set(self.credentials):
            raise UndrawnWrong(detail="应逐次投票列出")
        for uuid, listed in self.credentials.items():
            scanned = set(undrawn[uuid])
            if len(scanned) != len(undrawn[uuid]) or not scanned <= set(listed):
                raise UndrawnWrong(detail="有扫描重复或不属于本次会议的信封")
            if len(listed) - len(scanned) != issued:
                left = len(listed) - len(scanned)
                raise UndrawnWrong(
                    detail=f"印制{len(listed)}个，未领{len(scanned)}个，余{left}个，与发出{issued}个不符"
                )
        self.undrawn = {uuid: sorted(each) for uuid, each in undrawn.items()}
        self.drawn_settled = True

    def drawn(self, uuid: str) -> list[str]:
        """The public credentials of a vote that stand in Setup, sorted."""
        gone = set(self.undrawn.get(uuid, ()))
        return [each for each in self.credentials[uuid] if each not in gone]
