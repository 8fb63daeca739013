"""What is found broken: a permanent code, a sentence for people, and the place."""

from __future__ import annotations

from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Finding:
    """One broken thing.

    ``code`` never changes its meaning; ``message`` is Chinese and says what is wrong; ``where`` names the
    file of the archive, the number of the ballot or the trustee.
    """

    code: str
    message: str
    where: str = ""

    def as_record(self) -> dict[str, str]:
        """For ``--json``."""
        return asdict(self)


class Broken(Exception):
    """A check failed; what depends on it cannot be checked any more."""

    def __init__(self, code: str, message: str, where: str = "") -> None:
        super().__init__(code, message, where)
        self.finding = Finding(code, message, where)


def require(holds: bool, code: str, message: str, where: str = "") -> None:
    """Raise ``Broken`` unless it holds."""
    if not holds:
        raise Broken(code, message, where)
