"""A tar file as it was before ustar: no owner's name, one moment for all, no end marker (ballot-format.md, "Records").

``tarfile`` of the standard library writes neither this header nor an archive without an end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

_BLOCK = 512
_MODE = b"0000644\0"
_NOBODY = b"0000000\0"


def plain_tar(members: Iterable[tuple[str, bytes]], stamped_at: int) -> Iterator[bytes]:
    """The bytes of an archive of files (name, content) in this order, piece by piece."""
    for name, content in members:
        yield _header(name, len(content), stamped_at)
        yield content + b"\0" * (-len(content) % _BLOCK)


def _header(name: str, size: int, stamped_at: int) -> bytes:
    before = name.encode().ljust(100, b"\0") + _MODE + _NOBODY + _NOBODY
    before += f"{size:011o}\0{stamped_at:011o}\0".encode()
    after = b"0".ljust(_BLOCK - len(before) - 8, b"\0")
    total = sum(before) + sum(b" " * 8) + sum(after)
    return before + f"{total:06o}\0 ".encode() + after
