"""The pages of a sitting: the measure article by article, and the papers that each role may open."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from services.gateway.portal.text import t
from shared.contracts import voting
from shared.contracts.operation import Operation
from shared.kernel.citation import Citation
from shared.kernel.errors import Refused
from tests.unit.gateway.portal.fake import FakeRpc
from tests.unit.gateway.portal.html_page import Page
from tests.unit.gateway.portal.samples import part, sample

SignedIn = Callable[..., FlaskClient]
T = "/t/yuanyang"


def measure(**given: Any) -> dict[str, Any]:
    """A measure of two articles, one of which no document states."""
    stated = part(
        voting.GET_MEASURE, "articles",
        number="第一条", title="差额", text="候选项目至少13件。", source="依据：《票决办法》第三条。", items=["D01 学校"],
    )  # fmt: skip
    silent = part(
        voting.GET_MEASURE, "articles",
        number="第二条", title="末位同票", text="再次投票。", source="本级文件对此没有规定，采用：再次投票。", items=[], stated=False,
    )  # fmt: skip
    return sample(voting.GET_MEASURE.response, articles=[stated, silent], **given)


def opened(browser: FlaskClient, address: str) -> Page:
    response = browser.get(f"{T}{address}")
    assert response.status_code == 200, response.text
    return Page(response.text)


def test_a_deputy_reads_every_article_with_its_source_y030(signed_in: SignedIn, rpc: FakeRpc) -> None:
    rpc.answers["voting.get_measure"] = measure(unstated=None, state="draft", title="票决办法")
    page = opened(signed_in("deputy"), "/desk/measures/m1")
    assert page.one("h1").text == "票决办法（草案）"
    for words in (
        "第一条 差额",
        "候选项目至少13件。",
        "D01 学校",
        "依据：《票决办法》第三条。",
        "本级文件对此没有规定，采用：再次投票。",
    ):
        assert words in page.text
    assert page.all("dl", class_="facts") == []


def test_the_clerk_also_reads_what_no_document_states(signed_in: SignedIn, rpc: FakeRpc) -> None:
    unstated = [{"key": "voting.tie", "meaning": "末位同票的处理", "chosen": "再次投票"}]
    rpc.answers["voting.get_measure"] = measure(unstated=unstated, state="adopted")
    page = opened(signed_in("congress_clerk"), "/desk/measures/m1")
    assert t("measure.unstated", number=1) in page.text
    assert "末位同票的处理" in page.one("dl", class_="facts").text
    assert "（草案）" not in page.one("h1").text


def test_what_no_document_states_is_not_printed_with_the_measure(signed_in: SignedIn) -> None:
    page = opened(signed_in("congress_clerk"), "/desk/measures/m1")
    assert "screen-only" in (page.one("details").get("class") or "")


@pytest.mark.parametrize("role", ["deputy", "congress_clerk", "scrutineer"])
def test_the_desk_leads_to_the_sitting_and_the_sitting_to_the_measure(signed_in: SignedIn, role: str) -> None:
    browser = signed_in(role)
    desk = Page(browser.get(f"{T}/desk").text)
    address = f"{T}/desk/sessions/id-1"
    assert address in [each.get("href") for each in desk.all("a")]
    sitting = opened(browser, "/desk/sessions/id-1")
    assert f"{T}/desk/measures/id-1" in [each.get("href") for each in sitting.all("a")]


def test_before_there_is_a_measure_the_sitting_has_no_link_to_it(signed_in: SignedIn, rpc: FakeRpc) -> None:
    rpc.answers["voting.get_session"] = sample(voting.GET_SESSION.response, measure_id=None, vote_id=None)
    sitting = opened(signed_in("deputy"), "/desk/sessions/id-1")
    assert not [each for each in sitting.all("a") if "/measures/" in (each.get("href") or "")]


@pytest.mark.parametrize("required", [True, False])
def test_nobody_is_told_to_vote_on_a_text_that_is_not_put_to_the_vote_d11_a10_13(
    signed_in: SignedIn, rpc: FakeRpc, required: bool
) -> None:
    steps = [part(voting.GET_SESSION, "steps", name="街道党工委研究采纳推荐结果")]
    rpc.answers["voting.get_session"] = sample(
        voting.GET_SESSION.response, word="票选", measure_required=required, steps=steps
    )
    shown = opened(signed_in("congress_clerk"), "/desk/sessions/id-1").text
    assert ("代表表决的就是这一文本" in shown) is required
    assert "票选办法" in shown
    assert "票决办法" not in shown
    assert "主席团" not in shown


def offered(browser: FlaskClient) -> set[str]:
    """The papers that the sitting's page leads to, besides the sign-in book and the acts."""
    links = [each.get("href") or "" for each in opened(browser, "/desk/sessions/id-1").all("a")]
    return {each.rpartition("/")[2] for each in links if "/desk/sessions/id-1/" in each} - {
        "attendance",
        "acts",
    }


@pytest.mark.parametrize(
    ("role", "state", "papers"),
    [
        ("deputy", "signed", {"packet"}),
        ("teller", "counting", {"tally-sheet"}),
        ("scrutineer", "counting", {"script", "tally-sheet", "ballot-paper"}),
        ("scrutineer", "counted", {"script", "tally-sheet", "ballot-paper", "report", "count-paper"}),
        ("congress_clerk", "counted", {"script", "tally-sheet", "ballot-paper", "opinions", "packet"}),
        (
            "congress_clerk",
            "signed",
            {"script", "tally-sheet", "ballot-paper", "opinions", "report", "count-paper", "packet"},
        ),
    ],
)
def test_each_role_is_led_to_its_papers_and_to_no_count_before_its_time(
    signed_in: SignedIn, rpc: FakeRpc, role: str, state: str, papers: set[str]
) -> None:
    rounds = [part(voting.GET_VOTE, "rounds", void=False)]
    rpc.answers["voting.get_vote"] = sample(voting.GET_VOTE.response, state=state, rounds=rounds)
    assert offered(signed_in(role)) == papers


def test_the_count_of_a_signed_round_stays_within_reach_while_the_next_one_is_held(
    signed_in: SignedIn, rpc: FakeRpc
) -> None:
    rounds = [part(voting.GET_VOTE, "rounds", void=False)] * 2
    rpc.answers["voting.get_vote"] = sample(voting.GET_VOTE.response, state="sealed", rounds=rounds)
    assert "report" in offered(signed_in("congress_clerk"))


@pytest.mark.parametrize(
    ("address", "operation"),
    [
        ("/desk/sessions/s1/script", voting.GET_PRESIDER_SCRIPT),
        ("/desk/sessions/s1/tally-sheet", voting.GET_TALLY_SHEET),
        ("/desk/sessions/s1/ballot-paper", voting.GET_BALLOT_PAPER),
        ("/desk/sessions/s1/opinions", voting.GET_OPINION_DIGEST),
        ("/desk/sessions/s1/votes/v1/report", voting.GET_SCRUTINEERS_REPORT),
        ("/desk/sessions/s1/votes/v1/count-paper", voting.GET_COUNT_PAPER),
    ],
)
def test_a_paper_shows_its_blocks_and_is_kept_by_no_cache(
    signed_in: SignedIn, rpc: FakeRpc, address: str, operation: Operation
) -> None:
    rpc.answers[operation.key] = sample(
        operation.response,
        title="某次会议的文稿",
        blocks=[
            {"kind": "heading", "text": "计票", "header": [], "rows": []},
            {"kind": "paragraph", "text": "现在计票。", "header": [], "rows": []},
            {"kind": "table", "text": "", "header": ["序号", "项目"], "rows": [["1", "学校"]]},
        ],
    )
    response = signed_in("congress_clerk").get(f"{T}{address}")
    page = Page(response.text)
    assert response.headers["Cache-Control"] == "no-store"
    assert page.one("h1").text == "某次会议的文稿"
    (whole,) = [each for each in page.all("div") if (each.get("class") or "").startswith("whole-")]
    assert whole.text.startswith("某次会议的文稿"), "the title is printed on the page of its sheet"
    assert [each.text for each in page.all("h2")] == ["计票"]
    assert [each.text for each in page.all("td")] == ["1", "学校"]
    assert "现在计票。" in page.text
    assert t("sitting.drafted") in page.text


def test_a_refusal_of_a_paper_is_shown_with_its_clause(signed_in: SignedIn, rpc: FakeRpc) -> None:
    rpc.answers[voting.GET_SCRUTINEERS_REPORT.key] = Refused(
        detail="计票尚未完成监票人签字", citation=Citation("票决办法", "第十条“计票”")
    )
    response = signed_in("congress_clerk").get(f"{T}/desk/sessions/s1/votes/v1/report")
    assert response.status_code == 409
    assert "《票决办法》第十条“计票”" in Page(response.text).text
