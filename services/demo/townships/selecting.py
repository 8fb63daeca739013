"""The township's chain: its government drafts, its Party committee determines, the presidium freezes (A10.13)."""

from __future__ import annotations

from services.demo.player import Player
from services.demo.script import Part
from services.demo.townships.figures import PRESIDIUM, Township
from shared.contracts import screening


def selecting(township: Township) -> Part:
    """From the draft to the frozen list."""
    part = Part()

    @part.step("政府拟定候选项目", "2024-02-18")
    def draft(player: Player) -> None:
        """The government drafts, and its own meeting studies the list."""
        items = player.facts["items"]
        drafted = player.act(
            screening.DRAFT_LIST,
            as_="government",
            cycle_id=player.facts["cycle"],
            track="congress",
            candidates=[township.dossier(each, [items[each.suggestion]]) for each in township.projects],
        )
        player.facts["list"] = drafted["id"]
        _meet(player, "township_government", "2024-02-18", as_="government")

    @part.step("党委审定", "2024-02-22")
    def determine(player: Player) -> None:
        """Only day and result are kept (A10.18)."""
        _meet(player, "party_committee", "2024-02-22")

    @part.step("主席团列入议程，名单冻结", "2024-02-28")
    def freeze(player: Player) -> None:
        """The presidium takes the standing committee's part (A10.13)."""
        hands = {"members": PRESIDIUM, "present": PRESIDIUM, "yes": PRESIDIUM, "no": 0, "abstain": 0}
        _meet(player, "presidium", "2024-02-28", hands=hands)

    return part


def _meet(
    player: Player, step: str, day: str, hands: dict[str, int] | None = None, as_: str = "clerk"
) -> None:
    player.act(
        screening.RECORD_STEP,
        as_=as_,
        cycle_id=player.facts["cycle"],
        step=step,
        met_on=day,
        lists=[{"list_id": player.facts["list"]}],
        hands=hands,
    )
