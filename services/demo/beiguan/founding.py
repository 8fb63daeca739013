"""Accounts, documents S1 to S6, rulebook, rolls of the congress and nine assemblies, the cycle of 2023 (B-001)."""

from __future__ import annotations

from services.demo.accounts import Account
from services.demo.beiguan import figures
from services.demo.beiguan.streets import STREETS
from services.demo.documents import issue_document
from services.demo.player import Player
from services.demo.script import Part
from shared.contracts import congress, supervision
from shared.tenancy.roles import Role

part = Part()

FACILITIES = (
    ("联络站", "人大代表联络站", 10, "", ""),
    ("议事厅", "民主议事厅", 10, "", ""),
    ("示范点", "示范点", 8, "", "联络站、议事厅和示范点等投入400多万元"),
    ("专业联络点", "专业代表联络点", 20, "", ""),
    ("云工作室", "代表“云工作室”", 194, "开通194/194", ""),
    ("微信群", "民生监督微信群", 112, "", ""),
    ("预算联网中心", "预算联网监督中心", 1, "", "160余万元"),
    ("代表联络服务中心", "代表联络服务中心（工作人员6人）", 1, "6人", ""),
    ("街道人大工委", "街道人大工委主任", 9, "9个街道", ""),
    ("街道人大工委", "街道人大工委联络员", 9, "9个街道", ""),
)
"""Kind, label, number, unit, as printed."""


@part.step("建立账号", "2022-11-01")
def make_accounts(player: Player) -> None:
    """The accounts of the district's offices."""
    tenant = player.tenant
    player.employ(
        Account(tenant, "clerk", "人大工作人员01", (Role.CONGRESS_CLERK,), "代表联络服务中心"),
        Account(tenant, "government", "区政府办01", (Role.GOVERNMENT_CLERK,), "区政府办"),
        Account(tenant, "department", "经办人01", (Role.DEPARTMENT,), "区住建局"),
        Account(tenant, "station", "联络站01", (Role.STATION,), "红旗路街道联络站"),
        Account(tenant, "deputy", "代表001", (Role.DEPUTY,)),
        Account(tenant, "representative", "议事代表01", (Role.ASSEMBLY_REPRESENTATIVE,)),
        Account(tenant, "teller1", "计票人01", (Role.TELLER,)),
        Account(tenant, "teller2", "计票人02", (Role.TELLER,)),
        Account(tenant, "scrutineer", "总监票人", (Role.SCRUTINEER,)),
        Account(tenant, "taskforce", "专班成员01", (Role.TASK_FORCE,), "区人大监察司法委"),
        Account(tenant, "assessor", "评估员01", (Role.ASSESSOR,), "第三方评估机构（演示）"),
    )


@part.step("制度文件入库", "2022-12-28")
def keep_documents(player: Player) -> None:
    """S1 is internal; S2, S4 and S6 hold from 2023 on. Days are fictional."""
    opinion = issue_document(
        player,
        figures.S1,
        kind="意见",
        issuer="区委",
        decided_by="区委常委会",
        decided_on="2022-11-18",
        internal=True,
        issued_on=None,
        year=2023,
    )
    player.facts["S2"] = issue_document(
        player,
        figures.S2,
        kind="实施办法",
        issuer=figures.COMMITTEE,
        decided_by="区人大常委会会议",
        decided_on="2022-12-20",
        parent=opinion,
        issued_on="2022-12-22",
        year=2023,
    )
    for title, kind in ((figures.S4, "票选规则"), (figures.S6, "测评办法")):
        issue_document(
            player,
            title,
            kind=kind,
            issuer=figures.COMMITTEE,
            decided_by=figures.CHAIRPERSONS,
            decided_on="2022-12-27",
            parent=player.facts["S2"],
            issued_on="2022-12-28",
            year=2023,
        )


@part.step("编制规则手册", "2023-01-05")
def write_rulebook(player: Player) -> None:
    """The template states all that the demo year states for 北关."""
    player.facts["rulebook"] = player.act(
        congress.PUT_RULEBOOK,
        code="three-three-three",
        title="北关区“三个着力、三个坚持、三方共评”规则手册",
        template="three-three-three",
        effective_from_year=2023,
        governing_document_id=player.facts["S2"],
        rules=[],
    )["id"]


@part.step("导入代表名册", "2023-02-01")
def import_roll(player: Player) -> None:
    """194 seats in ten delegations, the last one 柏庄镇's."""
    delegations = [f"T{number:02}" for number in range(1, len(figures.DELEGATIONS) + 1)]
    seats = [
        code for code, number in zip(delegations, figures.DELEGATIONS, strict=True) for _ in range(number)
    ]
    player.act(
        congress.IMPORT_ROLL,
        body="congress",
        body_name=figures.CONGRESS,
        legal_number=figures.IN_OFFICE_2024,
        presidium_members=figures.PRESIDIUM,
        delegations=[
            {"code": code, "name": f"{name}代表团"}
            for code, name in zip(delegations, [*(each.name for each in STREETS), "柏庄镇"], strict=True)
        ],
        members=[
            {"code": f"代表{number:03}", "delegation": delegation}
            for number, delegation in enumerate(seats, 1)
        ],
        as_of="2023-02-01",
    )


@part.step("导入九个街道的议事代表名册", "2023-02-20")
def import_assemblies(player: Player) -> None:
    """Forty to sixty representatives a street, each street in two groups (A10.13)."""
    for street in STREETS:
        player.act(
            congress.IMPORT_ROLL,
            body=street.body,
            body_name=street.assembly,
            legal_number=street.representatives,
            presidium_members=0,
            delegations=[{"code": f"G{number}", "name": f"第{number}小组"} for number in (1, 2)],
            members=[
                {"code": f"议事代表{number:02}", "delegation": f"G{number % 2 + 1}"}
                for number in range(1, street.representatives + 1)
            ],
            as_of="2023-02-20",
        )


@part.step("登记阵地设施", "2023-12-20")
def register_facilities(player: Player) -> None:
    """What the district has to work with, as printed (B-041)."""
    player.act(
        congress.REGISTER_FACILITIES,
        facilities=[
            {"kind": kind, "label": label, "number": number, "unit": unit, "as_printed": printed}
            for kind, label, number, unit, printed in FACILITIES
        ],
    )


@part.step("导入2023年周期和十件项目", "2023-12-25")
def import_2023(player: Player) -> None:
    """The ten projects of 2023 are taken over; the session of 2024 rates them."""
    cycle = player.act(
        congress.IMPORT_CYCLE,
        year=2023,
        rulebook_id=player.facts["rulebook"],
        note="系统启用前的周期，导入承接，供2024年会议测评。",
    )["id"]
    player.facts["cycle-2023"] = cycle
    player.until_found(supervision.GET_CALENDAR, cycle_id=cycle)
    player.act(
        supervision.IMPORT_PROJECTS,
        cycle_id=cycle,
        projects=[
            {
                "code": code,
                "name": f"2023年民生实事项目{code[-2:]}",
                "implementer": project.implementer,
                "responsible_unit": project.implementer,
                "principal_head": f"{project.implementer}主要负责人",
                "investment_fen": 0,
                "completed_on": "2023-12-20",
            }
            for code, project in zip(figures.RATED_2023, figures.DETERMINED, strict=True)
        ],
    )


@part.step("区委常委会专题研究", "2023-12-28")
def study(player: Player) -> None:
    """The Party committee studies the year's work; only day and result are kept (A10.18)."""
    issue_document(
        player,
        "2024年度民生实事项目票决制工作方案",
        kind="工作方案",
        issuer="区委",
        drafter=figures.COMMITTEE,
        decided_by="区委常委会",
        decided_on="2023-12-28",
        internal=True,
        issued_on=None,
        year=2024,
        note="2023-12-28区委常委会专题研究。",
    )
