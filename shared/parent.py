"""A process that ends with the one that started it, however that one ended."""

from __future__ import annotations

import os
import signal
import threading

SETTING = "PIAOJUE_ENDS_WITH_PARENT"
CHECK_SECONDS = 1.0
PATIENCE_SECONDS = 30.0
"""How long the process may take to end by itself; one that waits for a broker that is gone too never would."""


def end_with_parent() -> None:
    """Where the setting asks for it, send this process SIGTERM once its parent is gone (killed, say).

    The setting is the parent's process number, so that a parent that was gone before this was called is missed too.
    """
    given = os.environ.get(SETTING, "")
    if not given.isdigit():
        return
    parent = int(given) if int(given) > 1 else os.getppid()

    def watch() -> None:
        pause = threading.Event()
        while os.getppid() == parent:
            pause.wait(CHECK_SECONDS)
        os.kill(os.getpid(), signal.SIGTERM)
        pause.wait(PATIENCE_SECONDS)
        os.kill(os.getpid(), signal.SIGKILL)

    threading.Thread(target=watch, name="parent", daemon=True).start()
