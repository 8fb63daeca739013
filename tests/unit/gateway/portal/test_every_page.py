"""What holds for every page: landmarks, labels, watermark, no inline style or script, escaping."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from services.gateway.portal.text import t
from shared.contracts import congress, publication
from shared.tenancy.roles import Role
from tests.unit.gateway.portal.conftest import Open
from tests.unit.gateway.portal.fake import ELECTION, FakeRpc
from tests.unit.gateway.portal.html_page import Page, problems
from tests.unit.gateway.portal.samples import HOSTILE, item

T = "/t/yuanyang"
TOKEN_ADDRESS = f"{T}/rate/token-of-sixteen-1"
PUBLIC = (
    "/",
    f"{T}/",
    f"{T}/?year=1",
    f"{T}/candidates",
    f"{T}/results/id-1",
    f"{T}/suggest",
    f"{T}/suggest/receipt/YU24-000001-AAAAAA",
    f"{T}/track",
    f"{T}/track?receipt=YU24-000001-AAAAAA",
    f"{T}/projects/p1",
    TOKEN_ADDRESS,
    f"{TOKEN_ADDRESS}/thanks",
    f"{T}/papers",
    f"{T}/papers?digest={'a' * 64}",
    f"{T}/papers?digest=short",
    f"{T}/papers/p1",
    f"{T}/rules",
    f"{T}/sign-in",
    f"{T}/electronic/{ELECTION}",
    f"{T}/electronic/{ELECTION}/ballot",
)
ISO_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
ROLES = tuple(role.value for role in Role if role not in (Role.RESIDENT, Role.SERVICE))


@pytest.mark.parametrize("address", PUBLIC)
def test_every_public_page_has_landmarks_labels_and_nothing_inline(open_page: Open, address: str) -> None:
    assert problems(open_page(address)) == []


@pytest.mark.parametrize("address", PUBLIC)
def test_no_public_page_writes_a_day_in_iso_form(open_page: Open, address: str) -> None:
    assert ISO_DAY.findall(open_page(address).text) == []


@pytest.mark.parametrize("address", PUBLIC)
def test_every_page_shows_hostile_text_as_text(client: FlaskClient, rpc: FakeRpc, address: str) -> None:
    html = client.get(address).text
    assert "<script>alert" not in html
    if address in (f"{T}/", f"{T}/candidates", f"{T}/projects/p1", f"{T}/rules", f"{T}/papers/p1"):
        assert HOSTILE in Page(html).text


@pytest.mark.parametrize("address", PUBLIC)
def test_a_demo_tenant_has_its_watermark_on_every_page_a10_20(open_page: Open, address: str) -> None:
    page = open_page(address)
    overlay = page.one("div", class_="watermark")
    assert t("site.watermark") in overlay.text
    assert overlay.get("aria-hidden") == "true"
    assert t("site.demo_banner") == page.one("p", class_="demo-banner").text


def test_error_pages_of_a_demo_tenant_have_the_watermark_too_a10_20(open_page: Open, rpc: FakeRpc) -> None:
    rpc.silent = {"supervision"}
    assert open_page(f"{T}/projects/p1", 503).one("div", class_="watermark")


def test_a_real_tenant_has_no_watermark(open_page: Open, rpc: FakeRpc) -> None:
    rpc.demo = False
    page = open_page(f"{T}/")
    assert page.all("div", class_="watermark") == []
    assert page.all("p", class_="demo-banner") == []


@pytest.mark.parametrize("role", ROLES)
def test_the_desk_of_every_role_is_a_sound_page(signed_in: Callable[..., FlaskClient], role: str) -> None:
    response = signed_in(role).get(f"{T}/desk")
    assert response.status_code == 200
    assert problems(Page(response.text)) == []
    assert ISO_DAY.findall(Page(response.text).text) == []
    assert "<script>alert" not in response.text


def test_pages_of_staff_are_sound_too(signed_in: Callable[..., FlaskClient]) -> None:
    browser = signed_in("congress_clerk")
    for address in (f"{T}/projects/p1", f"{T}/papers/p1", f"{T}/password", f"{T}/"):
        response = browser.get(address)
        assert response.status_code == 200
        assert problems(Page(response.text)) == []


def test_pages_keep_the_strict_policy_and_stay_out_of_shared_caches(client: FlaskClient) -> None:
    headers = client.get(f"{T}/").headers
    assert headers["Content-Security-Policy"].startswith("default-src 'self'")
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert "private" in headers["Cache-Control"]


def test_static_files_that_pages_name_are_there(client: FlaskClient, open_page: Open) -> None:
    page = open_page(f"{T}/")
    named = [each.get("href") for each in page.all("link")] + [each.get("src") for each in page.all("script")]
    assert len(named) == 5
    for address in named:
        assert client.get(str(address)).status_code == 200, address


def test_an_empty_tenant_says_so_instead_of_failing(open_page: Open, rpc: FakeRpc) -> None:
    rpc.answers = {
        key: {"items": [], "next": None}
        for key in (
            "congress.list_cycles",
            "congress.list_documents",
            "congress.list_rulebooks",
            "collection.list_rounds",
            "publication.list_papers",
        )
    } | {"congress.list_figures": {"items": []}, "congress.list_facilities": {"items": []}}
    for address in (f"{T}/", f"{T}/candidates", f"{T}/rules", f"{T}/papers", f"{T}/suggest"):
        assert problems(open_page(address)) == []
    assert t("suggest.none") in open_page(f"{T}/suggest").text


def test_internal_documents_stay_out_of_the_rules_page_a10_18(open_page: Open, rpc: FakeRpc) -> None:
    rpc.answers["congress.list_documents"] = {
        "items": [
            item(congress.LIST_DOCUMENTS, title="实施办法", internal=False),
            item(congress.LIST_DOCUMENTS, title="县委实施意见", internal=True),
        ],
        "next": None,
    }
    page = open_page(f"{T}/rules")
    assert "实施办法" in page.text
    assert "县委实施意见" not in page.text


def test_large_type_is_a_choice_that_is_kept(client: FlaskClient) -> None:
    client.get(f"/display?type=large&back={T}/")
    assert Page(client.get(f"{T}/").text).one("html").get("class") == "large"
    client.get(f"/display?type=normal&back={T}/")
    assert Page(client.get(f"{T}/").text).one("html").get("class") is None


@pytest.mark.parametrize(
    "back", ["https://else.where/", "//else.where/", "/\\else.where", "javascript:alert(1)"]
)
def test_the_display_link_leads_nowhere_else(client: FlaskClient, back: str) -> None:
    assert client.get("/display", query_string={"type": "large", "back": back}).headers["Location"] == "/"


def test_the_tree_nests_congresses_below_their_parents_y_072(open_page: Open, rpc: FakeRpc) -> None:
    rows = [("yang-e", "township", "yuanyang"), ("henan", "province", None), ("yuanyang", "county", "henan")]
    rpc.answers["congress.list_tenants"] = {
        "items": [
            item(congress.LIST_TENANTS, id=name, display_name=name, kind=kind, parent=parent, demo=False)
            for name, kind, parent in rows
        ],
        "next": None,
    }
    links = [
        each
        for each in open_page("/").all("a")
        if "tree" not in (each.get("class") or "") and "li" in each.inside
    ]
    depth = {each.text: each.inside.count("ul") for each in links}
    assert depth == {"henan": 1, "yuanyang": 2, "yang-e": 3}


def test_papers_link_to_older_ones(open_page: Open, rpc: FakeRpc) -> None:
    rpc.answers["publication.list_papers"] = {"items": [item(publication.LIST_PAPERS)], "next": "after-this"}
    addresses = [each.get("href") or "" for each in open_page(f"{T}/papers?kind=notice&year=1").all("a")]
    older = next(each for each in addresses if "after=after-this" in each)
    assert "kind=notice" in older
    assert "year=1" in older


@pytest.mark.parametrize(
    "address",
    [
        f"{T}/desk/electronic/{ELECTION}",
        f"{T}/desk/ceremonies/id-1",
        f"{T}/desk/sessions/id-1",
        f"{T}/desk/measures/id-1",
        f"{T}/desk/sessions/id-1/script",
        f"{T}/desk/sessions/id-1/tally-sheet",
        f"{T}/desk/sessions/id-1/opinions",
        f"{T}/desk/sessions/id-1/votes/id-1/report",
        f"{T}/desk/sessions/id-1/votes/id-1/count-paper",
        f"{T}/desk/sessions/id-1/packet",
        f"{T}/desk/sessions/id-1/keys",
        f"{T}/desk/sessions/id-1/envelopes",
        f"{T}/desk/sessions/id-1/attendance",
    ],
)
def test_the_pages_of_the_hall_are_sound_and_for_those_who_serve_it(
    signed_in: Callable[..., FlaskClient], client: FlaskClient, address: str
) -> None:
    assert client.get(address).status_code == 303
    response = signed_in(Role.SCRUTINEER.value, Role.CONGRESS_CLERK.value).get(address)
    assert response.status_code == 200, response.text
    assert problems(Page(response.text)) == []
    assert "<script>alert" not in response.text
