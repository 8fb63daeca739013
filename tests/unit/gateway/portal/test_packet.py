"""The papers of the candidates for deputies, and what is said when the list was frozen anew since (Y-036, Y-037)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from services.gateway.portal.text import t
from shared.contracts import screening, voting
from tests.unit.gateway.portal.fake import FakeRpc
from tests.unit.gateway.portal.html_page import Page, problems
from tests.unit.gateway.portal.samples import answer, part

SITTING = "/t/yuanyang/desk/sessions/s1"
SignedIn = Callable[..., FlaskClient]


def session(rpc: FakeRpc, **given: Any) -> None:
    plain = {"list_id": "list-1", "list_version": 2, "vote_id": None, "list_versions": [], "steps": []}
    rpc.answers["voting.get_session"] = answer(voting.GET_SESSION, id="s1", **{**plain, **given})


def version(number: int, frozen_on: str, *, late: bool = False) -> dict[str, Any]:
    return {"list_version": number, "frozen_on": frozen_on, "reason": "采纳审议意见", "late": late}


@pytest.mark.parametrize("role", ["congress_clerk", "deputy"])
def test_the_statement_and_every_dossier_of_the_version_on_the_agenda_are_printed_y036_y037(
    signed_in: SignedIn, rpc: FakeRpc, role: str
) -> None:
    session(rpc)
    candidates = [
        part(
            screening.GET_FROZEN_VERSION,
            "candidates",
            code=code,
            name=f"项目{code}",
            particulars={"效益": "惠及三村"},
        )
        for code in ("D1", "D2")
    ]
    rpc.answers["screening.get_frozen_version"] = answer(
        screening.GET_FROZEN_VERSION, number=2, candidates=candidates, reason=""
    )
    rpc.answers["screening.get_statement"] = answer(
        screening.GET_STATEMENT, paragraphs=["本名单按照“普惠”的原则产生。", "主任会议通过。"]
    )
    page = Page(signed_in(role).get(f"{SITTING}/packet").text)
    assert problems(page) == []
    headings = [each.text for each in page.all("h2")]
    assert headings == [t("packet.statement"), "D1 项目D1", "D2 项目D2"]
    assert "主任会议通过。" in page.text and "惠及三村" in page.text
    ((asked, _),) = rpc.asked(screening.GET_FROZEN_VERSION)
    assert (asked["list_id"], asked["number"]) == ("list-1", 2)
    assert f"{SITTING}/packet" in [
        each.get("href") for each in Page(signed_in(role).get(SITTING).text).all("a")
    ]


def test_before_a_list_is_tabled_there_is_no_packet(signed_in: SignedIn, rpc: FakeRpc) -> None:
    session(rpc, list_id=None, list_version=None)
    browser = signed_in("congress_clerk")
    assert browser.get(f"{SITTING}/packet").status_code == 404
    assert "/packet" not in browser.get(SITTING).text


def test_a_list_frozen_anew_after_the_papers_were_handed_out_is_told_y037(
    signed_in: SignedIn, rpc: FakeRpc
) -> None:
    handed = part(voting.GET_SESSION, "steps", step="distribution", held_on="2024-02-27")
    versions = [version(1, "2024-01-24"), version(2, "2024-02-28"), version(3, "2024-03-01", late=True)]

    def told(**given: Any) -> list[str]:
        session(rpc, **given)
        page = Page(signed_in("congress_clerk").get(SITTING).text)
        return [each.text for each in page.all("p", class_="notice")]

    anew, late = told(steps=[handed], list_versions=versions)
    assert "第2版于2024年2月28日重新定稿（理由：采纳审议意见）；材料登记印发于2024年2月27日" in anew
    assert "第3版" in late and "不作为本次票决的依据" in late
    assert told(steps=[], list_versions=versions) == []
    again = {**handed, "held_on": "2024-03-02"}
    assert told(steps=[handed, again], list_versions=versions) == []
