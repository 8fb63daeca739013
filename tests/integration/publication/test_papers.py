"""Papers asked for by other services: numbered, kept, read and verified on a real database."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa

from services.publication.domain.paper import KeptElsewhere
from services.publication.domain.proof import NotAChannel, ProofMissing, PublishedOnWrongDay
from services.publication.domain.sheet import WATERMARK
from shared.contracts import publication
from shared.kernel.errors import Forbidden, InvalidInput, NotFound
from shared.kernel.identity import new_id
from shared.persistence.platform_tables import OUTBOX
from shared.tenancy.roles import Role
from tests.integration.collection.office import Office, refused


class PaperOffice(Office):
    """A congress whose services ask for papers."""

    def ask(self, service: str = "voting", **changes: Any) -> str:
        """A service asks for a paper, and gets it; returns its id."""
        headers, asked = self._request(service, changes)
        self.suite.deliver(headers, asked)
        return str(asked["paper_id"])

    def ask_early(self, **changes: Any) -> str:
        """Voting asks for a paper that cannot be made yet; returns its id."""
        headers, asked = self._request("voting", changes)
        self.suite.send(headers, asked)
        return str(asked["paper_id"])

    def _request(self, service: str, changes: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
        asked = {
            "paper_id": new_id(),
            "cycle_id": self.cycle_id,
            "kind": "announcement",
            "title": "关于民生实事项目票决结果的公告",
            "issuer": "甲县人民代表大会主席团",
            "addressee": "",
            "issued_on": "2024-02-29",
            "blocks": [{"kind": "table", "text": "", "header": ["序号", "项目"], "rows": [["1", "学位"]]}],
            "public": True,
            "channels": ["大会公告"],
            "about": {"kind": "vote", "id": "vote-1"},
            **changes,
        }
        return {"event": f"{service}.paper_requested", "tenant": self.tenant, "message_id": new_id()}, asked

    def paper(self, paper_id: str, role: Role = Role.CONGRESS_CLERK) -> Any:
        """The paper as that role reads it."""
        return self.call(publication.GET_PAPER, role, paper_id=paper_id)

    def content(self, paper_id: str, form: str) -> tuple[Any, bytes]:
        """The answer and the bytes in it."""
        answer = self.call(publication.GET_CONTENT, Role.RESIDENT, paper_id=paper_id, form=form)
        return answer, base64.b64decode(answer["content"])

    def issued(self) -> list[Any]:
        """What publication told the others."""
        with self.suite.relays["publication"].connect() as database:
            rows = database.execute(
                sa.select(OUTBOX.c.payload).where(OUTBOX.c.tenant_id == self.tenant).order_by(OUTBOX.c.seq)
            ).all()
        return [row.payload for row in rows]


@pytest.fixture
def office(make_suite: Callable[..., Any], fresh_tenant: str) -> PaperOffice:
    return PaperOffice(make_suite("collection", "publication"), fresh_tenant, "three-three-three")


def test_a_notice_of_collection_becomes_a_public_paper_b012(office: PaperOffice) -> None:
    opened = office.open_round("2024-01-02", "2024-02-02", [{"code": "wechat_account", "open": True}])
    paper = office.paper(opened["paper_id"], Role.RESIDENT)
    assert paper["number"] == "通告〔演示〕第1号"
    assert paper["about"] == {"kind": "collection_round", "id": opened["id"]}
    assert paper["issuer"] == "甲县（演示）区人大常委会"
    _, page = office.content(opened["paper_id"], "html")
    for printed in ("2024年1月2日至2024年2月2日", "微信公众号", "关于面向社会公开征集民生实事项目的通告"):
        assert printed in page.decode()


def test_a_paper_is_kept_as_html_and_pdf_under_its_digest_a10_17(office: PaperOffice) -> None:
    paper = office.paper(office.ask())
    for form, magic, column in (("html", b"<!doctype html>", "digest"), ("pdf", b"%PDF-", "pdf_digest")):
        answer, content = office.content(paper["id"], form)
        assert content.startswith(magic)
        assert hashlib.sha256(content).hexdigest() == answer["digest"] == paper[column]
        known = office.call(publication.VERIFY, Role.RESIDENT, digest=answer["digest"])
        assert (known["known"], known["form"], known["paper"]["number"]) == (True, form, paper["number"])
    assert not office.call(publication.VERIFY, Role.RESIDENT, digest="0" * 64)["known"]


def test_a_demo_paper_bears_watermark_and_no_year_a10_20(office: PaperOffice) -> None:
    paper_id = office.ask()
    assert office.paper(paper_id)["number"] == "公告〔演示〕第1号"
    assert WATERMARK in office.content(paper_id, "html")[1].decode()


def test_a_real_congress_numbers_by_year_y041(make_suite: Callable[..., Any], fresh_tenant: str) -> None:
    office = PaperOffice(make_suite("collection", "publication"), fresh_tenant, "13121")
    office.cycle_id = office.suite.open_cycle(tenant=fresh_tenant, demo=False, tenant_name="甲县")
    ids = [office.ask(issued_on=day) for day in ("2024-02-29", "2024-12-30", "2025-01-05")]
    assert [office.paper(each)["number"] for each in ids] == [
        "公告〔2024〕第1号",
        "公告〔2024〕第2号",
        "公告〔2025〕第1号",
    ]
    assert WATERMARK not in office.content(ids[0], "html")[1].decode()


def test_a_request_that_comes_twice_is_issued_once_y041(office: PaperOffice) -> None:
    paper_id = office.ask()
    before = office.paper(paper_id)
    office.ask(paper_id=paper_id, title="改动过的标题")
    assert office.paper(paper_id) == before
    assert [each["paper_id"] for each in office.issued()] == [paper_id]
    assert office.issued()[0]["digest"] == before["digest"]
    assert office.paper(office.ask())["number"] == "公告〔演示〕第2号"


def test_every_service_gets_its_papers_numbered_in_one_series_y041(office: PaperOffice) -> None:
    ids = [
        office.ask(service) for service in ("collection", "screening", "voting", "supervision", "evaluation")
    ]
    assert [office.paper(each)["sequence"] for each in ids] == [1, 2, 3, 4, 5]
    assert office.paper(office.ask(kind="circular"))["number"] == "通报〔演示〕第1号"


def test_papers_that_are_not_public_are_for_staff_a10_18(office: PaperOffice) -> None:
    hidden = office.ask(public=False, kind="reminder_letter", about={"kind": "letter", "id": "l-1"})
    shown = office.ask()
    for role, visible in (
        (Role.RESIDENT, [shown]),
        (Role.DEPUTY, [shown]),
        (Role.DEPARTMENT, [shown, hidden]),
    ):
        page = office.call(publication.LIST_PAPERS, role)
        assert [each["id"] for each in page["items"]] == visible
    digest = office.paper(hidden)["digest"]
    for role in (Role.RESIDENT, Role.DEPUTY):
        for operation in (publication.GET_PAPER, publication.GET_CONTENT):
            with refused(NotFound):
                office.call(operation, role, paper_id=hidden)
        assert not office.call(publication.VERIFY, role, digest=digest)["known"]
    found = office.call(publication.LIST_PAPERS, about_kind="letter", about_id="l-1")
    assert [each["id"] for each in found["items"]] == [hidden]


def test_a_paper_of_outside_takes_its_number_a10_17(office: PaperOffice) -> None:
    body: dict[str, Any] = {
        "cycle_id": office.cycle_id,
        "kind": "announcement",
        "title": "关于补选结果的公告",
        "issuer": "甲区人民代表大会主席团",
        "issued_on": "2024-03-21",
        "public": True,
    }
    with refused(Forbidden):
        office.call(publication.ENTER_OUTSIDE_PAPER, Role.GOVERNMENT_CLERK, **body)
    outside = office.call(publication.ENTER_OUTSIDE_PAPER, **body)
    assert (outside["number"], outside["origin"], outside["digest"]) == ("公告〔演示〕第1号", "outside", None)
    assert office.paper(office.ask(issued_on="2024-03-21"))["number"] == "公告〔演示〕第2号"
    with refused(KeptElsewhere):
        office.call(publication.GET_CONTENT, paper_id=outside["id"])


def test_to_whom_a_paper_was_sent_is_for_staff_c03(office: PaperOffice) -> None:
    office.on("2024-03-01")
    paper_id = office.ask()
    office.call(
        publication.DISTRIBUTE_PAPER,
        paper_id=paper_id,
        recipients=[
            {"kind": "report_to", "name": "市人大常委会"},
            {"kind": "issue_to", "name": "各乡镇人大"},
        ],
    )
    (sent,) = office.paper(paper_id)["distributions"]
    assert [each["kind"] for each in sent["recipients"]] == ["report_to", "issue_to"]
    assert sent["on"] == "2024-03-01"
    assert office.paper(paper_id, Role.RESIDENT)["distributions"] == []


def test_another_congress_has_its_own_numbers_and_sees_no_other_d01(office: PaperOffice) -> None:
    paper_id = office.ask()
    other = PaperOffice(office.suite, f"{office.tenant}-x", "13121")
    assert other.paper(other.ask(title="另一个县的公告"))["number"] == "公告〔演示〕第1号"
    with refused(NotFound):
        other.paper(paper_id)
    digest = office.paper(paper_id)["digest"]
    assert not other.call(publication.VERIFY, digest=digest)["known"]


def test_a_paper_waits_for_the_opening_of_its_cycle_y014(office: PaperOffice) -> None:
    cycle_id = new_id()
    paper_id = office.ask_early(cycle_id=cycle_id)
    with refused(NotFound):
        office.paper(paper_id)
    office.suite.open_cycle(tenant=office.tenant, cycle_id=cycle_id)
    assert office.paper(paper_id)["number"] == "公告〔演示〕第1号"


def test_each_channel_has_its_proof_and_a_later_one_corrects_it_b035(office: PaperOffice) -> None:
    paper_id = office.ask(channels=["大会公告", "新闻媒体", "公众号"])

    def record(role: Role = Role.CONGRESS_CLERK, **changes: Any) -> Any:
        given = {"channel": "公众号", "on": "2024-03-01", "link": "https://mp.example/1", **changes}
        return office.call(publication.RECORD_PUBLICATION, role, paper_id=paper_id, **given)

    for role in (Role.RESIDENT, Role.DEPUTY, Role.GOVERNMENT_CLERK):
        with refused(Forbidden):
            record(role)
    with refused(NotAChannel):
        record(channel="村口喇叭")
    with refused(PublishedOnWrongDay):
        record(on="2024-02-28")
    with refused(PublishedOnWrongDay):
        record(on="2099-01-01")
    with refused(ProofMissing):
        record(link="", proof=" ")
    for link in ("javascript:alert(1)", "https://a b", "//x.example", 'https://x.example/"onclick='):
        with refused(InvalidInput):
            record(link=link)
    record()
    record(channel="新闻媒体", link="", proof="县报三版", scan_digest="a" * 64)
    record(link="https://mp.example/2")
    public = office.paper(paper_id, Role.RESIDENT)
    assert [(each["channel"], each["link"], each["proof"]) for each in public["published"]] == [
        ("新闻媒体", "", "县报三版"),
        ("公众号", "https://mp.example/2", ""),
    ]
    assert (public["unpublished"], public["records"]) == (["大会公告"], [])
    kept = office.paper(paper_id)["records"]
    assert [each["link"] for each in kept] == ["https://mp.example/1", "", "https://mp.example/2"]
    (listed,) = office.call(publication.LIST_PAPERS)["items"]
    assert listed["unpublished"] == ["大会公告"]
