"""One rating a device and project, without knowing the device (A10.19).

A device's token is personal data. It is never kept: what stays is a hash, keyed with a secret of the
cycle and bound to the project, so that the ratings of one device cannot be joined. Its only purpose is
to refuse a second rating while rating is open; after that the secret and the hashes are erased.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import date

from shared.kernel.aggregate import Aggregate
from shared.kernel.errors import Conflict

SECRET_BYTES = 32


class DeviceSecretErased(Conflict):
    """Rating of this cycle has ended and the device traces are gone."""

    code = "evaluation.device-secret-erased"
    message = "本周期群众评价已结束，设备标识已清除，不能再评价。"


class RatingStillOpen(Conflict):
    """Device traces are needed as long as a code of the cycle is open."""

    code = "evaluation.rating-still-open"
    message = "仍有评价码到{closes_on}才截止，全部截止后才能清除设备标识。"


@dataclass(kw_only=True)
class DeviceSecret(Aggregate):
    """设备标识密钥: the key of one cycle's device hashes; ``id`` is the cycle's id."""

    secret: str
    erased_on: date | None = None

    @classmethod
    def fresh(cls, cycle_id: str) -> DeviceSecret:
        """A new random secret for a cycle."""
        return cls(id=cycle_id, secret=secrets.token_hex(SECRET_BYTES))

    def hash_of(self, device: str, project_id: str) -> str:
        """The trace that a device leaves on one project; raises ``DeviceSecretErased``."""
        if self.erased_on is not None:
            raise DeviceSecretErased()
        text = f"{len(project_id)}:{project_id}:{device}".encode()
        return hmac.new(bytes.fromhex(self.secret), text, hashlib.sha256).hexdigest()

    def erase(self, day: date, last_close: date | None) -> None:
        """Forget the key for good; raises ``RatingStillOpen`` before the last code has closed."""
        if last_close is not None and day <= last_close:
            raise RatingStillOpen(closes_on=last_close)
        if self.erased_on is None:
            self.secret = ""
            self.erased_on = day
