"""A spreadsheet: its sheets, its settings, whom it is shared with."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.google_server.errors import ApiError
from tests.google_server.grid import Sheet, Value
from tests.google_server.ranges import Area, cell_of, parse_cells, split_a1, unparsable

CELL_LIMIT = 10_000_000


@dataclass
class Book:
    """A spreadsheet as the server keeps it. `access`: address -> "writer" or "reader"."""

    id: str
    title: str = "Laporan Publikasi"
    locale: str = "in_ID"
    time_zone: str = "Asia/Jakarta"
    sheets: list[Sheet] = field(default_factory=list)
    metadata: list[dict[str, Any]] = field(default_factory=list)
    access: dict[str, str] = field(default_factory=dict)
    office_file: bool = False
    cell_limit: int = CELL_LIMIT

    _own: set[int] | None = None
    """In a draft: the sheets it has copied so far, because they were asked for."""

    def draft(self) -> Book:
        """A copy to try a batch on, which copies each sheet when it is first asked for."""
        twin = copy.copy(self)
        twin.sheets = list(self.sheets)
        twin.metadata = copy.deepcopy(self.metadata)
        twin._own = set()
        return twin

    def become(self, draft: Book) -> None:
        """Take over what a batch made of a draft."""
        self.__dict__.update(draft.__dict__)
        self._own = None

    def add(self, title: str, rows: Sequence[Sequence[Value]] = (), *, grid: tuple[int, int] = (1000, 26)) -> Sheet:
        """A new tab at the end, as a person makes it, filled with `rows`."""
        height, width = max(grid[0], len(rows)), max([grid[1], *(len(row) for row in rows)])
        sheet = Sheet.blank(self.free_sheet_id(), title, height, width)
        for index, row in enumerate(rows):
            sheet.rows[index].values = list(row)
        self.sheets.append(sheet)
        return sheet

    def free_sheet_id(self) -> int:
        return max((sheet.id for sheet in self.sheets), default=-1) % 1_000_000 + 1 if self.sheets else 0

    def __getitem__(self, title: str) -> Sheet:
        for sheet in self.sheets:
            if sheet.title == title:
                return sheet
        raise KeyError(title)

    def __contains__(self, title: str) -> bool:
        return any(sheet.title == title for sheet in self.sheets)

    @property
    def titles(self) -> list[str]:
        return [sheet.title for sheet in self.sheets]

    def sheet(self, sheet_id: int) -> Sheet:
        for index, sheet in enumerate(self.sheets):
            if sheet.id == sheet_id:
                if self._own is not None and sheet_id not in self._own:
                    self._own.add(sheet_id)
                    self.sheets[index] = sheet.clone()
                return self.sheets[index]
        raise ApiError(400, f"No grid with id: {sheet_id}")

    def insert(self, sheet: Sheet, index: int) -> None:
        self.sheets.insert(index, sheet)
        if self._own is not None:
            self._own.add(sheet.id)

    def resolve(self, a1: str) -> tuple[Sheet, Area]:
        """The sheet and area of an A1 range."""
        title, cells = split_a1(a1, self.titles)
        if title is None:
            return self.sheets[0], parse_cells(cells, a1)
        for sheet in self.sheets:
            if sheet.title.casefold() == title.casefold() and sheet.kind == "GRID":
                return sheet, parse_cells(cells or cell_of(title), a1)
        raise unparsable(a1)

    def cells(self) -> int:
        return sum(sheet.cells() for sheet in self.sheets if sheet.kind == "GRID")

    def all_metadata(self) -> list[tuple[dict[str, Any], dict[str, Any]]]:
        """Every developer metadata with its location, as the API shows it."""
        found = [(item, {"locationType": "SPREADSHEET", "spreadsheet": True}) for item in self.metadata]
        for sheet in self.sheets:
            found += [(item, {"locationType": "SHEET", "sheetId": sheet.id}) for item in sheet.metadata]
            for dimension, lines in (("ROWS", sheet.row_lines()), ("COLUMNS", dict(enumerate(sheet.columns)))):
                for index, line in lines.items():
                    where = {"sheetId": sheet.id, "dimension": dimension, "startIndex": index, "endIndex": index + 1}
                    found += [(item, {"locationType": dimension[:-1], "dimensionRange": where}) for item in line.metadata]
        return found
