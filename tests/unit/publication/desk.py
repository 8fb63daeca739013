"""A unit of work in memory, as far as issuing a paper needs one."""

from __future__ import annotations

import hashlib
from collections import Counter
from datetime import date
from types import SimpleNamespace
from typing import Any

from services.publication.domain.paper import Paper


def a_request(**changes: Any) -> dict[str, Any]:
    """A paper that some service asks for."""
    asked: dict[str, Any] = {
        "paper_id": "paper-1",
        "cycle_id": "cycle-1",
        "kind": "announcement",
        "title": "关于票决结果的公告",
        "issuer": "甲县人民代表大会主席团",
        "addressee": "",
        "issued_on": date(2024, 2, 29),
        "blocks": [{"kind": "paragraph", "text": "正文。", "header": [], "rows": []}],
        "public": True,
        "channels": ["大会公告"],
        "about": {"kind": "vote", "id": "vote-1"},
    }
    return {**asked, **changes}


class Notebook:
    """What was kept and said, in order."""

    def __init__(self, demo: bool = False) -> None:
        self.demo = demo
        self.papers: list[Paper] = []
        self.blobs: dict[str, tuple[str, bytes]] = {}
        self.facts: list[dict[str, Any]] = []
        self._counters: Counter[str] = Counter()

    def find(self, _kind: type[Paper], **equals: Any) -> Paper | None:
        return next((each for each in self.papers if each.id == equals["id"]), None)

    def cycle(self, _cycle_id: str) -> Any:
        return SimpleNamespace(demo=self.demo, tenant_name="甲县（演示）" if self.demo else "甲县")

    def next_number(self, series: str) -> int:
        self._counters[series] += 1
        return self._counters[series]

    def put_blob(self, media_type: str, content: bytes) -> str:
        digest = hashlib.sha256(content).hexdigest()
        self.blobs[digest] = (media_type, content)
        return digest

    def add(self, paper: Paper) -> None:
        self.papers.append(paper)

    def emit(self, _event: Any, payload: dict[str, Any], about: Paper) -> None:
        self.facts.append(payload)
