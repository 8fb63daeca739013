"""A server that ends with us, however we end: nothing can be handled after SIGKILL, so somebody else watches.

A guard is a shell that waits for a word from us. When the word does not come and our end of the pipe is closed, because
we are gone, it asks the server to end, and after a while makes it.
"""

from __future__ import annotations

import subprocess

PATIENCE_SECONDS = 20

_SCRIPT = """\
read -r _ && exit 0
sleep "$5"
kill -s "$2" -- "$1" 2>/dev/null
n=0
while kill -s 0 -- "$1" 2>/dev/null && [ "$n" -lt "$4" ]; do sleep 1; n=$((n + 1)); done
kill -s 0 -- "$1" 2>/dev/null && kill -s "$3" -- "$1"
"""


class Guard:
    """Watches one server until ``release``.

    ``first`` and ``then`` are names of signals, ``PATIENCE_SECONDS`` apart; ``whole_group`` when its children are to be
    ended with it; ``head_start`` the seconds that those who need the server get to finish before it is asked to end.
    """

    def __init__(
        self, pid: int, first: str, then: str, *, whole_group: bool = False, head_start: int = 0
    ) -> None:
        target = f"-{pid}" if whole_group else str(pid)
        self._shell = subprocess.Popen(  # noqa: S603  (a script of ours, numbers and signal names)
            ["/bin/sh", "-c", _SCRIPT, "guard", target, first, then, str(PATIENCE_SECONDS), str(head_start)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd="/",
            # Ctrl-C reaches us and not the guard.
            start_new_session=True,
        )

    def release(self) -> None:
        """The server has ended, or is nobody's business any more."""
        if self._shell.stdin is not None and not self._shell.stdin.closed:
            try:
                self._shell.stdin.write(b"released\n")
                self._shell.stdin.close()
            except BrokenPipeError:
                pass
            self._shell.wait()
