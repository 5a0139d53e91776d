"""The sample office as files in a folder: its settings and its workbook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from importlib.resources import files
from pathlib import Path

from sheets_sync.demo.oddities import odd_rows
from sheets_sync.demo.people import people_for
from sheets_sync.demo.register import SampleUnit, furnish, listed_units
from sheets_sync.demo.responses import FormRow, Round, responses_of
from sheets_sync.demo.workbook import write_workbook
from sheets_sync.domain.calendar import DeadlineRule
from sheets_sync.domain.month import ReportingMonth

SETTINGS_FILE, WORKBOOK_FILE = "sheets-sync.toml", "laporan.xlsx"

SEED = 3403
"""Gunungkidul's number among the regencies."""

MONTHS = 6
MESSINESS = 0.6
DEADLINES = DeadlineRule(due_day=5, due_time=time(23, 59), working_days=True, lock_day=20)
"""As `settings.toml` says."""


@dataclass(frozen=True, slots=True)
class DemoOffice:
    """Where the sample office is; `created` is False where both files were there already."""

    folder: Path
    settings: Path
    workbook: Path
    created: bool


def make_office(folder: Path, today: date, seed: int = SEED) -> DemoOffice:
    """Write a settings file and an input workbook into `folder`; files that are there already are left alone.

    The same `today` gives the same bytes. A later day of the same month only adds response rows.
    """
    folder.mkdir(parents=True, exist_ok=True)
    office = DemoOffice(folder, folder / SETTINGS_FILE, folder / WORKBOOK_FILE, created=False)
    created = [_write_settings(office.settings), _write_workbook(office.workbook, today, seed)]
    return DemoOffice(office.folder, office.settings, office.workbook, created=any(created))


def _write_settings(path: Path) -> bool:
    if path.exists():
        return False
    path.write_bytes(files("sheets_sync.demo").joinpath("settings.toml").read_bytes())
    return True


def _write_workbook(path: Path, today: date, seed: int) -> bool:
    if path.exists():
        return False
    register = sample_register(today, seed)
    unfinished = path.with_name(f".{path.name}.part")
    write_workbook(unfinished, register, sample_responses(register, today, seed))
    unfinished.replace(path)
    return True


def sample_register(today: date, seed: int = SEED) -> list[SampleUnit]:
    """The sample's units, as the register describes them in the month of `today`."""
    return furnish(listed_units(), month=ReportingMonth.of(today), seed=seed)


def sample_responses(register: Sequence[SampleUnit], today: date, seed: int = SEED) -> list[FormRow]:
    """The response rows sent before `today`, in order of arrival: six whole months, and what came early for the current one."""
    rows = [*_regular_rows(register, ReportingMonth.of(today), seed), *odd_rows(ReportingMonth.of(today))]
    start_of_today = datetime.combine(today, time())
    return sorted((row for row in rows if row.submitted_at < start_of_today), key=lambda row: row.submitted_at)


def _regular_rows(register: Sequence[SampleUnit], current: ReportingMonth, seed: int) -> Iterator[FormRow]:
    people = people_for(register, seed=seed, messiness=MESSINESS)
    for months_ago in range(MONTHS, -1, -1):
        month = current - months_ago
        yield from responses_of(people, Round(month, months_ago, DEADLINES.deadline(month), seed))
