"""``python -m tests.support.probe_caller URI LABEL``: one call of the probe service through nameko's own client."""

from __future__ import annotations

import sys
import warnings

warnings.filterwarnings("ignore", message="(?s).*Eventlet is deprecated")

from nameko.standalone.rpc import ClusterRpcProxy  # noqa: E402


def main() -> None:
    """Call, and say what came."""
    with ClusterRpcProxy({"AMQP_URI": sys.argv[1]}) as services:
        waiting = services.probe.run.call_async({"label": sys.argv[2]})
        print("called", flush=True)
        print("answered", waiting.result()["ok"]["label"], flush=True)


if __name__ == "__main__":
    main()
