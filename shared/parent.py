"""A process that ends with the one that started it, however that one ended."""

from __future__ import annotations

import os
import signal
import threading

SETTING = "PIAOJUE_ENDS_WITH_PARENT"
CHECK_SECONDS = 1.0


def end_with_parent() -> None:
    """Where the setting asks for it, send this process SIGTERM once its parent is gone (killed, say)."""
    if not os.environ.get(SETTING):
        return
    parent = os.getppid()

    def watch() -> None:
        pause = threading.Event()
        while os.getppid() == parent:
            pause.wait(CHECK_SECONDS)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, name="parent", daemon=True).start()
