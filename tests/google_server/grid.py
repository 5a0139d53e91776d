"""One sheet: its cells and what moves with them. People and the API change it through the same methods."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.google_server.errors import ApiError
from tests.google_server.ranges import Area, quoted, shift_ranges

Value = str | float | int | bool | None
"""A cell's value; a formula is kept as its text in a `Formula`."""


class Formula(str):
    """A formula as typed: "=A1*2". It is never calculated here: it reads as #REF! would, plainly not a value."""

    __slots__ = ()


@dataclass(slots=True)
class Line:
    """A row or column apart from its cells: the developer metadata on it and its properties."""

    metadata: list[dict[str, Any]] = field(default_factory=list)
    properties: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Row:
    """A row's cells, possibly shorter than the sheet is wide; `extras` by column: note, format, validation."""

    values: list[Value] = field(default_factory=list)
    extras: dict[int, dict[str, Any]] = field(default_factory=dict)
    _line: Line | None = None

    @property
    def line(self) -> Line:
        """Made when somebody asks: most rows never need one."""
        if self._line is None:
            self._line = Line()
        return self._line

    @property
    def metadata(self) -> list[dict[str, Any]]:
        return self._line.metadata if self._line else []

    def get(self, column: int) -> Value:
        return self.values[column] if column < len(self.values) else None

    def set(self, column: int, value: Value) -> None:
        if column >= len(self.values):
            if value is None:
                return
            self.values.extend([None] * (column + 1 - len(self.values)))
        self.values[column] = value

    def clone(self) -> Row:
        return Row(list(self.values), dict(self.extras), copy.deepcopy(self._line) if self._line else None)


@dataclass
class Sheet:
    """A sheet; rows and columns count from zero, as in the API."""

    id: int
    title: str
    rows: list[Row]
    columns: list[Line]
    hidden: bool = False
    kind: str = "GRID"
    """OBJECT: a chart has the sheet to itself; DATA_SOURCE: another data base shows through. Neither has cells to read."""
    frozen_rows: int = 0
    frozen_columns: int = 0
    look: dict[str, Any] = field(default_factory=dict)
    """Other sheet properties (tab colour, gridlines)."""
    metadata: list[dict[str, Any]] = field(default_factory=list)
    objects: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    """conditionalFormats, protectedRanges, bandedRanges, charts, filterViews."""
    basic_filter: dict[str, Any] | None = None
    painted: list[tuple[dict[str, Any], dict[str, Any]]] = field(default_factory=list)
    """Formats and validations given to whole ranges: (range, cell), the later wins."""

    @classmethod
    def blank(cls, sheet_id: int, title: str, rows: int = 1000, columns: int = 26) -> Sheet:
        return cls(sheet_id, title, [Row() for _ in range(rows)], [Line() for _ in range(columns)])

    def clone(self) -> Sheet:
        """A copy as deep as a batch can reach: undoing a batch means dropping it."""
        twin = copy.copy(self)
        twin.rows = [row.clone() for row in self.rows]
        for name in ("columns", "look", "metadata", "objects", "basic_filter", "painted"):
            setattr(twin, name, copy.deepcopy(getattr(self, name)))
        return twin

    @property
    def width(self) -> int:
        return len(self.columns)

    def cells(self) -> int:
        return len(self.rows) * self.width

    # reading

    def row_lines(self) -> dict[int, Line]:
        """The rows of which anything is known apart from their cells."""
        return {index: row._line for index, row in enumerate(self.rows) if row._line is not None}

    def value(self, row: int, column: int) -> Value:
        return self.rows[row].get(column)

    def row_values(self, row: int) -> list[Value]:
        return list(self.rows[row].values)

    def used(self) -> list[list[Value]]:
        """All values, trailing empty rows and cells dropped: ragged, as a read answers."""
        return trimmed([list(row.values) for row in self.rows])

    def find_column(self, header: str, row: int = 0) -> int:
        return self.row_values(row).index(header)

    def find_row(self, text: Value, column: int = 0) -> int:
        return next(index for index, row in enumerate(self.rows) if row.get(column) == text)

    def clip(self, area: Area, a1: str = "") -> tuple[range, range]:
        """The rows and columns of an area; 400 if it starts or ends outside the grid."""
        bottom = len(self.rows) if area.bottom is None else area.bottom
        right = self.width if area.right is None else area.right
        if bottom > len(self.rows) or right > self.width or area.top > bottom or area.left > right:
            where = a1 or f"{quoted(self.title)}!R{area.top + 1}C{area.left + 1}:R{bottom}C{right}"
            raise ApiError(400, f"Range ({where}) exceeds grid limits. Max rows: {len(self.rows)}, max columns: {self.width}")
        return range(area.top, bottom), range(area.left, right)

    # what a person does

    def type(self, row: int, column: int, value: Value) -> None:
        """Type into a cell, the grid growing as it does under a person's hands."""
        while row >= len(self.rows):
            self.rows.append(Row())
        while column >= self.width:
            self.columns.append(Line())
        self.rows[row].set(column, Formula(value) if isinstance(value, str) and value.startswith("=") else value)

    def insert_rows(self, at: int, count: int = 1) -> None:
        self.rows[at:at] = [Row() for _ in range(count)]
        self._shift(rows=True, at=at, count=count)

    def delete_rows(self, at: int, count: int = 1) -> None:
        if count >= len(self.rows):
            raise ApiError(400, "You can't delete all the rows on the sheet.")
        del self.rows[at : at + count]
        self._shift(rows=True, at=at, count=-count)

    def move_rows(self, start: int, end: int, destination: int) -> None:
        self.rows = moved(self.rows, start, end, destination)

    def insert_columns(self, at: int, count: int = 1) -> None:
        self.columns[at:at] = [Line() for _ in range(count)]
        for row in self.rows:
            if len(row.values) > at:
                row.values[at:at] = [None] * count
            row.extras = {column + count if column >= at else column: extra for column, extra in row.extras.items()}
        self._shift(rows=False, at=at, count=count)

    def delete_columns(self, at: int, count: int = 1) -> None:
        if count >= self.width:
            raise ApiError(400, "You can't delete all the columns on the sheet.")
        del self.columns[at : at + count]
        for row in self.rows:
            del row.values[at : at + count]
            kept = {column: extra for column, extra in row.extras.items() if not at <= column < at + count}
            row.extras = {column - count if column >= at else column: extra for column, extra in kept.items()}
        self._shift(rows=False, at=at, count=-count)

    def move_columns(self, start: int, end: int, destination: int) -> None:
        order = moved(list(range(self.width)), start, end, destination)
        self.columns = [self.columns[index] for index in order]
        for row in self.rows:
            row.values = [row.get(index) for index in order]
            row.extras = {new: row.extras[old] for new, old in enumerate(order) if old in row.extras}

    def sort(self, column: int, *, descending: bool = False, top: int = 1, bottom: int | None = None) -> None:
        """Sort rows by a column as the menu does: cells change places, developer metadata stays with the row number."""
        self.sort_area(Area(top, bottom, 0, None), [(column, descending)])

    def sort_area(self, area: Area, specs: Sequence[tuple[int, bool]]) -> None:
        rows, columns = self.clip(area)
        whole = len(columns) == self.width
        picked = [self._cells_of(self.rows[index], columns) for index in rows]
        for column, descending in reversed(specs):
            filled = [cells for cells in picked if cells[0].get(column) is not None]
            blank = [cells for cells in picked if cells[0].get(column) is None]
            picked = sorted(filled, key=lambda cells: sort_key(cells[0][column]), reverse=descending) + blank
        for index, (values, extras) in zip(rows, picked, strict=True):
            row = self.rows[index]
            for column in columns:
                row.set(column, values.get(column))
            row.extras = extras if whole else {**row.extras, **extras}

    @staticmethod
    def _cells_of(row: Row, columns: range) -> tuple[dict[int, Value], dict[int, dict[str, Any]]]:
        values = {column: row.get(column) for column in columns if row.get(column) is not None}
        return values, {column: row.extras[column] for column in columns if column in row.extras}

    def _shift(self, *, rows: bool, at: int, count: int) -> None:
        for node in (self.objects, self.basic_filter, [area for area, _ in self.painted]):
            shift_ranges(node, self.id, rows=rows, at=at, count=count)


def moved(items: list[Any], start: int, end: int, destination: int) -> list[Any]:
    """The list after a block moved; `destination` counts before the move, as in the API."""
    if start <= destination <= end:
        return items
    block, rest = items[start:end], items[:start] + items[end:]
    at = destination if destination < start else destination - (end - start)
    return rest[:at] + block + rest[at:]


def sort_key(value: Value) -> tuple[int, Any]:
    """Numbers before text before booleans, as Sheets sorts."""
    if isinstance(value, bool):
        return (2, value)
    return (0, value) if isinstance(value, int | float) else (1, str(value).casefold())


def trimmed(rows: list[list[Value]]) -> list[list[Value]]:
    for row in rows:
        while row and row[-1] in (None, ""):
            row.pop()
    while rows and not rows[-1]:
        rows.pop()
    return rows
