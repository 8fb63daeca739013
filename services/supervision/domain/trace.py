"""From a suggestion to the project it became (Y-003)."""

from __future__ import annotations

from dataclasses import dataclass

from shared.kernel.aggregate import Aggregate


@dataclass(kw_only=True)
class SuggestionLink(Aggregate):
    """建议去向: one suggestion that stands behind a project."""

    cycle_id: str
    suggestion_id: str
    project_id: str
