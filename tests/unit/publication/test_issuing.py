"""Numbering and issuing: once each, gapless, never twice the same number."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.publication.domain.numbering import KIND_NAMES, Series
from services.publication.domain.paper import (
    DistributedBeforeIssue,
    Distribution,
    KeptElsewhere,
    Origin,
    Paper,
)
from services.publication.domain.sheet import Sheet
from services.publication.handlers.issuing import issue_paper
from shared.contracts.papers import PaperRequested
from tests.unit.publication.desk import Notebook, a_request

KINDS = sorted(KIND_NAMES)

requests = st.lists(
    st.tuples(st.sampled_from(KINDS), st.integers(2023, 2025), st.integers(0, 8)), min_size=1, max_size=40
)


def typeset(sheet: Sheet, digest: str) -> bytes:
    return f"{sheet.number} {digest}".encode()


def issue(notebook: Notebook, **changes: Any) -> Paper | None:
    asked = a_request(**changes)
    issue_paper(cast(Any, notebook), asked, typeset)
    return notebook.find(Paper, id=asked["paper_id"])


def test_a_paper_is_numbered_by_kind_and_year_y041() -> None:
    assert Series.of("announcement", 2024, demo=False).number(3) == "公告〔2024〕第3号"


def test_a_demo_paper_never_bears_a_year_a10_20() -> None:
    assert Series.of("announcement", 2024, demo=True).number(1) == "公告〔演示〕第1号"
    assert Series.of("announcement", 2025, demo=True).key == Series.of("announcement", 2024, demo=True).key


def test_every_kind_that_can_be_asked_for_has_a_name_y041() -> None:
    validator = PaperRequested().fields["kind"].validators[0]
    assert set(cast(Any, validator).choices) == set(KIND_NAMES)


@given(requests, st.booleans())
def test_numbers_are_gapless_and_unique_whatever_comes_twice_y041(
    asked: list[tuple[str, int, int]], demo: bool
) -> None:
    notebook = Notebook(demo)
    for kind, year, serial in asked:
        issue(
            notebook,
            paper_id=f"{kind}-{year}-{serial}",
            kind=kind,
            issued_on=date(year, 6, 1),
            title=f"第{serial}件",
        )
    sequences: dict[str, list[int]] = defaultdict(list)
    for paper in notebook.papers:
        sequences[paper.series].append(paper.sequence)
    assert len(notebook.papers) == len({*asked})
    assert all(found == list(range(1, len(found) + 1)) for found in sequences.values())
    assert len({paper.number for paper in notebook.papers}) == len(notebook.papers)
    assert [fact["number"] for fact in notebook.facts] == [paper.number for paper in notebook.papers]


def test_the_same_request_twice_issues_one_paper_y041() -> None:
    notebook = Notebook()
    first = issue(notebook)
    again = issue(notebook, title="另一个标题")
    assert first is again
    assert len(notebook.facts) == 1
    assert len(notebook.blobs) == 2


def test_the_digest_is_that_of_the_kept_html_a10_17() -> None:
    notebook = Notebook()
    paper = issue(notebook)
    assert paper is not None
    media_type, content = notebook.blobs[paper.kept_digest("html")]
    assert media_type.startswith("text/html")
    assert paper.number.encode() in content
    assert notebook.blobs[paper.kept_digest("pdf")] == (
        "application/pdf",
        f"{paper.number} {paper.digest}".encode(),
    )


def test_a_paper_of_outside_has_a_number_and_no_text_a10_17() -> None:
    paper = issue(Notebook())
    assert paper is not None
    paper.origin, paper.digest = Origin.OUTSIDE, None
    with pytest.raises(KeptElsewhere, match=r"公告〔2024〕第1号"):
        paper.kept_digest("html")


def test_only_staff_read_papers_that_are_not_public_a10_18() -> None:
    paper = issue(Notebook(), public=False)
    assert paper is not None
    assert (paper.readable_by(staff=True), paper.readable_by(staff=False)) == (True, False)


def test_a_paper_is_not_sent_out_before_it_is_issued_c03() -> None:
    paper = issue(Notebook())
    assert paper is not None
    Distribution(id="d", paper_id=paper.id, on=date(2024, 2, 29)).check(paper)
    with pytest.raises(DistributedBeforeIssue):
        Distribution(id="d", paper_id=paper.id, on=date(2024, 2, 28)).check(paper)
