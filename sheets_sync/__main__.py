"""Entry point: hands the process's arguments, environment and clock to the command line, and exits with its code."""

from __future__ import annotations

import os
import sys


def run() -> None:
    from sheets_sync.cli import main

    sys.exit(main(sys.argv[1:], os.environ))


if __name__ == "__main__":
    run()
