"""Entry point: hands the process's arguments, environment and clock to the command line, and exits with its code."""

from __future__ import annotations

import gc
import os
import signal
import sys

_ALLOCATIONS = 1_000_000
"""Between two searches for garbage in cycles: a run makes millions of cells and hardly a cycle, and the default is 700."""


def run() -> None:
    gc.set_threshold(_ALLOCATIONS)
    # Asked to end, the job still writes down what it has sent so far.
    signal.signal(signal.SIGTERM, lambda _signal, _frame: sys.exit(128 + signal.SIGTERM))
    from sheets_sync.cli import main

    sys.exit(main(sys.argv[1:], os.environ))


if __name__ == "__main__":
    run()
