"""What a write will do, decided before anything is sent: for every tab its requests, its cells, and what is to be kept first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sheets_sync.adapters.workbooks import _google_keyed as keyed
from sheets_sync.adapters.workbooks import _google_positional as positional
from sheets_sync.adapters.workbooks._google_blocks import PIECES, Block, Group, as_json
from sheets_sync.adapters.workbooks._google_cells import is_blank
from sheets_sync.adapters.workbooks._google_charts import charts_fingerprint, draw_charts
from sheets_sync.adapters.workbooks._google_ids import Ids
from sheets_sync.adapters.workbooks._google_journal import Journal, free_title
from sheets_sync.adapters.workbooks._google_keeping import keep_changed, keep_deleted
from sheets_sync.adapters.workbooks._google_keyed import Structure
from sheets_sync.adapters.workbooks._google_layout import Request, cell_format, draw, fingerprint, runs, sheet_properties
from sheets_sync.adapters.workbooks._google_noting import noting
from sheets_sync.adapters.workbooks._google_snapshot import LiveSheet, Snapshot
from sheets_sync.adapters.workbooks._google_state import extent, has_one_header, state_of
from sheets_sync.adapters.workbooks._google_view import find_header
from sheets_sync.domain.tab import LAYOUT, PEOPLE, Tab

SPARE_ROWS = 20
"""Empty rows below a new tab's content, for people to type in and so that frozen rows never fill the grid."""


@dataclass(frozen=True)
class Restore:
    """A cell to be put back at a live row and column because a write of ours covered it, and how to find it if people move it
    once more: its row's key and its column's header (folded, "" where it has none), and what we left in it."""

    row: int
    column: int
    value: object
    key: str = ""
    header: str = ""
    left: object = None


Restores = Mapping[int, Sequence[Restore]]
"""By sheet id."""


@dataclass
class TabPlan:
    """One tab's part: what makes it if it is new, requests before its cells are written, the cells, and what is noted about the
    tab afterwards. `properties`: of a tab that is to be made; `staged`: what shows it where it was filled out of sight."""

    key: str
    properties: dict[str, Any] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    restored: dict[tuple[int, int], Restore] = field(default_factory=dict)
    """Which of the cells, by final row and column, are put back for people, not the job's."""
    after: list[Request] = field(default_factory=list)
    staged: list[Request] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.properties or self.requests or self.blocks or self.after)

    @property
    def restored_rows(self) -> set[int]:
        return {row for row, _ in self.restored}

    def as_json(self, piece: int) -> Iterator[str]:
        made = self.staged or ([{"addSheet": {"properties": self.properties}}] if self.properties else [])
        yield from map(as_json, [*made, *self.requests])
        for block in () if self.staged else self.blocks:
            yield from block.requests(piece)
        yield from map(as_json, self.after)


@dataclass
class Plan:
    """A whole write. `log` last, so that a reader can tell a write that was cut into several calls and not finished."""

    tabs: list[TabPlan]
    journal: Journal
    ids: Ids
    leftovers: list[Request] = field(default_factory=list)
    """What takes away tabs that an interrupted write left out of sight."""

    def __bool__(self) -> bool:
        return any(self.tabs)

    def groups(self, limit: int) -> Iterator[Group]:
        """The requests, each tab's together, in pieces that are small against `limit` bytes; what makes ready for them is first."""
        yield Group("", map(as_json, [*self.leftovers, *self.journal.preparing(self.ids)]))
        for plan in sorted(self.tabs, key=lambda plan: plan.key == "log"):
            yield Group(plan.key, plan.as_json(limit // PIECES))

    def tab(self, key: str) -> TabPlan:
        return next(plan for plan in self.tabs if plan.key == key)


def make_plan(tabs: Sequence[Tab], snapshot: Snapshot, restores: Restores, needed: int) -> Plan:
    """Compare the tabs with the spreadsheet as it was last seen. `needed`: rows of the journal that are to stay."""
    ids = Ids(snapshot.ids)
    journal = Journal.open(snapshot.journal(), ids, [sheet.title for sheet in snapshot.sheets], needed)
    planner = _Planner(snapshot, ids, journal, restores)
    leftovers: list[Request] = [{"deleteSheet": {"sheetId": sheet.id}} for sheet in snapshot.unfinished()]
    return Plan([planner.plan(tab, tabs) for tab in tabs], journal, ids, leftovers)


@dataclass
class _Planner:
    snapshot: Snapshot
    ids: Ids
    journal: Journal
    restores: Restores
    order: list[str | int] = field(default_factory=list)
    """Sheets as they will stand: ids, and keys of tabs still to be added."""

    def __post_init__(self) -> None:
        self.own = self.snapshot.own()
        self.titles = [sheet.title for sheet in self.snapshot.sheets]
        keys = {sheet.id: key for key, sheet in self.own.items()}
        self.order = [keys.get(sheet.id, sheet.id) for sheet in self.snapshot.sheets]

    def plan(self, tab: Tab, tabs: Sequence[Tab]) -> TabPlan:
        sheet = self.own.get(tab.key) or self._adopted(tab)
        if sheet is not None and _has_people(tab) and not self._readable(tab, sheet):
            return self._let_go_and_add(tab, sheet, tabs)
        if sheet is None:
            return self._add(tab, tabs)
        return self._change(tab, sheet)

    def _adopted(self, tab: Tab) -> LiveSheet | None:
        """A tab without our mark that bears our title: ours if it is empty or has our header, else somebody's own."""
        for sheet in self.snapshot.sheets:
            if not sheet.key and sheet.is_grid and sheet.title.casefold() == tab.title.casefold():
                blank = not any(not is_blank(cell) for row in sheet.rows for cell in row)
                return sheet if blank or _has_header(tab, sheet) else None
        return None

    @staticmethod
    def _readable(tab: Tab, sheet: LiveSheet) -> bool:
        columns = [*sheet.state.columns] if sheet.state else []
        blank = not any(not is_blank(cell) for row in sheet.rows for cell in row)
        return blank or _has_header(tab, sheet) or find_header(sheet.rows, [header for _, header in columns]) is not None

    def _let_go_and_add(self, tab: Tab, sheet: LiveSheet, tabs: Sequence[Tab]) -> TabPlan:
        """A tab whose header row is gone is no longer understood: it stays, as people's own, and a new one is made."""
        plan = self._add(tab, tabs)
        for metadata_id in sheet.metadata_ids.values():
            lookup = {"developerMetadataLookup": {"metadataId": metadata_id}}
            plan.requests.insert(0, {"deleteDeveloperMetadata": {"dataFilter": lookup}})
        return plan

    # a new tab

    def _add(self, tab: Tab, tabs: Sequence[Tab]) -> TabPlan:
        sheet_id = self.ids.new(f"tab {tab.key}")
        title = free_title(tab.title, self.titles)
        self.titles.append(title)
        height, width = extent(tab)
        rows = max(height, tab.frozen_rows) + SPARE_ROWS
        columns = max([width, tab.frozen_columns + 1, *(chart.column + 1 for chart in tab.charts)])
        properties = sheet_properties(tab)
        properties["gridProperties"] |= {"rowCount": rows, "columnCount": columns}
        places = range(max(width, columns))
        plan = TabPlan(tab.key, {"sheetId": sheet_id, "title": title, "index": self._index(tab, tabs), **properties})
        plan.requests += draw(tab, sheet_id, places, rows, self.ids.new, None)
        plan.blocks = _whole(tab, sheet_id)
        plan.after += draw_charts(tab, sheet_id, places, self.ids.new, frozenset(), redraw=True)
        plan.after += noting(tab, sheet_id, None, self.ids.new)
        return plan

    def _index(self, tab: Tab, tabs: Sequence[Tab]) -> int:
        """Before the next of the job's tabs that is there, else at the end."""
        following = [other.key for other in tabs[[other.key for other in tabs].index(tab.key) + 1 :]]
        at = next((self.order.index(key) for key in following if key in self.order), len(self.order))
        self.order.insert(at, tab.key)
        return at

    # a tab that is there

    def _change(self, tab: Tab, sheet: LiveSheet) -> TabPlan:
        plan = TabPlan(tab.key)
        blank = not any(not is_blank(cell) for row in sheet.rows for cell in row)
        change = self._change_keyed if _has_people(tab) and not blank else self._change_positional
        structure = change(plan, tab, sheet)
        self._redraw(plan, tab, sheet, structure)
        return plan

    def _change_keyed(self, plan: TabPlan, tab: Tab, sheet: LiveSheet) -> Structure:
        if len(sheet.rows) > sheet.row_count:  # rows that are to be put back below all others
            length = len(sheet.rows) - sheet.row_count
            plan.requests.append({"appendDimension": {"sheetId": sheet.id, "dimension": "ROWS", "length": length}})
            sheet = replace(sheet, row_count=len(sheet.rows))
        structure = keyed.place(tab, sheet, sheet.state)
        if structure is None:
            raise ValueError(f"{tab.key}: no header row")  # ruled out by _readable
        wanted = state_of(tab, LAYOUT, "", "", sheet.id)
        matched = keyed.match_rows(tab, sheet, structure, wanted.identity)
        finals = keyed.order_rows(tab, sheet, structure, matched, sheet.state)
        header = keyed.changed_header(tab, sheet, structure, sheet.state)
        plan.blocks = header + keyed.changed_cells(tab, sheet, structure, matched, finals) + self._put_back(plan, sheet, structure)
        plan.requests += structure.column_requests
        plan.requests += [keep_deleted(self.journal, sheet, structure, run) for run in runs(structure.deleted)]
        plan.requests += _across_the_freeze(sheet, structure)
        plan.requests += keep_changed(self.journal, sheet, structure, plan.blocks, structure.places[0], plan.restored_rows)
        return structure

    def _change_positional(self, plan: TabPlan, tab: Tab, sheet: LiveSheet) -> Structure:
        fixed = positional.fix(tab, sheet, sheet.state)
        plan.blocks = positional.changed_cells(tab, sheet, fixed) + self._put_back(plan, sheet, fixed.structure)
        plan.requests += [*fixed.structure.column_requests, *fixed.grown]
        if has_one_header(tab) and sheet.rows:
            fixed.structure.header_row = tab.tables[0].row + fixed.shift
            plan.requests += keep_changed(self.journal, sheet, fixed.structure, plan.blocks, None, plan.restored_rows)
        return fixed.structure

    def _put_back(self, plan: TabPlan, sheet: LiveSheet, structure: Structure) -> list[Block]:
        plan.restored = {
            (structure.final.get(cell.row, cell.row), structure.final_column(cell.column)): cell
            for cell in self.restores.get(sheet.id, ())
            if cell.row not in structure.deleted
        }
        return [Block(sheet.id, *place, [[cell.value]]) for place, cell in plan.restored.items()]  # type: ignore[list-item]

    # looks and notes about the tab

    def _redraw(self, plan: TabPlan, tab: Tab, sheet: LiveSheet, structure: Structure) -> None:
        state = sheet.state
        looks, charts = fingerprint(tab, LAYOUT), charts_fingerprint(tab, sheet.id)
        renewed = state is None or state.looks != looks or state.version != LAYOUT
        places = [spot if spot is not None else index for index, spot in enumerate(structure.places)]
        places += range(len(places), max([len(places), *(chart.column + 1 for chart in tab.charts)]))
        if renewed and all(spot is not None for spot in structure.places):
            plan.requests += draw(_lowered(tab, structure.header_row), sheet.id, places, structure.row_count, self.ids.new, sheet)
        else:
            plan.requests += _formats_of_new_columns(tab, sheet.id, structure)
        if renewed or (state and state.charts != charts):
            redraw = state is None or state.looks != looks
            plan.after += draw_charts(tab, sheet.id, places, self.ids.new, sheet.charts, redraw=redraw)
        if state and sheet.title == state.title and tab.title != state.title and free_title(tab.title, self.titles) == tab.title:
            properties = {"sheetId": sheet.id, "title": tab.title}
            plan.after.append({"updateSheetProperties": {"properties": properties, "fields": "title"}})
        plan.after += noting(tab, sheet.id, sheet, self.ids.new)


def _across_the_freeze(sheet: LiveSheet, structure: Structure) -> list[Request]:
    """The requests that bring rows into order; where people froze rows below the header, these are let loose meanwhile."""
    if not structure.row_requests or sheet.frozen_rows <= structure.header_row + 1:
        return structure.row_requests
    last = min(sheet.frozen_rows, structure.row_count - 1)
    return [_freeze(sheet.id, structure.header_row + 1), *structure.row_requests, _freeze(sheet.id, last)]


def _freeze(sheet_id: int, rows: int) -> Request:
    properties = {"sheetId": sheet_id, "gridProperties": {"frozenRowCount": rows}}
    return {"updateSheetProperties": {"properties": properties, "fields": "gridProperties.frozenRowCount"}}


def _lowered(tab: Tab, header_row: int) -> Tab:
    """The tab as it lies where people inserted rows above its header."""
    shift = header_row - tab.tables[0].row if has_one_header(tab) else 0
    if not shift:
        return tab
    tables = tuple(replace(table, row=table.row + shift) for table in tab.tables)
    return replace(tab, tables=tables, notes=tuple((row + shift, column, text) for row, column, text in tab.notes))


def _has_people(tab: Tab) -> bool:
    return has_one_header(tab) and any(column.owner == PEOPLE for column in tab.tables[0].columns)


def _has_header(tab: Tab, sheet: LiveSheet) -> bool:
    return has_one_header(tab) and find_header(sheet.rows, [column.header for column in tab.tables[0].columns]) is not None


def _whole(tab: Tab, sheet_id: int) -> list[Block]:
    """All cells of a new tab."""
    blocks: list[Block] = []
    for table in tab.tables:
        if table.title:
            blocks.append(Block(sheet_id, table.row - 1, table.column, [[table.title]]))
        if table.header:
            blocks.append(Block(sheet_id, table.row, table.column, [[column.header for column in table.columns]]))
        if table.rows:
            blocks.append(Block(sheet_id, table.first_row, table.column, table.rows))
    return [*blocks, *(Block(sheet_id, row, column, [[text]]) for row, column, text in tab.notes)]


def _formats_of_new_columns(tab: Tab, sheet_id: int, structure: Structure) -> Iterator[Request]:
    for index, (spot, was) in enumerate(zip(structure.places, structure.was, strict=True)):
        if spot is not None and was is None and has_one_header(tab):
            area = {
                "sheetId": sheet_id, "startRowIndex": structure.header_row + 1, "startColumnIndex": spot, "endColumnIndex": spot + 1,
            }  # fmt: skip
            look = cell_format(tab.tables[0].columns[index])
            yield {"repeatCell": {"range": area, "cell": {"userEnteredFormat": look}, "fields": "userEnteredFormat"}}
