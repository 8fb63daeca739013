"""Mutants of the archive and the chain: files, headers, events; here nothing is made consistent again."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from services.voting.domain.crypto.encoding import compact, name_of
from tests.support.forging import STAMP, Forgery, Played, data, tar
from tests.support.mutants.registry import Files, edited, mutant

Members = list[tuple[str, bytes]]
BLOCK = 512


def _members(played: Played, change: Callable[[Members], Members | None]) -> Files:
    members = played.honest.members()
    changed = change(members)
    return Files(tar(members if changed is None else changed), played.honest.lines())


def _bytes(played: Played, change: Callable[[bytearray], bytes | None]) -> Files:
    raw = bytearray(played.honest.archive())
    changed = change(raw)
    return Files(bytes(raw if changed is None else changed), played.honest.lines())


def _rechained(played: Played, change: Callable[[list[dict[str, Any]]], Any]) -> Files:
    """Events edited before they are chained again; records stay where they are."""
    members = played.honest.members()
    events = [json.loads(content) for name, content in members if name.endswith(".event.json")]
    change(events)
    forged: Members = []
    parent = None
    rest = iter(events)
    for name, content in members:
        if not name.endswith(".event.json"):
            forged.append((name, content))
            continue
        event = next(rest)
        if parent is not None and event.get("parent") != "kept":
            event["parent"] = parent
        text = compact(event)
        parent = name_of(text.encode())
        forged.append((f"{parent}.event.json", text.encode()))
    return Files(tar(forged), played.honest.lines())


def _checksummed(header: bytearray) -> None:
    header[148:156] = b" " * 8
    header[148:156] = b"%06o\0 " % sum(header[:BLOCK])


def _header(played: Played, place: int, content: bytes) -> Files:
    """The second file's header with other bytes at a place, its checksum right."""

    def change(raw: bytearray) -> None:
        header = raw[2 * BLOCK : 3 * BLOCK]
        header[place : place + len(content)] = content
        _checksummed(header)
        raw[2 * BLOCK : 3 * BLOCK] = header

    return _bytes(played, change)


@mutant("archive.digest", "archive: one byte of a record flipped")
def _(played: Played) -> Files:
    def flip(raw: bytearray) -> None:
        place = raw.index(b'"individual_proofs"') + 60
        raw[place] ^= 1

    return _bytes(played, flip)


@mutant("archive.header", "archive: a checksum altered")
def _(played: Played) -> Files:
    return _bytes(played, lambda raw: raw.__setitem__(2 * BLOCK + 150, raw[2 * BLOCK + 150] ^ 1))


@mutant("archive.header", "archive: a file's owner named")
def _(played: Played) -> Files:
    return _header(played, 108, b"0001750\0")


@mutant("archive.header", "archive: a file's own time")
def _(played: Played) -> Files:
    return _header(played, 136, b"%011o\0" % (STAMP + 60))


@mutant("archive.header", "archive: something behind a header's fields")
def _(played: Played) -> Files:
    return _header(played, 500, b"hidden")


@mutant("archive.padding", "archive: something in the padding")
def _(played: Played) -> Files:
    return _bytes(played, lambda raw: raw.__setitem__(2 * BLOCK - 1, 65))


@mutant("archive.header", "archive: an end marker and more behind it")
def _(played: Played) -> Files:
    return _bytes(played, lambda raw: bytes(raw) + b"\0" * 2 * BLOCK + b"hidden".ljust(BLOCK, b"\0"))


@mutant("archive.truncated", "archive: the last block cut off")
def _(played: Played) -> Files:
    return _bytes(played, lambda raw: bytes(raw[:-BLOCK]))


@mutant("archive.first-member", "archive: another format version")
def _(played: Played) -> Forgery:
    return replace(played.honest, first=compact({"version": 2, "timestamp": str(STAMP)}))


@mutant("archive.first-member", "archive: does not begin as it must")
def _(played: Played) -> Files:
    return _members(played, lambda members: members[1:])


@mutant("archive.member-name", "archive: a file that belongs to nothing")
def _(played: Played) -> Files:
    return _members(played, lambda members: members.append(("roll.csv", b"deputy,seat\n")))


@mutant("archive.duplicate", "archive: a record twice")
def _(played: Played) -> Files:
    return _members(played, lambda members: members.insert(2, members[1]))


@mutant("chain.unreferenced", "archive: a record that no event names")
def _(played: Played) -> Files:
    return _members(played, lambda members: members.insert(-2, data('"hidden"')))


@mutant("chain.unreferenced", "archive: a record that no event names, at the end")
def _(played: Played) -> Files:
    return _members(played, lambda members: members.append(data('"hidden"')))


@mutant("chain.missing", "archive: a ballot's record dropped")
def _(played: Played) -> Files:
    ballot = data(played.honest.ballots[1])
    return _members(played, lambda members: [each for each in members if each != ballot])


@mutant("chain.parent", "chain: an event dropped")
def _(played: Played) -> Files:
    def drop(members: Members) -> Members:
        place = [at for at, (name, _) in enumerate(members) if name.endswith(".event.json")][2]
        return members[: place - 1] + members[place + 1 :]

    return _members(played, drop)


@mutant("chain.missing", "chain: two ballots' records swapped behind their events")
def _(played: Played) -> Files:
    def swap(members: Members) -> None:
        one, other = (members.index(data(each)) for each in played.honest.ballots[:2])
        members[one], members[other] = members[other], members[one]

    return _members(played, swap)


@mutant("chain.parent", "chain: a ballot names the first event as the one before")
def _(played: Played) -> Files:
    def alter(events: list[dict[str, Any]]) -> None:
        events[2]["parent"] = "kept"

    return _rechained(played, alter)


@mutant("chain.height", "chain: a height skipped")
def _(played: Played) -> Files:
    return _rechained(played, lambda events: events[2].update(height=7))


@mutant("record.number", "chain: a height that is no number")
def _(played: Played) -> Files:
    return _rechained(played, lambda events: events[2].update(height=True))


@mutant("chain.order", "chain: an event of another kind")
def _(played: Played) -> Files:
    return _rechained(played, lambda events: events[1].update(type="Result"))


@mutant("chain.order", "chain: an event of no kind")
def _(played: Played) -> Files:
    return _rechained(played, lambda events: events[1].update(type="Vote"))


@mutant("record.fields", "chain: an event with the time of its making")
def _(played: Played) -> Files:
    return _rechained(played, lambda events: events[1].update(at="2024-01-29T10:15:00"))


@mutant("record.fields", "chain: an event without its payload")
def _(played: Played) -> Files:
    return _rechained(played, lambda events: events[1].pop("payload"))


@mutant("chain.unfinished", "chain: the result dropped", outside_misses=True)
def _(played: Played) -> Files:
    return _members(played, lambda members: members[:-2])


@mutant("chain.order", "chain: a ballot after the close")
def _(played: Played) -> Files:
    def late(members: Members) -> None:
        last = name_of(members[-1][1])
        ballot = edited(played.honest.ballots[0], lambda record: record.update(election_uuid="late"))
        event = compact(
            {
                "parent": last,
                "height": len(played.honest.events()),
                "type": "Ballot",
                "payload": data(ballot)[0][:64],
            }
        )
        members += [data(ballot), (f"{name_of(event.encode())}.event.json", event.encode())]

    return _members(played, late)


@mutant("chain.order", "chain: a second result")
def _(played: Played) -> Files:
    def again(members: Members) -> None:
        other = compact({"result": [[0, 0], [0, 0]]})
        event = compact(
            {
                "parent": name_of(members[-1][1]),
                "height": len(played.honest.events()),
                "type": "Result",
                "payload": data(other)[0][:64],
            }
        )
        members += [data(other), (f"{name_of(event.encode())}.event.json", event.encode())]

    return _members(played, again)


@mutant("chain.empty", "chain: none")
def _(played: Played) -> Files:
    return _members(played, lambda members: members[:1])
