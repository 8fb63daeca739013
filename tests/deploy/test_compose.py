"""docker-compose.yml says what `piaojue up` does, and keeps the rules of a Docker host."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from deploy.postgres.max_connections import needed
from services.embedded import wheel
from services.gateway.throttle import Limits
from shared.config import SERVICES, metrics_address
from shared.probes import own_address

ROOT = Path(__file__).parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
CONTAINERS: dict[str, dict[str, Any]] = COMPOSE["services"]
LASTING = [*SERVICES, "relay", "ballots", "gateway", "daily", "database", "broker"]
ONE_SHOT = ["setup", "tools", "secrets"]
OURS = [*SERVICES, "relay", "ballots", "gateway", "daily", *ONE_SHOT]
PUBLIC = "http://127.0.0.1:8000"


def sources(container: dict[str, Any]) -> dict[str, str]:
    """Where each mounted path comes from."""
    return {each.split(":")[1]: each.split(":")[0] for each in container.get("volumes", [])}


def test_every_process_of_the_suite_has_a_container() -> None:
    assert set(CONTAINERS) == {*LASTING, *ONE_SHOT}


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_is_started_by_its_command(name: str) -> None:
    assert CONTAINERS[name]["command"] == ["service", name]


@pytest.mark.parametrize("name", CONTAINERS)
def test_it_runs_without_root_or_privileges(name: str) -> None:
    container = CONTAINERS[name]
    assert int(container["user"].partition(":")[0]) > 0
    assert container["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in container["security_opt"]
    assert not {"privileged", "cap_add", "devices", "pid", "ipc"} & set(container)
    assert "/var/run/docker.sock" not in sources(container)


@pytest.mark.parametrize("name", OURS)
def test_our_containers_cannot_write_their_own_files(name: str) -> None:
    assert CONTAINERS[name]["read_only"] is True


@pytest.mark.parametrize("name", CONTAINERS)
def test_memory_and_processor_are_limited(name: str) -> None:
    limits = CONTAINERS[name]["deploy"]["resources"]["limits"]
    assert float(limits["cpus"]) > 0
    assert re.fullmatch(r"\d+[MG]", limits["memory"])


@pytest.mark.parametrize("name", LASTING)
def test_it_has_a_health_check_and_starts_again(name: str) -> None:
    container = CONTAINERS[name]
    assert container["healthcheck"]["test"][0] == "CMD"
    assert container["healthcheck"]["retries"] >= 3
    assert container["restart"] == "unless-stopped"


@pytest.mark.parametrize("name", [*SERVICES, "relay", "ballots"])
def test_a_process_is_asked_for_its_health_at_its_own_probe_address(name: str) -> None:
    assert CONTAINERS[name]["healthcheck"]["test"] == ["CMD", "piaojue", "health"]
    assert own_address(*_metrics(name)) == "http://127.0.0.1:9100"


def test_the_gateway_is_asked_at_the_address_that_its_workers_serve() -> None:
    arguments = CONTAINERS["gateway"]["command"]
    assert arguments[arguments.index("--port") + 1] == PUBLIC.rpartition(":")[2]
    assert CONTAINERS["gateway"]["healthcheck"]["test"][-2:] == ["--address", PUBLIC]


@pytest.mark.parametrize("name", [*SERVICES, "relay", "ballots", "gateway"])
def test_metrics_are_served_inside_the_container_network_and_published_nowhere(name: str) -> None:
    host, port = _metrics(name)
    assert (host, port) == ("0.0.0.0", 9100)
    assert all(not each.endswith(f":{port}") for each in CONTAINERS[name].get("ports", []))


def _metrics(name: str) -> tuple[str, int]:
    host, port = metrics_address(CONTAINERS[name]["environment"])
    assert port is not None
    return host, port


def test_the_gateway_believes_the_one_proxy_before_it_and_limits_what_one_address_suggests() -> None:
    given = {
        name: re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", str(value))
        for name, value in CONTAINERS["gateway"]["environment"].items()
    }
    limits = Limits.from_environment(given)
    assert (limits.trusted_proxies, limits.suggestions_an_hour) == (1, Limits.suggestions_an_hour)


@pytest.mark.parametrize("name", CONTAINERS)
def test_images_name_their_version(name: str) -> None:
    version = re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", CONTAINERS[name]["image"]).partition(":")[2]
    assert re.match(r"\d", version)


@pytest.mark.parametrize("name", CONTAINERS)
def test_ports_are_published_on_loopback_only(name: str) -> None:
    ports = CONTAINERS[name].get("ports", [])
    assert all(port.startswith("127.0.0.1:") for port in ports)
    assert bool(ports) == (name == "gateway")


@pytest.mark.parametrize("name", CONTAINERS)
def test_no_secret_stands_in_an_environment_variable(name: str) -> None:
    for key, value in (CONTAINERS[name].get("environment") or {}).items():
        if re.search(r"PASSWORD|SECRET|URI|DSN|TOKEN", key):
            assert key.endswith("_FILE"), key
            assert value.startswith("/run/"), value


@pytest.mark.parametrize("name", [*SERVICES, "relay", "ballots", "gateway"])
def test_a_process_sees_its_own_secrets_and_cannot_write_them(name: str) -> None:
    assert CONTAINERS[name]["volumes"] == [f"./deploy/secrets/{name}:/run/piaojue:ro"]


def test_only_the_gateway_is_reached_from_outside() -> None:
    assert COMPOSE["networks"]["inside"]["internal"] is True
    outside = [name for name, each in CONTAINERS.items() if "outside" in each.get("networks", [])]
    assert outside == ["gateway"]


def test_the_database_is_of_the_major_version_of_the_wheel() -> None:
    assert CONTAINERS["database"]["image"].startswith(f"postgres:{wheel.MAJOR}-")
    # From 18 on the image keeps its data in a folder for each major version, below this one.
    assert sources(CONTAINERS["database"])["/var/lib/postgresql"] == "database"


def test_the_broker_is_rabbitmq_4() -> None:
    assert CONTAINERS["broker"]["image"].startswith("rabbitmq:4.")


def test_the_database_allows_two_of_each_process() -> None:
    (setting,) = [each for each in CONTAINERS["database"]["command"] if each.startswith("max_connections=")]
    workers = {int(CONTAINERS[name]["environment"]["PIAOJUE_MAX_WORKERS"]) for name in SERVICES}
    (number,) = workers
    assert int(setting.partition("=")[2]) == needed(dict.fromkeys(SERVICES, 2), number, relays=2, ballots=2)


def test_processes_start_after_databases_and_queues_are_there() -> None:
    for name in [*SERVICES, "relay", "ballots", "gateway"]:
        assert CONTAINERS[name]["depends_on"]["setup"]["condition"] == "service_completed_successfully"
    for name in ("database", "broker"):
        assert CONTAINERS["setup"]["depends_on"][name]["condition"] == "service_healthy"


def test_every_mounted_file_and_secret_is_there_or_made_by_make_secrets(made_secrets: Path) -> None:
    paths = [
        source for each in CONTAINERS.values() for source in sources(each).values() if source.startswith("./")
    ]
    paths += [each["file"] for each in COMPOSE["secrets"].values()]
    for path in paths:
        made = Path(path).relative_to("deploy/secrets") if path.startswith("./deploy/secrets") else None
        assert (ROOT / path if made is None else made_secrets / made).exists(), path
