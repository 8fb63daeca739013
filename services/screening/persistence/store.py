"""How the aggregates of screening are kept."""

from services.screening.domain.argument import PanelOpinion, PublicPosting
from services.screening.domain.candidates import CandidateList
from services.screening.domain.library import LibraryItem
from shared.persistence.documents import Document, Store

STORE = Store(
    "screening",
    Document(
        LibraryItem,
        "library_items",
        columns=("cycle_id", "status", "track", "first_suggestion"),
        unique=(("first_suggestion",),),
        indexes=(("cycle_id", "status"),),
    ),
    Document(
        PanelOpinion, "panel_opinions", columns=("cycle_id", "item_id"), indexes=(("cycle_id", "item_id"),)
    ),
    Document(PublicPosting, "postings", columns=("cycle_id",)),
    Document(
        CandidateList, "candidate_lists", columns=("cycle_id", "track", "state"), indexes=(("cycle_id",),)
    ),
)
