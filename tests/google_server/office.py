"""An office's spreadsheet on the stand-in: a register, responses, and small editions of the job's tabs to write into it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from sheets_sync.adapters.google_calls import Timing
from sheets_sync.adapters.workbooks._google_blocks import MAX_BODY
from sheets_sync.adapters.workbooks.google import GoogleWorkbook
from sheets_sync.domain.tab import INTEGER, MOMENT, PEOPLE, STATUS, WRAP, Cell, Chart, Column, Series, Tab, Table
from sheets_sync.language import Language
from sheets_sync.ports import Contents
from tests.google_server.book import Book
from tests.google_server.grid import Sheet
from tests.google_server.server import GoogleServer

INPUTS = (("Daftar Unit",), ("Form Responses 1", "Respons Formulir 1"))
RECAP, LOG, SUMMARY = "Rekap 2026-10", "Log Sinkronisasi", "Ringkasan"
NOTES = "Catatan Diskominfo"
START = datetime(2026, 11, 3, 9, 12, 33)

RECAP_COLUMNS = (
    Column("code", "Kode", 16),
    Column("name", "Nama Unit", 40),
    Column("kind", "Jenis"),
    Column("parent", "Induk"),
    Column("status", "Status", 15, STATUS),
    Column("received", "Diterima", 17, MOMENT),
    Column("posts", "Jumlah Unggahan", 12, INTEGER, note="Semua platform."),
    Column("follow_up", "Tindak Lanjut", 24, WRAP, PEOPLE, ("Sudah dihubungi", "Selesai")),
    Column("notes", NOTES, 40, WRAP, PEOPLE),
)
COLOURS = {"Lengkap": "good", "Terlambat": "fair", "Belum Lapor": "bad"}


def unit_row(number: int, status: str = "Lengkap", *, posts: int | None = None, note: Cell = None) -> tuple[Cell, ...]:
    """A recap row of the unit of that number."""
    code = f"{number:03}"  # a number would lose its zeros
    received = START + timedelta(seconds=number) if status != "Belum Lapor" else None
    return code, f"Dinas {number}", "OPD", None, status, received, number if posts is None else posts, None, note


def recap(
    rows: Sequence[Sequence[Cell]], *, extras: Sequence[str] = (), left_over: Sequence[Sequence[Cell]] = (), month: str = "2026-10"
) -> Tab:
    """A recap as `summaries.recap` makes it."""
    columns = (*RECAP_COLUMNS, *(Column(f"extra:{number}", name, 24, WRAP, PEOPLE) for number, name in enumerate(extras, 9)))
    padded = [[*row, *[None] * (len(columns) - len(row))] for row in rows]
    table = Table(columns, padded, filter=True)
    tables: tuple[Table, ...] = (table,)
    if left_over:
        kept = [[*row, *[None] * (len(columns) - len(row))] for row in left_over]
        tables = table, Table(columns, kept, row=table.end_row + 2, title="Catatan dari baris yang tidak ada lagi", header=False)
    return Tab(f"recap:{month}", f"Rekap {month}", tables, COLOURS, 1, 2, tab_colour="#1f4e79")


def log(lines: int) -> Tab:
    """A log of that many lines."""
    columns = Column("time", "Waktu", 18, MOMENT), Column("changes", "Perubahan", 60, WRAP)
    rows = [(START + timedelta(days=number), "=HYPERLINK(A1)") for number in range(lines)]
    return Tab("log", LOG, (Table(columns, rows, filter=True),), frozen_rows=1)


def summary(values: Sequence[tuple[str, int]]) -> Tab:
    """A summary of two tables, a heading and a chart."""
    columns = Column("label", "Jenis", 20), Column("units", "Unit", 10, INTEGER)
    rows = [*values, ("Jumlah", sum(number for _, number in values))]
    first = Table(columns, rows, row=3, title="Menurut jenis", total_rows=1)
    second = Table(columns, list(values), row=first.end_row + 2, title="Menurut kapanewon")
    chart = Chart("column", "Unit", "label", (Series(0, "units", "#1f4e79"),), 3, 4)
    return Tab("summary", SUMMARY, (first, second), charts=(chart,), notes=((0, 0, "Ringkasan Oktober 2026"),), frozen_rows=2)


class Waiting:
    """Time that passes only when somebody waits."""

    def __init__(self) -> None:
        self.now = 0.0
        self.waits: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now += seconds

    def timing(self) -> Timing:
        return Timing(monotonic=lambda: self.now, wall=lambda: 1_790_000_000.0, sleep=self.sleep, random=lambda: 0.5)


class Office:
    """The spreadsheet of an office on a stand-in, and the job's ways to it."""

    def __init__(self, server: GoogleServer, folder: Path, book: Book | None = None, *, body_limit: int = MAX_BODY) -> None:
        self.server = server
        self.book = book or server.book
        self.waiting = Waiting()
        self.credentials = server.credentials(folder)
        self._kept = self.workbook(body_limit=body_limit)  # loading a key takes longer than all calls of a sync
        self.book.add("Daftar Unit", [["Kode", "Nama Unit", "Jenis"], ["001", "Dinas 1", "OPD"]])
        self.book.add("Form Responses 1", [["Timestamp", "Nama Unit", "Bulan Laporan"], [46329.5, "Dinas 1", "Oktober 2026"]])

    def workbook(
        self, *, read_only: bool = False, deadline_s: float = 300.0, timeout_s: float = 10.0, body_limit: int = MAX_BODY
    ) -> GoogleWorkbook:
        return GoogleWorkbook(
            f"https://docs.google.com/spreadsheets/d/{self.book.id}/edit#gid=0", credentials=self.credentials, inputs=INPUTS,
            is_own=lambda title: title.startswith(("Rekap ", LOG, SUMMARY)), read_only=read_only, deadline_s=deadline_s,
            api_root=self.server.url, timeout_s=timeout_s, timing=self.waiting.timing(), body_limit=body_limit,
        )  # fmt: skip

    def sync(self, *tabs: Tab) -> Contents:
        """Read, then write the tabs; what was read."""
        contents = self._kept.read()
        self._kept.write(tabs, contents)
        return contents

    @property
    def recap(self) -> Sheet:
        """The recap, whatever people call it."""
        return next(sheet for sheet in self.book.sheets if any(item.get("metadataValue") == "recap:2026-10" for item in sheet.metadata))

    def by_code(self, header: str = NOTES) -> dict[object, object]:
        """A column of the recap by unit code, found by header as a person finds it."""
        rows = self.recap.used()
        top = next(index for index, row in enumerate(rows) if "Kode" in row and header in row)
        key, column = rows[top].index("Kode"), rows[top].index(header)
        filled = [[*row, *[None] * 40] for row in rows[top + 1 :]]
        return {row[key]: row[column] for row in filled if row[key] is not None}


def spoken(error: object) -> str:
    """An error as its reader sees it, in English."""
    text: str = error.text(Language("en"))  # type: ignore[attr-defined]
    return text
