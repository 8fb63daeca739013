"""How the aggregates of publication are kept; the bytes of papers are blobs."""

from services.publication.domain.paper import Distribution, Paper
from services.publication.domain.proof import ChannelPublication
from shared.persistence.documents import Document, Store

STORE = Store(
    "publication",
    Document(
        Paper,
        "papers",
        columns=(
            "cycle_id",
            "kind",
            "series",
            "sequence",
            "public",
            "issued_on",
            "about_kind",
            "about_id",
            "digest",
            "pdf_digest",
        ),
        unique=(("series", "sequence"), ("digest",), ("pdf_digest",)),
        indexes=(("cycle_id",), ("about_kind", "about_id")),
    ),
    Document(Distribution, "distributions", columns=("paper_id",), indexes=(("paper_id",),)),
    Document(ChannelPublication, "channel_publications", columns=("paper_id",), indexes=(("paper_id",),)),
)
