"""A township's offices, roll, rules and cycle (A10.13, A10.15, Y-070, Y-071)."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

from services.congress.roll_workbook.layout import BASICS, OBSERVERS, SEATS
from services.congress.roll_workbook.layout import DELEGATIONS as DELEGATIONS_SHEET
from services.congress.roll_workbook.writing import Rows, write
from services.demo.accounts import Account
from services.demo.documents import issue_document
from services.demo.player import Player
from services.demo.script import Part
from services.demo.townships.figures import DELEGATIONS, PRESIDIUM, Township
from shared.contracts import congress
from shared.tenancy.roles import Role

MEASURES = "乡镇民生实事项目人大代表票决制实施办法"
BALLOT_MEASURES = "乡镇人民代表大会民生实事项目票决办法"
AS_OF = "2023-11-06"


def founding(township: Township) -> Part:
    """The steps before the collection."""
    part = Part()

    @part.step("建立账号", "2022-09-20")
    def make_accounts(player: Player) -> None:
        """The accounts of the township's offices."""
        tenant = township.tenant
        government = f"{township.kind}政府"
        player.employ(
            Account(tenant, "clerk", "人大工作人员01", (Role.CONGRESS_CLERK,)),
            Account(tenant, "government", f"{government}01", (Role.GOVERNMENT_CLERK,), government),
            Account(tenant, "deputy", "代表001", (Role.DEPUTY,)),
            Account(tenant, "teller1", "计票人01", (Role.TELLER,)),
            Account(tenant, "teller2", "计票人02", (Role.TELLER,)),
            Account(tenant, "scrutineer", "总监票人", (Role.SCRUTINEER,)),
        )

    @part.step("制度文件入库，编制规则手册", "2022-11-01")
    def write_rules(player: Player) -> None:
        """The two measures that the template cites; a 乡 names its own organs in place of a 镇's."""
        document = _issue(player, township, MEASURES, "实施办法", parent=None)
        _issue(player, township, BALLOT_MEASURES, "票决办法", parent=document)
        player.facts["rulebook"] = player.act(
            congress.PUT_RULEBOOK,
            code="township",
            title=f"{township.full_name}“13121”规则手册",
            template="13121-township",
            effective_from_year=2022,
            governing_document_id=document,
            rules=_organs(township),
        )["id"]

    @part.step("导入代表名册", AS_OF)
    def import_roll(player: Player) -> None:
        """Every seat is filled; the clerk hands the roll in as a workbook made after the template."""
        player.act(congress.GET_ROLL_WORKBOOK, body="congress", template=True)
        rows: Rows = {
            BASICS.name: [
                {
                    "body_name": f"{township.full_name}人民代表大会",
                    "legal_number": township.in_office,
                    "presidium_members": PRESIDIUM,
                }
            ],
            DELEGATIONS_SHEET.name: [
                {"code": code, "name": name} for code, name in township.delegations.items()
            ],
            SEATS.name: [
                {"code": code, "delegation": f"T{number % DELEGATIONS + 1:02}"}
                for number, code in enumerate(township.seats, 1)
            ],
            OBSERVERS.name: [
                {"code": "列席01", "unit": f"{township.kind}政府办公室", "post": "主任"},
                {"code": "列席02", "unit": f"{township.kind}财政所", "post": "所长"},
            ],
        }
        workbook = b64encode(write(rows)).decode()
        player.act(congress.IMPORT_ROLL_WORKBOOK, body="congress", workbook=workbook, as_of=AS_OF)

    return part


def _issue(player: Player, township: Township, title: str, kind: str, parent: str | None) -> str:
    return issue_document(
        player,
        title,
        kind=kind,
        issuer=f"{township.name}人民代表大会",
        drafter=township.presidium,
        drafted_on="2022-09-20",
        decided_by=township.party,
        decided_on="2022-10-20",
        issued_on="2022-11-01",
        year=2022,
        parent=parent,
    )


def _organs(township: Township) -> list[dict[str, Any]]:
    if township.kind == "镇":
        return []
    government, party, presidium = f"{township.kind}政府", f"{township.kind}党委", township.presidium
    chain = (
        ("township_government", government, "研究拟定", False),
        ("party_committee", party, "审定", False),
        ("presidium", presidium, "列入议程", True),
    )
    return [
        _rule("collection.owner", f"{township.kind}人民政府", "第四条"),
        _rule("screening.owner", f"{township.kind}人民政府", "第四条"),
        _rule(
            "screening.chain",
            [
                {"code": code, "body": body, "action": action, "freezes": freezes}
                for code, body, action, freezes in chain
            ],
            "第六条",
        ),
        _rule("supervision.plan_adopter", presidium, "第九条"),
        _rule(
            "supervision.adjustment",
            [{"body": f"{township.kind}人民代表大会", "action": "批准"}],
            "第十一条",
        ),
    ]


def _rule(key: str, value: object, clause: str) -> dict[str, Any]:
    return {
        "key": key,
        "value": value,
        "cite": {"document": MEASURES, "clause": clause, "from": "2022-11-01"},
    }
