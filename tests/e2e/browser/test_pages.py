"""A few pages on a desk and on a phone, for every run; ``test_every_page`` looks at all of them."""

from __future__ import annotations

import pytest

from services.demo.accounts import Accounts
from services.gateway.portal.text import t
from tests.e2e.browser.conftest import Visit
from tests.e2e.browser.visitor import DESKTOP, PHONE

PATHS = ("/", "/t/yuanyang/", "/t/beiguan/", "/t/beiguan/candidates", "/t/yuanyang/track", "/t/taiping/rules")


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_some_pages_are_sound_and_ask_no_other_host(visit: Visit, width: int) -> None:
    with visit(width=width) as visitor:
        for path in PATHS:
            assert visitor.open(path).status == 200
            assert visitor.audit() == [], path
            assert visitor.width_at(width) <= width, path


def test_a_deputy_signs_in_on_the_phone_and_out_again(visit: Visit, accounts: Accounts) -> None:
    with visit(width=PHONE) as visitor:
        visitor.sign_in("beiguan", "deputy", accounts.password("beiguan", "deputy"))
        assert visitor.here == "/t/beiguan/desk"
        assert visitor.audit() == []
        assert visitor.width_at(PHONE) <= PHONE
        visitor.press(t("site.sign_out"))
        visitor.open("/t/beiguan/desk")
        assert "/sign-in" in visitor.here
