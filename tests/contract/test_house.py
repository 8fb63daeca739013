"""The house holds together: contracts, service classes, topology, routes and error codes say the same."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from nameko.extensions import ENTRYPOINT_EXTENSIONS_ATTR

from services.gateway.api.every_route import ALL
from shared.config import SERVICES
from shared.contracts.operation import Contract, Event
from shared.kernel.errors import error_classes
from shared.messaging import topology
from shared.messaging.entrypoints import Call, Consumes

INTERNAL = {"congress.sign_in", "congress.sign_out", "congress.open_call"}
"""Operations that only the gateway itself calls; they have no route of their own."""


def contract(service: str) -> Contract:
    found: Contract = import_module(f"shared.contracts.{service}").CONTRACT
    return found


def service_class(service: str) -> type:
    found: type = import_module(f"services.{service}.bootstrap").service_class()
    return found


def entrypoints(service: str, kind: type) -> Iterator[Any]:
    for _name, method in inspect.getmembers(service_class(service), inspect.isfunction):
        for each in getattr(method, ENTRYPOINT_EXTENSIONS_ATTR, ()):
            if isinstance(each, kind):
                yield method


def all_events() -> dict[str, Event]:
    return {event.key: event for service in SERVICES for event in contract(service).events.values()}


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_answers_exactly_the_operations_of_its_contract(service: str) -> None:
    answered = {method.operation.key for method in entrypoints(service, Call)}
    assert answered == {each.key for each in contract(service).operations.values()}


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_handles_exactly_the_events_that_it_subscribes_to(service: str) -> None:
    handled = {method.event.key for method in entrypoints(service, Consumes)}
    assert handled == set(topology.SUBSCRIPTIONS.get(service, ()))


def test_every_subscription_is_to_a_declared_event_and_every_event_is_heard_or_named_as_unheard() -> None:
    heard = {event for events in topology.SUBSCRIPTIONS.values() for event in events}
    assert heard <= set(all_events())
    assert set(all_events()) - heard == set(topology.UNHEARD)


def test_only_what_a_congress_tells_the_one_above_is_heard_in_another_tenant_y072() -> None:
    assert {key: event.heard_in for key, event in all_events().items() if event.heard_in} == {
        "congress.year_told": "parent"
    }


def test_every_queue_is_consumed_or_is_a_waiting_room_or_a_resting_place() -> None:
    consumed = {topology.rpc_queue(service) for service in SERVICES}
    consumed |= {
        topology.events_queue(service) for service in SERVICES if any(entrypoints(service, Consumes))
    }
    consumed |= {topology.apart_queue(service, each) for service, each in apart_operations()}
    rest = {queue.name for queue in topology.queues()} - consumed
    assert all(
        name == topology.UNROUTED_QUEUE or name.startswith("dead.") or name.endswith(".retry")
        for name in rest
    )


def apart_operations() -> set[tuple[str, str]]:
    declared = (each for service in SERVICES for each in contract(service).operations.values())
    return {(each.service, each.name) for each in declared if each.apart}


def test_what_stands_apart_in_the_contracts_has_a_queue_of_its_own_and_is_safe_to_repeat() -> None:
    listed = {(service, each) for service, names in topology.APART.items() for each in names}
    assert listed == apart_operations() != set()
    assert all(contract(service).operations[name].unlinked for service, name in listed)


def test_every_operation_has_one_route_or_is_internal_to_the_gateway() -> None:
    routed = [route.operation.key for _service, routes in ALL for route in routes]
    assert len(routed) == len(set(routed))
    declared = {each.key for service in SERVICES for each in contract(service).operations.values()}
    assert declared - set(routed) == INTERNAL


def test_no_two_routes_share_method_and_path() -> None:
    seen = [
        (route.method, re.sub(r"<[a-z_]+>", "<>", route.path)) for _service, routes in ALL for route in routes
    ]
    assert len(seen) == len(set(seen))


@pytest.mark.parametrize("service", SERVICES)
def test_every_operation_says_who_may_call_it_and_what_it_does(service: str) -> None:
    for operation in contract(service).operations.values():
        assert operation.allowed, operation.key
        assert re.search(r"[\u4e00-\u9fff]", operation.summary), operation.key


def test_every_error_code_is_permanent_in_form_and_says_in_chinese_what_is_wrong() -> None:
    for service in SERVICES:
        service_class(service)
    for error in error_classes():
        assert re.fullmatch(r"[a-z]+\.[a-z0-9-]+", error.code), error
        if error.code != "messaging.remote-refusal":
            assert re.search(r"[\u4e00-\u9fff]", error.message), error.code
        assert 400 <= error.http_status < 600
