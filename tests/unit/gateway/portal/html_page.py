"""A page read back: elements, text, and what every page of ours owes its readers."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise

VOID = {"meta", "link", "input", "img", "br", "hr", "rect"}


@dataclass
class Element:
    """A start tag with its attributes and the text below it."""

    tag: str
    attributes: dict[str, str | None]
    parents: tuple[Element, ...]
    words: list[str] = field(default_factory=list)

    @property
    def inside(self) -> list[str]:
        """The tags around the element, the outermost first."""
        return [each.tag for each in self.parents]

    def get(self, name: str) -> str | None:
        """An attribute."""
        return self.attributes.get(name)

    @property
    def text(self) -> str:
        """The text below the element."""
        return " ".join(" ".join(self.words).split())


class Page(HTMLParser):
    """The elements of a page in document order; mismatched tags fail."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self._open: list[Element] = []
        self.feed(html)
        self.close()
        assert not self._open, f"never closed: {[each.tag for each in self._open]}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        element = Element(tag, dict(attrs), tuple(self._open))
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an empty element."""
        self.elements.append(Element(tag, dict(attrs), tuple(self._open)))

    def handle_endtag(self, tag: str) -> None:
        """Close the innermost element, which must be this one."""
        if tag in VOID:
            return
        assert self._open and self._open[-1].tag == tag, (
            f"</{tag}> closes {[each.tag for each in self._open]}"
        )
        self._open.pop()

    def handle_data(self, data: str) -> None:
        """Text counts for everything around it."""
        for element in self._open:
            element.words.append(data)

    def all(self, tag: str, **attributes: str) -> list[Element]:
        """Elements of a tag with these attributes."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [
            each
            for each in self.elements
            if each.tag == tag and all(each.get(name) == value for name, value in wanted.items())
        ]

    def one(self, tag: str, **attributes: str) -> Element:
        """The only such element."""
        found = self.all(tag, **attributes)
        assert len(found) == 1, f"{len(found)} × <{tag} {attributes}>"
        return found[0]

    @property
    def text(self) -> str:
        """All text of the body."""
        return self.one("body").text


def problems(page: Page) -> list[str]:
    """What a page owes and does not give: language, landmarks, names, labels, no inline style or script."""
    found = [*_frame(page), *_inputs(page), *_names(page)]
    for each in page.elements:
        if "style" in each.attributes or each.tag == "style":
            found.append(f"inline style at <{each.tag}>")
        if any(name.startswith("on") for name in each.attributes):
            found.append(f"inline script at <{each.tag}>")
        if each.tag == "script" and not each.get("src"):
            found.append("inline script")
        address = each.get("src") or (each.get("href") if each.tag in ("a", "link") else None)
        if address and (address.startswith(("http:", "https:", "//", "javascript:"))):
            found.append(f"outside address {address}")
    return found


def _frame(page: Page) -> list[str]:
    found = []
    if page.one("html").get("lang") != "zh-CN":
        found.append("lang")
    for tag in ("title", "h1", "main", "header", "footer"):
        number = len([each for each in page.all(tag) if tag != "header" or "main" not in each.inside])
        if number != 1:
            found.append(f"{number} × <{tag}>")
    first_link = page.all("a")[0]
    if first_link.get("href") != "#main" or page.one("main").get("id") != "main":
        found.append("skip link")
    levels = [int(each.tag[1]) for each in page.elements if each.tag in ("h1", "h2", "h3", "h4")]
    found += [f"heading h{a} → h{b}" for a, b in pairwise(levels) if b > a + 1]
    return found


def _inputs(page: Page) -> list[str]:
    labelled = {each.get("for") for each in page.all("label")}
    ids = {each.get("id") for each in page.elements if each.get("id")}
    found = []
    for each in page.elements:
        if each.tag in ("select", "textarea") or (each.tag == "input" and each.get("type") != "hidden"):
            if each.get("id") not in labelled:
                found.append(f"no label for {each.get('name')}")
            described = (each.get("aria-describedby") or "").split()
            found += [f"description {name} is missing" for name in described if name not in ids]
    return found


def _names(page: Page) -> list[str]:
    ids = [each.get("id") for each in page.elements if each.get("id")]
    found = [f"id {name} twice" for name in set(ids) if ids.count(name) > 1]
    found += [
        f"<{each.tag}> without a name"
        for each in page.elements
        if each.tag in ("a", "button") and not _named(each, page)
    ]
    found += ["image without alt" for each in page.all("img") if not each.get("alt")]
    found += ["chart without a name" for each in page.all("svg") if not each.get("aria-label")]
    found += ["table without a caption" for each in page.all("table") if not page.all("caption")]
    found += [
        f"nothing is called {each.get('aria-labelledby')}"
        for each in page.elements
        if each.get("aria-labelledby") and each.get("aria-labelledby") not in ids
    ]
    return found


def _named(element: Element, page: Page) -> bool:
    return bool(element.text or element.get("aria-label") or page.all("img"))
