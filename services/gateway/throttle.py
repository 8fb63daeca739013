"""At most so many attempts from one address in a while, and which address that is.

What is counted is counted **in this process**: a gateway of N worker processes lets through up to N times the number,
and each replica again. The limits are there against a script that floods a round, not as an exact quota, and a count
shared by all would put a store between the public and the bus. Addresses are held in memory only, for the length of the
window and no longer than a tenth of it beyond; they are never logged.
"""

from __future__ import annotations

import ipaddress
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from shared.config import SettingWrong, count_setting
from shared.kernel.errors import DomainError

HOUR = 3600.0


class TooManySuggestions(DomainError):
    """Too many suggestions without an account from one address (``PIAOJUE_SUGGESTIONS_PER_HOUR``)."""

    code = "gateway.too-many-suggestions"
    message = "同一网络地址一小时内提交的建议过多，请{seconds}秒后再试；您也可以到征集点当面提出。"
    http_status = 429


@dataclass(frozen=True)
class Limits:
    """What the public may do from one address, and how many proxies of ours say what that address is."""

    sign_ins_a_minute: int = 120
    suggestions_an_hour: int = 600
    """A village, an office or a mobile operator's gateway shows many residents under one address."""

    casts_at_once: int = 12
    """Ballots under way in one process, whoever sends them: of its 16 threads some are left for all the rest."""

    trusted_proxies: int = 0
    """Reverse proxies between the public and us; without any, ``X-Forwarded-For`` is anybody's word and is not read."""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Limits:
        """``PIAOJUE_SUGGESTIONS_PER_HOUR``, ``PIAOJUE_CASTS_AT_ONCE`` and ``PIAOJUE_TRUSTED_PROXIES``; raises ``SettingWrong``."""
        casts_at_once = count_setting("PIAOJUE_CASTS_AT_ONCE", cls.casts_at_once, environment)
        if casts_at_once == 0:
            raise SettingWrong("PIAOJUE_CASTS_AT_ONCE 至少为 1，否则谁也不能投票；请改正后重新启动。")
        return cls(
            casts_at_once=casts_at_once,
            suggestions_an_hour=count_setting(
                "PIAOJUE_SUGGESTIONS_PER_HOUR", cls.suggestions_an_hour, environment
            ),
            trusted_proxies=count_setting("PIAOJUE_TRUSTED_PROXIES", cls.trusted_proxies, environment),
        )


class Throttle:
    """Counts attempts by key in a sliding window, in this process."""

    def __init__(
        self, most: int, window_seconds: float = 60.0, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.most = most
        self.window = window_seconds
        self._clock = clock
        self._seen: dict[str, deque[float]] = {}
        self._swept = clock()
        self._lock = threading.Lock()

    def wait_for(self, key: str) -> int:
        """0 when the attempt is allowed (and counted), otherwise the seconds to wait."""
        now = self._clock()
        with self._lock:
            self._sweep(now)
            seen = self._seen.setdefault(key, deque())
            self._forget(seen, now)
            if len(seen) < self.most:
                seen.append(now)
                return 0
            oldest = seen[0] if seen else now
            return max(1, round(oldest + self.window - now))

    def _forget(self, seen: deque[float], now: float) -> None:
        while seen and seen[0] <= now - self.window:
            seen.popleft()

    def _sweep(self, now: float) -> None:
        """Forget everybody's old attempts, now and then: not at each, since there may be many addresses."""
        if now - self._swept < self.window / 10:
            return
        self._swept = now
        for key in list(self._seen):
            self._forget(self._seen[key], now)
            if not self._seen[key]:
                del self._seen[key]


def address_key(remote: str | None) -> str:
    """What counts as one address: an IPv4 address, or the /64 that one IPv6 subscriber has to himself."""
    try:
        address = ipaddress.ip_address(remote or "")
    except ValueError:
        return remote or "unknown"
    if address.version == 6:
        mapped = getattr(address, "ipv4_mapped", None)
        return str(mapped or ipaddress.ip_network(f"{address}/64", strict=False).network_address)
    return str(address)
