"""One of the job's tabs as the job wrote it, seen through whatever people did to it: columns and rows moved, added, renamed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sheets_sync.adapters.workbooks._google_cells import folded, is_blank
from sheets_sync.adapters.workbooks._google_snapshot import LiveSheet, Rows
from sheets_sync.adapters.workbooks._google_state import RowName, TabState, row_names

_HEADER_WITHIN = 50
"""Rows from the top in which the header row is looked for."""


@dataclass(frozen=True)
class View:
    """Where things stand in the live sheet.

    `columns`: for each column the job wrote, its live position (None: gone); `others`: live positions of columns that people
    added and filled. `rows`: live numbers of the data rows that count, in live order, `names` what each is known by.
    """

    header_row: int
    columns: tuple[int | None, ...]
    others: tuple[int, ...]
    rows: tuple[int, ...] = ()
    names: tuple[RowName | None, ...] = ()


def find_header(rows: Rows, headers: Sequence[str]) -> int | None:
    """The row that holds the first header and at least half of them."""
    wanted = {folded(header) for header in headers if header}
    first = folded(headers[0]) if headers else ""
    for index, row in enumerate(rows[:_HEADER_WITHIN]):
        cells = {folded(cell) for cell in row}
        if first in cells and len(wanted & cells) * 2 >= len(wanted):
            return index
    return None


def place_columns(header: Sequence[object], headers: Sequence[str]) -> list[int | None]:
    """The live position of each header; of several alike the left one goes to the first. The header makes the column: what bears
    another name is somebody else's."""
    waiting: dict[str, list[int]] = {}
    for position, cell in enumerate(header):
        waiting.setdefault(folded(cell), []).append(position)
    return [_take(waiting.get(folded(name), [])) if name else None for name in headers]


def _take(positions: list[int]) -> int | None:
    return positions.pop(0) if positions else None


def view_of(sheet: LiveSheet, state: TabState) -> View | None:
    """None where the header row cannot be found."""
    headers = [header for _, header in state.columns]
    header_row = find_header(sheet.rows, headers)
    if header_row is None:
        return None
    header = sheet.rows[header_row]
    columns = place_columns(header, headers)
    others = tuple(_others(sheet.rows, header_row, {place for place in columns if place is not None}))
    columns, others = _nameless(state, columns, others, header)
    view = View(header_row, tuple(columns), others)
    return _with_rows(view, sheet, state) if state.keyed else view


def _others(rows: Rows, header_row: int, taken: set[int]) -> list[int]:
    width = max(map(len, rows[header_row:]), default=0)
    free = [position for position in range(width) if position not in taken]
    return [position for position in free if any(position < len(row) and not is_blank(row[position]) for row in rows[header_row:])]


def _nameless(
    state: TabState, columns: list[int | None], others: tuple[int, ...], header: Sequence[object]
) -> tuple[list[int | None], tuple[int, ...]]:
    """People's columns without a header are known by their order among such columns."""
    nameless = [position for position in others if is_blank(header[position] if position < len(header) else None)]
    for index, (_, name) in enumerate(state.columns):
        if not name and index in state.people and nameless:
            columns[index] = nameless.pop(0)
    taken = set(columns)
    return columns, tuple(position for position in others if position not in taken)


def _with_rows(view: View, sheet: LiveSheet, state: TabState) -> View:
    """Adds the rows that count: those with a key (or, without it, a name), a repeated one only if it says more than the first."""
    numbers = range(view.header_row + 1, len(sheet.rows))
    shown = list(map(seeing(view.columns), sheet.rows[view.header_row + 1 :]))
    names = row_names(shown, state.identity)
    firsts = {name.text: row for row, name in zip(shown, names, strict=True) if name and name.text and not name.number}
    kept = [
        (number, name)
        for number, row, name in zip(numbers, shown, names, strict=True)
        if name and not (name.number and name.text and _says_no_more(row, firsts[name.text]))
    ]
    return View(view.header_row, view.columns, view.others, tuple(n for n, _ in kept), tuple(name for _, name in kept))


def seen(row: Sequence[object], columns: Sequence[int | None]) -> list[object]:
    """A live row under the job's columns."""
    return seeing(columns)(row)


def seeing(columns: Sequence[int | None]) -> Callable[[Sequence[object]], list[object]]:
    """What shows a live row under the job's columns; quick where nobody has moved any."""
    width = len(columns)
    if tuple(columns) == tuple(range(width)):
        blank: list[object] = [None] * width
        return lambda row: [*row[:width], *blank[len(row) :]]
    return lambda row: [row[place] if place is not None and place < len(row) else None for place in columns]


def _says_no_more(row: Sequence[object], first: Sequence[object]) -> bool:
    return all(is_blank(cell) or folded(cell) == folded(other) for cell, other in zip(row, first, strict=True))


def as_written(sheet: LiveSheet) -> Rows:
    """The tab's cells where the job would put them, as far as they can be told: what a comparison with a new edition needs.

    Columns that people added follow the job's; rows of theirs without a key are left out (they stay where they are).
    """
    state = sheet.state
    if state is None:
        return sheet.rows
    view = view_of(sheet, state) if state.columns else None
    if view is None:
        return _trimmed([row[: state.width] for row in sheet.rows])
    columns = [*view.columns, *(view.others if state.keyed else ())]
    show = seeing(columns)
    top = [show(row) for row in sheet.rows[max(0, view.header_row - state.header_row) : view.header_row + 1]]
    if not state.keyed:
        return _trimmed(top + [show(row) for row in sheet.rows[view.header_row + 1 :]])
    gaps = {folded(title): gap for title, gap in state.sections}
    for number, name in zip(view.rows, view.names, strict=True):
        blank = gaps.get(name.text, 0) if name else 0
        top += [[None] * len(columns)] * blank
        top.append(show(sheet.rows[number]))
    return _trimmed(top)


def _trimmed(rows: Rows) -> Rows:
    while rows and all(is_blank(cell) for cell in rows[-1]):
        rows.pop()
    return rows
