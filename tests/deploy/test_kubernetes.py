"""The Kubernetes objects: complete, restricted, scaled within what the database allows."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from deploy.kubernetes.generate import render
from deploy.kubernetes.processes import MAX_CONNECTIONS, PROCESSES, WORKERS, Process
from deploy.postgres.max_connections import needed
from services.embedded import wheel
from shared.config import SERVICES, metrics_address
from shared.messaging import topology

ROOT = Path(__file__).parents[2]
IMAGE = "registry.example/piaojue:0.1.0"
OBJECTS: list[dict[str, Any]] = list(yaml.safe_load_all(render(IMAGE)))
PLATFORM: list[dict[str, Any]] = list(
    yaml.safe_load_all((ROOT / "deploy/kubernetes/platform.yaml").read_text())
)


def of_kind(kind: str) -> dict[str, dict[str, Any]]:
    return {each["metadata"]["name"]: each for each in OBJECTS if each["kind"] == kind}


DEPLOYMENTS = of_kind("Deployment")
DAILY = of_kind("CronJob")
PODS = {name: each["spec"]["template"] for name, each in (DEPLOYMENTS | of_kind("Job")).items()} | {
    name: each["spec"]["jobTemplate"]["spec"]["template"] for name, each in DAILY.items()
}


def container(pod: dict[str, Any]) -> dict[str, Any]:
    (only,) = pod["spec"]["containers"]
    return dict(only)


def test_every_object_has_its_place_and_no_two_are_the_same() -> None:
    names = [(each["apiVersion"], each["kind"], each["metadata"]["name"]) for each in OBJECTS]
    assert len(names) == len(set(names))
    assert {each["metadata"].get("namespace") for each in OBJECTS[1:]} == {"piaojue"}
    assert OBJECTS[0]["kind"] == "Namespace"


def test_every_process_has_a_deployment_that_selects_its_own_pods() -> None:
    assert set(DEPLOYMENTS) == {*SERVICES, "relay", "ballots", "gateway"}
    for each in DEPLOYMENTS.values():
        assert each["spec"]["selector"]["matchLabels"] == each["spec"]["template"]["metadata"]["labels"]


@pytest.mark.parametrize("name", PODS)
def test_a_pod_is_restricted(name: str) -> None:
    pod = PODS[name]["spec"]
    assert pod["automountServiceAccountToken"] is False
    assert pod["securityContext"]["runAsNonRoot"] is True
    assert pod["securityContext"]["runAsUser"] > 0
    assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    assert container(PODS[name])["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }


@pytest.mark.parametrize("name", PODS)
def test_a_pod_has_limits_a_versioned_image_and_only_its_own_secrets(name: str) -> None:
    only = container(PODS[name])
    assert {"cpu", "memory"} <= set(only["resources"]["limits"])
    assert {"cpu", "memory"} <= set(only["resources"]["requests"])
    assert only["image"] == IMAGE
    secrets = [each["secret"]["secretName"] for each in PODS[name]["spec"]["volumes"] if "secret" in each]
    owner = "setup" if name in DAILY else only["name"]
    assert secrets == [f"piaojue-{owner}"]
    assert all("value" not in each or "secret" not in each["name"].lower() for each in only.get("env", []))


@pytest.mark.parametrize("name", DEPLOYMENTS)
def test_a_process_is_probed_for_health_and_readiness(name: str) -> None:
    only = container(PODS[name])
    ports = {each["name"]: each["containerPort"] for each in only["ports"]}
    for probe, address in (("livenessProbe", "healthz"), ("readinessProbe", "readyz")):
        assert only[probe]["httpGet"] == {"path": f"/{address}", "port": ports.get("http", ports["metrics"])}


@pytest.mark.parametrize("name", DEPLOYMENTS)
def test_metrics_are_scraped_where_the_process_serves_them(name: str) -> None:
    only = container(PODS[name])
    settings = of_kind("ConfigMap")["piaojue"]["data"] | {each["name"]: each["value"] for each in only["env"]}
    host, port = metrics_address(settings)
    assert host == "0.0.0.0"
    assert {"name": "metrics", "containerPort": port} in only["ports"]
    assert PODS[name]["metadata"]["annotations"] == {
        "prometheus.io/scrape": "true",
        "prometheus.io/port": str(port),
        "prometheus.io/path": "/metrics",
    }


def test_once_a_day_the_calendars_advance_the_chains_are_anchored_and_what_is_not_needed_is_pruned() -> None:
    commands = {name: container(PODS[name])["args"] for name in DAILY}
    assert commands == {
        "advance": ["calendar", "advance"],
        "anchor": ["audit", "anchor"],
        "prune": ["prune"],
    }
    for each in DAILY.values():
        assert each["spec"]["timeZone"] == "Asia/Shanghai"
        assert each["spec"]["concurrencyPolicy"] == "Forbid"
        assert each["spec"]["jobTemplate"]["spec"]["template"]["spec"]["restartPolicy"] == "OnFailure"


@pytest.mark.parametrize("process", PROCESSES, ids=lambda each: each.name)
def test_one_process_may_be_evicted_at_a_time_and_one_stays(process: Process) -> None:
    budget = of_kind("PodDisruptionBudget")[process.name]["spec"]
    assert 1 <= budget["minAvailable"] < process.least
    assert budget["selector"]["matchLabels"] == DEPLOYMENTS[process.name]["spec"]["selector"]["matchLabels"]


@pytest.mark.parametrize("process", PROCESSES, ids=lambda each: each.name)
def test_either_a_scaler_or_the_deployment_sets_the_number(process: Process) -> None:
    by_queue = of_kind("ScaledObject").get(process.name, {}).get("spec")
    by_cpu = of_kind("HorizontalPodAutoscaler").get(process.name, {}).get("spec")
    fixed = DEPLOYMENTS[process.name]["spec"].get("replicas")
    assert [bool(by_queue), bool(by_cpu), bool(fixed)].count(True) == 1
    if by_queue:
        assert (by_queue["minReplicaCount"], by_queue["maxReplicaCount"]) == (process.least, process.most)
    if by_cpu:
        assert (by_cpu["minReplicas"], by_cpu["maxReplicas"]) == (process.least, process.most)


def test_services_are_scaled_by_queues_that_exist() -> None:
    queues = {queue.name for queue in topology.queues()}
    for name in SERVICES:
        triggers = of_kind("ScaledObject")[name]["spec"]["triggers"]
        watched = {each["metadata"]["queueName"] for each in triggers}
        assert topology.rpc_queue(name) in watched
        assert watched <= queues
        assert (topology.events_queue(name) in watched) == (name in topology.SUBSCRIPTIONS)


def test_only_the_gateway_may_be_reached_and_metrics_by_the_monitoring_alone() -> None:
    policies = of_kind("NetworkPolicy")
    (rule,) = policies["metrics"]["spec"]["ingress"]
    assert [each["port"] for each in rule["ports"]] == [9100]
    (source,) = rule["from"]
    assert source == {"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "monitoring"}}}
    assert [each["port"] for each in policies["gateway"]["spec"]["ingress"][0]["ports"]] == [8000]
    assert set(policies) == {"default-deny", "gateway", "metrics"}
    assert "ingress" not in policies["default-deny"]["spec"]
    assert policies["gateway"]["spec"]["podSelector"]["matchLabels"]["app.kubernetes.io/name"] == "gateway"


def test_the_database_allows_everything_scaled_to_its_most() -> None:
    (database,) = [each for each in PLATFORM if each["kind"] == "Cluster"]
    assert database["spec"]["postgresql"]["parameters"]["max_connections"] == str(MAX_CONNECTIONS)
    assert database["spec"]["imageName"].endswith(f":{wheel.MAJOR}")
    most = sum(process.most for process in PROCESSES if process.name in SERVICES)
    assert most * WORKERS < MAX_CONNECTIONS


def test_the_broker_is_a_cluster_of_rabbitmq_4() -> None:
    (broker,) = [each for each in PLATFORM if each["kind"] == "RabbitmqCluster"]
    assert broker["spec"]["image"].startswith("rabbitmq:4.")
    assert broker["spec"]["replicas"] == 3


def test_connections_are_counted_by_process_worker_and_relay() -> None:
    one = dict.fromkeys(SERVICES, 1)
    assert needed(one, 8, 0, 0) == 7 * 8 + 2 + 20
    assert needed(one, 8, 1, 0) - needed(one, 8, 0, 0) == 14
    assert needed(one, 8, 0, 3) - needed(one, 8, 0, 0) == 3
    assert needed({**one, "congress": 3}, 8, 0, 0) - needed(one, 8, 0, 0) == 16
    # A process of voting has two more: the clock of its boards.
    assert needed({**one, "voting": 3}, 8, 0, 0) - needed(one, 8, 0, 0) == 2 * (8 + 2)
    readme = (ROOT / "deploy/README.md").read_text()
    assert f"**{needed(dict.fromkeys(SERVICES, 2), 8, 2, 2)}**" in readme
    assert f"**{MAX_CONNECTIONS}**" in readme


@pytest.mark.parametrize("image", ["piaojue", "registry.example:5000/piaojue", "piaojue:latest"])
def test_an_image_without_a_version_is_refused(image: str) -> None:
    command = [sys.executable, "-m", "deploy.kubernetes.generate", "--image", image]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "版本号" in done.stderr
