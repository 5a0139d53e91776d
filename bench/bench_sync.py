"""A whole `sync` against merely loading the same file, each in a fresh interpreter.

    python bench/bench_sync.py office.xlsx            (make one with bench/generate.py)
    python bench/bench_sync.py --units 200 --months 12

The yardstick is what an analyst's script could not do without: start Python, import pandas and calamine, read the register and
the response tab into frames. Seconds are the best of `--repeat` runs; memory is the process's peak.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

YARDSTICK = """
import sys, pandas, python_calamine
book = python_calamine.CalamineWorkbook.from_path(sys.argv[1])
for name in ("Daftar Unit", "Form Responses 1"):
    header, *rows = book.get_sheet_by_name(name).to_python()
    pandas.DataFrame(rows, columns=header)
"""
SETTINGS = '[workbook]\npath = "laporan.xlsx"\noutput = "rekap.xlsx"\n'


def timed(command: list[str], folder: Path) -> tuple[float, float]:
    """Seconds, and peak memory in MiB, of one run."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return seconds, max(peak, before) / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("workbook", type=Path, nargs="?")
    parser.add_argument("--units", type=int, default=200)
    parser.add_argument("--months", type=int, default=12)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--today", default="2026-11-24")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        workbook = folder / "laporan.xlsx"
        if arguments.workbook:
            workbook.symlink_to(arguments.workbook.resolve())
        else:
            generate = [sys.executable, str(Path(__file__).with_name("generate.py")), "--units", str(arguments.units)]
            subprocess.run([*generate, "--months", str(arguments.months), str(workbook)], check=True, capture_output=True)
        (folder / "sheets-sync.toml").write_text(SETTINGS, encoding="utf-8")
        sync = [sys.executable, "-m", "sheets_sync", "sync", "--today", arguments.today]
        load = [sys.executable, "-c", YARDSTICK, str(workbook)]
        loads, firsts, seconds_again = [], [], []
        for _ in range(arguments.repeat):
            loads.append(timed(load, folder))
            (folder / "rekap.xlsx").unlink(missing_ok=True)
            firsts.append(timed(sync, folder))
            seconds_again.append(timed(sync, folder))
        yardstick = min(loads)[0]
        for label, runs in (("load only", loads), ("first sync", firsts), ("sync, nothing changed", seconds_again)):
            print(f"{label:24} {min(runs)[0]:8.2f} s  {min(runs)[0] / yardstick:6.2f} ×   peak {max(runs, key=lambda run: run[1])[1]:7.0f} MiB")


if __name__ == "__main__":
    main()
