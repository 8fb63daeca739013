"""Accounts, governing documents, rulebooks, roll, and the cycles that were closed before (Y-010 … Y-013, Y-082)."""

from __future__ import annotations

from services.demo.accounts import Account
from services.demo.documents import issue_document
from services.demo.player import Player
from services.demo.script import Part
from services.demo.yuanyang import figures
from shared.contracts import congress
from shared.tenancy.roles import Role

part = Part()


@part.step("建立账号", "2019-12-01")
def make_accounts(player: Player) -> None:
    """The accounts of the county's offices."""
    tenant = player.tenant
    player.employ(
        Account(tenant, "clerk", "人大工作人员01", (Role.CONGRESS_CLERK,)),
        Account(tenant, "government", "县政府办01", (Role.GOVERNMENT_CLERK,), "县政府办"),
        Account(tenant, "department", "经办人01", (Role.DEPARTMENT,), figures.PROJECTS[0].implementer),
        Account(tenant, "station", "联络站01", (Role.STATION,), "阳和街道联络站"),
        Account(tenant, "deputy", "代表001", (Role.DEPUTY,)),
        Account(tenant, "teller1", "计票人01", (Role.TELLER,)),
        Account(tenant, "teller2", "计票人02", (Role.TELLER,)),
        Account(tenant, "scrutineer", "监票人01", (Role.SCRUTINEER,)),
    )


@part.step("制度文件入库", "2019-12-30")
def keep_documents(player: Player) -> None:
    """R1, R2 and R3: drafted at the end of 2019, in force from 2020 (Y-010, Y-011; Q-01, Q-02).

    The Party committee's paper is internal, its number and day of issue left open.
    """
    opinion = issue_document(
        player,
        figures.R1,
        kind="实施意见",
        issuer="县委",
        drafted_on="2019-12-10",
        decided_by="县委常委会",
        decided_on="2019-12-25",
        internal=True,
        issued_on=None,
        year=2020,
    )
    issue_document(
        player,
        figures.R3,
        kind="工作意见",
        issuer="县人大常委会",
        drafted_on="2019-12-10",
        decided_by="县委",
        decided_on="2019-12-25",
        parent=opinion,
        issued_on="2020-01-01",
        year=2020,
    )
    player.facts["R2"] = issue_document(
        player,
        figures.R2,
        kind="实施办法",
        issuer="市（县）人大常委会",
        drafted_on="2019-12-12",
        decided_by="人大常委会会议",
        decided_on="2019-12-27",
        parent=opinion,
        issued_on="2020-01-01",
        year=2020,
    )


@part.step("修正实施办法，增加情况说明条款", "2022-12-20")
def amend(player: Player) -> None:
    """The clause on explanatory statements applies from the cycle of 2023 (Y-073, Y-074)."""
    player.facts["R2a"] = issue_document(
        player,
        f"{figures.R2}（2022年修正）",
        kind="实施办法",
        issuer="市（县）人大常委会",
        decided_by="人大常委会会议",
        decided_on="2022-12-20",
        parent=player.facts["R2"],
        issued_on="2022-12-20",
        year=2023,
        note="增加：满意票未超过参评代表半数的项目，由责任单位主要负责人在县人代会上作出情况说明。",
    )


@part.step("编制规则手册", "2023-01-05")
def write_rulebooks(player: Player) -> None:
    """The rulebook of 2020, without the clause on explanations, and that of 2023."""
    silent = {"key": "evaluation.trigger", "value": {"at_most": None, "below": None}, "cite": None}
    first = player.act(
        congress.PUT_RULEBOOK,
        code="13121",
        title="原阳县“13121”规则手册（2020）",
        template="13121",
        effective_from_year=2020,
        governing_document_id=player.facts["R2"],
        rules=[silent],
    )
    second = player.act(
        congress.PUT_RULEBOOK,
        code="13121",
        title="原阳县“13121”规则手册（2023修正）",
        template="13121",
        effective_from_year=2023,
        governing_document_id=player.facts["R2a"],
        rules=[],
    )
    player.facts["rulebook-2020"], player.facts["rulebook"] = first["id"], second["id"]


@part.step("导入代表名册", "2023-02-01")
def import_roll(player: Player) -> None:
    """268 seats in fifteen delegations; three fall vacant before the session of 2024 (A10.15)."""
    seats = [f"代表{number:03}" for number in range(1, figures.LEGAL_NUMBER + 1)]
    player.act(
        congress.IMPORT_ROLL,
        body="congress",
        body_name="原阳县（演示）人民代表大会",
        legal_number=figures.LEGAL_NUMBER,
        presidium_members=figures.PRESIDIUM,
        delegations=[
            {"code": f"T{number:02}", "name": f"第{number}代表团"}
            for number in range(1, figures.DELEGATIONS + 1)
        ],
        members=[
            {"code": code, "delegation": f"T{index % figures.DELEGATIONS + 1:02}"}
            for index, code in enumerate(seats)
        ],
        as_of="2023-02-01",
    )


@part.step("导入2020年周期和累计数", "2023-03-01")
def import_closed_cycle(player: Player) -> None:
    """2020 as a closed cycle (Y-012, A10.10); cumulative figures as printed (Y-082, Q-14)."""
    player.facts["cycle-2020"] = player.act(
        congress.IMPORT_CYCLE,
        year=2020,
        rulebook_id=player.facts["rulebook-2020"],
        note="系统启用前的周期，导入存档。",
    )["id"]
    player.act(
        congress.RECORD_FIGURES,
        figures=[
            {
                "metric": "收到建议",
                "value": 500,
                "qualifier": "余",
                "as_printed": "500余项",
                "window": "2020年以来",
            },
            {"metric": "完成项目", "value": 53, "as_printed": "53项", "window": "2020年以来"},
        ],
    )
    player.act(
        congress.REGISTER_FACILITIES,
        facilities=[{"kind": "联络站", "label": "人大代表联络站", "number": 18, "unit": "各乡镇（街道）"}],
    )
