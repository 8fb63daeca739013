"""Reading a file that somebody named: what cannot be read is a finding like any other."""

from __future__ import annotations

import errno
from pathlib import Path

from services.verifier.findings import Broken

_WHY = {
    errno.ENOENT: "没有这个文件",
    errno.ENOTDIR: "没有这个文件",
    errno.EISDIR: "这是文件夹，不是文件",
    errno.EACCES: "没有读取的权限",
    errno.EPERM: "没有读取的权限",
    errno.ENAMETOOLONG: "文件名过长",
}


def read_bytes(path: Path, code: str, what: str) -> bytes:
    """The content; raises ``Broken`` with this code, saying of ``what`` why it cannot be read."""
    try:
        return path.read_bytes()
    except (OSError, ValueError) as wrong:
        why = _WHY.get(getattr(wrong, "errno", None) or 0, "读取时出错")
        raise Broken(code, f"读不到{what}：{why}。", path.name) from None
