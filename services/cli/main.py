"""``piaojue``: every process and every act of an operator."""

from __future__ import annotations

import os
import sys
import warnings

GREEN = {"service", "suite"}
"""The commands whose process runs on green threads."""


def main() -> None:
    """Patch the standard library where the command needs it, before anything else is imported."""
    warnings.filterwarnings("ignore", message="(?s).*Eventlet is deprecated")
    if len(sys.argv) > 1 and sys.argv[1] in GREEN:
        os.environ["PSYCOPG_WAIT_FUNC"] = "wait_select"
        os.environ.setdefault("EVENTLET_NO_GREENDNS", "yes")
        import eventlet

        eventlet.monkey_patch()
    from services.cli.commands import piaojue
    from shared.config import SettingWrong
    from shared.parent import end_with_parent

    end_with_parent()
    try:
        piaojue()
    except SettingWrong as wrong:
        sys.stderr.write(f"{wrong}\n")
        sys.exit(1)


if __name__ == "__main__":
    main()
