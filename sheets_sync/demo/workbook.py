"""The sample's input workbook, as an office exports it from Google Sheets: typed cells, no formula, the same bytes every time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import xlsxwriter

from sheets_sync.demo.register import SampleUnit
from sheets_sync.demo.responses import Answer, FormRow
from sheets_sync.domain.platforms import PLATFORMS
from sheets_sync.domain.tab import Cell
from sheets_sync.domain.unit import Unit

REGISTER_TAB, RESPONSES_TAB, GUIDE_TAB = "Daftar Unit", "Form Responses 1", "Petunjuk"

REGISTER_HEADER = (
    "Kode", "Nama Unit", "Jenis", "Induk", "Nama Lain", "Nama Kepala", "Jabatan Kepala", "Email Kepala", "Nama Operator",
    "Email Operator", "Nomor SK", "Tanggal SK", "SK Berlaku Sampai", "Hak Akses", "Target Unggahan", "Aktif Sejak", "Aktif Sampai",
    *(platform.label for platform in PLATFORMS),
)  # fmt: skip

STAFF_COLUMN = "Cek Admin"
"""A column the office added beside the form's own."""

RESPONSES_HEADER = (
    "Timestamp", "Email Address", "Nama Unit", "Bulan Laporan",
    *(f"{question} {platform.label}" for platform in PLATFORMS for question in ("Jumlah Unggahan", "Tautan")),
    "Catatan", STAFF_COLUMN,
)  # fmt: skip

GUIDE = (
    ("PETUNJUK PENGISIAN",),
    (),
    ("1.", "Buka formulir laporan publikasi, isi satu kali setiap bulan."),
    ("2.", "Tulis nama unit lengkap dengan kapanewonnya, misalnya: Kalurahan Kepek, Kapanewon Saptosari."),
    ("3.", "Isi jumlah unggahan dan tempel tautan setiap unggahan, satu baris satu tautan."),
    ("4.", "Tidak ada unggahan bulan itu? Isi 0."),
    ("5.", "Laporan paling lambat tanggal 5 bulan berikutnya."),
)

_NO_ANSWER = Answer()
_CREATED = datetime(2026, 1, 1)
_SAFE = {"strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False}


@dataclass(frozen=True, slots=True)
class _Formats:
    bold: object
    moment: object
    day: object
    month: object


def write_workbook(path: Path, register: Sequence[SampleUnit], rows: Iterable[FormRow], *, lean: bool = False) -> int:
    """Write the workbook and return how many response rows it holds; `lean` keeps one row in memory at a time."""
    with xlsxwriter.Workbook(path, {**_SAFE, "constant_memory": lean}) as book:
        book.set_properties({"created": _CREATED})
        formats = _Formats(
            bold=book.add_format({"bold": True}),
            moment=book.add_format({"num_format": "dd/mm/yyyy hh:mm:ss"}),
            day=book.add_format({"num_format": "dd/mm/yyyy"}),
            month=book.add_format({"num_format": "mmmm yyyy"}),
        )
        responses, units, guide = (book.add_worksheet(title) for title in (RESPONSES_TAB, REGISTER_TAB, GUIDE_TAB))
        written = _write_responses(responses, rows, formats)
        _write_rows(units, [REGISTER_HEADER, *(register_cells(sample) for sample in register)], formats)
        _write_rows(guide, GUIDE, formats)
    return written


def _write_responses(sheet: xlsxwriter.worksheet.Worksheet, rows: Iterable[FormRow], formats: _Formats) -> int:
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(RESPONSES_HEADER) - 1, 22)
    _write_row(sheet, 0, RESPONSES_HEADER, formats, bold=True)
    number = 0
    for number, row in enumerate(rows, start=1):
        _write_row(sheet, number, response_cells(row), formats)
    return number


def _write_rows(sheet: xlsxwriter.worksheet.Worksheet, rows: Iterable[Sequence[Cell]], formats: _Formats) -> None:
    sheet.set_column(1, 1, 44)
    for number, cells in enumerate(rows):
        _write_row(sheet, number, cells, formats, bold=number == 0)


def _write_row(sheet: xlsxwriter.worksheet.Worksheet, number: int, cells: Sequence[Cell], formats: _Formats, *, bold: bool = False) -> None:
    for column, cell in enumerate(cells):
        if isinstance(cell, str):
            if cell:
                sheet.write_string(number, column, cell, formats.bold if bold else None)
        elif isinstance(cell, datetime):
            sheet.write_datetime(number, column, cell, formats.moment)
        elif isinstance(cell, date):
            first_of_month = cell.day == 1 and sheet.get_name() == RESPONSES_TAB
            sheet.write_datetime(number, column, cell, formats.month if first_of_month else formats.day)
        elif cell is not None:
            sheet.write_number(number, column, cell)


def register_cells(sample: SampleUnit) -> list[Cell]:
    """The unit's row of the register tab, under `REGISTER_HEADER`."""
    unit = sample.unit
    return [
        unit.code, unit.name, unit.kind, unit.parent, " | ".join(unit.aliases), unit.head_name, unit.head_title, unit.head_email,
        unit.operator_name, "; ".join(unit.operator_emails), unit.sk_number, unit.sk_date, unit.sk_until, unit.access_holder,
        _target_cell(unit), unit.active_since, unit.active_until, *(unit.accounts.get(platform.code, "") for platform in PLATFORMS),
    ]  # fmt: skip


def _target_cell(unit: Unit) -> Cell:
    """A number, or "instagram 8; website 4"."""
    if "" in unit.targets:
        return unit.targets[""]
    return "; ".join(f"{platform} {number}" for platform, number in unit.targets.items())


def response_cells(row: FormRow) -> list[Cell]:
    """The row of the response tab, under `RESPONSES_HEADER`."""
    stamp = row.submitted_at if row.stamped else None
    return [stamp, row.email, row.unit, row.month, *_answer_cells(row), row.notes, row.checked]


def _answer_cells(row: FormRow) -> Iterator[Cell]:
    for platform in PLATFORMS:
        answer = row.answers.get(platform.code, _NO_ANSWER)
        yield answer.count
        yield answer.links
