"""A paper vote run by pages alone: the measure, the boxes, two tellers, the scrutineers, the declaration (A10.11, Y-033)."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser

from services.demo.accounts import Accounts
from services.demo.client import DemoClient
from services.demo.land import LAND
from services.demo.play import play
from services.demo.player import Player
from services.demo.script import Part, Script
from services.demo.townships import TOWNSHIPS
from services.demo.townships.figures import ALL, PRESIDIUM, Township
from services.demo.townships.session import SCRUTINEERS
from services.gateway.portal.text import t
from services.gateway.portal.views.counting import MOST_PHOTOGRAPH
from shared.contracts import voting
from tests.e2e.browser.visitor import Visitor, visiting
from tests.support.running import Running, running

pytestmark = pytest.mark.long

LAST_PLAYED = "代表报到、预备会议、全体会议和审议"
PHONE = 360


@dataclass
class House:
    """A township whose deputies have deliberated, and who is in the hall."""

    running: Running
    township: Township
    player: Player
    session_id: str
    visitors: dict[str, Visitor]

    def by(self, login: str) -> Visitor:
        return self.visitors[login]

    @property
    def codes(self) -> list[str]:
        return [each.code for each in self.township.projects]

    def page(self, login: str, path: str) -> Visitor:
        visitor = self.by(login)
        visitor.open(f"/t/{self.township.tenant}/desk/{path}")
        return visitor

    def register(self, act: str, **written: str) -> None:
        """The clerk fills in the form of an act and sends it."""
        visitor = self.page("clerk", f"sessions/{self.session_id}/acts")
        form = visitor.page.locator(f"#act-{act}")
        if form.get_attribute("open") is None:
            form.locator("summary").click()
        if act != "draft":
            written = {"held_on": self.township.day, **written}
        for field, value in written.items():
            choice = form.locator(f"select[name={field}]")
            if choice.count():
                choice.select_option(value)
            else:
                form.locator(f"[name={field}]").fill(value)
        visitor.click(form.locator("button[type=submit]"))
        said = visitor.page.locator("p[role=status]")
        assert t("acts.done", act=t(f"acts.name.{act}", word="票决")) in said.inner_text(), visitor.text
        assert "notice-lost" not in str(said.get_attribute("class"))

    @property
    def vote_id(self) -> str:
        found = self.player.act(voting.GET_SESSION, session_id=self.session_id)
        return str(found["vote_id"])


def until(script: Script, title: str) -> Script:
    """The script as far as a step, that one among it."""
    titles = [each.title for each in script.steps]
    return Script(script.tenant, script.name, (Part(script.steps[: titles.index(title) + 1]),))


@pytest.fixture
def house(browser: Browser, make_home: Callable[[], Path]) -> Iterator[House]:
    township = next(each for each in ALL if each.second is None)
    script = until(next(each for each in TOWNSHIPS if each.tenant == township.tenant), LAST_PLAYED)
    home = make_home()
    with running("run", home, "--no-demo") as suite, ExitStack() as stack:
        play(suite.address, suite.home / "demo.json", (LAND, script), lambda _: None)
        accounts = Accounts(suite.home / "demo.json")
        player = Player(DemoClient(suite.address, "paper"), accounts, township.tenant)
        (session,) = player.all_pages(voting.LIST_SESSIONS, as_="resident")
        visitors = {}
        for login in ("clerk", "teller1", "teller2", "scrutineer"):
            visitors[login] = stack.enter_context(visiting(browser, suite.address))
            visitors[login].sign_in(township.tenant, login, accounts.password(township.tenant, login))
        yield House(suite, township, player, session["id"], visitors)


def to_the_count(house: House) -> None:
    present = str(house.township.present)
    everybody = {"yes": present, "no": "0", "abstain": "0"}
    house.register(
        "draft",
        quota=str(house.township.quota),
        deliberation="分组酝酿讨论。",
        differential="差额票决，无记名投票。",
        publicity="以大会公告公布。",
    )
    house.register("measure", **everybody)
    delegations = list(house.township.delegations)
    members = [f"{title}|{code}" for title, code in zip(SCRUTINEERS[1:], delegations, strict=True)]
    listed = "\n".join([SCRUTINEERS[0], *members])
    house.register("scrutineers", scrutineers=listed, declared="yes", **everybody)
    house.register("boxes", boxes="main 会场票箱")
    house.register("issue", issued=f"main {present}")
    house.register("return", returned=present)
    house.register("validity")


def key_ballots(house: House, login: str, desk: int, copies: int) -> None:
    """So many ballots for the first projects by a line with copies; the others, against all, by the number keys."""
    visitor = house.page(login, f"votes/{house.vote_id}/entry")
    page, quota, all_of_them = visitor.page, house.township.quota, len(house.codes)
    page.check(f"#desk{'' if desk == 1 else '-2'}")
    page.fill("#lines", f"{'1' * quota}{'3' * (all_of_them - quota)} *{copies}\n")
    for ballot in range(house.township.present - copies):
        if ballot == 1:
            for key in (*"2" * all_of_them, "Enter"):
                page.locator(f"#keypad button[data-key='{key}']").click()
            continue
        page.focus("#keypad-box")
        page.keyboard.press("9")
        page.keyboard.press("Backspace")
        for _code in house.codes:
            page.keyboard.press("2")
        page.keyboard.press("Enter")
    page.reload()
    page.check(f"#desk{'' if desk == 1 else '-2'}")
    assert page.input_value("#lines").count("\n") == house.township.present - copies + 1
    page.fill("#held_on", house.township.day)
    visitor.press(t("tally.send"))
    assert t("tally.taken", desk=t(f"tally.desk.{'first' if desk == 1 else 'second'}")) in visitor.text
    assert page.evaluate("Object.keys(sessionStorage).length") == 0
    assert page.locator("#lines").count() == 0


def test_a_paper_vote_is_run_counted_and_declared_by_pages_alone_a10_11(house: House) -> None:
    to_the_count(house)
    present = house.township.present
    key_ballots(house, "teller1", 1, present - 2)
    key_ballots(house, "teller2", 2, present - 1)
    scrutineer = house.page("scrutineer", f"votes/{house.vote_id}/count")
    numbers = scrutineer.page.locator("tr:has([name=copies]) td.num").all_inner_texts()
    assert sorted(map(int, numbers)) == sorted([present - 2, present - 1, 2, 1])
    for row, first in zip(scrutineer.page.locator("input[name=copies]").all(), numbers[::2], strict=True):
        row.fill(first)
    scrutineer.page.select_option("#scrutineer", SCRUTINEERS[1])
    scrutineer.page.fill("#held_on", house.township.day)
    scrutineer.page.fill("#ruling", "对照纸质选票清点")
    assert scrutineer.audit() == []
    scrutineer.press(t("tally.settle"))
    assert t("tally.record") in scrutineer.text
    for box in scrutineer.page.locator("input[name=signing]").all():
        box.check()
    scrutineer.page.fill("#held_on", house.township.day)
    assert scrutineer.audit() == []
    scrutineer.press(t("tally.sign"))
    agreed = {"present": str(PRESIDIUM), "yes": str(PRESIDIUM), "no": "0", "abstain": "0"}
    house.register("confirmation", **agreed)
    house.register("declaration")
    house.register("announcement")
    found = house.player.act(voting.GET_VOTE, vote_id=house.vote_id)
    determined = [each["code"] for each in found["results"] if each["determined"]]
    assert sorted(determined) == house.codes[: house.township.quota]
    assert {each["votes"]["approve"] for each in found["results"] if each["determined"]} == {present - 2}
    for visitor in house.visitors.values():
        assert visitor.watch.problems == []


def test_a_cameras_photograph_is_made_smaller_before_it_is_sent_and_shown_to_scrutineers(
    house: House, tmp_path: Path
) -> None:
    to_the_count(house)
    noise = Image.frombytes("RGB", (2400, 1600), random.Random(7).randbytes(2400 * 1600 * 3))
    taken = tmp_path / "sheet.png"
    noise.save(taken)
    assert taken.stat().st_size > 3 * MOST_PHOTOGRAPH
    teller = house.page("teller1", f"votes/{house.vote_id}/photographs")
    teller.page.fill("#page", "1")
    teller.page.set_input_files("#photograph", taken)
    teller.page.wait_for_selector("#photograph[data-fitted]")
    teller.press(t("tally.attach"))
    assert t("tally.attached", page=1) in teller.text
    assert teller.page.locator("img.sheet-picture").count() == 0
    scrutineer = house.page("scrutineer", f"votes/{house.vote_id}/photographs")
    assert (
        scrutineer.page.locator("img.sheet-picture").evaluate(
            "(each) => each.decode().then(() => each.naturalWidth)"
        )
        > 1000
    )
    assert teller.watch.problems == scrutineer.watch.problems == []


def test_the_pages_of_a_count_fit_a_phone_and_work_without_a_script(house: House, browser: Browser) -> None:
    to_the_count(house)
    accounts = Accounts(house.running.home / "demo.json")
    tenant = house.township.tenant
    for login, path in (
        ("clerk", f"sessions/{house.session_id}/acts"),
        ("teller1", f"votes/{house.vote_id}/entry"),
        ("teller1", f"votes/{house.vote_id}/photographs"),
        ("scrutineer", f"votes/{house.vote_id}/count"),
    ):
        visitor = house.page(login, path)
        assert visitor.audit() == []
        assert visitor.width_at(PHONE) <= PHONE
    with visiting(browser, house.running.address, javascript=False) as plain:
        plain.sign_in(tenant, "teller1", accounts.password(tenant, "teller1"))
        plain.open(f"/t/{tenant}/desk/votes/{house.vote_id}/entry")
        plain.page.check("#desk")
        plain.page.fill("#lines", f"{'3' * len(house.codes)} *{house.township.present}")
        plain.page.locator("#held_on").fill(house.township.day)
        plain.press(t("tally.send"))
        assert plain.page.locator("[data-taken=first]").count() == 1
