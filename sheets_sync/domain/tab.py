"""A tab of the workbook as a value: what any spreadsheet backend needs to draw it, and nothing of how.

A tab holds one or more tables, each placed at a cell; styles and number formats are named, so that every backend
chooses its own means. Rows and columns count from zero.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

Cell = str | int | float | bool | datetime | date | time | timedelta | None

LAYOUT = "1"
"""The version of the tabs' looks; raise it when columns, colours or charts change, and every backend draws them anew."""

STYLES = ("good", "fair", "poor", "bad", "muted")

MAX_CELL_LENGTH = 32_767
"""In UTF-16 units: what a cell of an .xlsx holds; Google Sheets holds more."""

_CUT = " […]"
_UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def storable(text: str) -> str:
    """The text as any spreadsheet can hold it, so that what is read back is what was written.

    Line ends become \\n, characters no spreadsheet holds become the replacement character, and a text longer than a cell is
    cut with a visible mark.
    """
    if text.isprintable() and len(text) <= MAX_CELL_LENGTH // 2:
        return text
    plain = _UNSTORABLE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    return plain if _utf16_length(plain) <= MAX_CELL_LENGTH else _cut(plain)


def _utf16_length(text: str) -> int:
    return len(text) + sum(letter > "\uffff" for letter in text)


def _cut(text: str) -> str:
    encoded = text.encode("utf-16-le")[: (MAX_CELL_LENGTH - len(_CUT)) * 2]
    return encoded.decode("utf-16-le", errors="ignore") + _CUT


TEXT, WRAP, RATIO, INTEGER, PERCENT, MOMENT, DATE, STATUS, SEVERITY = FORMATS = (
    "text", "wrap", "ratio", "integer", "percent", "moment", "date", "status", "severity",
)  # fmt: skip
"""ratio: text such as 3/5; wrap: text that may run over several lines."""

JOB, PEOPLE = OWNERS = ("job", "people")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `key` names it in code, `header` is what people see.

    `width` is in characters; `owner` "people" means the job carries its cells over and never changes them;
    `choices` become a drop-down; `note` a cell note on the header.
    """

    key: str
    header: str
    width: int = 12
    format: str = TEXT
    owner: str = JOB
    choices: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headers, the header row at `row`, `column`; a `title`, if any, stands one row above.

    `total_rows` of the last rows are totals (bold). `filter`: people can filter and sort it (one a tab at most).
    Without `header` no header row is drawn and the rows begin at `row`.
    """

    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Cell]]
    row: int = 0
    column: int = 0
    title: str = ""
    total_rows: int = 0
    filter: bool = False
    header: bool = True

    @property
    def first_row(self) -> int:
        """The row of the first of `rows`."""
        return self.row + self.header

    @property
    def end_row(self) -> int:
        """The row after the last."""
        return self.first_row + len(self.rows)


@dataclass(frozen=True, slots=True)
class Series:
    """A chart's series: one column of one of the tab's tables; `colour` as "#rrggbb"."""

    table: int
    column: str
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A native chart over columns of the tab's tables; `kind` is column, stacked, line or bar.

    `categories` names the column with the labels in the same table as the first series; `rows` limits how many of the
    table's rows, from the first, are drawn (all but the totals when None). `width`, `height` are pixels.
    """

    kind: str
    title: str
    categories: str
    series: tuple[Series, ...]
    row: int
    column: int
    width: int = 560
    height: int = 300
    percent_axis: bool = False
    rows: int | None = None


@dataclass(frozen=True, slots=True)
class Tab:
    """One output tab. `colours` gives the fill of cells in status or severity format: shown text -> style name.

    Style names: good, fair, poor, bad, muted. `key` is stable across languages and renames
    ("recap:2026-10", "summary", "history", "findings", "deliveries", "log").
    """

    key: str
    title: str
    tables: tuple[Table, ...]
    colours: Mapping[str, str] = field(default_factory=dict)
    frozen_rows: int = 0
    frozen_columns: int = 0
    charts: tuple[Chart, ...] = ()
    notes: tuple[tuple[int, int, str], ...] = ()
    """Free text cells outside the tables: (row, column, text); one at the top left is the tab's heading."""
    landscape: bool = True
    tab_colour: str = ""

    def grid(self) -> list[list[Cell]]:
        """Every cell of the tab, as a rectangle; None where empty."""
        height = max((table.end_row for table in self.tables), default=0)
        width = max((table.column + len(table.columns) for table in self.tables), default=0)
        height = max([height, *(row + 1 for row, _, _ in self.notes)])
        width = max([width, *(column + 1 for _, column, _ in self.notes)])
        grid: list[list[Cell]] = [[None] * width for _ in range(height)]
        for table in self.tables:
            if table.title:
                grid[table.row - 1][table.column] = table.title
            end = table.column + len(table.columns)
            if table.header:
                grid[table.row][table.column : end] = [column.header for column in table.columns]
            for row, values in enumerate(table.rows, table.first_row):
                grid[row][table.column : end] = values
        for row, column, text in self.notes:
            grid[row][column] = text
        return grid


@dataclass(frozen=True, slots=True)
class Sheet:
    """A tab as it was read: cells as the spreadsheet holds them, rows possibly ragged, the first row being row 1.

    Cells are str, int, float, bool, None, and datetime, date, time or timedelta where the file says so. `zone`: the time zone its serial
    numbers are counted in, "" where that is the office's.
    """

    title: str
    rows: Sequence[Sequence[object]]
    zone: str = ""


def sheet_titled(sheets: Mapping[str, Sheet], title: str) -> Sheet | None:
    """The sheet of exactly that title, else the first whose title differs only in case and spaces."""
    if title in sheets:
        return sheets[title]
    return next((sheet for name, sheet in sheets.items() if folded_title(name) == folded_title(title)), None)


def same_sheets(one: Mapping[str, Sheet], other: Mapping[str, Sheet]) -> bool:
    """Whether both hold the same tabs in the same order, cell for cell."""
    pairs = zip(one.values(), other.values(), strict=False)
    return list(one) == list(other) and all(a.zone == b.zone and same_rows(a.rows, b.rows) for a, b in pairs)


def same_rows(one: Sequence[Sequence[object]], other: Sequence[Sequence[object]]) -> bool:
    """Whether the cells are equal and of the same types: TRUE is not 1, nor is 1.0."""
    return one == other and all(list(map(type, a)) == list(map(type, b)) for a, b in zip(one, other, strict=True))


def folded_title(title: str) -> str:
    """A tab's title as it is compared."""
    return " ".join(title.casefold().split())


@dataclass(frozen=True, slots=True)
class TabChange:
    """What a write would do to a tab: `kind` is new, changed or same; `cells` how many cells differ."""

    title: str
    kind: str
    cells: int = 0
