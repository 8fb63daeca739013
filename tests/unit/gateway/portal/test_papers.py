"""Official papers: their bytes as issued, under a policy that lets their own style through and nothing else."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from services.gateway.portal.text import t
from shared.contracts import publication
from shared.kernel.errors import NotFound
from tests.unit.gateway.portal.conftest import Open
from tests.unit.gateway.portal.fake import FakeRpc
from tests.unit.gateway.portal.html_page import Page, problems
from tests.unit.gateway.portal.samples import answer, part

ADDRESS = "/t/yuanyang/papers/p1"
STYLE = "body { color: #111 }"
PAPER = f"<!doctype html><html><head><style>{STYLE}</style></head><body>公告</body></html>".encode()
DIGEST = hashlib.sha256(PAPER).hexdigest()


@pytest.fixture(autouse=True)
def a_paper(rpc: FakeRpc) -> None:
    rpc.answers["publication.get_content"] = lambda request: answer(
        publication.GET_CONTENT,
        form=request["form"],
        media_type="text/html; charset=utf-8" if request["form"] == "html" else "application/pdf",
        filename="公告1.html",
        digest=DIGEST,
        content=base64.b64encode(PAPER).decode(),
    )


def test_a_paper_is_served_exactly_as_it_was_issued_y_041(client: FlaskClient) -> None:
    response = client.get(f"{ADDRESS}.html")
    assert response.data == PAPER
    assert response.mimetype == "text/html"
    assert "%E5%85%AC%E5%91%8A1.html" in response.headers["Content-Disposition"]


def test_a_paper_may_use_its_own_style_and_nothing_else(client: FlaskClient) -> None:
    policy = client.get(f"{ADDRESS}.html").headers["Content-Security-Policy"]
    allowed = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    assert f"style-src 'sha256-{allowed}'" in policy
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert policy.split("; ")[-1] == "sandbox"


def test_a_paper_that_a_browser_has_is_not_sent_again(client: FlaskClient) -> None:
    tag = client.get(f"{ADDRESS}.pdf").headers["ETag"]
    assert client.get(f"{ADDRESS}.pdf", headers={"If-None-Match": tag}).status_code == 304


def test_the_page_of_a_paper_leads_to_text_and_pdf_with_its_digest(open_page: Open, rpc: FakeRpc) -> None:
    rpc.answers["publication.get_paper"] = answer(publication.GET_PAPER, id="p1", digest=DIGEST)
    page = open_page(ADDRESS)
    links = {each.get("href") for each in page.all("a")}
    assert {f"{ADDRESS}.html", f"{ADDRESS}.pdf"} < links
    assert DIGEST in page.text


def published(rpc: FakeRpc, *links: str) -> None:
    """One channel published the paper, twice put on record; the other is not known to have."""
    records = [
        part(
            publication.GET_PAPER, "published", channel="公众号", on="2024-03-01", link=link, proof="头条<b>"
        )
        for link in links
    ]
    rpc.answers["publication.get_paper"] = answer(
        publication.GET_PAPER,
        id="p1",
        channels=["公众号", "新闻媒体"],
        published=records[-1:],
        unpublished=["新闻媒体"],
        records=records,
    )


def test_everyone_reads_which_channel_published_a_paper_and_where_b035(open_page: Open, rpc: FakeRpc) -> None:
    published(rpc, "https://old.example/1", "https://mp.example/2?a=1&b=2")
    page = open_page(ADDRESS)
    assert problems(page) == []
    assert "https://mp.example/2?a=1&b=2" in page.text
    # Text and no link: no page of the portal leads to an outside host.
    assert not any("example" in (each.get("href") or "") for each in page.all("a"))
    assert t("paper.published_by", channel="公众号", day="2024年3月1日") in page.text
    assert "头条<b>" in page.text
    assert "old.example" not in page.text
    assert page.all("form", action=f"{ADDRESS}/publications") == []


def test_the_clerk_records_a_channel_and_sees_what_is_missing_b035(
    signed_in: Callable[..., FlaskClient], rpc: FakeRpc
) -> None:
    published(rpc, "https://old.example/1", "https://mp.example/2")
    browser = signed_in("congress_clerk")
    page = Page(browser.get(ADDRESS).text)
    assert problems(page) == []
    assert t("paper.unpublished", channels="新闻媒体") in page.text
    # What was put right stays to be seen.
    assert "old.example" in page.text
    sent = {"key": "k" * 20, "published_by": "新闻媒体", "published_on": "2024-03-01", "proof": "三版"}
    assert browser.post(f"{ADDRESS}/publications", data=sent).status_code == 303
    ((request, _),) = rpc.asked(publication.RECORD_PUBLICATION)
    assert request == {
        "paper_id": "p1",
        "channel": "新闻媒体",
        "on": "2024-03-01",
        "link": "",
        "proof": "三版",
        "scan_digest": None,
    }
    wrong = browser.post(f"{ADDRESS}/publications", data={**sent, "published_by": "", "link": "ftp"})
    assert wrong.status_code == 422
    assert problems(Page(wrong.text)) == []
    assert Page(wrong.text).one("input", id="link").get("value") == "ftp"
    assert len(rpc.asked(publication.RECORD_PUBLICATION)) == 1


def test_a_paper_kept_elsewhere_has_no_text_here(open_page: Open, rpc: FakeRpc) -> None:
    rpc.answers["publication.get_paper"] = answer(
        publication.GET_PAPER, id="p1", digest=None, pdf_digest=None
    )
    page = open_page(ADDRESS)
    assert t("paper.elsewhere") in page.text
    assert f"{ADDRESS}.html" not in {each.get("href") for each in page.all("a")}


def test_an_unknown_paper_is_not_found(open_page: Open, rpc: FakeRpc) -> None:
    rpc.answers["publication.get_paper"] = NotFound(kind="公文", id="p1")
    assert t("error.404.title") == open_page(ADDRESS, 404).one("h1").text


@pytest.mark.parametrize("known", [True, False])
def test_a_digest_tells_whether_a_paper_is_ours_a10_17(open_page: Open, rpc: FakeRpc, known: bool) -> None:
    found = (
        answer(publication.VERIFY, known=known) if known else {"known": False, "form": None, "paper": None}
    )
    rpc.answers["publication.verify"] = found
    page = open_page(f"/t/yuanyang/papers?digest={'A' * 64}")
    assert (t("papers.known") in page.text, t("papers.unknown") in page.text) == (known, not known)
    assert rpc.asked(publication.VERIFY)[0][0] == {"digest": "a" * 64}


def test_a_digest_of_the_wrong_shape_is_explained_and_kept(open_page: Open, rpc: FakeRpc) -> None:
    page = open_page("/t/yuanyang/papers?digest=xyz")
    assert page.one("input", id="digest").get("value") == "xyz"
    assert t("papers.digest_shape") == page.one("p", id="digest-error").text
    assert rpc.asked(publication.VERIFY) == []


def test_a_kind_that_does_not_exist_is_left_out(open_page: Open, rpc: FakeRpc) -> None:
    open_page("/t/yuanyang/papers?kind=nonsense")
    assert "kind" not in rpc.asked(publication.LIST_PAPERS)[0][0]
