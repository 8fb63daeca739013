"""Weeks of field research by deputies."""

from __future__ import annotations

from typing import Any

from services.collection.domain.campaign import Campaign
from services.collection.domain.round import Round
from services.collection.handlers.rounds import given
from shared.kernel.identity import new_id
from shared.persistence.unit_of_work import UnitOfWork


def register_campaign(work: UnitOfWork, request: dict[str, Any]) -> Campaign:
    """Make a campaign known, so that its findings can name it."""
    round_ = work.get(Round, request["round_id"])
    campaign = Campaign(id=new_id(), **request)
    campaign.check(round_)
    work.add(campaign)
    return campaign


def list_campaigns(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """Campaigns, newest first."""
    return work.page(Campaign, page=request, order="-seq", **given(request, "round_id"))
