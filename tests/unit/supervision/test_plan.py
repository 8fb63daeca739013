"""The plan, the ledger and who is responsible (Y-050, Y-051, Y-078, Y-079, B-051 … B-061, A10.3, A10.15)."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.supervision.domain.ledger import EntryKind, LedgerEntry
from services.supervision.domain.plan import (
    NothingToAdopt,
    PlanPolicy,
    PublishedBeforeAdopted,
    SupervisionPlan,
    WrongAdopter,
)
from services.supervision.domain.project import HeadNotNamed, Project
from services.supervision.domain.project_state import ProjectState
from services.supervision.domain.responsibility import (
    Assignment,
    AssignmentMissing,
    AssignmentPolicy,
    AssignmentUnknown,
    Departments,
    Exclusion,
    Overseer,
    OverseerExcluded,
    WatcherPolicy,
    WatcherRoleUnknown,
    WatchersTooFew,
)
from services.supervision.domain.task_force import (
    LeaderPostNotAllowed,
    TaskForce,
    TaskForceNotProvided,
    TaskForcePolicy,
    TaskForceWithoutMembers,
)
from tests.unit.supervision.builders import BEIGUAN, YUANYANG, project, rulebook

POLICY = PlanPolicy.from_rulebook(rulebook({"supervision.plan_adopter": "主任会议"}))


def plan() -> SupervisionPlan:
    return SupervisionPlan(
        id="plan-1",
        cycle_id="c-2024",
        year=2024,
        track="congress",
        body="congress",
        body_name="县人大",
        title="计划",
    )


def drafts(number: int = 10) -> list[Project]:
    state = ProjectState.DETERMINED
    return [project(id=f"p{n}", code=f"D{n:02}", state=state, listed_on=None) for n in range(number)]


def adopt(one: SupervisionPlan, projects: list[Project], body: str = "主任会议", published: int = 15) -> None:
    one.adopt(
        projects,
        body=body,
        adopted_on=date(2024, 3, 15),
        published_on=date(2024, 3, published),
        paper_id="paper-1",
        policy=POLICY,
    )


def test_ten_draft_entries_become_listed_projects_when_the_plan_is_adopted_y051_a10_3() -> None:
    one, projects = plan(), drafts()
    assert not one.adopted
    adopt(one, projects)
    assert one.adopted
    assert {each.state for each in projects} == {ProjectState.LISTED}
    assert {each.listed_on for each in projects} == {date(2024, 3, 15)}
    assert len(one.adoptions[0].project_ids) == 10
    with pytest.raises(NothingToAdopt):
        adopt(one, projects)


def test_only_the_rulebooks_organ_adopts_the_plan_a10_3() -> None:
    projects = drafts()
    with pytest.raises(WrongAdopter, match="演示办法"):
        adopt(plan(), projects, body="县政府常务会议")
    with pytest.raises(PublishedBeforeAdopted):
        adopt(plan(), projects, published=14)
    assert {each.state for each in projects} == {ProjectState.DETERMINED}


def test_a_project_without_a_principal_head_is_not_listed_y075() -> None:
    projects = drafts()
    projects[3].departments = Departments("县教体局")
    with pytest.raises(HeadNotNamed, match="D03"):
        adopt(plan(), projects)
    assert {each.state for each in projects} == {ProjectState.DETERMINED}


@given(st.lists(st.text(min_size=1, max_size=20), min_size=1, max_size=8))
def test_a_correction_leaves_every_former_entry_as_it_was_y078(texts: list[str]) -> None:
    entries = [
        LedgerEntry(
            id="e0",
            cycle_id="c",
            project_id="p",
            ledger="台账",
            body_name="县人大",
            number=1,
            kind=EntryKind.PROGRESS,
            happened_on=date(2024, 9, 20),
            text="原文",
            unit="县政府办",
        )
    ]
    before: list[dict[str, object]] = []
    for number, text in enumerate(texts, start=2):
        before.append(dataclasses.asdict(entries[-1]))
        entries.append(
            entries[-1].corrected(id=f"e{number}", number=number, text=text, reason="笔误", unit="县政府办")
        )
    assert [dataclasses.asdict(each) for each in entries[:-1]] == before
    assert [each.supersedes for each in entries] == [None, *[each.id for each in entries[:-1]]]
    assert {each.happened_on for each in entries} == {date(2024, 9, 20)}
    assert entries[-1].text == texts[-1]


SIDES = [each["code"] for each in YUANYANG["supervision.assignments"]]


@given(st.sets(st.sampled_from(SIDES)))
def test_none_of_the_four_sides_may_be_empty_y079(sides: set[str]) -> None:
    policy = AssignmentPolicy.from_rulebook(rulebook(YUANYANG))
    assignments = [Assignment(side, "某领导") for side in sides]
    if sides == set(SIDES):
        policy.check("D07", assignments)
    else:
        with pytest.raises(AssignmentMissing, match="演示办法"):
            policy.check("D07", assignments)


def test_a_side_is_known_and_given_once_y079() -> None:
    policy = AssignmentPolicy.from_rulebook(rulebook(YUANYANG))
    for wrong in ([Assignment("other", "甲")], [Assignment(SIDES[0], "甲"), Assignment(SIDES[0], "乙")]):
        with pytest.raises(AssignmentUnknown):
            policy.check("D07", wrong)


def overseer(role: str, name: str = "代表001", **values: object) -> Overseer:
    return Overseer(role, name, "监委", **values)  # type: ignore[arg-type]


def test_each_kind_of_watcher_reaches_its_minimum_b061() -> None:
    policy = WatcherPolicy.from_rulebook(rulebook(BEIGUAN))
    watchers = [overseer(role) for role in ("deputy", "assembly_representative", "mass_supervisor")]
    policy.check("B09", watchers)
    with pytest.raises(WatchersTooFew, match="群众监督员0人"):
        policy.check("B09", watchers[:2])
    with pytest.raises(WatcherRoleUnknown):
        policy.check("B09", [*watchers, overseer("journalist")])


EXCLUSION = Exclusion.of([project().departments])


@pytest.mark.parametrize(
    "person",
    [
        overseer("deputy", name="负责人007"),
        overseer("deputy", near_relative=True),
        Overseer("deputy", "某人", "市生态环境局原阳分局", heads_organisation=True),
    ],
)
def test_heads_of_implementing_bodies_and_their_relatives_oversee_nothing_a10_15(person: Overseer) -> None:
    with pytest.raises(OverseerExcluded):
        EXCLUSION.check([overseer("deputy"), person])


def test_staff_of_another_body_may_oversee_even_as_its_head_a10_15() -> None:
    EXCLUSION.check([overseer("member", heads_organisation=True)])


def test_a_task_force_is_led_by_the_director_or_a_deputy_director_b052() -> None:
    policy = TaskForcePolicy.from_rulebook(rulebook(BEIGUAN))
    members = [overseer("member", name="成员01")]
    policy.check("B09", overseer("leader", post="人大副主任"), members, EXCLUSION)
    with pytest.raises(LeaderPostNotAllowed, match="人大主任、人大副主任"):
        policy.check("B09", overseer("leader", post="财政局局长"), members, EXCLUSION)
    with pytest.raises(TaskForceWithoutMembers):
        policy.check("B09", overseer("leader", post="人大主任"), [], EXCLUSION)
    with pytest.raises(OverseerExcluded):
        policy.check("B09", overseer("leader", post="人大主任"), [overseer("m", name="负责人007")], EXCLUSION)
    with pytest.raises(TaskForceNotProvided):
        TaskForcePolicy.from_rulebook(rulebook(YUANYANG)).check(
            "D07", overseer("leader", post="人大主任"), members, EXCLUSION
        )


def test_a_former_composition_is_kept_b051() -> None:
    one = TaskForce(
        id="t",
        cycle_id="c",
        project_id="p",
        formed_on=date(2024, 4, 10),
        leader=overseer("leader", name="主任", post="人大主任"),
        members=[overseer("member", name="成员01")],
    )
    one.change(overseer("leader", name="副主任", post="人大副主任"), [], date(2024, 6, 1), "分工调整")
    assert one.leader.name == "副主任"
    assert [(each.leader.name, each.until) for each in one.former] == [("主任", date(2024, 6, 1))]
