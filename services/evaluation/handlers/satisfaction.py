"""The deputies' satisfaction rating (Y-061 … Y-064, Y-074, B-096 … B-098)."""

from __future__ import annotations

from typing import Any

from services.evaluation.domain.counting import BallotCounts, SheetLine, TellerSheet
from services.evaluation.domain.days import check_happened
from services.evaluation.domain.explanations import ExplanatoryStatement
from services.evaluation.domain.rules import RatingRules
from services.evaluation.domain.satisfaction import ProjectResult, RatedItem, RatingExists, SatisfactionRating
from services.evaluation.handlers import electronic, papers
from services.evaluation.handlers.rating_views import rating_view
from services.evaluation.handlers.support import check_known, labels_of, projects_of
from shared.contracts import evaluation as contract
from shared.kernel.clock import local_day
from shared.kernel.identity import new_id
from shared.persistence.unit_of_work import UnitOfWork

View = dict[str, Any]


def prepare_rating(work: UnitOfWork, request: dict[str, Any]) -> View:
    """Choose the projects of an earlier cycle and the session at which they are rated."""
    cycle_id = request["cycle_id"]
    rules_cycle_id = request["rules_cycle_id"] or cycle_id
    work.rulebook(rules_cycle_id)
    projects = projects_of(work, cycle_id, request["track"])
    chosen = request["project_ids"]
    check_known(labels_of(projects), chosen)
    items = [RatedItem.of(each) for each in projects if not chosen or each.id in chosen]
    for other in work.all(SatisfactionRating, cycle_id=cycle_id):
        if {item.project_id for item in other.items} & {item.project_id for item in items}:
            raise RatingExists()
    rating = SatisfactionRating(
        id=new_id(),
        cycle_id=cycle_id,
        rules_cycle_id=rules_cycle_id,
        year=projects[0].year if projects else 0,
        track=request["track"] or "",
        session_name=request["session_name"],
        session_closes_on=request["session_closes_on"],
        measure_title=request["measure_title"],
        items=items,
    )
    rating.check_session(work.today)
    work.add(rating)
    return rating_view(work, rating)


def record_report_heard(work: UnitOfWork, request: dict[str, Any]) -> View:
    """The session has heard the report on completion."""
    rating = _rating(work, request)
    check_happened(request["heard_on"], work.today, "听取报告")
    rating.hear_report(request["title"], request["heard_on"])
    return _saved(work, rating)


def record_delegations_deliberated(work: UnitOfWork, request: dict[str, Any]) -> View:
    """Delegations have deliberated it."""
    rating = _rating(work, request)
    rating.note_deliberated(request["total"], request["delegations"], _rules(work, rating))
    return _saved(work, rating)


def open_rating(work: UnitOfWork, request: dict[str, Any]) -> View:
    """Begin, when what the rulebook demands is done."""
    rating = _rating(work, request)
    rating.open(_rules(work, rating))
    return _saved(work, rating)


def record_ballots_issued(work: UnitOfWork, request: dict[str, Any]) -> View:
    """Papers handed out."""
    rating = _rating(work, request)
    counts = BallotCounts(
        in_office=request["in_office"],
        present=request["present"],
        issued=request["issued"] + request["envelopes"],
        legal_number=request["legal_number"],
    )
    rules = _rules(work, rating)
    rating.issue(counts, rules, request["envelopes"])
    electronic.tell_issued(work, rating, rules)
    return _saved(work, rating)


def record_ballots_returned(work: UnitOfWork, request: dict[str, Any]) -> View:
    """Papers returned; too many make the rating void."""
    rating = _rating(work, request)
    rating.take_back(request["returned"], _rules(work, rating))
    electronic.tell_paper(work, rating)
    return _saved(work, rating)


def repeat_rating(work: UnitOfWork, request: dict[str, Any]) -> View:
    """Hold a void rating again."""
    rating = _rating(work, request)
    rating.repeat()
    return _saved(work, rating)


def enter_teller_sheet(work: UnitOfWork, request: dict[str, Any]) -> View:
    """A teller's own totals; the second sheet that agrees completes the count."""
    rating = _rating(work, request)
    sheet = TellerSheet(
        teller=work.actor.id,
        entered_at=work.clock.now(),
        valid=request["valid"],
        invalid=request["invalid"],
        lines=[SheetLine(each["project_id"], each["grades"], each["abstain"]) for each in request["lines"]],
    )
    rating.enter(sheet, _rules(work, rating))
    electronic.tell_paper(work, rating)
    return _saved(work, rating)


def give_up_electronic_rating(work: UnitOfWork, request: dict[str, Any]) -> View:
    """The electronic part failed: the rating is void, and all rate on paper (A10.17)."""
    rating = _rating(work, request)
    rating.fall_back_to_paper()
    electronic.tell_paper(work, rating)
    return _saved(work, rating)


def declare_rating(work: UnitOfWork, request: dict[str, Any]) -> View:
    """Declare in plenary; what is too low calls for an explanatory statement."""
    rating = _rating(work, request)
    rules = _rules(work, rating)
    low = rating.declare(work.clock.now(), request["declared_in"])
    work.save(rating)
    work.add_all([_statement(rating, each, rules) for each in low])
    work.emit(
        contract.RATING_DECLARED,
        {
            "rating_id": rating.id,
            "cycle_id": rating.cycle_id,
            "declared_on": local_day(work.clock.now()),
            "projects": rating.results,
        },
        about=rating,
    )
    return rating_view(work, rating)


def publish_rating(work: UnitOfWork, request: dict[str, Any]) -> View:
    """Publish the result to society through the rulebook's channels (Y-064)."""
    rating = _rating(work, request)
    rules = _rules(work, rating)
    paper_id = papers.request_paper(
        work,
        rating,
        about_kind="satisfaction_rating",
        kind="result",
        cycle_id=rating.rules_cycle_id,
        title=f"{rating.year}年民生实事项目满意度测评结果",
        issuer=request["issuer"],
        blocks=papers.result_blocks(rating, rules),
        channels=rules.channels,
    )
    rating.publish(work.today, paper_id)
    return _saved(work, rating)


def get_rating(work: UnitOfWork, request: dict[str, Any]) -> View:
    """One rating; its results once declared."""
    return rating_view(work, _rating(work, request))


def list_ratings(work: UnitOfWork, request: dict[str, Any]) -> View:
    """Ratings, newest first; their results once declared."""
    equals = {} if request["cycle_id"] is None else {"cycle_id": request["cycle_id"]}
    page = work.page(SatisfactionRating, page=request, order="-year", **equals)
    return {"items": [rating_view(work, each) for each in page["items"]], "next": page["next"]}


def _statement(rating: SatisfactionRating, result: ProjectResult, rules: RatingRules) -> ExplanatoryStatement:
    heads = {item.project_id: item.principal_head for item in rating.items}
    return ExplanatoryStatement(
        id=new_id(),
        rating_id=rating.id,
        cycle_id=rating.cycle_id,
        rules_cycle_id=rating.rules_cycle_id,
        project_id=result.project_id,
        project_code=result.code,
        project_name=result.name,
        unit=result.unit,
        principal_head=heads[result.project_id],
        satisfied=result.satisfied,
        base=result.base,
        explainers=list(rules.explainers),
        when=rules.explain_when,
        due_on=rules.explanation_due(rating.session_closes_on),
        to_publish=rules.explain_published,
    )


def _rating(work: UnitOfWork, request: dict[str, Any]) -> SatisfactionRating:
    return work.get(SatisfactionRating, request["rating_id"])


def _rules(work: UnitOfWork, rating: SatisfactionRating) -> RatingRules:
    return RatingRules.from_rulebook(work.rulebook(rating.rules_cycle_id))


def _saved(work: UnitOfWork, rating: SatisfactionRating) -> View:
    work.save(rating)
    return rating_view(work, rating)
