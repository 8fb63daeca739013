"""How the aggregates of congress are kept."""

from services.congress.domain.account import Account, Session
from services.congress.domain.anchor import AuditAnchor
from services.congress.domain.cycle import Cycle, RulebookRecord
from services.congress.domain.document import GoverningDocument
from services.congress.domain.oversight import ChildYear, YearNote
from services.congress.domain.records import Facility, Figure
from services.congress.domain.roll import Roll, RollSnapshot
from services.congress.domain.tenant import Tenant
from shared.persistence.documents import Document, Store

STORE = Store(
    "congress",
    Document(Tenant, "tenants", columns=("parent", "kind"), indexes=(("parent",),), registry=True),
    Document(Account, "accounts", columns=("login",), unique=(("login",),)),
    Document(Session, "sessions", columns=("account_id", "expires_at", "ended"), indexes=(("account_id",),)),
    Document(Roll, "rolls", columns=("body",), unique=(("body",),)),
    Document(RollSnapshot, "roll_snapshots", columns=("cycle_id", "body")),
    Document(GoverningDocument, "governing_documents", columns=("title", "state")),
    Document(RulebookRecord, "rulebooks", columns=("code", "number"), unique=(("code", "number"),)),
    Document(Cycle, "cycles", columns=("year", "state"), unique=(("year",),)),
    Document(Facility, "facilities", columns=("kind",)),
    Document(Figure, "figures", columns=("metric",)),
    Document(
        AuditAnchor,
        "audit_anchors",
        columns=("service", "day", "entry", "digest"),
        unique=(("service", "day"),),
    ),
    Document(
        YearNote,
        "year_notes",
        columns=("cycle_id", "subject", "about"),
        unique=(("cycle_id", "subject", "about"),),
    ),
    Document(ChildYear, "child_years", columns=("child", "year"), unique=(("child", "year"),)),
)
