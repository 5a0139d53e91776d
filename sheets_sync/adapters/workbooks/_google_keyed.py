"""Changing a tab in which people own columns: rows are known by their key, moved whole, and people's cells never written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sheets_sync.adapters.workbooks._google_blocks import Block, BlockBuilder
from sheets_sync.adapters.workbooks._google_cells import folded, is_blank, same
from sheets_sync.adapters.workbooks._google_order import moves
from sheets_sync.adapters.workbooks._google_snapshot import LiveSheet
from sheets_sync.adapters.workbooks._google_state import RowName, TabState, row_names
from sheets_sync.adapters.workbooks._google_view import find_header, place_columns, seeing, seen
from sheets_sync.domain.tab import JOB, STATUS, Cell, Column, Tab

Request = dict[str, object]


@dataclass
class Structure:
    """What happens to a sheet's rows and columns before cells are written, and where everything then stands.

    `places`: the final column of each of the tab's columns, None for one that is left out; `was`: its column before (None: new).
    `final`: live row -> final row; `deleted`: live rows that go.
    """

    header_row: int
    places: list[int | None]
    was: list[int | None]
    column_requests: list[Request] = field(default_factory=list)
    row_requests: list[Request] = field(default_factory=list)
    final: dict[int, int] = field(default_factory=dict)
    deleted: list[int] = field(default_factory=list)
    inserted_columns: list[int] = field(default_factory=list)
    """Where columns were inserted, in order, each counted when it was."""
    row_count: int = 0
    column_count: int = 0

    def final_column(self, live: int) -> int:
        for at in self.inserted_columns:
            live += at <= live
        return live


@dataclass(frozen=True)
class Wanted:
    """A row that the tab is to have; `gap`: a blank row that stands before a section's title."""

    cells: Sequence[Cell]
    gap: bool = False


def wanted_rows(tab: Tab) -> list[Wanted]:
    """The tab's rows below the header: the table, then each section with the blank rows and the title above it."""
    first = tab.tables[0]
    blank: list[Cell] = [None] * len(first.columns)
    rows = [Wanted(row) for row in first.rows]
    end = first.end_row
    for table in tab.tables[1:]:
        rows += [Wanted(blank, gap=True)] * (table.row - end - (1 if table.title else 0))
        rows += [Wanted([table.title, *blank[1:]])] if table.title else []
        rows += [Wanted(row) for row in table.rows]
        end = table.end_row
    return rows


def place(tab: Tab, sheet: LiveSheet, state: TabState | None) -> Structure | None:
    """Find the tab's columns in the live sheet and make room for those it lacks; None where there is no header row."""
    columns = tab.tables[0].columns
    before = dict(state.columns) if state else {}
    headers = [before.get(column.key, column.header) for column in columns]
    header_row = find_header(sheet.rows, headers)
    if header_row is None:
        return None
    header = sheet.rows[header_row]
    was = place_columns(header, headers)
    was = _place_the_rest(columns, was, header)
    structure = Structure(header_row, list(was), was, row_count=sheet.row_count, column_count=sheet.column_count)
    _insert_missing(structure, columns, sheet.id)
    return structure


def _place_the_rest(columns: Sequence[Column], was: list[int | None], header: Sequence[object]) -> list[int | None]:
    """Columns found by their present header where the former one is gone."""
    free = [None if index in was else cell for index, cell in enumerate(header)]
    again = place_columns(free, [column.header if spot is None else "" for column, spot in zip(columns, was, strict=True)])
    return [spot if spot is not None else other for spot, other in zip(was, again, strict=True)]


def _insert_missing(structure: Structure, columns: Sequence[Column], sheet_id: int) -> None:
    at = -1
    for index, column in enumerate(columns):
        spot = structure.places[index]
        if spot is not None:
            at = spot
        elif not column.key.startswith("extra:"):  # a column that people added and took away again is theirs to take
            at += 1
            _insert_column(structure, index, at, sheet_id)


def _insert_column(structure: Structure, index: int, at: int, sheet_id: int) -> None:
    where = {"sheetId": sheet_id, "dimension": "COLUMNS", "startIndex": at, "endIndex": at + 1}
    structure.column_requests.append({"insertDimension": {"range": where, "inheritFromBefore": at > 0}})
    structure.places = [spot + 1 if spot is not None and spot >= at else spot for spot in structure.places]
    structure.places[index] = at
    structure.inserted_columns.append(at)
    structure.column_count += 1


@dataclass(frozen=True)
class Matched:
    """Which live row each wanted row is (None: it has none yet)."""

    wanted: Sequence[Wanted]
    live: Sequence[int | None]


def match_rows(tab: Tab, sheet: LiveSheet, structure: Structure, identity: Sequence[int]) -> Matched:
    """Give wanted rows their live rows: by key; a row whose key was wiped by its other cells; a gap by what follows it."""
    rows = wanted_rows(tab)
    first = structure.header_row + 1
    shown = list(map(seeing(structure.was), sheet.rows[first:]))
    numbers: dict[RowName, int] = {}
    for number, name in enumerate(row_names(shown, identity), first):
        if name:
            numbers.setdefault(name, number)
    names = row_names([row.cells for row in rows], identity)
    live = [numbers.pop(name, None) if name else None for name in names]
    for index, (row, name) in enumerate(zip(rows, names, strict=True)):
        if live[index] is None and name and name.text:
            others = tuple(folded(row.cells[place]) for place in identity)
            live[index] = numbers.pop(RowName("", 0, others), None) if others and others[0] else None
    return Matched(rows, _with_gaps(rows, live, sheet, first))


def _with_gaps(rows: Sequence[Wanted], live: list[int | None], sheet: LiveSheet, first: int) -> list[int | None]:
    taken = set(live)
    for index in reversed(range(len(rows) - 1)):
        after = live[index + 1]
        if rows[index].gap and after is not None and after - 1 >= first and after - 1 not in taken and _blank(sheet, after - 1):
            live[index] = after - 1
            taken.add(after - 1)
    return live


def _blank(sheet: LiveSheet, number: int) -> bool:
    return all(is_blank(cell) for cell in sheet.rows[number])


def order_rows(tab: Tab, sheet: LiveSheet, structure: Structure, matched: Matched, state: TabState | None) -> list[int]:
    """Delete, move and insert rows until the wanted ones stand in their order; the final row of each."""
    first = structure.header_row + 1
    taken = {number: index for index, number in enumerate(matched.live) if number is not None}
    structure.deleted = [
        number for number in range(first, len(sheet.rows)) if number not in taken and _is_left_behind(tab, sheet, structure, number, state)
    ]
    for number in reversed(structure.deleted):
        structure.row_requests.append(_rows_request("deleteDimension", sheet.id, number, 1))
    structure.row_count -= len(structure.deleted)
    gone = set(structure.deleted)
    staying = [number for number in range(first, len(sheet.rows)) if number not in gone]
    head, blocks = _blocks(staying, taken)
    ranks = [taken[block[0]] for block in blocks]
    structure.row_requests += [
        {
            "moveDimension": {
                "source": {"sheetId": sheet.id, "dimension": "ROWS", "startIndex": move.start, "endIndex": move.end},
                "destinationIndex": move.destination,
            }
        }
        for move in moves(ranks, [len(block) for block in blocks], first + len(head))
    ]
    return _settle(structure, sheet.id, matched, head, {taken[block[0]]: block for block in blocks})


def _is_left_behind(tab: Tab, sheet: LiveSheet, structure: Structure, number: int, state: TabState | None) -> bool:
    """Whether a row is one the job once wrote, no longer wants, and nobody has put anything into."""
    row = sheet.rows[number]
    columns = tab.tables[0].columns
    jobs = {spot: column for column, spot in zip(columns, structure.was, strict=True) if spot is not None and column.owner == JOB}
    if any(not is_blank(cell) for place, cell in enumerate(row) if place not in jobs):
        return False
    shown = seen(row, structure.was)
    status = next((folded(cell) for column, cell in zip(columns, shown, strict=True) if column.format == STATUS), "")
    if status and not is_blank(shown[0]):
        return status in {folded(text) for text in tab.colours}
    old_titles = {folded(title) for title, _ in state.sections} if state else set()
    return folded(shown[0]) in old_titles and all(is_blank(cell) for cell in shown[1:])


def _blocks(numbers: Sequence[int], taken: dict[int, int]) -> tuple[list[int], list[list[int]]]:
    """Each wanted row with the rows of other people that follow it; before the first, the head."""
    head: list[int] = []
    blocks: list[list[int]] = []
    for number in numbers:
        if number in taken:
            blocks.append([number])
        elif blocks:
            blocks[-1].append(number)
        else:
            head.append(number)
    return head, blocks


def _settle(structure: Structure, sheet_id: int, matched: Matched, head: Sequence[int], blocks: dict[int, list[int]]) -> list[int]:
    """Insert the rows that are missing; walks down the sheet as it will stand."""
    first = structure.header_row + 1
    structure.final = {number: number for number in range(first)} | {number: first + at for at, number in enumerate(head)}
    cursor = first + len(head)
    finals: list[int] = []
    missing = 0
    for index in range(len(matched.wanted)):
        if index not in blocks:
            finals.append(cursor + missing)
            missing += 1
            continue
        cursor += _insert(structure, sheet_id, cursor, missing, first)
        missing = 0
        finals.append(cursor)
        structure.final |= {number: cursor + at for at, number in enumerate(blocks[index])}
        cursor += len(blocks[index])
    _insert(structure, sheet_id, cursor, missing, first)
    return finals


def _insert(structure: Structure, sheet_id: int, at: int, count: int, first: int) -> int:
    if count and at >= structure.row_count:
        structure.row_requests.append({"appendDimension": {"sheetId": sheet_id, "dimension": "ROWS", "length": count}})
    elif count:
        structure.row_requests.append(_rows_request("insertDimension", sheet_id, at, count, inheritFromBefore=at > first))
    structure.row_count += count
    return count


def _rows_request(kind: str, sheet_id: int, at: int, count: int, **more: object) -> Request:
    return {kind: {"range": {"sheetId": sheet_id, "dimension": "ROWS", "startIndex": at, "endIndex": at + count}, **more}}


def changed_cells(tab: Tab, sheet: LiveSheet, structure: Structure, matched: Matched, finals: Sequence[int]) -> list[Block]:
    """The cells that differ: the job's in rows that stand, all in new ones; never a person's cell in a row that stands."""
    builder = BlockBuilder(sheet.id)
    columns = tab.tables[0].columns
    placed = [(index, spot) for index, spot in enumerate(structure.places) if spot is not None]
    jobs = [(index, spot) for index, spot in placed if columns[index].owner == JOB]
    show = seeing(structure.was)
    for wanted, number, final in zip(matched.wanted, matched.live, finals, strict=True):
        if number is None:
            cells = {spot: wanted.cells[index] for index, spot in placed if not is_blank(wanted.cells[index])}
        else:
            shown = show(sheet.rows[number])
            cells = {spot: wanted.cells[index] for index, spot in jobs if _differs(wanted.cells[index], shown[index])}
        if cells:
            builder.add(final, cells)
    return builder.done()


def _differs(wanted: object, there: object) -> bool:
    return wanted != there and not same(wanted, there)


def changed_header(tab: Tab, sheet: LiveSheet, structure: Structure, state: TabState | None) -> list[Block]:
    """Header cells that differ: the job's; people's only where they still read as the job once wrote them."""
    before = dict(state.columns) if state else {}
    shown = seen(sheet.rows[structure.header_row], structure.was)
    cells: dict[int, Cell] = {}
    for index, (column, spot) in enumerate(zip(tab.tables[0].columns, structure.places, strict=True)):
        if spot is None or shown[index] == column.header:
            continue
        untouched = structure.was[index] is None or folded(shown[index]) == folded(before.get(column.key, ""))
        if column.owner == JOB or (untouched and column.header):
            cells[spot] = column.header
    builder = BlockBuilder(sheet.id)
    if cells:
        builder.add(structure.header_row, cells)
    return builder.done()
