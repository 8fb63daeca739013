"""What would hold up every green thread of a process: kept off the hub.

Work that holds the processor goes into a native thread, and waiting for the database is made to yield.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from eventlet import patcher, tpool
from psycopg import waiting

P = ParamSpec("P")
R = TypeVar("R")


def off_the_hub(function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Call a function that releases the interpreter lock (argon2, typst) while other green threads go on.

    In a process without green threads it is simply called.
    """
    if patcher.is_monkey_patched("thread"):
        result: R = tpool.execute(function, *args, **kwargs)
        return result
    return function(*args, **kwargs)


def let_database_waits_yield() -> None:
    """Make psycopg wait on the hub, whoever imported it first and with whatever in the environment.

    By default it waits in C, and eight queries of half a second hold every green thread for four seconds. In a
    process without green threads nothing is changed.
    """
    if patcher.is_monkey_patched("select"):
        waiting.wait = waiting.wait_select
