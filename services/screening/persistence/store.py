"""How the aggregates of screening are kept."""

from services.screening.domain.argument import PanelOpinion
from services.screening.domain.candidates import CandidateList
from services.screening.domain.carry_over import CarryOver
from services.screening.domain.library import LibraryItem
from services.screening.domain.postings import PublicPosting
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
    Document(CarryOver, "carry_overs", columns=("from_cycle", "to_cycle"), indexes=(("from_cycle",),)),
    Document(
        PanelOpinion, "panel_opinions", columns=("cycle_id", "item_id"), indexes=(("cycle_id", "item_id"),)
    ),
    Document(PublicPosting, "postings", columns=("cycle_id",)),
    Document(
        CandidateList,
        "candidate_lists",
        columns=("cycle_id", "track", "state"),
        unique=(("cycle_id", "track"),),
        indexes=(("cycle_id",),),
    ),
)
