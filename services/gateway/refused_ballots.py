"""Of a ballot that never reaches the box (no JSON, far too large, a field missing) the hash and the reason are kept, in the log.

What the box itself refuses is recorded there (``services/voting/persistence/ballot_box.py``).
"""

from __future__ import annotations

import hashlib

from flask import Response, request
from werkzeug.exceptions import HTTPException

from services.gateway import casting
from shared.telemetry import log

NO_BALLOT = (400, 413, 415, 422)
"""What was sent never was a ballot."""

MOST_HASHED = 16 * 1024 * 1024
"""What is larger is refused by its announced length alone, unread."""


def note(response: Response) -> Response:
    """Log a refusal; neither tenant nor trace nor address stands beside the hash.

    A good ballot that could not be taken just now (overload, a fault) will come again and be published: its hash is
    noted nowhere, since the line has a time.
    """
    if casting.is_asked() and response.status_code in NO_BALLOT:
        answer = response.get_json(silent=True, force=True) or {}
        log.warning(
            "ballot_refused", digest=_digest(), reason=answer.get("code"), status=response.status_code
        )
    return response


def _digest() -> str | None:
    request.max_content_length = MOST_HASHED
    try:
        return hashlib.sha256(request.get_data()).hexdigest()
    except HTTPException:
        return None
