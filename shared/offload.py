"""Work that holds the processor without letting go: off the hub, into a native thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from eventlet import patcher, tpool

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
