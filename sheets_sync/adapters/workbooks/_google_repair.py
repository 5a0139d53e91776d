"""Putting back what a write covered because people changed the sheet in the instant before it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sheets_sync.adapters.workbooks._google_blocks import Block
from sheets_sync.adapters.workbooks._google_cells import folded, is_blank, same
from sheets_sync.adapters.workbooks._google_journal import DELETED, HEADER, KEYLESS, Journal, Kept, matches
from sheets_sync.adapters.workbooks._google_plan import Plan, Restore, TabPlan
from sheets_sync.adapters.workbooks._google_snapshot import LiveSheet, Rows, Snapshot
from sheets_sync.domain.tab import JOB, Tab


@dataclass
class Repair:
    """Cells to be put back, by sheet, and the spreadsheet as it will be then."""

    snapshot: Snapshot
    cells: dict[int, list[Restore]] = field(default_factory=dict)
    needed: int = 0
    """How many rows of the journal tell of these writes, and have to stay until all is done."""


def repair(tabs: Sequence[Tab], written: Mapping[str, Plan], fresh: Snapshot) -> Repair:
    """What writes that went astray covered, judged by the journal's copies against the spreadsheet as it stands now. `written`:
    by a tab's key the plan that was carried out there last."""
    live = fresh.journal()
    journal = live.rows if live else []
    found = Repair(fresh, needed=max((plan.journal.rows for plan in written.values()), default=0))
    by_key = {tab.key: tab for tab in tabs}
    for key, plan in written.items():
        part = plan.tab(key)
        kept = [item for item in plan.journal.kept if part.blocks and item.sheet_id == part.blocks[0].sheet_id]
        kept = kept or _deleted_only(part.key, plan.journal, fresh)
        sheet = fresh.sheet(kept[0].sheet_id) if kept else None
        if sheet is not None and not all(matches(item, journal) for item in kept):
            _repair_tab(found, by_key[key], part, kept, sheet, journal)
    found.snapshot = fresh.with_repaired({sheet_id: _patched(fresh, sheet_id, cells) for sheet_id, cells in found.cells.items()})
    return found


def _deleted_only(key: str, journal: Journal, fresh: Snapshot) -> list[Kept]:
    sheet = fresh.own().get(key)
    return [item for item in journal.kept if sheet is not None and item.sheet_id == sheet.id]


def _repair_tab(found: Repair, tab: Tab, part: TabPlan, kept: Sequence[Kept], sheet: LiveSheet, journal: Rows) -> None:
    covered = _Covered(tab, kept, journal, part.blocks)
    present = _Present(sheet, covered)
    below = _Below(len(sheet.rows))
    cells = _covered_cells(part, covered, present, below)
    for item in kept:
        if item.kind == DELETED and not matches(item, journal):
            cells += _rows_again(item, journal, below.take(item.count), covered, present)
    cells += _once_more(part, covered, present, below, {(cell.row, cell.column) for cell in cells})
    if cells:
        found.cells[sheet.id] = list({(cell.row, cell.column): cell for cell in cells}.values())


def _covered_cells(part: TabPlan, covered: _Covered, present: _Present, below: _Below) -> list[Restore]:
    """What stood under the cells that were written where they did not belong."""
    cells = []
    for row, column, written in _cells(part.blocks):
        old = covered.before(row, column)
        if old is _UNKNOWN or same(old, written) or covered.is_jobs(row, column):
            continue
        if (row, column) in part.restored and not covered.is_astray(row):
            continue
        key, header = covered.key_of(row), covered.header_of(column)
        spot = present.spot(row, column, written)
        if spot:
            cells.append(Restore(*spot, old, key, header, written))
        elif not is_blank(old) and column != covered.key:
            cells.append(Restore(below.line_for(row), present.column(column), old))
    return cells


def _once_more(
    part: TabPlan, covered: _Covered, present: _Present, below: _Below, uncovered: set[tuple[int, int | None]]
) -> Iterator[Restore]:
    """What was being put back when people moved it again."""
    for (row, column), cell in part.restored.items():
        if is_blank(cell.value) or not covered.is_astray(row):
            continue
        spot = present.found(cell.key, cell.header)
        if spot and present.key_cell(spot[0]) in uncovered:  # it only bears that key because we wrote it there
            spot = None
        there = present.value(spot) if spot else None
        if spot and (spot in uncovered or is_blank(there) or same(there, cell.left) or same(there, cell.value)):
            yield Restore(*spot, cell.value, cell.key, cell.header, cell.left)
        else:
            yield Restore(below.line_for(row, again=True), present.believed_column(column), cell.value)


class _Below:
    """Lines below all others, for what no longer has a place of its own."""

    def __init__(self, first: int) -> None:
        self._next = first
        self._lines: dict[tuple[int, bool], int] = {}

    def take(self, count: int) -> int:
        first, self._next = self._next, self._next + count
        return first

    def line_for(self, row: int, *, again: bool = False) -> int:
        """The line that takes in what stood in a row, or (`again`) what was to be put back into it."""
        if (row, again) not in self._lines:
            self._lines[row, again] = self.take(1)
        return self._lines[row, again]


def _rows_again(item: Kept, journal: Rows, below: int, covered: _Covered, present: _Present) -> Iterator[Restore]:
    """Deleted rows that were not what they were thought to be: again, below all others; they are moved to their place later."""
    for offset in range(item.count):
        row = journal[item.row + offset] if item.row + offset < len(journal) else []
        key = folded(row[covered.key]) if covered.key is not None and covered.key < len(row) else ""
        for column, cell in enumerate(row[: item.width]):
            if not is_blank(cell):
                yield Restore(below + offset, present.column(column), cell, key, covered.header_of(column), cell)


_UNKNOWN = object()


class _Covered:
    """What stood in a sheet when it was written over, as the journal tells. `header`: the folded header; `key`: its key column."""

    def __init__(self, tab: Tab, kept: Sequence[Kept], journal: Rows, blocks: Sequence[Block]) -> None:
        self._rows = {
            item.top + offset: (journal[item.row + offset] if item.row + offset < len(journal) else [])
            for item in kept
            if item.kind != DELETED
            for offset in range(item.count)
        }
        self.header = [folded(cell) for cell in next((self._rows[item.top] for item in kept if item.kind == HEADER), [])]
        columns = tab.tables[0].columns
        jobs = {folded(column.header) for column in columns if column.owner == JOB}
        key = folded(columns[0].header)
        self.key = self.header.index(key) if key in self.header else None
        self._jobs = {index for index, name in enumerate(self.header) if name in jobs and self.header.index(name) == index}
        self._keyed = any(item.key is not None for item in kept)
        self._key_stayed = any(item.key is not None and item.key == self.key for item in kept)
        self._inserted = {
            item.top + offset
            for item in kept
            for offset, believed in enumerate(item.believed)
            if item.kind == KEYLESS and all(map(is_blank, [*believed, *self._rows[item.top + offset]]))
        }
        self._astray = {item.top + offset for item in kept if not matches(item, journal) for offset in range(item.count)}
        self._header_astray = any(item.kind == HEADER and not matches(item, journal) for item in kept)
        self.believed_header = [folded(cell) for cell in next((item.believed[0] for item in kept if item.kind == HEADER), ())]
        self._new_keys = {row: cell for row, column, cell in _cells(blocks) if column == self.key}

    def before(self, row: int, column: int) -> object:
        cells = self._rows.get(row)
        if cells is None:
            return _UNKNOWN
        return cells[column] if column < len(cells) else None

    def is_jobs(self, row: int, column: int) -> bool:
        """Whether the cell was the job's to write, whatever it wrote there: the next plan sees to it."""
        if not self._keyed:
            return column in self._jobs
        inserted = row in self._inserted and self._key_stayed
        if column == self.key:
            return inserted
        return column in self._jobs and (inserted or bool(self.key_of(row)))

    def is_astray(self, row: int) -> bool:
        return row in self._astray or self._header_astray

    def header_of(self, column: int) -> str:
        return self.header[column] if column < len(self.header) else ""

    def key_of(self, row: int) -> str:
        return "" if self.key is None else folded(self.before(row, self.key))

    def key_after(self, row: int) -> str:
        """The row's key once it was written over."""
        return folded(self._new_keys[row]) if row in self._new_keys else self.key_of(row)


class _Present:
    """The sheet as it stands now, in which what was covered is looked for."""

    def __init__(self, sheet: LiveSheet, covered: _Covered) -> None:
        self._sheet = sheet
        self._covered = covered
        names = [name for name in covered.header if name]
        headers = [[folded(cell) for cell in row] for row in sheet.rows]
        self._header = max(headers, key=lambda cells: len(set(cells) & set(names)), default=[])
        key = "" if covered.key is None else covered.header[covered.key]
        self._key = self._header.index(key) if key in self._header else None

    def column(self, column: int) -> int:
        """Where a column stands by now, told by its header."""
        return self._named(self._covered.header, column)

    def believed_column(self, column: int) -> int:
        """The same for a column as it was believed to stand."""
        return self._named(self._covered.believed_header, column)

    def _named(self, header: Sequence[str], column: int) -> int:
        name = header[column] if column < len(header) else ""
        return self._header.index(name) if name and name in self._header else column

    def spot(self, row: int, column: int, written: object) -> tuple[int, int] | None:
        """Where a covered cell stands by now; None if that cannot be told, or somebody has typed there since."""
        place = self.column(column)
        key = self._covered.key_after(row)
        if not self._is(row, key) or not same(_value(self._sheet, row, place), written):
            found = self._row_of(self._covered.key_of(row)) or self._row_of(key)
            if found is None:
                return None
            row = found
        there = _value(self._sheet, row, place)
        return (row, place) if is_blank(there) or same(there, written) else None

    def found(self, key: str, header: str) -> tuple[int, int] | None:
        """Where a unit's cell under a header stands."""
        row = self._row_of(key)
        return (row, self._header.index(header)) if row is not None and header and header in self._header else None

    def key_cell(self, row: int) -> tuple[int, int | None]:
        return row, self._key

    def value(self, spot: tuple[int, int]) -> object:
        return _value(self._sheet, *spot)

    def _is(self, row: int, key: str) -> bool:
        return self._key is None or folded(_value(self._sheet, row, self._key)) == key

    def _row_of(self, key: str) -> int | None:
        if self._key is None or not key:
            return None
        numbers = range(len(self._sheet.rows))
        return next((number for number in numbers if folded(_value(self._sheet, number, self._key)) == key), None)


def _cells(blocks: Sequence[Block]) -> Iterator[tuple[int, int, object]]:
    for block in blocks:
        for row, cells in enumerate(block.rows, block.top):
            yield from ((row, column, cell) for column, cell in enumerate(cells, block.left))


def _value(sheet: LiveSheet, row: int, column: int) -> object:
    return sheet.rows[row][column] if row < len(sheet.rows) and column < len(sheet.rows[row]) else None


def _patched(fresh: Snapshot, sheet_id: int, cells: Sequence[Restore]) -> Rows:
    sheet = fresh.sheet(sheet_id)
    rows = [list(row) for row in sheet.rows] if sheet else []
    for cell in cells:
        rows.extend([] for _ in range(cell.row + 1 - len(rows)))
        rows[cell.row].extend([None] * (cell.column + 1 - len(rows[cell.row])))
        rows[cell.row][cell.column] = cell.value
    return rows
