"""The demo's client: keys that make a replay harmless, patience, refusals."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from services.demo import client as client_module
from services.demo.accounts import Accounts
from services.demo.client import DemoClient, DemoRefused, NotInTime
from services.demo.player import Player, RefusalMissing
from shared.contracts import congress, voting

TENANT = {"tenant_id": "yuanyang", "display_name": "原阳县（演示）", "kind": "county", "demo": True}
Answer = Callable[[httpx.Request], httpx.Response]


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client_module.time, "sleep", lambda _seconds: None)


def problem(status: int, code: str) -> httpx.Response:
    return httpx.Response(status, json={"code": code, "detail": "不能办理", "params": {}})


def client_that_gets(*answers: httpx.Response | Exception) -> tuple[DemoClient, list[httpx.Request]]:
    """A client whose requests are answered in turn, and those requests."""
    left, seen = list(answers), []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        given = left.pop(0) if len(left) > 1 else left[0]
        if isinstance(given, Exception):
            raise given
        return given

    http = httpx.Client(base_url="http://demo", transport=httpx.MockTransport(answer))
    return DemoClient("http://demo", "原阳县", http), seen


def played_keys() -> list[str]:
    """The keys of two writes of one step and one of the next."""
    client, seen = client_that_gets(httpx.Response(200, json={}))
    for step, writes in (("一", 2), ("二", 1)):
        client.begin(step)
        for _ in range(writes):
            client.call(congress.REGISTER_TENANT, TENANT, "platform", None)
    return [each.headers["Idempotency-Key"] for each in seen]


def test_every_write_has_a_key_of_its_own_and_a_replay_has_the_same_ones() -> None:
    keys = played_keys()
    assert len(set(keys)) == 3
    assert keys == played_keys()


def test_a_write_that_is_skipped_keeps_its_place_in_the_count() -> None:
    client, seen = client_that_gets(httpx.Response(200, json={}))
    client.begin("一")
    client.skip()
    client.call(congress.REGISTER_TENANT, TENANT, "platform", None)
    assert seen[0].headers["Idempotency-Key"] == played_keys()[1]


def test_path_parameters_go_into_the_address_and_the_rest_into_the_body() -> None:
    client, seen = client_that_gets(httpx.Response(200, json={}))
    client.call(voting.TABLE_CANDIDATES, {"session_id": "s1", "list_id": "l1"}, "yuanyang", "token")
    assert seen[0].url.path == "/api/v1/tenants/yuanyang/voting/sessions/s1/candidates"
    assert json.loads(seen[0].content) == {"list_id": "l1"}
    assert seen[0].headers["Authorization"] == "Bearer token"


def test_a_query_sends_what_is_given_as_parameters_and_no_key() -> None:
    client, seen = client_that_gets(httpx.Response(200, json={"items": []}))
    client.call(congress.LIST_TENANTS, {"parent": "xinxiang", "after": None}, "platform", None)
    assert dict(seen[0].url.params) == {"parent": "xinxiang"}
    assert "Idempotency-Key" not in seen[0].headers


@pytest.mark.parametrize(
    "passing",
    [
        httpx.ConnectError("the gateway starts again"),
        problem(503, "messaging.service-unavailable"),
        problem(404, "kernel.not-yet-known"),
        problem(429, "gateway.too-many-attempts"),
    ],
)
def test_what_passes_by_itself_is_sent_again_under_the_same_key(passing: httpx.Response | Exception) -> None:
    client, seen = client_that_gets(passing, passing, httpx.Response(200, json={"id": "yuanyang"}))
    client.begin("一")
    assert client.call(congress.REGISTER_TENANT, TENANT, "platform", None) == {"id": "yuanyang"}
    assert len({each.headers["Idempotency-Key"] for each in seen}) == 1
    assert len(seen) == 3


def test_a_refusal_is_not_tried_again() -> None:
    client, seen = client_that_gets(problem(409, "congress.tenant-misplaced"))
    with pytest.raises(DemoRefused) as refused:
        client.call(congress.REGISTER_TENANT, TENANT, "platform", None)
    assert refused.value.code == "congress.tenant-misplaced"
    assert len(seen) == 1


def test_patience_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client_module, "PATIENCE_SECONDS", 0.0)
    client, _seen = client_that_gets(httpx.ConnectError("gone"))
    with pytest.raises(httpx.ConnectError):
        client.call(congress.LIST_TENANTS, {}, "platform", None)
    with pytest.raises(NotInTime, match="第2版名单"):
        client.await_(lambda: [], lambda found: bool(found), "第2版名单")


def player_that_gets(tmp_path: Path, *answers: httpx.Response) -> tuple[Player, list[httpx.Request]]:
    client, seen = client_that_gets(httpx.Response(200, json={"token": "yuanyang.t"}), *answers)
    return Player(client, Accounts(tmp_path / "demo.json"), "yuanyang"), seen


def ask(player: Player, code: str) -> str:
    return player.refused(voting.SEAL_BOXES, code, session_id="s1", boxes=[])


def test_an_expected_refusal_returns_its_sentence(tmp_path: Path) -> None:
    player, _seen = player_that_gets(tmp_path, problem(409, "voting.measure-not-adopted"))
    assert ask(player, "voting.measure-not-adopted") == "不能办理"


def test_another_refusal_or_none_ends_the_play(tmp_path: Path) -> None:
    player, _seen = player_that_gets(tmp_path, problem(409, "voting.unknown-box"))
    with pytest.raises(DemoRefused):
        ask(player, "voting.measure-not-adopted")
    player, _seen = player_that_gets(tmp_path, httpx.Response(200, json={}))
    with pytest.raises(RefusalMissing):
        ask(player, "voting.measure-not-adopted")


def test_what_was_refused_once_is_not_asked_again_in_a_replay(tmp_path: Path) -> None:
    player, seen = player_that_gets(tmp_path, httpx.Response(200, json={}))
    player.again = True
    assert ask(player, "voting.measure-not-adopted") == ""
    assert seen == []


def test_a_query_waits_until_the_service_knows(tmp_path: Path) -> None:
    missing = problem(404, "kernel.not-found")
    player, seen = player_that_gets(tmp_path, missing, missing, httpx.Response(200, json={"id": "c1"}))
    assert player.until_found(congress.GET_CYCLE, cycle_id="c1") == {"id": "c1"}
    assert len(seen) == 4


def test_passwords_are_made_once_and_kept_from_others(tmp_path: Path) -> None:
    file = tmp_path / "demo.json"
    first = Accounts(file).password("yuanyang", "clerk")
    assert Accounts(file).password("yuanyang", "clerk") == first
    assert Accounts(file).password("yuanyang", "deputy") != first
    assert file.stat().st_mode & 0o077 == 0
    known: dict[str, Any] = json.loads(file.read_text())
    assert sorted(known) == ["yuanyang/clerk", "yuanyang/deputy"]
