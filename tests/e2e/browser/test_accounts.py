"""Every printed account signs in to its own home, and signing out ends the session for good."""

from __future__ import annotations

import pytest

from services.demo.accounts import Accounts
from services.gateway.portal.text import t, word
from services.gateway.session import COOKIE
from shared.tenancy.context import PLATFORM
from shared.tenancy.roles import Role
from tests.e2e.browser.conftest import Visit
from tests.e2e.browser.people import LOGINS, ROLES
from tests.e2e.browser.visitor import PHONE, Visitor

pytestmark = pytest.mark.long


def test_the_tests_know_every_account_that_is_printed(accounts: Accounts) -> None:
    assert sorted(accounts.all()) == sorted(f"{each}/{login}" for each in LOGINS for login in LOGINS[each])


@pytest.mark.parametrize("tenant", LOGINS)
def test_every_printed_account_has_a_home_of_its_role(visit: Visit, accounts: Accounts, tenant: str) -> None:
    for login in LOGINS[tenant]:
        with visit() as visitor:
            visitor.sign_in(tenant, login, accounts.password(tenant, login))
            look_at_the_desk(visitor, tenant, ROLES[login])
            sign_out_for_good(visitor, tenant)


def test_the_operator_has_a_home_with_all_congresses(visit: Visit, accounts: Accounts) -> None:
    with visit() as visitor:
        visitor.sign_in(PLATFORM, *accounts.operator())
        look_at_the_desk(visitor, PLATFORM, Role.OPERATOR)
        sign_out_for_good(visitor, PLATFORM)


def test_a_department_sees_its_projects_and_a_deputy_those_that_he_watches_b_060(
    visit: Visit, accounts: Accounts
) -> None:
    for login, heading, code in (
        ("department", "desk.section.own_projects", "B04"),
        ("deputy", "desk.section.my_projects", "B01"),
    ):
        with visit(width=PHONE) as visitor:
            visitor.sign_in("beiguan", login, accounts.password("beiguan", login))
            panel = visitor.page.locator("section.panel", has_text=t(heading))
            assert panel.locator("li a", has_text=code).count() == 1


def test_a_wrong_password_is_told_and_the_login_name_is_kept(visit: Visit) -> None:
    with visit() as visitor:
        visitor.watch.expected = {401}
        visitor.sign_in("yuanyang", "clerk", "wrong-password")
        assert t("sign_in.wrong") in visitor.page.locator("[role=alert]").inner_text()
        assert visitor.page.input_value("#login") == "clerk"
        assert visitor.page.input_value("#password") == ""


def look_at_the_desk(visitor: Visitor, tenant: str, role: Role) -> None:
    """The home of the role: its name and badge, sound, and narrow enough for a phone."""
    assert visitor.here == f"/t/{tenant}/desk", role
    badges = visitor.page.locator("main > p .badge").all_inner_texts()
    assert badges == [word("role", role.value)]
    assert visitor.heading in visitor.page.locator("header .tools a").all_inner_texts()
    assert t("site.section_silent") not in visitor.text
    assert visitor.audit() == []
    assert visitor.width_at(PHONE) <= PHONE


def sign_out_for_good(visitor: Visitor, tenant: str) -> None:
    """The button ends the session: the cookie of before opens nothing any more."""
    context = visitor.page.context
    (before,) = [each for each in context.cookies() if each["name"] == COOKIE]
    assert before["httpOnly"]
    visitor.press(t("site.sign_out"))
    assert visitor.here == f"/t/{tenant}/"
    assert [each for each in context.cookies() if each["name"] == COOKIE] == []
    context.add_cookies([{"name": COOKIE, "value": before["value"], "url": visitor.address}])
    visitor.open(f"/t/{tenant}/desk")
    assert visitor.here.startswith(f"/t/{tenant}/sign-in")
