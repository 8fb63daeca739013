"""The chain of events and the records they name (ballot-format.md, "Records").

Order: Setup, Ballot*, EndBallots, EncryptedTally, PartialDecryption*, Result. Each event names its parent by hash; each
record stands in the archive directly before the one event that names it, itself or through its payload.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from services.verifier.archive import Member
from services.verifier.findings import Broken, require
from services.verifier.strict import digest, fields, parse, whole

_MAY_FOLLOW: dict[str | None, tuple[str, ...]] = {
    None: ("Setup",),
    "Setup": ("Ballot", "EndBallots"),
    "Ballot": ("Ballot", "EndBallots"),
    "EndBallots": ("EncryptedTally",),
    "EncryptedTally": ("PartialDecryption",),
    "PartialDecryption": ("PartialDecryption", "Result"),
    "Result": (),
}

STAGES = {
    "Setup": "open",
    "Ballot": "open",
    "EndBallots": "closed",
    "EncryptedTally": "tallied",
    "PartialDecryption": "decrypting",
    "Result": "declared",
}
"""How far a vote is whose last event is this."""


@dataclass(frozen=True)
class Event:
    """``name`` is its hash; ``payload`` the content of the record it names, ``where`` that record's file."""

    name: str
    kind: str
    payload: bytes
    where: str
    parts: dict[str, bytes]
    """Contents of the records that the payload names, by field."""


@dataclass
class Chain:
    """All events in order."""

    events: list[Event] = field(default_factory=list)

    def of(self, kind: str) -> list[Event]:
        """Those of one kind."""
        return [event for event in self.events if event.kind == kind]

    @property
    def head(self) -> str:
        """The hash of the last event."""
        return self.events[-1].name

    @property
    def stage(self) -> str:
        """``open``, ``closed``, ``tallied``, ``decrypting`` or ``declared``."""
        return STAGES[self.events[-1].kind]

    @property
    def names(self) -> list[str]:
        """The hashes of all events, in order."""
        return [event.name for event in self.events]


_PARTS = {
    "Setup": ("election trustees credentials", ("election", "trustees", "credentials")),
    "EncryptedTally": ("num_tallied total_weight encrypted_tally", ("encrypted_tally",)),
    "PartialDecryption": ("owner payload", ("payload",)),
}
"""Fields of a payload, and those of them that name records."""


def link(members: Sequence[Member]) -> Chain:
    """The chain that these files make; raises ``Broken``."""
    chain = Chain()
    waiting: dict[str, bytes] = {}
    for member in members:
        if not member.is_event:
            waiting[member.digest] = member.content
            continue
        chain.events.append(_event(member, chain, waiting))
        for left in waiting:
            raise Broken("chain.unreferenced", "有记录不属于紧接其后的事件，或没有事件引用它。", _data(left))
    for left in waiting:
        raise Broken("chain.unreferenced", "有记录没有任何事件引用。", _data(left))
    require(bool(chain.events), "chain.empty", "存档里没有任何事件。")
    return chain


def _event(member: Member, chain: Chain, waiting: dict[str, bytes]) -> Event:
    """One event in its place; takes what it names out of ``waiting``."""
    where = f"{member.digest}.event.json"
    record = parse(member.content, where)
    before = chain.events[-1] if chain.events else None
    has_payload = not (isinstance(record, dict) and record.get("type") == "EndBallots")
    names = ["height", "type"] if before is None else ["parent", "height", "type"]
    values = dict(
        zip(names, fields(record, " ".join(names + ["payload"] * has_payload), where), strict=False)
    )
    if before is not None:
        require(
            values["parent"] == before.name,
            "chain.parent",
            "事件没有接在前一事件之后（parent 不符）。",
            where,
        )
    height = whole(values["height"], where)
    require(height == len(chain.events), "chain.height", "事件的序号（height）不连续。", where)
    kind = values["type"]
    permitted = _MAY_FOLLOW[before.kind if before else None]
    if kind not in permitted:
        raise Broken("chain.order", f"事件次序不对：此处只可以是 {'、'.join(permitted) or '结尾'}。", where)
    if not has_payload:
        return Event(member.digest, kind, b"", where, {})
    name = digest(record["payload"], where)
    payload = _take(name, waiting, where)
    return Event(member.digest, kind, payload, _data(name), _parts(kind, payload, waiting, _data(name)))


def _parts(kind: str, payload: bytes, waiting: dict[str, bytes], where: str) -> dict[str, bytes]:
    if kind not in _PARTS:
        return {}
    names, references = _PARTS[kind]
    values: dict[str, Any] = dict(
        zip(names.split(), fields(parse(payload, where), names, where), strict=True)
    )
    return {each: _take(digest(values[each], where), waiting, where) for each in references}


def _take(name: str, waiting: dict[str, bytes], where: str) -> bytes:
    content = waiting.pop(name, None)
    if content is None:
        raise Broken("chain.missing", f"缺少被引用的记录 {_data(name)}，或它不在该在的位置。", where)
    return content


def _data(name: str) -> str:
    return f"{name}.data.json"
