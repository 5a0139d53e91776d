"""What a write would change: the tabs as they should be against the tabs as they stand, without touching either."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from itertools import zip_longest
from math import floor

from sheets_sync.domain.tab import Cell, Sheet, Tab, TabChange, sheet_titled, storable

_EPOCH = datetime(1899, 12, 30)


def differences(tabs: Sequence[Tab], outputs: Mapping[str, Sheet]) -> list[TabChange]:
    """One TabChange a tab, in order. Cells that people own are in the tabs as they stood, so they never differ by themselves."""
    return [_change(tab, sheet_titled(outputs, tab.title)) for tab in tabs]


def _change(tab: Tab, sheet: Sheet | None) -> TabChange:
    grid = tab.grid()
    if sheet is None:
        return TabChange(tab.title, "new", sum(cell is not None and cell != "" for row in grid for cell in row))
    cells = _differing_cells(grid, sheet.rows)
    return TabChange(tab.title, "changed" if cells else "same", cells)


def _differing_cells(grid: Sequence[Sequence[Cell]], rows: Sequence[Sequence[object]]) -> int:
    differing = 0
    for index in range(max(len(grid), len(rows))):
        wanted = grid[index] if index < len(grid) else ()
        there = rows[index] if index < len(rows) else ()
        if wanted != there:
            differing += _differing_in_row(wanted, there)
    return differing


def _differing_in_row(wanted: Sequence[Cell], there: Sequence[object]) -> int:
    unlike = [(a, b) for a, b in zip_longest(wanted, there) if a != b and not (a is None and b == "")]
    return sum(not same(a, b) for a, b in unlike)


def same(wanted: object, there: object) -> bool:
    """Whether a cell holds what it should: "" is nothing, 5 is 5.0, a moment may be its serial number, to the second."""
    if type(wanted) is datetime and type(there) is float:  # most cells of a live spreadsheet that differ at first sight
        return wanted.tzinfo is None and round(there * 86_400) == floor((wanted - _EPOCH).total_seconds() + 0.5)
    a, b = _comparable(wanted), _comparable(there)
    if isinstance(a, datetime) != isinstance(b, datetime):
        return _as_moment(a) == _as_moment(b)
    return bool(a == b) and isinstance(a, bool) == isinstance(b, bool)


def _comparable(cell: object) -> object:
    if isinstance(cell, str):
        return storable(cell)
    if isinstance(cell, datetime | date):
        return _as_moment(cell)
    if isinstance(cell, timedelta | time):
        return _as_moment(_EPOCH + _since_midnight(cell))
    return "" if cell is None else cell


def _since_midnight(cell: timedelta | time) -> timedelta:
    return cell if isinstance(cell, timedelta) else datetime.combine(_EPOCH, cell) - _EPOCH


def _as_moment(cell: object) -> datetime | None:
    if isinstance(cell, datetime):
        return (cell + timedelta(microseconds=500_000)).replace(microsecond=0)
    if isinstance(cell, date):
        return datetime.combine(cell, time())
    if isinstance(cell, int | float) and not isinstance(cell, bool) and abs(cell) < 2_900_000:
        return _EPOCH + timedelta(seconds=round(cell * 86_400))
    return None
