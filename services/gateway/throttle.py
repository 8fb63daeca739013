"""At most so many attempts a minute from one address, for this process. Addresses are forgotten after it."""

from __future__ import annotations

import threading
import time
from collections import defaultdict, deque


class Throttle:
    """Counts attempts by key in a sliding window."""

    def __init__(self, most: int, window_seconds: float = 60.0, clock: object = None) -> None:
        self.most = most
        self.window = window_seconds
        self._clock = clock if callable(clock) else time.monotonic
        self._seen: dict[str, deque[float]] = defaultdict(deque)
        self._lock = threading.Lock()

    def wait_for(self, key: str) -> int:
        """0 when the attempt is allowed (and counted), otherwise the seconds to wait."""
        now = float(self._clock())
        with self._lock:
            self._forget(now)
            seen = self._seen[key]
            if len(seen) >= self.most:
                return max(1, round(seen[0] + self.window - now))
            seen.append(now)
            return 0

    def _forget(self, now: float) -> None:
        for key in list(self._seen):
            seen = self._seen[key]
            while seen and seen[0] <= now - self.window:
                seen.popleft()
            if not seen:
                del self._seen[key]
