"""A sync of a live spreadsheet against a plain gspread script, both on the stand-in, each in a fresh interpreter.

    PYTHONPATH=. python bench/bench_google.py --units 200                 (also with 300 ms added to every call)
    PYTHONPATH=. python bench/bench_google.py --units 20000 --latency 0
    PYTHONPATH=. python bench/bench_google.py --interleavings 1000        (people at work between the calls instead)

Counted at the server: calls (the token apart) and bytes each way. Seconds run from starting Python to its end; processor seconds
are told apart into the measured process's own and the stand-in's; memory is the process's peak. The server is a process of its own
and does not check requests against the discovery documents here.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from pathlib import Path

HERE = Path(__file__).parent
TODAY = "2026-11-24T08:00"


@dataclass
class Figures:
    """What one run took."""

    label: str
    seconds: float
    own_s: float
    peak_mib: float
    calls: int
    up: int
    down: int
    server_s: float

    def line(self, yardstick: Figures | None) -> str:
        wall = f"{self.seconds / yardstick.seconds:5.2f} ×" if yardstick else " " * 7
        own = f"{self.own_s / yardstick.own_s:5.2f} ×" if yardstick else " " * 7
        memory = f"{self.peak_mib / yardstick.peak_mib:5.2f} ×" if yardstick else " " * 7
        return (
            f"{self.label:28} {self.calls:4} calls {self.up / 1e6:8.2f} MB up {self.down / 1e6:8.2f} MB down "
            f"{self.seconds:8.2f} s {wall}  processor {self.own_s:6.2f} s {own} (stand-in {self.server_s:6.2f} s) "
            f"{self.peak_mib:7.0f} MiB {memory}"
        )


def serve(workbook: Path, folder: Path, pipe: Connection) -> None:
    """The stand-in with a workbook's tabs; answers "start LATENCY" and "count" on the pipe."""
    from tests.google_server.__main__ import fill
    from tests.google_server.server import GoogleServer

    with GoogleServer(validate=False, quota=10**9) as server:
        fill(server.book, workbook)
        server.book.cell_limit = 10**9  # 20,000 units × 12 months stand at the edge of what Google holds
        pristine = [sheet.clone() for sheet in server.book.sheets]
        server.credentials(folder)
        pipe.send((server.url, server.book.id))
        began = 0.0
        while (order := pipe.recv()) is not None:
            if order == "count":
                calls = server.calls
                spent = time.process_time() - began
                pipe.send((len(calls), sum(call.sent for call in calls), sum(call.received for call in calls), spent))
                server.start_over()
                began = time.process_time()
                continue
            server.latency_s = order
            server.book.sheets = [sheet.clone() for sheet in pristine]
            server.book.metadata.clear()
            server.start_over()
            began = time.process_time()
            pipe.send("ready")


def measured(label: str, command: list[str], pipe: Connection) -> Figures:
    start = time.perf_counter()
    process = subprocess.Popen([sys.executable, *command], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    if status:
        sys.exit(f"{label} failed")
    pipe.send("count")
    return Figures(label, seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, *pipe.recv())


def make_workbook(folder: Path, units: int, months: int, more: list[str]) -> Path:
    path = folder / "laporan.xlsx"
    command = [sys.executable, str(HERE / "generate.py"), "--units", str(units), "--months", str(months), *more, str(path)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return path


def compare(given: argparse.Namespace, folder: Path) -> None:
    workbook = given.workbook or make_workbook(folder, given.units, given.months, given.generate.split())
    pipe, theirs = multiprocessing.Pipe()
    server = multiprocessing.get_context("spawn").Process(target=serve, args=(workbook, folder, theirs), daemon=True)
    server.start()
    url, key = pipe.recv()
    config = folder / "sheets-sync.toml"
    config.write_text(f'[workbook]\nurl = "{key}"\ncredentials = "credentials.json"\napi_root = "{url}"\n', encoding="utf-8")
    script = [str(HERE / "google_script.py"), key, str(folder / "credentials.json"), url]
    product = [str(HERE / "google_product.py"), str(config), TODAY]
    for latency in given.latency:
        print(f"{given.units} units × {given.months} months, {latency * 1000:.0f} ms added to every call")
        rounds = [one_round(latency, script, product, pipe) for _ in range(given.repeat)]
        best = [least(runs) for runs in zip(*rounds, strict=True)]
        for number, figures in enumerate(best):
            print(figures.line(best[number % 2] if number > 1 else None), flush=True)
    pipe.send(None)


def least(runs: Sequence[Figures]) -> Figures:
    """The least of each: what other work on the machine did not slow down."""
    seconds, own = min(run.seconds for run in runs), min(run.own_s for run in runs)
    return replace(runs[0], seconds=seconds, own_s=own, server_s=min(run.server_s for run in runs))


def one_round(latency: float, script: list[str], product: list[str], pipe: Connection) -> list[Figures]:
    """The script and the product, each twice on a spreadsheet that has only the office's tabs."""
    figures = []
    for command, labels in ((script, ("script, first", "script, again")), (product, ("product, first", "product, nothing changed"))):
        pipe.send(latency)
        pipe.recv()
        figures += [measured(label, command, pipe) for label in labels]
    return figures


def race(count: int, folder: Path) -> None:
    """`count` randomised interleavings of people's edits with a sync's calls; anything lost ends the run."""
    from tests.google_server.interleaving import interleave
    from tests.google_server.server import GoogleServer

    start = time.perf_counter()
    calls: dict[int, int] = {}
    with GoogleServer(quota=10**9) as server:
        for seed in range(count):
            outcome = interleave(server, folder, seed)
            calls[outcome.calls] = calls.get(outcome.calls, 0) + 1
            if outcome.wrong:
                sys.exit(f"seed {seed}: {outcome.wrong}")
    print(
        f"{count} interleavings, nothing lost, {time.perf_counter() - start:.0f} s; syncs by number of calls: {dict(sorted(calls.items()))}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--units", type=int, default=200)
    parser.add_argument("--months", type=int, default=12)
    parser.add_argument("--latency", type=float, nargs="*", default=[0.0, 0.3], help="seconds added to every call")
    parser.add_argument("--repeat", type=int, default=1, help="rounds of which the quickest counts")
    parser.add_argument("--workbook", type=Path, help="an .xlsx made before, in the place of a new one")
    parser.add_argument("--generate", default="--typical", help="further options for generate.py")
    parser.add_argument("--interleavings", type=int, default=0)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        if given.interleavings:
            race(given.interleavings, Path(name))
        else:
            compare(given, Path(name))


if __name__ == "__main__":
    main()
