"""Health check of a container: ``probe.py [healthz|readyz]`` ends with 0 when the process in it answers so.

The port is ``PIAOJUE_METRICS_PORT``, or 8000 where none is set (the gateway answers on its own).
"""

from __future__ import annotations

import os
import sys
import urllib.error
import urllib.request

SECONDS = 4


def main(which: str) -> int:
    """0 for a 200, 1 for anything else."""
    port = int(os.environ.get("PIAOJUE_METRICS_PORT", "8000"))
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(f"http://127.0.0.1:{port}/{which}", timeout=SECONDS) as answer:
            return 0 if answer.status == 200 else 1
    except (urllib.error.URLError, OSError) as error:
        print(f"{which}: {error}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "healthz"))
