"""How the aggregates of evaluation are kept."""

from services.evaluation.domain.assessment import AssessmentPlan, AssessmentReport
from services.evaluation.domain.devices import DeviceSecret
from services.evaluation.domain.explanations import ExplanatoryStatement
from services.evaluation.domain.honours import AdvancedUnit
from services.evaluation.domain.letters import OpinionLetter
from services.evaluation.domain.links import RatingLink
from services.evaluation.domain.onsite import OnSiteScoring
from services.evaluation.domain.opinions import Opinion
from services.evaluation.domain.projects import RatedProject
from services.evaluation.domain.reminders import ReminderStanding
from services.evaluation.domain.residents import ResidentRating, VenueSession
from services.evaluation.domain.satisfaction import SatisfactionRating
from shared.persistence.documents import Document, Store

STORE = Store(
    "evaluation",
    Document(
        RatedProject,
        "rated_projects",
        columns=("cycle_id", "track", "project_code"),
        indexes=(("cycle_id", "project_code"),),
    ),
    Document(
        RatingLink,
        "rating_links",
        columns=("cycle_id", "holder_kind", "token", "closes_on"),
        unique=(("token",),),
        indexes=(("cycle_id", "closes_on"),),
    ),
    Document(DeviceSecret, "device_secrets"),
    Document(
        ResidentRating,
        "resident_ratings",
        columns=("cycle_id", "project_id", "grade", "rated_on", "device_hash", "device_kept"),
        unique=(("device_hash",),),
        indexes=(("project_id", "grade"), ("project_id", "rated_on"), ("cycle_id", "device_kept")),
    ),
    Document(VenueSession, "venue_sessions", columns=("cycle_id", "held_on"), indexes=(("cycle_id",),)),
    Document(
        Opinion,
        "opinions",
        columns=("cycle_id", "project_id", "state", "holder_account", "given_on"),
        indexes=(("cycle_id", "state"), ("project_id", "state")),
    ),
    Document(
        OpinionLetter, "opinion_letters", columns=("cycle_id", "no", "state"), unique=(("cycle_id", "no"),)
    ),
    Document(
        SatisfactionRating,
        "satisfaction_ratings",
        columns=("cycle_id", "year", "state"),
        indexes=(("cycle_id",),),
    ),
    Document(
        ExplanatoryStatement,
        "explanatory_statements",
        columns=("rating_id", "cycle_id", "project_id", "state", "due_on"),
        unique=(("project_id",),),
    ),
    Document(
        ReminderStanding,
        "reminder_standings",
        columns=("cycle_id", "project_id", "struck_off"),
        indexes=(("project_id", "struck_off"),),
    ),
    Document(AssessmentPlan, "assessment_plans", columns=("cycle_id", "state")),
    Document(
        AssessmentReport,
        "assessment_reports",
        columns=("plan_id", "cycle_id", "stage", "submitted_on"),
        unique=(("plan_id", "stage"),),
    ),
    Document(OnSiteScoring, "onsite_scorings", columns=("cycle_id",)),
    Document(
        AdvancedUnit, "advanced_units", columns=("cycle_id", "year", "unit"), unique=(("cycle_id", "unit"),)
    ),
)
