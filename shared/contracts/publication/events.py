"""Facts that publication publishes."""

from __future__ import annotations

from shared.contracts.papers import PaperIssued
from shared.contracts.publication.contract import CONTRACT

PAPER_ISSUED = CONTRACT.event("paper_issued", PaperIssued, "一份文书已编号印发")
