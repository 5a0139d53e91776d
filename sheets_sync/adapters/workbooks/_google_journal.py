"""What the job is about to overwrite, copied by Google itself in the same batch: proof of what stood there, and the way back.

Between the last look and the write people may insert rows or columns, sort or type. The batch therefore first copies, live, the
header and the rows it is about to change to a hidden tab. The answer to the batch shows the copied headers and keys: where they
are not what was believed, the write went astray, and what it covered is put back from the copy.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sheets_sync.adapters.workbooks._google_cells import is_blank, same
from sheets_sync.adapters.workbooks._google_ids import Ids
from sheets_sync.adapters.workbooks._google_layout import Request
from sheets_sync.adapters.workbooks._google_snapshot import LiveSheet, Rows, column_name, quoted
from sheets_sync.adapters.workbooks._google_state import JOURNAL, TAB_KEY

TITLE = "_sheets_sync"
SPARE_COLUMNS = 10
HEADER, CHANGED, KEYLESS, DELETED = "header", "changed", "keyless", "deleted"
ANSWER_FIELDS = "spreadsheetId,updatedSpreadsheet(sheets(properties(sheetId),data(startRow,startColumn,rowData(values(userEnteredValue)))))"


@dataclass(frozen=True)
class Kept:
    """Rows copied to the journal from `row` on: `count` rows of a sheet that stood at `top` when they were copied.

    `believed`: the cells that were expected there: the whole row, save in changed rows the key alone, which stands in column `key`.
    """

    kind: str
    sheet_id: int
    row: int
    top: int
    count: int
    width: int
    key: int | None
    believed: Sequence[Sequence[object]]

    @property
    def end(self) -> int:
        return self.row + self.count

    def checked_columns(self) -> range:
        if self.kind != CHANGED:
            return range(self.width)
        return range(0) if self.key is None else range(self.key, self.key + 1)


@dataclass
class Journal:
    """The hidden tab being filled for one write."""

    sheet_id: int
    title: str
    is_new: bool
    size: tuple[int, int] = (1, 1)
    base: int = 0
    """How many rows stay as they are: copies that an earlier write of the same run still needs."""
    kept: list[Kept] = field(default_factory=list)

    @classmethod
    def open(cls, live: LiveSheet | None, ids: Ids, titles: Sequence[str], base: int) -> Journal:
        if live:
            return cls(live.id, live.title, False, (live.row_count, live.column_count), base)
        return cls(ids.new(JOURNAL), free_title(TITLE, titles), True)

    def keep(self, kind: str, sheet_id: int, top: int, width: int, key: int | None, believed: Sequence[Sequence[object]]) -> Request:
        """The request that copies `len(believed)` rows from `top` on."""
        row, count = self.rows, len(believed)
        whole = kind in (HEADER, DELETED)  # with whatever columns somebody has just added
        self.kept.append(Kept(kind, sheet_id, row, top, count, width + (SPARE_COLUMNS if kind == DELETED else 0), key, believed))
        source, destination = _area(sheet_id, top, top + count, width), _area(self.sheet_id, row, row + count, width)
        if whole:
            source.pop("endColumnIndex")
            destination.pop("endColumnIndex")
        return {"copyPaste": {"source": source, "destination": destination, "pasteType": "PASTE_VALUES"}}

    @property
    def rows(self) -> int:
        return self.kept[-1].end if self.kept else self.base

    def preparing(self, ids: Ids) -> list[Request]:
        """The requests that make room, to stand before any copying."""
        if not self.kept:
            return []
        rows, columns = max(self.rows, self.size[0]), max([self.size[1], *(kept.width + SPARE_COLUMNS for kept in self.kept)])
        grid = {"rowCount": rows, "columnCount": columns}
        if not self.is_new:
            properties = {"sheetId": self.sheet_id, "gridProperties": grid}
            fields = "gridProperties(rowCount,columnCount)"
            old = {"sheetId": self.sheet_id, "startRowIndex": self.base}
            return [
                *([{"updateCells": {"range": old, "fields": "userEnteredValue"}}] if self.base < self.size[0] else []),
                *([{"updateSheetProperties": {"properties": properties, "fields": fields}}] if (rows, columns) != self.size else []),
            ]
        properties = {"sheetId": self.sheet_id, "title": self.title, "hidden": True, "gridProperties": grid}
        mark = {
            "metadataId": ids.new("journal mark"), "metadataKey": TAB_KEY, "metadataValue": JOURNAL, "visibility": "DOCUMENT",
            "location": {"sheetId": self.sheet_id},
        }  # fmt: skip
        return [{"addSheet": {"properties": properties}}, {"createDeveloperMetadata": {"developerMetadata": mark}}]

    def ranges(self) -> list[str]:
        """What the answer must show of the journal."""
        shown = [(kept, kept.checked_columns()) for kept in self.kept]
        return [
            f"{quoted(self.title)}!{column_name(columns.start)}{kept.row + 1}:{column_name(columns.stop - 1)}{kept.end}"
            for kept, columns in shown
            if columns
        ]

    def astray(self, journal: Rows) -> bool:
        """Whether anything stood elsewhere than believed when it was copied."""
        return any(not matches(kept, journal) for kept in self.kept)


def matches(kept: Kept, journal: Rows) -> bool:
    columns = kept.checked_columns()
    for offset, believed in enumerate(kept.believed):
        row = journal[kept.row + offset] if kept.row + offset < len(journal) else []
        for place, column in enumerate(columns):
            wanted = believed[place] if place < len(believed) else None
            if not _alike(wanted, row[column] if column < len(row) else None):
                return False
    return True


def _alike(one: object, other: object) -> bool:
    return (is_blank(one) and is_blank(other)) or same(one, other)


def shown_rows(answer: Mapping[str, Any], sheet_id: int) -> Rows | None:
    """The journal's rows as far as the answer shows them, None where it shows none. `sheet_id`: the journal's."""
    sheets = answer.get("updatedSpreadsheet", {}).get("sheets", ())
    data = [grid for sheet in sheets if sheet.get("properties", {}).get("sheetId", 0) == sheet_id for grid in sheet.get("data", ())]
    if not data:
        return None
    rows: Rows = []
    for grid in data:
        top, left = grid.get("startRow", 0), grid.get("startColumn", 0)
        for offset, row in enumerate(grid.get("rowData", ()), top):
            rows.extend([] for _ in range(offset + 1 - len(rows)))
            _put(rows[offset], left, [_value(cell) for cell in row.get("values", ())])
    return rows


def _put(row: list[Any], left: int, values: Sequence[Any]) -> None:
    row.extend([None] * (left + len(values) - len(row)))
    row[left : left + len(values)] = values


def _value(cell: Mapping[str, Any]) -> Any:
    return next(iter(cell.get("userEnteredValue", {}).values()), None)


def free_title(title: str, taken: Sequence[str]) -> str:
    """The title, with a number where somebody has it already."""
    used = {other.casefold() for other in taken}
    number, candidate = 1, title
    while candidate.casefold() in used:
        number += 1
        candidate = f"{title} ({number})"
    return candidate


def _area(sheet_id: int, top: int, bottom: int, width: int) -> Request:
    return {"sheetId": sheet_id, "startRowIndex": top, "endRowIndex": bottom, "startColumnIndex": 0, "endColumnIndex": width}
