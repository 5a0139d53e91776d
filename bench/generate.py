"""Synthetic offices of any size, on the sample office's habits: units x months x platforms, as one input workbook.

    python bench/generate.py --units 20000 --months 12 big.xlsx

Rows are written as they are made, one month in memory at a time.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

from sheets_sync.demo.chance import dice
from sheets_sync.demo.office import DEADLINES
from sheets_sync.demo.people import Person, people_for
from sheets_sync.demo.register import SampleUnit, furnish, listed_units
from sheets_sync.demo.responses import FormRow, Round, responses_of
from sheets_sync.demo.workbook import write_workbook
from sheets_sync.domain.month import ReportingMonth
from sheets_sync.domain.unit import KALURAHAN, KAPANEWON, OPD, Unit

KALURAHAN_EACH = 8
"""As many as a kapanewon has in the real list."""

ROOTS = (
    "Banyu", "Bulu", "Candi", "Dadap", "Gading", "Giri", "Gunung", "Jati", "Jeruk", "Kali", "Karang", "Kedung", "Kemiri", "Krambil",
    "Logan", "Nglang", "Ngadi", "Nges", "Pring", "Pucang", "Purwo", "Rejo", "Sambi", "Semo", "Sido", "Sumber", "Tambak", "Tegal",
    "Umbul", "Watu", "Wono", "Wringin",
)  # fmt: skip
ENDINGS = (
    "agung", "asri", "batur", "duwet", "geran", "harjo", "jaya", "karto", "kidul", "laras", "lor", "mulyo", "ombo", "panggung",
    "rejo", "sari", "sekar", "suko", "tirto", "tengah", "wangi", "wudel", "wungu", "yoso",
)  # fmt: skip
CONSONANTS, VOWELS = "bdgjklmnprstw", "aeiou"

SETTINGS = """\
[workbook]
path = "{workbook}"
output = "rekap.xlsx"

[mail]
transport = "files"
folder = "outbox"
"""

MOST_ROWS = 1_048_576 - 1
"""What a tab of an .xlsx holds below its header."""


def main() -> None:
    options = _options()
    started = time.perf_counter()
    units = synthetic_units(options.units, options.seed)
    rows = _counted(synthetic_rows(units, options), options.months)
    written = write_workbook(options.out, _samples(units, options), rows, lean=True)
    if options.settings:
        options.settings.write_text(SETTINGS.format(workbook=options.out.name), encoding="utf-8")
    size = options.out.stat().st_size / 1e6
    print(f"{options.out}: {len(units):,} units, {written:,} responses, {size:,.1f} MB in {time.perf_counter() - started:.1f} s")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Make the input workbook of a synthetic office.", epilog="See bench/README.md.")
    parser.add_argument("out", type=Path, help="the .xlsx to write")
    parser.add_argument("--units", type=int, default=200, help="how many units (default: 200)")
    parser.add_argument("--months", type=int, default=12, help="how many months they report on (default: 12)")
    parser.add_argument("--until", type=ReportingMonth.from_code, default="2026-10", help="the last of them (default: 2026-10)")
    parser.add_argument("--messiness", type=float, default=0.6, help="share of habits that are not a tidy clerk's, 0 to 1 (default: 0.6)")
    parser.add_argument("--diligence", type=float, default=0.95, help="share of complete reports on time, 0 to 1 (default: 0.95)")
    parser.add_argument("--posts", type=float, default=1.4, help="posts in comparison with the sample office (default: 1.4)")
    parser.add_argument("--typical", action="store_true", help="accounts as in the sample office, instead of all seven platforms each")
    parser.add_argument("--settings", type=Path, help="also write a settings file there, in the workbook's folder")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if options.units < 1 or options.months < 1 or options.units * options.months * 1.2 > MOST_ROWS:
        parser.error(f"1 unit and 1 month at least; at most {MOST_ROWS:,} rows fit into a tab, so about 870,000 units x months")
    return options


def synthetic_units(number: int, seed: int) -> list[Unit]:
    """That many units: the real agencies, and kapanewon with their kalurahan under made-up names, in a province 99."""
    agencies = [unit for unit in listed_units() if unit.kind == OPD][: max(1, number // 5)]
    names = made_up_names(dice(seed, "names"))
    return [*agencies, *_areas(number - len(agencies), names)]


def _areas(number: int, names: Iterator[str]) -> list[Unit]:
    areas: list[Unit] = []
    villages: list[Unit] = []
    while len(areas) + len(villages) < number:
        position = len(areas)
        code = f"99.{position // 99 + 1:02}.{position % 99 + 1:02}"
        areas.append(Unit(code=code, name=next(names), kind=KAPANEWON))
        numbers = range(2001, 2001 + min(KALURAHAN_EACH, number - len(areas) - len(villages)))
        villages.extend(Unit(code=f"{code}.{at}", name=next(names), kind=KALURAHAN, parent=code) for at in numbers)
    return [*areas, *villages]


def made_up_names(die: Random) -> Iterator[str]:
    """Names that can be said aloud and told apart: no two are one letter from each other."""
    taken: set[str] = set()
    while True:
        middle = "".join(die.choice(CONSONANTS) + die.choice(VOWELS) for _ in range(2))
        name = die.choice(ROOTS) + middle + die.choice(ENDINGS)
        neighbourhood = {name, *(name[:at] + name[at + 1 :] for at in range(len(name)))}
        if taken.isdisjoint(neighbourhood):
            taken |= neighbourhood
            yield name


def synthetic_rows(units: Sequence[Unit], options: argparse.Namespace) -> Iterator[FormRow]:
    """Every response, month by month, within a month in order of arrival."""
    people = _people(_samples(units, options), options)
    current = options.until + 1
    for months_ago in range(options.months, 0, -1):
        month = current - months_ago
        this = Round(month, months_ago, DEADLINES.deadline(month), options.seed)
        yield from sorted(responses_of(people, this), key=lambda row: row.submitted_at)


def _samples(units: Sequence[Unit], options: argparse.Namespace) -> list[SampleUnit]:
    samples = furnish(units, month=options.until + 1, seed=options.seed, everywhere=not options.typical)
    return [replace(sample, liveliness=sample.liveliness * options.posts) for sample in samples]


def _people(samples: Sequence[SampleUnit], options: argparse.Namespace) -> list[Person]:
    people = people_for(samples, seed=options.seed, messiness=options.messiness)
    return [replace(person, diligence=options.diligence, course="steady") for person in people]


def _counted(rows: Iterator[FormRow], months: int) -> Iterator[FormRow]:
    """The rows, with a line for each 20,000 of them."""
    for number, row in enumerate(rows, start=1):
        if number % 20_000 == 0:
            print(f"  {number:,} responses, {row.submitted_at:%Y-%m} ({months} months in all)", flush=True)
        yield row


if __name__ == "__main__":
    main()
