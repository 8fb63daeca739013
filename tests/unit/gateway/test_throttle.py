"""Limits by address: who is counted as one, for how long, and what a refusal says."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from services.gateway.throttle import HOUR, Limits, Throttle, address_key
from shared.config import SettingWrong
from shared.contracts import collection
from tests.unit.gateway.conftest import BASE
from tests.unit.gateway.portal.fake import TOKEN, FakeRpc

SUGGEST = f"{BASE}/collection/rounds/r1/suggestions"
WISH = {
    "channel": "web",
    "category": "transport",
    "title": "路灯",
    "content": "村口没有路灯",
    "place": "某村",
}
CREDENTIALS = {"login": "clerk", "password": "a-secret-of-ours"}


class Clock:
    """Time that a test moves."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_attempts_are_allowed_again_as_the_oldest_leave_the_window() -> None:
    clock = Clock()
    throttle = Throttle(2, 60, clock)
    assert throttle.wait_for("a") == 0
    clock.now += 20
    assert throttle.wait_for("a") == 0
    assert throttle.wait_for("a") == 40
    assert throttle.wait_for("b") == 0, "another address has a count of its own"
    clock.now += 40
    assert throttle.wait_for("a") == 0
    assert throttle.wait_for("a") == 20


def test_a_refused_attempt_is_not_counted_and_the_wait_is_at_least_a_second() -> None:
    clock = Clock()
    throttle = Throttle(1, 60, clock)
    assert throttle.wait_for("a") == 0
    clock.now += 59.9
    assert [throttle.wait_for("a") for _ in range(5)] == [1] * 5
    clock.now += 0.1
    assert throttle.wait_for("a") == 0


def test_nothing_is_allowed_by_a_limit_of_none() -> None:
    assert Throttle(0, 60).wait_for("a") == 60


def test_addresses_are_forgotten_after_the_window_whoever_comes() -> None:
    clock = Clock()
    throttle = Throttle(5, 60, clock)
    for number in range(100):
        throttle.wait_for(f"10.0.0.{number}")
    clock.now += 66.1
    throttle.wait_for("b")
    assert set(throttle._seen) == {"b"}


@pytest.mark.parametrize(
    ("remote", "key"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::"),
        ("2001:db8:1:3::1", "2001:db8:1:3::"),
        (None, "unknown"),
    ],
)
def test_a_subscribers_ipv6_network_counts_as_one_address(remote: str | None, key: str) -> None:
    assert address_key(remote) == key


def test_the_limits_are_settings() -> None:
    assert Limits.from_environment({}) == Limits()
    given = {"PIAOJUE_SUGGESTIONS_PER_HOUR": "7", "PIAOJUE_TRUSTED_PROXIES": "2"}
    assert Limits.from_environment(given) == Limits(suggestions_an_hour=7, trusted_proxies=2)
    with pytest.raises(SettingWrong, match="PIAOJUE_TRUSTED_PROXIES"):
        Limits.from_environment({"PIAOJUE_TRUSTED_PROXIES": "yes"})


def suggest(client: FlaskClient, remote: str = "192.0.2.1", **headers: str) -> Any:
    return client.post(SUGGEST, json=WISH, headers=headers, environ_base={"REMOTE_ADDR": remote})


def test_suggestions_without_an_account_are_limited_by_address(api: FlaskClient, bus: FakeRpc) -> None:
    assert [suggest(api).status_code for _ in range(4)] == [200, 200, 200, 429]
    refused = suggest(api)
    assert refused.mimetype == "application/problem+json"
    assert refused.get_json()["code"] == "gateway.too-many-suggestions"
    assert 3500 < int(refused.headers["Retry-After"]) <= HOUR
    assert refused.headers["Retry-After"] in refused.get_json()["detail"]
    assert len(bus.asked(collection.SUBMIT_SUGGESTION)) == 3
    assert suggest(api, "192.0.2.2").status_code == 200


def test_only_suggestions_are_counted_and_no_account_is(api: FlaskClient, bus: FakeRpc) -> None:
    for _ in range(5):
        assert api.get(f"{BASE}/collection/rounds").status_code == 200
    bus.roles = ["congress_clerk", "resident"]
    token = {"Authorization": f"Bearer {TOKEN}"}
    assert [suggest(api, **token).status_code for _ in range(5)] == [200] * 5
    assert suggest(api).status_code == 200


def test_pages_and_the_api_share_one_count(api: FlaskClient, bus: FakeRpc) -> None:
    for _ in range(3):
        suggest(api)
    assert api.application.extensions["suggestion_throttle"].wait_for("192.0.2.1") > 0
    form = {"key": "k" * 24, "round_id": "r1", **WISH}
    sent = api.post("/t/yuanyang/suggest", data=form, environ_base={"REMOTE_ADDR": "192.0.2.1"})
    assert sent.status_code == 429
    assert WISH["content"] in sent.text, "what was typed is not lost"


def test_what_a_client_says_of_its_address_is_not_believed(api: FlaskClient) -> None:
    codes = [suggest(api, **{"X-Forwarded-For": f"198.51.100.{each}"}).status_code for each in range(4)]
    assert codes == [200, 200, 200, 429]


def test_behind_a_trusted_proxy_the_address_that_it_adds_counts(behind_proxy: FlaskClient) -> None:
    def through(*said: str) -> int:
        return int(suggest(behind_proxy, "10.0.0.1", **{"X-Forwarded-For": ", ".join(said)}).status_code)

    assert [through("198.51.100.1") for _ in range(4)] == [200, 200, 200, 429]
    assert through("198.51.100.2") == 200, "another resident behind the same proxy"
    assert through("203.0.113.9", "198.51.100.1") == 429, "the client's own word stands before the proxy's"


def test_log_ins_are_limited_by_address_and_the_wait_is_told(api: FlaskClient, bus: FakeRpc) -> None:
    bus.answers["congress.sign_in"] = {"token": None, "refused": "wrong", "retry_after_seconds": 0}
    answers = [api.post(f"{BASE}/session", json=CREDENTIALS) for _ in range(4)]
    assert [each.status_code for each in answers] == [401, 401, 401, 429]
    assert answers[-1].get_json()["code"] == "gateway.too-many-attempts"
    assert 1 <= int(answers[-1].headers["Retry-After"]) <= 60
    other = api.post(f"{BASE}/session", json=CREDENTIALS, environ_base={"REMOTE_ADDR": "192.0.2.9"})
    assert other.status_code == 401


def test_a_locked_account_tells_when_to_try_again(api: FlaskClient, bus: FakeRpc) -> None:
    bus.answers["congress.sign_in"] = {"token": None, "refused": "locked", "retry_after_seconds": 90}
    answer = api.post(f"{BASE}/session", json=CREDENTIALS)
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "90")
    assert answer.get_json()["code"] == "gateway.login-locked"
