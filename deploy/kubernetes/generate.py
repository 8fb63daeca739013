"""``python -m deploy.kubernetes.generate --image REGISTRY/piaojue:0.1.0 | kubectl apply -f -``.

Prints the suite as Kubernetes objects: for each process of the table a Deployment, a PodDisruptionBudget and what
scales it (KEDA by queue length, the gateway by CPU), a Job that sets up databases and queues, the daily CronJobs, and
network policies.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from typing import Any

import yaml

from deploy.kubernetes.processes import PROCESSES, WORKERS, Process

NAMESPACE = "piaojue"
USER = 10001
SECRETS = "/run/piaojue"
METRICS_PORT = 9100
DAILY = (
    ("advance", ("calendar", "advance"), "5 0 * * *"),
    ("anchor", ("audit", "anchor"), "10 2 * * *"),
    ("prune", ("prune",), "40 2 * * *"),
)
"""What is done once a day: a name, the command, and when (Asia/Shanghai)."""

MESSAGES_A_PROCESS = 50
"""Waiting messages for which one more process is worth starting."""

Object = dict[str, Any]


def objects(image: str) -> Iterator[Object]:
    """Everything, in an order that can be applied."""
    yield {
        "apiVersion": "v1",
        "kind": "Namespace",
        "metadata": {
            "name": NAMESPACE,
            "labels": {
                "pod-security.kubernetes.io/enforce": "baseline",
                "pod-security.kubernetes.io/warn": "restricted",
            },
        },
    }
    yield _object("v1", "ConfigMap", "piaojue", data=_settings())
    yield from _network_policies()
    yield _setup(image)
    for name, arguments, schedule in DAILY:
        yield _daily(name, arguments, schedule, image)
    for process in PROCESSES:
        yield _deployment(process, image)
        yield _disruption_budget(process)
        if process.least < process.most:
            yield _gateway_scaler(process) if process.serves_http else _queue_scaler(process)
    yield _object(
        "v1",
        "Service",
        "gateway",
        spec={"selector": _labels("gateway"), "ports": [{"name": "http", "port": 80, "targetPort": 8000}]},
    )
    yield _object(
        "keda.sh/v1alpha1",
        "TriggerAuthentication",
        "broker",
        spec={"secretTargetRef": [{"parameter": "host", "name": "piaojue-relay", "key": "amqp_uri"}]},
    )


def _object(api: str, kind: str, name: str, **body: Any) -> Object:
    metadata = {"name": name, "namespace": NAMESPACE, "labels": _labels(name)}
    return {"apiVersion": api, "kind": kind, "metadata": metadata, **body}


def _labels(name: str) -> dict[str, str]:
    return {"app.kubernetes.io/part-of": "piaojue", "app.kubernetes.io/name": name}


def _settings() -> dict[str, str]:
    return {
        "PIAOJUE_AMQP_URI_FILE": f"{SECRETS}/amqp_uri",
        "PIAOJUE_DATABASE_HOST": "database-rw",
        "PIAOJUE_DATABASE_PORT": "5432",
        "PIAOJUE_DATABASE_SECRETS_FILE": f"{SECRETS}/database.json",
        "PIAOJUE_KEYS_DIR": SECRETS,
        "PIAOJUE_MAX_WORKERS": str(WORKERS),
        # Every address of the pod: the network policy says who may ask.
        "PIAOJUE_METRICS_HOST": "0.0.0.0",  # noqa: S104
        # The Ingress says from whom a request comes.
        "PIAOJUE_TRUSTED_PROXIES": "1",
    }


def _pod(container: Object, secret: str, restart: str) -> Object:
    return {
        "automountServiceAccountToken": False,
        "enableServiceLinks": False,
        "restartPolicy": restart,
        "terminationGracePeriodSeconds": 45,
        "securityContext": {
            "runAsNonRoot": True,
            "runAsUser": USER,
            "runAsGroup": USER,
            "fsGroup": USER,
            "seccompProfile": {"type": "RuntimeDefault"},
        },
        "containers": [
            {
                **container,
                "imagePullPolicy": "IfNotPresent",
                "envFrom": [{"configMapRef": {"name": "piaojue"}}],
                "securityContext": {
                    "allowPrivilegeEscalation": False,
                    "readOnlyRootFilesystem": True,
                    "capabilities": {"drop": ["ALL"]},
                },
                "volumeMounts": [
                    {"name": "secrets", "mountPath": SECRETS, "readOnly": True},
                    {"name": "tmp", "mountPath": "/tmp"},  # noqa: S108
                ],
            }
        ],
        "volumes": [
            {"name": "secrets", "secret": {"secretName": secret, "defaultMode": 0o440}},
            {"name": "tmp", "emptyDir": {"sizeLimit": "256Mi"}},
        ],
    }


def _resources(process: Process) -> Object:
    return {
        "requests": {"cpu": f"{process.cpu}m", "memory": f"{process.memory * 2 // 3}Mi"},
        "limits": {"cpu": "2" if process.serves_http else "1", "memory": f"{process.memory}Mi"},
    }


def _probe(process: Process, which: str, period: int, failures: int) -> Object:
    asked = {"httpGet": {"path": f"/{which}", "port": 8000 if process.serves_http else METRICS_PORT}}
    return {**asked, "periodSeconds": period, "timeoutSeconds": 5, "failureThreshold": failures}


def _deployment(process: Process, image: str) -> Object:
    container: Object = {
        "name": process.name,
        "image": image,
        "args": list(process.arguments),
        "resources": _resources(process),
        "startupProbe": _probe(process, "healthz", 5, 24),
        "livenessProbe": _probe(process, "healthz", 20, 4),
        "readinessProbe": _probe(process, "readyz", 10, 3),
    }
    container["env"] = [{"name": "PIAOJUE_METRICS_PORT", "value": str(METRICS_PORT)}]
    container["ports"] = [{"name": "metrics", "containerPort": METRICS_PORT}]
    if process.serves_http:
        container["ports"].append({"name": "http", "containerPort": 8000})
    pod = _pod(container, f"piaojue-{process.name}", "Always")
    pod["topologySpreadConstraints"] = [
        {
            "maxSkew": 1,
            "topologyKey": "kubernetes.io/hostname",
            "whenUnsatisfiable": "ScheduleAnyway",
            "labelSelector": {"matchLabels": _labels(process.name)},
        }
    ]
    # Where a scaler owns the number of replicas, applying this again must not undo what it did.
    number = {"replicas": process.least} if process.least == process.most else {}
    return _object(
        "apps/v1",
        "Deployment",
        process.name,
        spec={
            **number,
            "selector": {"matchLabels": _labels(process.name)},
            "strategy": {"type": "RollingUpdate", "rollingUpdate": {"maxUnavailable": 0, "maxSurge": 1}},
            "template": {
                "metadata": {"labels": _labels(process.name), "annotations": _scraped()},
                "spec": pod,
            },
        },
    )


def _scraped() -> dict[str, str]:
    """What a Prometheus that goes by annotations looks for."""
    return {
        "prometheus.io/scrape": "true",
        "prometheus.io/port": str(METRICS_PORT),
        "prometheus.io/path": "/metrics",
    }


def _disruption_budget(process: Process) -> Object:
    return _object(
        "policy/v1",
        "PodDisruptionBudget",
        process.name,
        spec={"minAvailable": process.least - 1, "selector": {"matchLabels": _labels(process.name)}},
    )


def _queue_scaler(process: Process) -> Object:
    return _object(
        "keda.sh/v1alpha1",
        "ScaledObject",
        process.name,
        spec={
            "scaleTargetRef": {"name": process.name},
            "minReplicaCount": process.least,
            "maxReplicaCount": process.most,
            "triggers": [
                {
                    "type": "rabbitmq",
                    "metadata": {
                        "protocol": "amqp",
                        "queueName": queue,
                        "mode": "QueueLength",
                        "value": str(MESSAGES_A_PROCESS),
                    },
                    "authenticationRef": {"name": "broker"},
                }
                for queue in process.queues
            ],
        },
    )


def _gateway_scaler(process: Process) -> Object:
    target = {"type": "Utilization", "averageUtilization": 70}
    return _object(
        "autoscaling/v2",
        "HorizontalPodAutoscaler",
        process.name,
        spec={
            "scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": process.name},
            "minReplicas": process.least,
            "maxReplicas": process.most,
            "metrics": [{"type": "Resource", "resource": {"name": "cpu", "target": target}}],
        },
    )


def _setup(image: str) -> Object:
    container: Object = {
        "name": "setup",
        "image": image,
        "command": ["/opt/piaojue/deploy/setup"],
        "env": [{"name": "PIAOJUE_SUPERUSER_DSN_FILE", "value": f"{SECRETS}/superuser_dsn"}],
        "resources": {
            "requests": {"cpu": "100m", "memory": "128Mi"},
            "limits": {"cpu": "1", "memory": "320Mi"},
        },
    }
    # A Job cannot be changed: each version of the image has one of its own.
    version = image.rpartition(":")[2].lower().replace("_", "-").replace(".", "-")
    return _object(
        "batch/v1",
        "Job",
        f"setup-{version}",
        spec={
            "backoffLimit": 10,
            "ttlSecondsAfterFinished": 86400,
            "template": {
                "metadata": {"labels": _labels("setup")},
                "spec": _pod(container, "piaojue-setup", "OnFailure"),
            },
        },
    )


def _daily(name: str, arguments: tuple[str, ...], schedule: str, image: str) -> Object:
    container: Object = {
        "name": name,
        "image": image,
        "args": list(arguments),
        "resources": {
            "requests": {"cpu": "100m", "memory": "128Mi"},
            "limits": {"cpu": "1", "memory": "320Mi"},
        },
    }
    pod = _pod(container, "piaojue-setup", "OnFailure")
    job = {"backoffLimit": 6, "template": {"metadata": {"labels": _labels(name)}, "spec": pod}}
    return _object(
        "batch/v1",
        "CronJob",
        name,
        spec={
            "schedule": schedule,
            "timeZone": "Asia/Shanghai",
            "concurrencyPolicy": "Forbid",
            "startingDeadlineSeconds": 3600,
            "failedJobsHistoryLimit": 3,
            "jobTemplate": {"spec": job},
        },
    )


def _network_policies() -> Iterator[Object]:
    """Nobody speaks to a pod, but anybody may to the gateway, and the namespace ``monitoring`` to the metrics."""
    yield _object(
        "networking.k8s.io/v1",
        "NetworkPolicy",
        "default-deny",
        spec={
            "podSelector": {"matchLabels": {"app.kubernetes.io/part-of": "piaojue"}},
            "policyTypes": ["Ingress"],
        },
    )
    yield _object(
        "networking.k8s.io/v1",
        "NetworkPolicy",
        "gateway",
        spec={
            "podSelector": {"matchLabels": _labels("gateway")},
            "policyTypes": ["Ingress"],
            "ingress": [{"ports": [{"port": 8000, "protocol": "TCP"}]}],
        },
    )

    yield _object(
        "networking.k8s.io/v1",
        "NetworkPolicy",
        "metrics",
        spec={
            "podSelector": {"matchLabels": {"app.kubernetes.io/part-of": "piaojue"}},
            "policyTypes": ["Ingress"],
            "ingress": [
                {
                    "from": [
                        {"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "monitoring"}}}
                    ],
                    "ports": [{"port": METRICS_PORT, "protocol": "TCP"}],
                }
            ],
        },
    )


class _Plain(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


def render(image: str) -> str:
    """The objects as one YAML stream."""
    return yaml.dump_all(objects(image), Dumper=_Plain, sort_keys=False, explicit_start=True, width=100)


def main() -> None:
    """Print them."""
    parser = argparse.ArgumentParser(description="Piaojue as Kubernetes objects")
    parser.add_argument("--image", required=True, help="with a version, never `latest`")
    given = parser.parse_args()
    if ":" not in given.image.rpartition("/")[2] or given.image.endswith(":latest"):
        parser.error("镜像须带明确的版本号，例如 registry.example/piaojue:0.1.0。")
    sys.stdout.write(render(given.image))


if __name__ == "__main__":
    main()
