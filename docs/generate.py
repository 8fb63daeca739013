"""``make docs``: what can be derived from the code, written to ``build/docs``."""

from __future__ import annotations

import ast
import csv
import pkgutil
import re
from collections import defaultdict
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path

from services.demo.lines import LINES
from shared.config import SERVICES
from shared.kernel.errors import error_classes

ROOT = Path(__file__).parents[1]
BUILD = ROOT / "build" / "docs"

_IN_NAME = re.compile(r"_([ybcq]\d{2,3}[a-f]?|b\d\d[a-f]|a10_?\d+)(?=_[ybcqa]\d|$)")
_IN_TEXT = re.compile(r"\b([YBCDQ]-[0-9A]{2,3}|A10\.\d+)(?:\s*…\s*([YBCDQ]-[0-9A]{2,3}))?")
_TEST = re.compile(r"^ *def (test_\w+)", re.MULTILINE)


def requirements() -> list[dict[str, str]]:
    """Every numbered requirement: number, sentence, service."""
    with (ROOT / "docs" / "requirements.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def canonical(written: str) -> str:
    """``y029`` and ``a10_3`` as they stand in test names → ``Y-029`` and ``A10.3``."""
    if written.startswith("a10"):
        return "A10." + written.removeprefix("a10").lstrip("_")
    return f"{written[0].upper()}-{written[1:].upper()}"


def naming_tests(folder: Path, numbers: Iterable[str]) -> dict[str, list[str]]:
    """Requirement → the tests that name it, in their names or in the words of their module."""
    order = list(numbers)
    found: dict[str, set[str]] = defaultdict(set)
    for path in sorted(folder.rglob("test_*.py")):
        text = path.read_text(encoding="utf-8")
        where = path.relative_to(folder.parent).as_posix()
        for name in _TEST.findall(text):
            for written in _IN_NAME.findall(name):
                found[canonical(written)].add(f"{where}::{name}")
        for first, last in _IN_TEXT.findall(_module_docstring(text)):
            for number in _between(first, last, order):
                found[number].add(where)
    return {number: sorted(tests) for number, tests in found.items()}


def _module_docstring(text: str) -> str:
    return ast.get_docstring(ast.parse(text)) or ""


def _between(first: str, last: str, order: list[str]) -> list[str]:
    if not last or first not in order or last not in order:
        return [first]
    return order[order.index(first) : order.index(last) + 1]


def requirements_page() -> str:
    """Each requirement with the tests that name it, and what has none yet."""
    rows = requirements()
    tests = naming_tests(ROOT / "tests", [row["number"] for row in rows])
    bare = [row for row in rows if row["number"] not in tests]
    lines = [
        "# Requirements and their tests",
        "",
        f"{len(rows)} requirements; {len(bare)} that no test names yet.",
        "",
    ]
    lines += ["## Named by no test yet", ""]
    lines += [f"- **{row['number']}** ({row['service']}) {row['sentence']}" for row in bare]
    lines += ["", "## With tests", ""]
    for row in rows:
        if row["number"] in tests:
            lines.append(f"- **{row['number']}** ({row['service']}) {row['sentence']}")
            lines += [f"  - `{test}`" for test in tests[row["number"]]]
    return "\n".join(lines) + "\n"


def errors_page() -> str:
    """Every permanent error code with its status and message."""
    for service in SERVICES:
        package = import_module(f"services.{service}")
        for module in pkgutil.walk_packages(package.__path__, f"services.{service}."):
            if ".migrations" not in module.name:
                import_module(module.name)
    import_module("services.gateway.app")
    lines = ["# Error codes", "", "| code | status | message |", "|---|---|---|"]
    lines += [f"| `{each.code}` | {each.http_status} | {each.message} |" for each in error_classes()]
    return "\n".join(lines) + "\n"


def contracts_page() -> str:
    """Operations and events of every service."""
    lines = ["# Operations and events", ""]
    for service in SERVICES:
        contract = import_module(f"shared.contracts.{service}").CONTRACT
        lines += [f"## {service}", "", "| operation | kind | roles | what |", "|---|---|---|---|"]
        for each in contract.operations.values():
            roles = ", ".join(sorted(each.allowed))
            lines.append(
                f"| `{each.name}` | {'command' if each.writes else 'query'} | {roles} | {each.summary} |"
            )
        lines += ["", "| event | what |", "|---|---|"]
        lines += [f"| `{each.key}` | {each.summary} |" for each in contract.events.values()]
        lines.append("")
    return "\n".join(lines) + "\n"


def demo_lines_page() -> str:
    """Each line of the demo year, and the step that plays it or what it waits for."""
    lines = [
        "# The demo year, line by line",
        "",
        "| line | what | played by | waits for |",
        "|---|---|---|---|",
    ]
    for each in LINES:
        lines.append(f"| {each.code} | {each.text} | {'；'.join(each.steps)} | {each.waits} |")
    return "\n".join(lines) + "\n"


PAGES = {
    "requirements.md": requirements_page,
    "errors.md": errors_page,
    "contracts.md": contracts_page,
    "demo-lines.md": demo_lines_page,
}


def main() -> None:
    """Write every page."""
    BUILD.mkdir(parents=True, exist_ok=True)
    for name, page in PAGES.items():
        (BUILD / name).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
