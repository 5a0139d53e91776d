"""Months typed as people type, through the real `sync`: every unit gets the status a clerk beside them gives it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from sheets_sync.cli import main
from sheets_sync.domain.status import SHOWN_AS
from sheets_sync.language import Language
from tests.clerks_month import PLATFORMS, STRANGERS, Place, Sent, Storyteller, deserved, places

CALENDAR = (
    (date(2026, 10, 1), 5, True, date(2026, 11, 5)),
    (date(2026, 8, 1), 5, True, date(2026, 9, 7)),  # Saturday
    (date(2026, 3, 1), 5, True, date(2026, 4, 6)),  # Sunday
    (date(2026, 4, 1), 1, True, date(2026, 5, 4)),  # Labour Day, a Friday
    (date(2026, 7, 1), 17, True, date(2026, 8, 18)),  # Independence Day
    (date(2025, 12, 1), 1, True, date(2026, 1, 2)),  # New Year
    (date(2026, 8, 1), 5, False, date(2026, 9, 5)),
)
"""Month, due day, whether it moves past days off, and when it therefore falls, as the wall calendar says."""

REGISTER = (
    "Kode",
    "Nama Unit",
    "Jenis",
    "Induk",
    "Nama Kepala",
    "Email Kepala",
    "Email Operator",
    "Aktif Sejak",
    "Aktif Sampai",
    *PLATFORMS,
)
FORM = (
    "Timestamp",
    "Email Address",
    "Nama Unit",
    "Bulan Laporan",
    *(f"{kind} {p}" for p in PLATFORMS for kind in ("Jumlah Unggahan", "Tautan")),
)


def _write(path: Path, units: list[Place], rows: list[Sent]) -> None:
    with xlsxwriter.Workbook(path, {"strings_to_urls": False, "strings_to_formulas": False}) as book:
        style = book.add_format({"num_format": "dd/mm/yyyy hh:mm:ss"})
        register = [(u.code, u.name, u.kind, u.parent, "", u.head, u.operator, u.since, u.until, *_accounts(u)) for u in units]
        responses = [(r.at, r.email, r.unit, r.month, *(cell for p in PLATFORMS for cell in r.cells.get(p, (None, None)))) for r in rows]
        for title, table in (("Daftar Unit", [REGISTER, *register]), ("Form Responses 1", [FORM, *responses])):
            sheet = book.add_worksheet(title)
            for n, row in enumerate(table):
                for column, cell in enumerate(row):
                    if isinstance(cell, date):
                        sheet.write_datetime(n, column, cell, style)
                    elif cell not in (None, ""):
                        sheet.write(n, column, cell)


def _accounts(unit: Place) -> list[str]:
    return ["@desa.kita" if platform in unit.accounts else "" for platform in PLATFORMS]


class Office:
    """A folder with settings, and `sync` run in it."""

    def __init__(self, folder: Path, first: date, due_day: int, *, moves: bool, submitters: str) -> None:
        self.folder, self.first = folder, first
        policy = f'[policy]\ndue_day = {due_day}\nworking_days = {str(moves).lower()}\nlock_day = 20\nsubmitters = "{submitters}"\n'
        (folder / "sheets-sync.toml").write_text(f'[workbook]\npath = "laporan.xlsx"\n{policy}', encoding="utf-8")

    def statuses(self, units: list[Place], rows: list[Sent], today: datetime) -> dict[str, str]:
        _write(self.folder / "laporan.xlsx", units, [row for row in rows if row.at <= today])
        when, month = today.isoformat(timespec="minutes"), f"{self.first:%Y-%m}"
        assert main(["sync", "--config", str(self.folder / "sheets-sync.toml"), "--today", when, "--month", month], {}) == 0
        header, *lines = CalamineWorkbook.from_path(self.folder / "rekap.xlsx").get_sheet_by_name(f"Rekap {month}").to_python()
        return {str(line[header.index("Kode")]): str(line[header.index("Status")]) for line in lines}


def _month(seed: int, tmp_path: Path) -> tuple[Office, list[Place], list[Sent], tuple]:
    rng = Random(seed)  # noqa: S311
    first, due_day, moves, due_date = CALENDAR[seed % len(CALENDAR)]
    last = (first + timedelta(31)).replace(day=1) - timedelta(1)
    due = datetime.combine(due_date, datetime.min.time()).replace(hour=23, minute=59, second=59)
    lock = datetime.combine(last + timedelta(20), datetime.min.time()).replace(hour=23, minute=59, second=59)
    submitters = rng.choice(("off", "warn", "enforce"))
    units = places(rng, first, last)
    rows = [row for unit in units for row in Storyteller(unit, first, due, lock, rng).story()]
    rows += [
        Sent(due - timedelta(days=1, seconds=n), "x@example.com", name, "1", {"Instagram": (1, "x")}, None)
        for n, name in enumerate(STRANGERS)
    ]
    rng.shuffle(rows)  # people sort the sheet
    return (
        Office(tmp_path, first, due_day, moves=moves, submitters=submitters),
        units,
        rows,
        (first, last, due, lock, submitters == "enforce"),
    )


def _disagreements(read: dict[str, str], units: list[Place], rows: list[Sent], calendar: tuple, until: datetime) -> list[str]:
    first, last, due, lock, enforced = calendar
    shown = Language("id").gettext
    out = []
    for unit in units:
        own = [row for row in rows if row.place and row.place.code == unit.code and row.at <= until]
        expected = deserved(unit, own, first, last, due, lock, enforced=enforced)
        if read[unit.code] != shown(SHOWN_AS[expected]):
            told = [
                f"{row.at} {row.email} {row.unit!r} {row.month!r} {dict(row.cells)} {dict(row.said)}"
                for row in sorted(own, key=lambda r: r.at)
            ]
            out.append("\n  ".join([f"{unit.code} {unit.name}: clerk {expected}, read {read[unit.code]}; accounts {unit.accounts}", *told]))
    return out


@pytest.mark.parametrize("seed", range(3))
def test_every_unit_gets_the_status_a_clerk_gives_it(seed: int, tmp_path: Path) -> None:
    office, units, rows, calendar = _month(seed, tmp_path)
    _, _, due, lock, _ = calendar
    for today in (due + timedelta(hours=9), lock - timedelta(hours=1), lock + timedelta(days=3)):
        read = office.statuses(units, rows, today.replace(second=0))
        assert _disagreements(read, units, rows, calendar, today.replace(second=0)) == []


Phase = tuple[int, bool]
"""When a response was last edited, in hours after the due moment, and whether it then says all that is owed."""

EDITS: dict[str, tuple[tuple[Phase, ...], tuple[str, ...]]] = {
    "polished late": (((-50, True), (30, True), (30, True)), ("COMPLETE", "COMPLETE", "COMPLETE")),
    "spoilt": (((-50, True), (30, False), (30, False)), ("COMPLETE", "INCOMPLETE", "INCOMPLETE")),
    "spoilt and mended": (((-50, True), (30, False), (60, True)), ("COMPLETE", "INCOMPLETE", "LATE")),
    "mended late": (((-50, False), (30, True), (60, True)), ("INCOMPLETE", "LATE", "LATE")),
    "late and polished": (((20, True), (40, True), (60, True)), ("MISSING", "LATE", "LATE")),
    "mended in time": (((-50, False), (-1, True), (60, True)), ("INCOMPLETE", "COMPLETE", "COMPLETE")),
}
"""Google rewrites the timestamp of an edited response: what each sync sees of it, and the status then deserved."""


def test_an_edit_takes_nothing_from_a_unit_but_what_it_makes_incomplete(tmp_path: Path) -> None:
    first, last = date(2026, 10, 1), date(2026, 10, 31)
    due = datetime(2026, 11, 5, 23, 59, 59)
    office = Office(tmp_path, first, 5, moves=True, submitters="warn")
    known = places(Random(5), first, last)  # noqa: S311
    units = [u for u in known if u.alone and u.kind == "KALURAHAN" and u.accounts and not (u.since or u.until)]
    chosen = dict(zip(EDITS, units, strict=False))
    for phase, today in enumerate((due - timedelta(hours=40), due + timedelta(hours=50), due + timedelta(hours=90))):
        rows = [_edited(chosen[name], due, phases[phase]) for name, (phases, _) in EDITS.items()]
        read = office.statuses(units, rows, today.replace(second=0))
        expected = {chosen[name].code: Language("id").gettext(SHOWN_AS[statuses[phase]]) for name, (_, statuses) in EDITS.items()}
        assert {code: read[code] for code in expected} == expected, phase


def _edited(unit: Place, due: datetime, phase: Phase) -> Sent:
    hours, whole = phase
    number = 1000 + hours
    links = {"Website": f"https://desa.example.go.id/berita/{number}", "Instagram": f"https://instagram.com/p/DAb{number}xyz/"}
    cells = {p: (2 if links.get(p) else 0, links.get(p)) for p in unit.accounts}
    if not whole:
        cells[unit.accounts[-1]] = (None, None)
    return Sent(due + timedelta(hours=hours), unit.operator, f"Pemkal {unit.name}", "Oktober", cells, unit)
