"""What shows that the channels of a paper published it (B-035)."""

from __future__ import annotations

from typing import Any

from services.publication.domain.paper import Paper
from services.publication.domain.proof import ChannelPublication
from shared.kernel.identity import new_id
from shared.persistence.unit_of_work import UnitOfWork


def record_publication(work: UnitOfWork, request: dict[str, Any]) -> ChannelPublication:
    """Put it on record; a later record of the same channel holds instead of this one, which is kept."""
    paper = work.get(Paper, request["paper_id"])
    record = ChannelPublication(id=new_id(), **request)
    record.check(paper, work.today)
    work.add(record)
    return record
