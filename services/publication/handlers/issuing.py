"""A paper that a service asked for is numbered, laid out, kept and announced: once, whatever comes twice."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from services.publication.domain.numbering import Series
from services.publication.domain.paper import (
    AboutWhat,
    Distribution,
    DistributionKind,
    Origin,
    Paper,
    Recipient,
)
from services.publication.domain.sheet import Sheet, sheet_of
from services.publication.handlers.papers import view
from services.publication.layout import html, pdf
from shared.contracts import publication as contract
from shared.kernel.identity import new_id
from shared.persistence.unit_of_work import UnitOfWork

Typeset = Callable[[Sheet, str], bytes]
"""Makes the PDF of a sheet whose HTML has the digest; the service runs it off the hub."""


def issue_paper(work: UnitOfWork, asked: dict[str, Any], typeset: Typeset) -> None:
    """Issue the paper unless it was issued already; raises ``NotYetKnown`` before its cycle's opening."""
    if work.find(Paper, id=asked["paper_id"]) is not None:
        return
    cycle = work.cycle(asked["cycle_id"])
    series = Series.of(asked["kind"], asked["issued_on"].year, cycle.demo)
    sequence = work.next_number(series.key)
    sheet = sheet_of(asked, series.number(sequence), cycle.tenant_name, cycle.demo)
    digest = work.put_blob(html.MEDIA_TYPE, html.to_html(sheet))
    paper = Paper(
        id=asked["paper_id"],
        cycle_id=asked["cycle_id"],
        kind=asked["kind"],
        series=series.key,
        sequence=sequence,
        number=sheet.number,
        title=asked["title"],
        issuer=asked["issuer"],
        addressee=asked["addressee"],
        issued_on=asked["issued_on"],
        public=asked["public"],
        demo=cycle.demo,
        origin=Origin.SUITE,
        channels=list(asked["channels"]),
        about=AboutWhat(**asked["about"]),
        digest=digest,
        pdf_digest=work.put_blob(pdf.MEDIA_TYPE, typeset(sheet, digest)),
    )
    work.add(paper)
    work.emit(
        contract.PAPER_ISSUED,
        {
            "paper_id": paper.id,
            "cycle_id": paper.cycle_id,
            "kind": paper.kind,
            "title": paper.title,
            "number": paper.number,
            "digest": digest,
            "issued_on": paper.issued_on,
            "about": asked["about"],
        },
        about=paper,
    )


def enter_outside_paper(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """Give the next number of the series to a paper that was issued outside the suite."""
    cycle = work.cycle(request["cycle_id"])
    series = Series.of(request["kind"], request["issued_on"].year, cycle.demo)
    sequence = work.next_number(series.key)
    paper = Paper(
        id=new_id(),
        series=series.key,
        sequence=sequence,
        number=series.number(sequence),
        addressee="",
        demo=cycle.demo,
        origin=Origin.OUTSIDE,
        **request,
    )
    work.add(paper)
    return view(paper)


def distribute_paper(work: UnitOfWork, request: dict[str, Any]) -> Distribution:
    """Note to whom the paper was sent; the paper itself stays as it is (C-03)."""
    paper = work.get(Paper, request["paper_id"])
    distribution = Distribution(
        id=new_id(),
        paper_id=paper.id,
        on=request["on"] or work.today,
        recipients=[
            Recipient(DistributionKind(each["kind"]), each["name"]) for each in request["recipients"]
        ],
    )
    distribution.check(paper)
    work.add(distribution)
    return distribution
