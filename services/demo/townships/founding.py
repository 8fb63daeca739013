"""A township before its session: accounts, roll, rules, cycle, and the list of candidates (A10.13, Y-070)."""

from __future__ import annotations

from services.demo.accounts import Account
from services.demo.player import Player
from services.demo.script import Part
from services.demo.townships.figures import DELEGATIONS, PRESIDIUM, Township
from shared.contracts import congress, screening
from shared.tenancy.roles import Role

MEASURES = "乡镇民生实事项目人大代表票决制实施办法"


def founding(township: Township) -> Part:
    """The steps before the session."""
    part = Part()

    @part.step("建立账号", "2024-01-05")
    def make_accounts(player: Player) -> None:
        """The accounts of the township's offices."""
        tenant = township.tenant
        player.employ(
            Account(tenant, "clerk", "人大工作人员01", (Role.CONGRESS_CLERK,)),
            Account(tenant, "teller1", "计票人01", (Role.TELLER,)),
            Account(tenant, "teller2", "计票人02", (Role.TELLER,)),
            Account(tenant, "scrutineer", "总监票人", (Role.SCRUTINEER,)),
        )

    @part.step("名册、制度和周期", "2024-01-08")
    def open_cycle(player: Player) -> None:
        """The roll, the measures on which the rulebook rests, and the cycle of 2024."""
        player.act(
            congress.IMPORT_ROLL,
            body="congress",
            body_name=f"{township.full_name}人民代表大会",
            legal_number=township.in_office,
            presidium_members=PRESIDIUM,
            delegations=[
                {"code": f"T{number:02}", "name": f"第{number}代表团"} for number in range(1, DELEGATIONS + 1)
            ],
            members=[
                {"code": f"代表{number:03}", "delegation": f"T{number % DELEGATIONS + 1:02}"}
                for number in range(1, township.in_office + 1)
            ],
            as_of="2024-01-08",
        )
        document = player.act(
            congress.ADMIT_DOCUMENT,
            title=MEASURES,
            kind="实施办法",
            issuer="乡镇人民代表大会",
            drafter="乡镇人大主席团",
            drafted_on="2022-09-20",
        )["id"]
        player.act(congress.SUBMIT_DOCUMENT, document_id=document, to=township.party, on="2022-10-10")
        player.act(
            congress.RECORD_APPROVAL,
            document_id=document,
            body=township.party,
            on="2022-10-20",
            approved=True,
        )
        player.act(congress.ISSUE_DOCUMENT, document_id=document, on="2022-11-01", effective_from_year=2022)
        rulebook = player.act(
            congress.PUT_RULEBOOK,
            code="township",
            title=f"{township.full_name}“13121”规则手册",
            template="13121-township",
            effective_from_year=2022,
            governing_document_id=document,
            rules=[],
        )["id"]
        player.facts["cycle"] = player.act(congress.OPEN_CYCLE, year=2024, rulebook_id=rulebook)["id"]

    @part.step("镇政府拟定候选项目", "2024-02-18")
    def draft(player: Player) -> None:
        """The government drafts, and its own meeting studies the list."""
        drafted = player.act(
            screening.DRAFT_LIST,
            cycle_id=player.facts["cycle"],
            track="congress",
            candidates=township.dossiers(),
        )
        player.facts["list"] = drafted["id"]
        _meet(player, "township_government", "2024-02-18")

    @part.step("镇党委审定", "2024-02-22")
    def determine(player: Player) -> None:
        """The Party committee determines; only day and result are kept (A10.18)."""
        _meet(player, "party_committee", "2024-02-22")

    @part.step("主席团列入议程，名单冻结", "2024-02-28")
    def freeze(player: Player) -> None:
        """The presidium takes the standing committee's part (A10.13)."""
        hands = {"present": PRESIDIUM, "yes": PRESIDIUM, "no": 0, "abstain": 0}
        _meet(player, "presidium", "2024-02-28", hands=hands)

    return part


def _meet(player: Player, step: str, day: str, hands: dict[str, int] | None = None) -> None:
    player.act(
        screening.RECORD_STEP,
        cycle_id=player.facts["cycle"],
        step=step,
        met_on=day,
        lists=[{"list_id": player.facts["list"]}],
        hands=hands,
    )
