"""The OpenAPI document against the running suite on demo data, as each role: no 5xx, nothing undocumented."""

from __future__ import annotations

import random
import re
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from services.demo.accounts import Accounts
from services.demo.client import DemoClient
from services.gateway.api.every_route import ALL as ROUTES
from tests.support.running import Running

TENANT = "beiguan"
ROLES = (
    "resident",
    "clerk",
    "government",
    "station",
    "deputy",
    "teller1",
    "scrutineer",
    "taskforce",
    "assessor",
)
EXAMPLES = 1
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
SHARE_THAT_MUST_SUCCEED = 0.9
MOST_OF_A_KIND = 6


@pytest.fixture(scope="module")
def tokens(suite: Running) -> dict[str, str | None]:
    accounts = Accounts(suite.home / "demo.json")
    client = DemoClient(suite.address, "schemathesis")
    known: dict[str, str | None] = {"resident": None}
    for login in ROLES[1:]:
        known[login] = client.sign_in(TENANT, login, accounts.password(TENANT, login))
    return known


@pytest.fixture(scope="module")
def known_ids(suite: Running, tokens: dict[str, str | None]) -> dict[str, list[str]]:
    """Ids of the demo's things by the name of the parameter that takes them, read from the lists of the API."""
    pools: dict[str, list[str]] = {"body": ["congress"], "number": ["1"]}
    headers = {"Authorization": f"Bearer {tokens['clerk']}"}
    base = f"{suite.address}/api/v1/tenants/{TENANT}"
    with httpx.Client(trust_env=False, headers=headers, timeout=30) as client:
        cycles = client.get(f"{base}/cycles").json()["items"]
        pools["cycle_id"] = [each["id"] for each in cycles]
        cycle = next(each["id"] for each in cycles if each["year"] == 2024)
        for _service, routes in ROUTES:
            for route in routes:
                if route.method != "GET" or route.parameters not in ([], ["cycle_id"]):
                    continue
                path = route.path.replace("<cycle_id>", cycle)
                wants = "cycle_id" in route.operation.request().fields and "<" not in route.path
                answer = client.get(base + path, params={"cycle_id": cycle} if wants else {})
                items = answer.json().get("items", []) if answer.status_code == 200 else []
                name = re.sub(r"(ies|s)$", lambda m: "y" if m[0] == "ies" else "", path.rsplit("/", 1)[-1])
                for each in items:
                    for key, value in each.items():
                        if key == "id":
                            pools.setdefault(f"{name.replace('-', '_')}_id", []).append(value)
                        elif isinstance(value, str) and (
                            key.endswith("_id") or key in ("receipt", "digest", "token")
                        ):
                            pools.setdefault(key, []).append(value)
        for session in pools["session_id"]:
            shown = client.get(f"{base}/voting/sessions/{session}").json()
            measure = shown.get("measure") or {}
            pools.setdefault("measure_id", []).append(shown.get("measure_id") or measure.get("id") or session)
    pools["vote_id"] = pools["result_id"]
    return {name: sorted(set(ids)) for name, ids in pools.items()}


def test_no_answer_is_a_5xx_or_undocumented_and_most_operations_succeed(
    suite: Running, tokens: dict[str, str | None], known_ids: dict[str, list[str]]
) -> None:
    schema = schemathesis.openapi.from_url(f"{suite.address}/api/v1/openapi.json")
    choose = random.Random(20241118)
    failures: list[str] = []

    def fill(case: Any) -> None:
        """Most of the time, name things that exist."""
        case.path_parameters["tenant"] = TENANT
        for part in (case.path_parameters, case.query, case.body):
            if not isinstance(part, dict):
                continue
            for name in part:
                if known_ids.get(name) and choose.random() < 0.8:
                    part[name] = choose.choice(known_ids[name])

    def try_operation(operation: Any, token: str | None) -> None:
        @settings(
            max_examples=EXAMPLES,
            deadline=None,
            database=None,
            derandomize=True,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy())
        def run(case: Any) -> None:
            fill(case)
            headers = {"Authorization": f"Bearer {token}"} if token else {}
            response = case.call(base_url=suite.address, headers=headers)
            try:
                case.validate_response(response, checks=CHECKS)
            except (Exception, BaseExceptionGroup) as failure:
                said = failure.exceptions[0] if isinstance(failure, BaseExceptionGroup) else failure
                failures.append(
                    f"{operation.label}: {response.status_code} {str(said)[:700]} {response.text[:300]}"
                )

        run()

    for found in schema.get_all_operations():
        operation = found.ok()
        for role in ROLES:
            try_operation(operation, tokens[role])
    failures += read_everything(suite, tokens, known_ids)
    assert not failures, f"{len(failures)} failures:\n" + "\n\n".join(failures[:12])

    succeeded, every = successful_routes(suite)
    missing = sorted(every - succeeded)
    print("not reached:", *missing, sep="\n  ")
    print(f"{len(succeeded)} of {len(every)} operations reached a 2xx")
    assert len(succeeded) >= SHARE_THAT_MUST_SUCCEED * len(every), missing


def read_everything(
    suite: Running, tokens: dict[str, str | None], known_ids: dict[str, list[str]]
) -> list[str]:
    """Every address that reads one thing, for a few things that exist, as each role: the 5xx among the answers."""
    failures = []
    with httpx.Client(trust_env=False, timeout=30) as client:
        for _service, routes in ROUTES:
            for route in routes:
                if route.method != "GET":
                    continue
                base = f"{suite.address}/api/v1/tenants/{TENANT}"
                if not route.parameters:
                    for name in route.operation.request().fields:
                        for token in tokens.values() if name in known_ids else ():
                            headers = {"Authorization": f"Bearer {token}"} if token else {}
                            answer = client.get(
                                base + route.path, params={name: known_ids[name][0]}, headers=headers
                            )
                            if answer.status_code >= 500:
                                failures.append(f"GET {route.path}: {answer.status_code} {answer.text[:300]}")
                    continue
                for number in range(MOST_OF_A_KIND):
                    ids = {name: known_ids.get(name, ["nothing"]) for name in route.parameters}
                    path = re.sub(r"<([a-z_]+)>", lambda m: ids[m[1]][number % len(ids[m[1]])], route.path)  # noqa: B023
                    for token in tokens.values():
                        headers = {"Authorization": f"Bearer {token}"} if token else {}
                        answer = client.get(base + path, headers=headers)
                        if answer.status_code >= 500:
                            failures.append(f"GET {path}: {answer.status_code} {answer.text[:300]}")
    return failures


def successful_routes(suite: Running) -> tuple[set[str], set[str]]:
    """Routes of the API that have answered 2xx since the start, by the gateway's own counter, and all that it counts."""
    text = httpx.get(f"{suite.address}/metrics", trust_env=False).text
    pattern = r'piaojue_http_requests_total\{method="(\w+)",route="([^"]+)",status="2\d\d"\}'
    answered = {f"{method} {route}" for method, route in re.findall(pattern, text)}
    prefix = "/api/v1/tenants/<tenant>"
    counted = [route for _service, routes in ROUTES for route in routes if not route.operation.unlinked]
    every = {f"{route.method} {prefix}{route.path}" for route in counted}
    return {each for each in every if each in answered}, every
