"""``python -m tests.support.bus_host PORT``: patch the standard library, then serve (see ``bus_services``)."""

from __future__ import annotations

import os

import eventlet

if __name__ == "__main__":
    os.environ["PSYCOPG_WAIT_FUNC"] = "wait_select"
    eventlet.monkey_patch()
    from tests.support.bus_services import main

    main()
