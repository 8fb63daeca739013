"""A scrutineer's machine in the browser: makes keys with others of ours, and refuses a server that cheats."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from services.demo.scrutineer import Machine, machines
from services.voting.domain.crypto.checking_trustees import check_certificate, check_share, short_code
from services.voting.domain.crypto.encoding import compact
from tests.e2e.browser.module_page import module_page
from tests.e2e.browser.trustee_hall import CONTEXT, MINE, THRESHOLD, TITLES, Hall


@pytest.fixture
def hall(browser: Browser) -> Iterator[Hall]:
    with module_page(browser) as page:
        yield Hall(page)


def forged(machine: Machine, title: str, ceremony: dict[str, Any]) -> dict[str, Any]:
    """The ceremony as a server shows it that put a machine of its own in the place of a trustee."""
    return {**ceremony, "certificates": {**ceremony["certificates"], title: machine.certificate()}}


def test_a_machine_in_the_browser_and_ours_make_one_key(hall: Hall) -> None:
    hall.hold()
    share = json.loads(hall.ceremony["shares"][TITLES[0]][1])
    own = check_certificate(
        json.loads(hall.ceremony["certificates"][TITLES[0]]), len(TITLES), THRESHOLD, MINE
    )
    check_share(share, own, CONTEXT, MINE, 2)
    assert len(hall.public_keys) == 3


def test_every_screen_shows_the_same_short_code(hall: Hall) -> None:
    hall.certify()
    ours = short_code([json.loads(hall.ceremony["certificates"][each]) for each in TITLES])
    assert hall.call("see", hall.ceremony) == ours


def test_a_server_that_puts_itself_between_two_machines_changes_the_code(hall: Hall) -> None:
    """The same ceremony shown to two screens with other keys in it has two codes: who reads aloud hears it."""
    hall.certify()
    honest = short_code([json.loads(hall.ceremony["certificates"][each]) for each in TITLES])
    (middle,) = machines(TITLES, THRESHOLD)[1:2]
    assert hall.call("see", forged(middle, TITLES[1], hall.ceremony)) != honest


def test_a_server_that_changes_certificates_after_the_code_was_shown_gets_no_share(hall: Hall) -> None:
    """Confirmed by everybody, then shown once more with keys of the server's own: nothing is sealed to them."""
    hall.certify()
    hall.call("see", hall.ceremony)
    hall.call("confirm")
    (middle,) = machines(TITLES, THRESHOLD)[1:2]
    assert hall.call("see", forged(middle, TITLES[1], hall.ceremony))["refused"] == "certificates_changed"
    sealed = [json.loads(json.loads(each)["message"]) for each in hall.call("shares")]
    assert [each["to"] for each in sealed] == [1, 2, 3]
    # What it does seal goes to the machine that was confirmed.
    check_share(
        json.loads(hall.call("shares")[1]),
        check_certificate(json.loads(hall.ceremony["certificates"][TITLES[0]]), len(TITLES), THRESHOLD, MINE),
        CONTEXT,
        MINE,
        2,
    )


def test_a_server_that_says_sharing_before_the_scrutineer_confirmed_gets_nothing(hall: Hall) -> None:
    hall.certify()
    hall.call("see", hall.ceremony)
    for act in ("commitments", "shares"):
        assert hall.call(act)["refused"] == "unconfirmed"


def test_trustees_that_the_server_adds_are_refused(hall: Hall) -> None:
    hall.certify()
    phantom = machines((*TITLES, "监票人99"), THRESHOLD)[3]
    more = {
        **hall.ceremony,
        "trustees": [*hall.ceremony["trustees"], {"title": phantom.title}],
        "certificates": {**hall.ceremony["certificates"], phantom.title: phantom.certificate()},
    }
    assert hall.call("see", more)["refused"] == "trustees"


def test_a_machine_that_came_back_from_paper_gives_no_share_away_again(hall: Hall) -> None:
    """Its polynomial is that of the key: a server that plays the ceremony once more would have it."""
    hall.hold()
    hall.call("make", MINE, THRESHOLD, len(TITLES), hall.seed)
    hall.call("see", hall.ceremony)
    hall.call("confirm")
    for act in ("commitments", "shares"):
        assert hall.call(act)["refused"] == "restored"


def test_a_server_that_shows_another_certificate_of_mine_is_refused(hall: Hall) -> None:
    hall.certify()
    (middle,) = machines(TITLES, THRESHOLD)[:1]
    assert hall.call("see", forged(middle, TITLES[0], hall.ceremony))["refused"] == "own_certificate"


def test_certificates_that_change_after_the_code_was_read_are_refused(hall: Hall) -> None:
    hall.certify()
    hall.call("see", hall.ceremony)
    hall.share()
    (middle,) = machines(TITLES, THRESHOLD)[1:2]
    later = forged(middle, TITLES[1], hall.ceremony)
    assert hall.call("verificationKey", later)["refused"] == "certificates_changed"


@pytest.mark.parametrize("told", [(1, 3), (2, 4)])
def test_a_certificate_for_another_place_or_party_is_named(hall: Hall, told: tuple[int, int]) -> None:
    """A server that tells one machine of another threshold or of more trustees is noticed by all (section 4.6.2)."""
    hall.certify()
    misled = Machine(TITLES[1], 2, *told)
    answer = hall.call("see", forged(misled, TITLES[1], hall.ceremony))
    assert (answer["refused"], answer["detail"]) == ("certificate", TITLES[1])


def test_commitments_bound_to_other_certificates_are_named(hall: Hall) -> None:
    """A server that showed another machine other certificates than ours is noticed in round 2 (section 4.6.4)."""
    hall.certify()
    hall.call("see", hall.ceremony)
    hall.share()
    (middle,) = machines(TITLES, THRESHOLD)[2:]
    bound = hall.others[0].binding(forged(middle, TITLES[2], hall.ceremony))
    hall.ceremony["bindings"][TITLES[1]] = bound
    answer = hall.call("verificationKey", hall.ceremony)
    assert (answer["refused"], answer["detail"]) == ("commitments", TITLES[1])


def test_a_share_that_does_not_fit_the_commitments_is_named(hall: Hall) -> None:
    hall.certify()
    hall.call("see", hall.ceremony)
    hall.share()
    liar = hall.others[0]
    liar.trustee.__dict__["polynomial"] = [each + 1 for each in liar.trustee.polynomial]
    hall.ceremony["shares"][liar.title] = liar.shares(hall.ceremony)
    assert hall.call("verificationKey", hall.ceremony) == {"refused": "share", "detail": liar.title}


@pytest.mark.parametrize("what", ["certificates", "commitments"])
def test_a_signature_that_does_not_hold_is_named(hall: Hall, what: str) -> None:
    hall.certify()
    if what == "commitments":
        hall.call("see", hall.ceremony)
        hall.share()
    record = json.loads(hall.ceremony[what][TITLES[2]])
    record["signature"]["response"] = "1"
    hall.ceremony[what][TITLES[2]] = compact(record)
    answer = hall.call("see" if what == "certificates" else "verificationKey", hall.ceremony)
    assert answer == {
        "refused": what.removesuffix("s") if what == "certificates" else what,
        "detail": TITLES[2],
    }


def test_a_share_meant_for_another_is_refused(hall: Hall) -> None:
    hall.certify()
    hall.call("see", hall.ceremony)
    hall.share()
    sent = hall.ceremony["shares"][TITLES[1]]
    sent[0], sent[2] = sent[2], sent[0]
    assert hall.call("verificationKey", hall.ceremony)["refused"] == "share"


def test_a_machine_is_restored_from_the_seed_on_paper(hall: Hall) -> None:
    hall.hold()
    before = hall.call("verificationKey", hall.ceremony)
    written = " ".join(hall.seed[at : at + 8] for at in range(0, 64, 8)).upper()
    assert hall.call("make", MINE, THRESHOLD, len(TITLES), written) == hall.seed
    hall.call("see", hall.ceremony)
    after = hall.call("verificationKey", hall.ceremony)
    assert json.loads(before)["public_key"] == json.loads(after)["public_key"]
    assert hall.call("make", MINE, THRESHOLD, len(TITLES), written[:-1])["refused"] == "seed"
