"""Facilities and figures, typed in as they are."""

from __future__ import annotations

from typing import Any

from services.congress.domain.records import Facility, Figure
from shared.kernel.identity import new_id
from shared.persistence.unit_of_work import UnitOfWork


def register_facilities(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """Keep a sheet of facilities."""
    work.add_all([Facility(id=new_id(), **each) for each in request["facilities"]])
    return {"saved": len(request["facilities"])}


def list_facilities(work: UnitOfWork, _request: dict[str, Any]) -> dict[str, Any]:
    """All facilities."""
    return {"items": work.all(Facility)}


def record_figures(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """Keep a sheet of figures as printed."""
    work.add_all([Figure(id=new_id(), **each) for each in request["figures"]])
    return {"saved": len(request["figures"])}


def list_figures(work: UnitOfWork, _request: dict[str, Any]) -> dict[str, Any]:
    """All figures as printed."""
    return {"items": work.all(Figure)}
