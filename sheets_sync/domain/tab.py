"""A tab of the workbook as a value: what any spreadsheet backend needs to draw it, and nothing of how.

A tab holds one or more tables, each placed at a cell; styles and number formats are named, so that every backend
chooses its own means. Rows and columns count from zero.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

Cell = str | int | float | bool | datetime | date | None

TEXT, WRAP, INTEGER, PERCENT, MOMENT, DATE, STATUS, SEVERITY = FORMATS = (
    "text", "wrap", "integer", "percent", "moment", "date", "status", "severity",
)  # fmt: skip

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
    """

    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Cell]]
    row: int = 0
    column: int = 0
    title: str = ""
    total_rows: int = 0
    filter: bool = False


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
    """Free text cells outside the tables: (row, column, text)."""
    landscape: bool = True
    tab_colour: str = ""

    def grid(self) -> list[list[Cell]]:
        """Every cell of the tab, as a rectangle; None where empty."""
        height = max((table.row + 1 + len(table.rows) for table in self.tables), default=0)
        width = max((table.column + len(table.columns) for table in self.tables), default=0)
        height = max([height, *(row + 1 for row, _, _ in self.notes)])
        width = max([width, *(column + 1 for _, column, _ in self.notes)])
        grid: list[list[Cell]] = [[None] * width for _ in range(height)]
        for table in self.tables:
            if table.title:
                grid[table.row - 1][table.column] = table.title
            end = table.column + len(table.columns)
            grid[table.row][table.column : end] = [column.header for column in table.columns]
            for offset, values in enumerate(table.rows, table.row + 1):
                grid[offset][table.column : end] = values
        for row, column, text in self.notes:
            grid[row][column] = text
        return grid


@dataclass(frozen=True, slots=True)
class Sheet:
    """A tab as it was read: cells as the spreadsheet holds them, rows possibly ragged, the first row being row 1.

    Cells are str, int, float, bool, None, and datetime, date, time or timedelta where the file says so.
    """

    title: str
    rows: Sequence[Sequence[object]]


@dataclass(frozen=True, slots=True)
class TabChange:
    """What a write would do to a tab: `kind` is new, changed or same; `cells` how many cells differ."""

    title: str
    kind: str
    cells: int = 0
