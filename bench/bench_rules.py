"""Reading links and judging by them, beside one pass of `re` over the same cells: `python bench/bench_rules.py [office.xlsx]`.

The input is a workbook of `generate.py` (without one, 2,000 units × 12 months are made). All sides are timed in turn, `--rounds` times,
and the least of each is taken; the time is the processor's.

    one pass of re         finding https?://\\S+ in every link cell
    reading links          read_link_cells: platform, kind, identity and account of every link
    rules                  which responses count, merging, all rules, statuses: everything from what was read to the verdicts
    the whole intake       reading names, months, counts, moments and links of the response tab
"""

from __future__ import annotations

import argparse
import gc
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from datetime import time as clock
from pathlib import Path
from zoneinfo import ZoneInfo

sys.path.insert(0, str(ROOT := Path(__file__).resolve().parents[1]))

from python_calamine import CalamineWorkbook

from sheets_sync.domain.calendar import DeadlineRule
from sheets_sync.domain.month import ReportingMonth
from sheets_sync.domain.platforms import PLATFORMS
from sheets_sync.domain.tab import Sheet
from sheets_sync.domain.tables import VERDICTS, empty
from sheets_sync.intake.links import read_link_cells
from sheets_sync.intake.register import read_register
from sheets_sync.intake.responses import read_responses
from sheets_sync.judgement import Recorded, Rulebook, assess

HTTP = re.compile(r"https?://\S+")
NOW = datetime(2026, 11, 24, 12)
CODES = tuple(platform.code for platform in PLATFORMS)


def seconds_of(task: Callable[[], object]) -> float:
    started = time.process_time()
    task()
    return time.process_time() - started


def sheets_of(workbook: Path | None) -> list[Sheet]:
    """The register and the responses."""
    with tempfile.TemporaryDirectory() as folder:
        path = workbook or Path(folder) / "office.xlsx"
        if not workbook:
            generate = [sys.executable, str(Path(__file__).with_name("generate.py")), "--units", "2000", "--months", "12", str(path)]
            subprocess.run(generate, check=True, capture_output=True, env=os.environ | {"PYTHONPATH": str(ROOT)})
        book = CalamineWorkbook.from_path(path)
        titles = ("Daftar Unit", "Form Responses 1")
        return [Sheet(title, book.get_sheet_by_name(title).to_python(skip_empty_area=False)) for title in titles]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("workbook", type=Path, nargs="?")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    gc.set_threshold(1_000_000)  # as the program itself does
    register_sheet, sheet = sheets_of(options.workbook)
    places = [place for place, title in enumerate(sheet.rows[0]) if str(title).startswith("Tautan")]
    cells = [cell for row in sheet.rows[1:] for place in places if isinstance(cell := row[place], str) and cell]
    register = read_register(register_sheet)
    recorded = Recorded(empty(("unit", "month", "complete_since", "received")), empty(VERDICTS), {})
    rulebook = Rulebook("", CODES, DeadlineRule(5, clock(23, 59), True, 20), "warn", (), 60)

    def intake() -> object:
        return read_responses(sheet, units=register.units, platforms=CODES, zone=ZoneInfo("Asia/Jakarta"), now=NOW)

    responses = read_responses(sheet, units=register.units, platforms=CODES, zone=ZoneInfo("Asia/Jakarta"), now=NOW)
    month = ReportingMonth.of(NOW.date()) - 1
    tasks: dict[str, Callable[[], object]] = {
        "one pass of re": lambda: sum(len(HTTP.findall(cell)) for cell in cells),
        "reading links": lambda: read_link_cells(cells),
        "rules": lambda: assess(register, responses, recorded, rulebook=rulebook, now=NOW, month=month),
        "the whole intake": intake,
    }
    rounds = [[seconds_of(task) for task in tasks.values()] for _ in range(options.rounds)]
    least = dict(zip(tasks, map(min, zip(*rounds, strict=True)), strict=True))
    least["links and rules"] = least["reading links"] + least["rules"]
    print(f"{len(responses.frame):,} responses, {len(cells):,} link cells, {len(responses.links):,} links")
    for name, seconds in least.items():
        print(f"  {name:20} {seconds:8.2f} s {seconds / least['one pass of re']:7.2f} × re")


if __name__ == "__main__":
    main()
