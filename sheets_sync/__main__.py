"""Entry point: hands the process's arguments, environment and clock to the command line, and exits with its code."""

from __future__ import annotations

import gc
import io
import os
import signal
import sys

_ALLOCATIONS = 1_000_000
"""Between two searches for garbage in cycles: a run makes millions of cells and hardly a cycle, and the default is 700."""


def run() -> None:
    gc.set_threshold(_ALLOCATIONS)
    _let_every_sign_through()
    # Asked to end, the job still writes down what it has sent so far.
    signal.signal(signal.SIGTERM, lambda _signal, _frame: sys.exit(128 + signal.SIGTERM))
    from sheets_sync.cli import main

    sys.exit(main(sys.argv[1:], os.environ))


def _let_every_sign_through() -> None:
    """A sign that the output's encoding lacks (✓ on Windows, where output goes into a file) never ends a command.

    Into a file or a pipe goes UTF-8, unless PYTHONIOENCODING asks for something else; a terminal shows a question mark.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            own_choice = stream.isatty() or "PYTHONIOENCODING" in os.environ
            stream.reconfigure(encoding=stream.encoding if own_choice else "utf-8", errors="replace")


if __name__ == "__main__":
    run()
