"""Rating codes: issued, posted, ended (B-072)."""

from __future__ import annotations

from typing import Any

from services.evaluation.domain.days import check_happened
from services.evaluation.domain.devices import DeviceSecret
from services.evaluation.domain.grades import GradeScale
from services.evaluation.domain.links import (
    LinkKind,
    LinkUnknown,
    ProjectNotOnLink,
    RatingLink,
    check_resident_rating,
    new_token,
)
from services.evaluation.domain.projects import RatedProject
from services.evaluation.handlers.support import (
    by_id,
    check_known,
    labels_of,
    projects_of,
)
from shared.kernel.identity import new_id
from shared.persistence.unit_of_work import UnitOfWork


def issue_rating_links(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """Make codes for projects, deputies or venues, each with its own token."""
    cycle_id = request["cycle_id"]
    check_resident_rating(work.rulebook(cycle_id))
    wanted = request["links"]
    check_known(
        labels_of(projects_of(work, cycle_id)), [each["project_id"] for each in wanted if each["project_id"]]
    )
    links = []
    for each in wanted:
        kind = LinkKind(each["kind"])
        if kind is LinkKind.PROJECT and each["project_id"] is None:
            raise ProjectNotOnLink()
        links.append(
            RatingLink(
                id=new_id(),
                cycle_id=cycle_id,
                kind=kind,
                token=new_token(),
                opens_on=request["opens_on"],
                closes_on=request["closes_on"],
                project_id=each["project_id"],
                holder_code=each["holder_code"],
                holder_account=each["holder_account"],
            )
        )
    work.add_all(links)
    if work.find(DeviceSecret, id=cycle_id) is None:
        work.add(DeviceSecret.fresh(cycle_id))
    return {"items": links}


def list_rating_links(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """The codes of a cycle, paged."""
    equals = {"cycle_id": request["cycle_id"]}
    if request["kind"] is not None:
        equals["holder_kind"] = request["kind"]
    return work.page(RatingLink, page=request, **equals)


def record_link_postings(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """Note where printed codes hang."""
    links = by_id(work, RatingLink, [each["link_id"] for each in request["postings"]], "评价码")
    for each in request["postings"]:
        check_happened(each["posted_on"], work.today, "张贴")
        links[each["link_id"]].record_posting(each["place"], each["posted_on"])
    for link in links.values():
        work.save(link)
    return {"items": list(links.values())}


def close_rating_links(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """Make today the last day of these codes."""
    links = by_id(work, RatingLink, request["link_ids"], "评价码")
    for link in links.values():
        link.close(work.today)
        work.save(link)
    return {"items": list(links.values())}


def read_rating_link(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """What a resident sees after scanning: the projects and the grades."""
    link = link_of(work, request["token"])
    cycle = work.cycle(link.cycle_id)
    projects = projects_of(work, link.cycle_id)
    return {
        "cycle_id": link.cycle_id,
        "year": cycle.year,
        "kind": link.kind,
        "opens_on": link.opens_on,
        "closes_on": link.closes_on,
        "open": link.opens_on <= work.today <= link.closes_on,
        "grades": grade_views(GradeScale.from_rulebook(cycle.rulebook)),
        "projects": [_choice(each) for each in projects if link.project_id in (None, each.id)],
    }


def link_of(work: UnitOfWork, token: str) -> RatingLink:
    """The code with this token; raises ``LinkUnknown``."""
    link = work.find(RatingLink, token=token)
    if link is None:
        raise LinkUnknown()
    return link


def grade_views(scale: GradeScale) -> list[dict[str, str]]:
    """The grades from best to worst."""
    return [{"code": code, "name": name} for code, name in scale.names.items()]


def _choice(project: RatedProject) -> dict[str, str]:
    return {
        "project_id": project.id,
        "code": project.project_code,
        "name": project.name,
        "implementer": project.implementer,
    }
