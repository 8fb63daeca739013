"""One line of the API: a method and a path for an operation of a contract."""

from __future__ import annotations

import re
from dataclasses import dataclass

from shared.contracts.operation import Operation

_PARAMETER = re.compile(r"<([a-z_]+)>")


@dataclass(frozen=True)
class Route:
    """``path`` is below ``/api/v1/tenants/<tenant>``; its parameters are fields of the request schema."""

    method: str
    path: str
    operation: Operation

    def __post_init__(self) -> None:
        if self.operation.writes == (self.method == "GET"):
            raise ValueError(f"{self.method} does not suit {self.operation.key}")

    @property
    def parameters(self) -> list[str]:
        """The names of the path's parameters."""
        return _PARAMETER.findall(self.path)
