"""The archive ``.bel`` and the chain of events in it (ballot-format.md, "Records").

A board of records: data by their SHA-256, and events that each name the one before.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Any

from services.voting.domain.crypto.encoding import compact, name_of
from shared.kernel.plain_tar import plain_tar


class EventType(StrEnum):
    """What happens in a vote, in this order."""

    SETUP = "Setup"
    BALLOT = "Ballot"
    END_BALLOTS = "EndBallots"
    ENCRYPTED_TALLY = "EncryptedTally"
    PARTIAL_DECRYPTION = "PartialDecryption"
    RESULT = "Result"


class Board:
    """The chain of a vote as it grows; ``head`` is what the hall is shown.

    A board may go on from a known head and height; ``fresh`` is then what was added to it here.
    """

    def __init__(self, stamped_at: int, head: str | None = None, height: int = 0) -> None:
        self._members: list[tuple[str, bytes]] = []
        self._continues = head is not None
        self.height = height
        self.head = head
        self.stamped_at = stamped_at
        """Seconds since 1970; the one moment in the archive, that of its making."""

    def keep(self, text: str) -> str:
        """Add a record; returns its name."""
        content = text.encode()
        name = name_of(content)
        self._members.append((f"{name}.data.json", content))
        return name

    def append(self, kind: EventType, payload: str | None = None) -> str:
        """Add an event about a record; returns the new head."""
        event: dict[str, Any] = {} if self.head is None else {"parent": self.head}
        event |= {"height": self.height, "type": kind}
        if payload is not None:
            event["payload"] = payload
        content = compact(event).encode()
        self.head = name_of(content)
        self._members.append((f"{self.head}.event.json", content))
        self.height += 1
        return self.head

    def set_up(self, election: str, trustees: str, credentials: str) -> str:
        """The first event."""
        names = {
            "election": self.keep(election),
            "trustees": self.keep(trustees),
            "credentials": self.keep(credentials),
        }
        return self.append(EventType.SETUP, self.keep(compact(names)))

    def accept(self, ballot: str) -> str:
        """A ballot joins."""
        return self.append(EventType.BALLOT, self.keep(ballot))

    def close(self, ballots: int, sums: str) -> str:
        """No more ballots; what they add up to."""
        self.append(EventType.END_BALLOTS)
        tally = {"num_tallied": ballots, "total_weight": ballots, "encrypted_tally": self.keep(sums)}
        return self.append(EventType.ENCRYPTED_TALLY, self.keep(compact(tally)))

    def decrypt(self, owner: int, factors: str) -> str:
        """What one trustee opened."""
        record = {"owner": owner, "payload": self.keep(factors)}
        return self.append(EventType.PARTIAL_DECRYPTION, self.keep(compact(record)))

    def declare(self, result: list[list[int]]) -> str:
        """The numbers."""
        return self.append(EventType.RESULT, self.keep(compact({"result": result})))

    def members(self) -> Iterator[tuple[str, bytes]]:
        """Name and content of each file of the archive, in order."""
        yield "BELENIOS", compact({"version": 1, "timestamp": str(self.stamped_at)}).encode()
        yield from self._members

    def fresh(self) -> Iterator[tuple[str, bytes]]:
        """What a store of the board has to add: all of it, or what came after the head that was given."""
        yield from self._members if self._continues else self.members()

    def archive(self) -> bytes:
        """The archive as bytes."""
        return b"".join(plain_tar(self.members(), self.stamped_at))
