"""How the aggregates of collection are kept."""

from services.collection.domain.campaign import Campaign
from services.collection.domain.round import Round
from services.collection.domain.suggestion import Contact, Suggestion
from services.collection.domain.task import ReplyTask
from shared.persistence.documents import Document, Store

STORE = Store(
    "collection",
    Document(Round, "rounds", columns=("cycle_id", "number", "state"), unique=(("cycle_id", "number"),)),
    Document(
        ReplyTask,
        "reply_tasks",
        columns=("cycle_id", "round_id", "department", "state"),
        unique=(("round_id", "department"),),
        indexes=(("cycle_id",),),
    ),
    Document(Campaign, "campaigns", columns=("round_id",), indexes=(("round_id",),)),
    Document(
        Suggestion,
        "suggestions",
        columns=("cycle_id", "round_id", "receipt", "channel", "category", "proposer_kind", "outcome"),
        unique=(("receipt",),),
        indexes=(("round_id", "channel"), ("round_id", "category"), ("round_id", "proposer_kind")),
    ),
    Document(Contact, "contacts"),
)
