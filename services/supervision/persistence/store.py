"""How the aggregates of supervision are kept."""

from services.supervision.domain.adjustment import Adjustment
from services.supervision.domain.event import SupervisionEvent, SupervisionYear
from services.supervision.domain.ledger import LedgerEntry
from services.supervision.domain.letter import ReminderLetter
from services.supervision.domain.opinion import DeliberationOpinion, GovernmentReport
from services.supervision.domain.plan import SupervisionPlan
from services.supervision.domain.project import Project
from services.supervision.domain.task_force import TaskForce
from services.supervision.domain.trace import SuggestionLink
from services.supervision.domain.visit import Problem, SiteVisit
from shared.persistence.documents import Document, Store

STORE = Store(
    "supervision",
    Document(
        SupervisionPlan,
        "supervision_plans",
        columns=("cycle_id", "track", "body_name", "adopted"),
        unique=(("cycle_id", "track", "body_name"),),
    ),
    Document(
        Project,
        "projects",
        columns=("cycle_id", "plan_id", "candidate_id", "track", "body_name", "code", "state", "lagging"),
        unique=(("candidate_id",),),
        indexes=(("cycle_id",), ("plan_id",)),
    ),
    Document(
        SuggestionLink,
        "suggestion_links",
        columns=("suggestion_id", "project_id"),
        unique=(("suggestion_id", "project_id"),),
    ),
    Document(TaskForce, "task_forces", columns=("cycle_id", "project_id"), unique=(("project_id",),)),
    Document(
        LedgerEntry,
        "ledger_entries",
        columns=("cycle_id", "project_id", "kind", "number", "supersedes"),
        unique=(("number",), ("supersedes",)),
        indexes=(("project_id",),),
    ),
    Document(SupervisionYear, "supervision_years", columns=("cycle_id",), unique=(("cycle_id",),)),
    Document(
        SupervisionEvent,
        "supervision_events",
        columns=("cycle_id", "code", "period", "due_on", "state"),
        unique=(("cycle_id", "code", "period"),),
    ),
    Document(GovernmentReport, "government_reports", columns=("cycle_id",)),
    Document(DeliberationOpinion, "deliberation_opinions", columns=("cycle_id", "state")),
    Document(
        ReminderLetter,
        "reminder_letters",
        columns=("cycle_id", "project_id", "state", "finding_class", "addressee_unit", "record_number"),
        unique=(("cycle_id", "record_number"),),
        indexes=(("project_id",), ("cycle_id",)),
    ),
    Document(
        SiteVisit, "site_visits", columns=("cycle_id", "project_id", "visited_on"), indexes=(("project_id",),)
    ),
    Document(Problem, "problems", columns=("cycle_id", "project_id", "open")),
    Document(Adjustment, "adjustments", columns=("cycle_id", "project_id", "state")),
)
