"""Changing a tab that is the job's alone: every cell of its columns has its place; columns that people added are left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sheets_sync.adapters.workbooks._google_blocks import Block, BlockBuilder
from sheets_sync.adapters.workbooks._google_cells import is_blank, same
from sheets_sync.adapters.workbooks._google_keyed import Request, Structure, place
from sheets_sync.adapters.workbooks._google_snapshot import LiveSheet
from sheets_sync.adapters.workbooks._google_state import TabState, extent, has_one_header
from sheets_sync.adapters.workbooks._google_view import place_columns
from sheets_sync.domain.tab import Cell, Tab


@dataclass
class Fixed:
    """Where the tab's grid lies in the live sheet: `shift` rows lower than it was drawn; `stale`: columns no longer wanted."""

    structure: Structure
    shift: int
    stale: list[int] = field(default_factory=list)
    grown: list[Request] = field(default_factory=list)


def fix(tab: Tab, sheet: LiveSheet, state: TabState | None) -> Fixed:
    """Find the tab's columns, and grow the grid to hold all of it."""
    found = place(tab, sheet, state) if has_one_header(tab) else None
    if found is not None:
        fixed = Fixed(found, found.header_row - tab.tables[0].row, _stale(tab, sheet, state, found))
    else:
        fixed = Fixed(_as_drawn(tab, sheet, state), 0)
    height, _ = extent(tab)
    _grow(fixed, sheet, height + fixed.shift)
    return fixed


def _stale(tab: Tab, sheet: LiveSheet, state: TabState | None, found: Structure) -> list[int]:
    """Columns the job wrote before and does not any more; what stands in them is cleared."""
    wanted = {column.key for column in tab.tables[0].columns}
    headers = [header if key not in wanted else "" for key, header in (state.columns if state else ())]
    places = place_columns(sheet.rows[found.header_row], headers)
    return [found.final_column(spot) for spot in places if spot is not None and spot not in found.was]


def _as_drawn(tab: Tab, sheet: LiveSheet, state: TabState | None) -> Structure:
    """Columns where they were drawn; where the tab has grown to the right over somebody's column, that one makes room."""
    _, width = extent(tab)
    before = state.width if state else width
    structure = Structure(0, list(range(width)), [index if index < max(before, width) else None for index in range(width)])
    structure.row_count, structure.column_count = sheet.row_count, sheet.column_count
    if width > before and _occupied(sheet, before, width):
        where = {"sheetId": sheet.id, "dimension": "COLUMNS", "startIndex": before, "endIndex": width}
        structure.column_requests.append({"insertDimension": {"range": where, "inheritFromBefore": before > 0}})
        structure.inserted_columns += range(before, width)
        structure.column_count += width - before
        structure.was = [index if index < before else None for index in range(width)]
    return structure


def _occupied(sheet: LiveSheet, left: int, right: int) -> bool:
    return any(not is_blank(cell) for row in sheet.rows for cell in row[left:right])


def _grow(fixed: Fixed, sheet: LiveSheet, height: int) -> None:
    structure = fixed.structure
    width = max((spot for spot in structure.places if spot is not None), default=0) + 1
    for dimension, wanted, there in (("ROWS", height, structure.row_count), ("COLUMNS", width, structure.column_count)):
        if wanted > there:
            fixed.grown.append({"appendDimension": {"sheetId": sheet.id, "dimension": dimension, "length": wanted - there}})
    structure.row_count, structure.column_count = max(height, structure.row_count), max(width, structure.column_count)


def changed_cells(tab: Tab, sheet: LiveSheet, fixed: Fixed) -> list[Block]:
    """The cells that differ, an old longer tail and columns no longer wanted included."""
    builder = BlockBuilder(sheet.id)
    grid = tab.grid()
    placed = [
        (index, spot, was)
        for index, (spot, was) in enumerate(zip(fixed.structure.places, fixed.structure.was, strict=True))
        if spot is not None
    ]
    stale = [(spot, spot - sum(at < spot for at in fixed.structure.inserted_columns)) for spot in fixed.stale]
    for index in range(max(len(grid), len(sheet.rows) - fixed.shift)):
        wanted: Sequence[Cell] = grid[index] if index < len(grid) else ()
        row = sheet.rows[index + fixed.shift] if index + fixed.shift < len(sheet.rows) else ()
        cells = {spot: _at(wanted, place) for place, spot, was in placed if _differs(_at(wanted, place), _live(row, was))}
        cells |= {spot: None for spot, was in stale if not is_blank(_live(row, was))}
        if cells:
            builder.add(index + fixed.shift, cells)
    return builder.done()


def _at(cells: Sequence[Cell], index: int) -> Cell:
    return cells[index] if index < len(cells) else None


def _live(row: Sequence[object], was: int | None) -> object:
    return row[was] if was is not None and was < len(row) else None


def _differs(wanted: object, there: object) -> bool:
    return wanted != there and not same(wanted, there)
