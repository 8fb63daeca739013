"""How the aggregates of voting are kept. No table has a column that could tie a ballot to a deputy (Y-033)."""

from services.voting.domain.attendance import Attendance
from services.voting.domain.candidates import FrozenList
from services.voting.domain.electronic.ceremony import KeyCeremony
from services.voting.domain.electronic.envelopes import EnvelopeSet
from services.voting.domain.electronic.rating import RatingBallot
from services.voting.domain.electronic.vote import ElectronicVote
from services.voting.domain.entries import EntrySheet, Settlement
from services.voting.domain.measure import BallotMeasure
from services.voting.domain.opinions import DeliberationOpinion
from services.voting.domain.photographs import SheetPhotograph
from services.voting.domain.receipts import PaperReceipts
from services.voting.domain.roll import RollSnapshot
from services.voting.domain.session import Session
from services.voting.domain.vote import Vote
from services.voting.persistence.ballot_box import BOARD, OPEN_BOARDS, RECEIVED
from shared.persistence.documents import Document, Store

STORE = Store(
    "voting",
    Document(RollSnapshot, "roll_snapshots", columns=("cycle_id", "body"), indexes=(("cycle_id",),)),
    Document(
        FrozenList,
        "frozen_lists",
        columns=("cycle_id", "track", "body_name", "list_version"),
        unique=(("cycle_id", "track", "body_name", "list_version"),),
    ),
    Document(
        Session,
        "sessions",
        columns=("cycle_id", "body", "track", "body_name"),
        indexes=(("cycle_id", "track", "body_name"),),
    ),
    Document(BallotMeasure, "ballot_measures", columns=("session_id", "state")),
    Document(
        DeliberationOpinion,
        "deliberation_opinions",
        columns=("session_id", "unit", "candidate"),
        indexes=(("session_id",),),
    ),
    Document(
        Vote,
        "votes",
        columns=("cycle_id", "session_id", "state", "list_id"),
        unique=(("session_id",), ("list_id",)),
    ),
    Document(EntrySheet, "entry_sheets", columns=("vote_id", "round"), indexes=(("vote_id",),)),
    Document(Settlement, "settlements", columns=("vote_id", "round"), indexes=(("vote_id",),)),
    Document(KeyCeremony, "key_ceremonies", columns=("session_id",), indexes=(("session_id",),)),
    Document(EnvelopeSet, "envelope_sets", columns=("session_id",), indexes=(("session_id",),)),
    Document(
        ElectronicVote,
        "electronic_votes",
        columns=("session_id", "uuid", "state"),
        unique=(("uuid",),),
        indexes=(("session_id",),),
    ),
    Document(
        SheetPhotograph,
        "sheet_photographs",
        columns=("vote_id", "round", "page"),
        unique=(("vote_id", "round", "page"),),
    ),
    Document(RatingBallot, "rating_ballots", columns=("cycle_id",), indexes=(("cycle_id",),)),
    Document(
        Attendance,
        "attendances",
        columns=("session_id", "sitting", "ordinal"),
        unique=(("session_id", "sitting", "ordinal"),),
    ),
    Document(PaperReceipts, "paper_receipts", columns=("session_id",), unique=(("session_id",),)),
    beside=(RECEIVED, BOARD, OPEN_BOARDS),
)
