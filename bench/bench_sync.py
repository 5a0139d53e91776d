"""A whole `sync` against merely loading the same file, each in a fresh interpreter.

    python bench/bench_sync.py                              (200 units × 12 months)
    python bench/bench_sync.py small.xlsx large.xlsx        (made with bench/generate.py)

The yardstick is what an analyst's script could not do without: start Python, import pandas and calamine, read the register and the
response tab into frames. Times are the processor's, user and system, the least of `--repeat` runs that take turns; memory is the
process's peak. Bytecode is cached, as it is for an installed program.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

YARDSTICK = """
import sys, pandas, python_calamine
book = python_calamine.CalamineWorkbook.from_path(sys.argv[1])
for name in ("Daftar Unit", "Form Responses 1"):
    header, *rows = book.get_sheet_by_name(name).to_python()
    pandas.DataFrame(rows, columns=header)
"""
SETTINGS = '[workbook]\npath = "laporan.xlsx"\noutput = "rekap.xlsx"\n'
RUNS = ("load only", "first sync", "sync, nothing changed")


@dataclass(frozen=True)
class Cost:
    seconds: float
    mebibytes: float


def cost_of(command: Sequence[str], folder: Path) -> Cost:
    """What one run of a command in `folder` takes."""
    bytecode = {"PYTHONPYCACHEPREFIX": str(folder / "bytecode")}
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | bytecode
    process = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(process.stderr.read().decode() if process.stderr else f"{command} failed")
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def costs_of_a_round(folder: Path, today: str) -> list[Cost]:
    """Load, sync, and sync again: one cost for each of `RUNS`."""
    sync = [sys.executable, "-m", "sheets_sync", "sync", "--today", today]
    (folder / "rekap.xlsx").unlink(missing_ok=True)
    commands = [[sys.executable, "-c", YARDSTICK, "laporan.xlsx"], sync, sync]
    return [cost_of(command, folder) for command in commands]


@contextmanager
def office(workbook: Path | None, options: argparse.Namespace) -> Iterator[Path]:
    """A folder with settings and input, gone afterwards."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "sheets-sync.toml").write_text(SETTINGS, encoding="utf-8")
        if workbook:
            (folder / "laporan.xlsx").symlink_to(workbook.resolve())
        else:
            generate = [sys.executable, str(Path(__file__).with_name("generate.py")), str(folder / "laporan.xlsx")]
            sizes = ["--units", str(options.units), "--months", str(options.months)]
            subprocess.run([*generate, *sizes], check=True, capture_output=True)
        yield folder


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("workbooks", type=Path, nargs="*", help="without any, one is made")
    parser.add_argument("--units", type=int, default=200)
    parser.add_argument("--months", type=int, default=12)
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--today", default="2026-11-24")
    options = parser.parse_args()
    os.environ["PYTHONPATH"] = str(Path(__file__).resolve().parents[1])  # of all that is started from here
    before: list[float] = []
    for workbook in options.workbooks or [None]:
        with office(workbook, options) as folder:
            rounds = [costs_of_a_round(folder, options.today) for _ in range(options.repeat)]
        least = [min(cost.seconds for cost in costs) for costs in zip(*rounds, strict=True)]
        print(workbook or f"{options.units} units × {options.months} months")
        for place, (label, seconds) in enumerate(zip(RUNS, least, strict=True)):
            peak = max(costs[place].mebibytes for costs in rounds)
            growth = f"   {seconds / before[place]:5.2f} × the workbook before" if before else ""
            print(f"  {label:24} {seconds:8.2f} s {seconds / least[0]:7.2f} × load   peak {peak:6.0f} MiB{growth}")
        before = least


if __name__ == "__main__":
    main()
