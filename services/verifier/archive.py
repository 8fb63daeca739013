"""Strict reading of the archive ``.bel``: an old-style tar without an end marker (ballot-format.md, "Records").

Every byte has one permitted value given names, contents and the one moment of the archive: what a tar header could
carry besides (owners, times of single ballots, padding) could tie a ballot to something.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from services.verifier.files import read_bytes
from services.verifier.findings import Broken, require
from services.verifier.strict import fields, parse

_BLOCK = 512
_NAME = re.compile(r"([0-9a-f]{64})\.(data|event)\.json", re.ASCII)
_STAMP = re.compile(r"0|[1-9][0-9]{0,10}", re.ASCII)
_OCTAL = re.compile(rb"[0-7]{11}\0")


@dataclass(frozen=True)
class Member:
    """A file of the archive: ``digest`` is the SHA-256 of ``content`` in hexadecimal."""

    digest: str
    is_event: bool
    content: bytes


def read(path: Path) -> list[Member]:
    """The files after ``BELENIOS``, in order; raises ``Broken``."""
    return members(read_bytes(path, "archive.unreadable", "存档文件"))


def members(raw: bytes) -> list[Member]:
    """The same from the bytes of an archive."""
    files = _files(raw)
    first = next(files, None)
    if first is None or first[0] != "BELENIOS":
        raise Broken("archive.first-member", "存档的第一个文件应当是 BELENIOS。")
    stamp = _stamp(first[1])
    require(first[2] == stamp, "archive.header", "文件头的时间应当等于 BELENIOS 中的 timestamp。", "BELENIOS")
    found: list[Member] = []
    seen: set[str] = set()
    for name, content, at in files:
        match = _NAME.fullmatch(name)
        if match is None:
            raise Broken("archive.member-name", "存档中有不该有的文件。", name[:100])
        require(at == stamp, "archive.header", "各文件头的时间应当都等于存档的 timestamp。", name)
        digest = match[1]
        require(
            hashlib.sha256(content).hexdigest() == digest,
            "archive.digest",
            "文件内容与文件名中的 SHA-256 不符。",
            name,
        )
        require(digest not in seen, "archive.duplicate", "同一文件出现了两次。", name)
        seen.add(digest)
        found.append(Member(digest, match[2] == "event", content))
    return found


def _stamp(content: bytes) -> int:
    version, stamp = fields(parse(content, "BELENIOS"), "version timestamp", "BELENIOS")
    good = type(version) is int and version == 1 and isinstance(stamp, str) and _STAMP.fullmatch(stamp)
    require(bool(good), "archive.first-member", "BELENIOS 文件的版本应当是 1，时间应当是秒数。", "BELENIOS")
    return int(stamp)


def _files(raw: bytes) -> Iterator[tuple[str, bytes, int]]:
    """Name, content and time of each file; every header is compared with the only one that is permitted."""
    at = 0
    while at < len(raw):
        header = raw[at : at + _BLOCK]
        place = f"第{at}字节"
        require(len(header) == _BLOCK, "archive.truncated", "存档末尾不完整。", place)
        name, _, _ = header[:100].partition(b"\0")
        if not _OCTAL.fullmatch(header[124:136]) or not _OCTAL.fullmatch(header[136:148]):
            raise Broken("archive.header", "文件头不合格式。", place)
        size, stamp = int(header[124:135], 8), int(header[136:147], 8)
        require(
            name.isascii() and header == _header(name, size, stamp),
            "archive.header",
            "文件头不合格式。",
            place,
        )
        start = at + _BLOCK
        at = start + size + -size % _BLOCK
        require(at <= len(raw), "archive.truncated", "存档末尾不完整。", place)
        require(not any(raw[start + size : at]), "archive.padding", "填充部分应当全为零。", place)
        yield name.decode("ascii"), raw[start : start + size], stamp


def _header(name: bytes, size: int, stamp: int) -> bytes:
    """The header of a plain file as it was before ustar: mode 644, owner 0, no link, no magic."""
    blank = (
        name.ljust(100, b"\0")
        + b"0000644\0"
        + b"0000000\0" * 2
        + b"%011o\0%011o\0" % (size, stamp)
        + b" " * 8
        + b"0".ljust(_BLOCK - 156, b"\0")
    )
    return blank[:148] + b"%06o\0 " % sum(blank) + blank[156:]
