"""Every kind of page that can be reached by links, so that a new page is looked at without being listed."""

from __future__ import annotations

import re
from collections import Counter, deque
from dataclasses import dataclass

from tests.e2e.browser.visitor import DESKTOP, NARROWEST, PHONE, Visitor

LINKS = "[...document.querySelectorAll('a[href]')].map((each) => each.href)"
NOT_OPENED = re.compile(r"^/display|\.(pdf|bel|jsonl)$")
"""The switch of the type size would change what follows; a PDF and a file to keep have no page."""

MOST_PAGES = 80


@dataclass(frozen=True)
class Seen:
    """What one visit to a page brought to light."""

    status: int
    widths: dict[int, int]
    owes: list[str]
    watched: list[str]
    text: str


def shape(path: str) -> str:
    """The kind of page: its path and the names of its query, without tenant, numbers and tokens."""
    plain, _, query = path.partition("?")
    parts = ["*" if re.search(r"\d", each) or len(each) > 24 else each for each in plain.split("/")]
    if plain.startswith("/t/"):
        parts[2] = "*"
    ending = ".html" if plain.endswith(".html") else ""
    names = sorted(each.partition("=")[0] for each in query.split("&") if each)
    return "/".join(parts) + ending + ("?" + "&".join(names) if names else "")


def is_paper(path: str) -> bool:
    """An official paper as it was issued: a document of its own, not a page in the portal's frame."""
    return path.endswith(".html")


def crawl(visitor: Visitor, start: str, within: str, each_kind: int, deep: bool = True) -> dict[str, Seen]:
    """Visit from ``start`` what is linked below ``within``, ``each_kind`` pages of a kind at most.

    A link that leads off the host is a problem of the page that has it. ``deep`` follows the links of the
    pages found as well.
    """
    waiting, known, kinds = deque([start]), {start}, Counter([shape(start)])
    seen: dict[str, Seen] = {}
    while waiting and len(seen) < MOST_PAGES:
        path = waiting.popleft()
        seen[path], links = _visit(visitor, path)
        for link in links if deep or path == start else []:
            if link in known or NOT_OPENED.search(link) or not link.startswith(within):
                continue
            known.add(link)
            kind = shape(link)
            kinds[kind] += 1
            if kinds[kind] <= each_kind:
                waiting.append(link)
    return seen


def _visit(visitor: Visitor, path: str) -> tuple[Seen, list[str]]:
    response = visitor.open(path)
    text = visitor.text
    addresses = [str(each).partition("#")[0] for each in visitor.page.evaluate(LINKS)]
    outside = [each for each in addresses if not each.startswith(visitor.address)]
    owes = visitor.audit()
    if is_paper(path):
        owes = [
            each for each in owes if not each.startswith(("no skip link", "inline style", "table without"))
        ]
    widths = {width: visitor.width_at(width) for width in (PHONE, NARROWEST)}
    visitor.page.set_viewport_size({"width": DESKTOP, "height": 900})
    watched = visitor.watch.take() + [f"link to {each}" for each in outside]
    links = [each.removeprefix(visitor.address) for each in addresses if each.startswith(visitor.address)]
    return Seen(response.status, widths, owes, watched, text), links
