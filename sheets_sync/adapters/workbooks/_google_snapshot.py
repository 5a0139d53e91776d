"""The spreadsheet as two calls found it: every tab's place, size and cells, and what the job had noted about its own tabs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sheets_sync.adapters.workbooks._google_state import (
    GENERATION_BASE,
    GENERATION_KEY,
    JOURNAL,
    LAYOUT_KEY,
    TAB_KEY,
    UNFINISHED,
    TabState,
)
from sheets_sync.ports import Contents

_METADATA = "developerMetadata(metadataId,metadataKey,metadataValue,location)"
FIELDS = (
    f"properties(title,locale,timeZone),{_METADATA},sheets(properties(sheetId,title,index,sheetType,hidden,"
    f"gridProperties(rowCount,columnCount,frozenRowCount)),{_METADATA},conditionalFormats,"
    "protectedRanges(protectedRangeId,description,warningOnly,requestingUserCanEdit,range),charts(chartId))"
)

Rows = list[list[Any]]

_LIKE_A_CELL = re.compile(r"[A-Z]{1,3}\d+|R\d*C\d*", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True)
class LiveSheet:
    """A sheet of the spreadsheet; `key` and `state` where it is one of the job's, `rows` where its cells were read."""

    id: int
    title: str
    row_count: int
    column_count: int
    is_grid: bool = True
    hidden: bool = False
    frozen_rows: int = 0
    key: str = ""
    state: TabState | None = None
    metadata_ids: Mapping[str, int] = field(default_factory=dict)
    rules: Sequence[Mapping[str, Any]] = ()
    protections: Sequence[Mapping[str, Any]] = ()
    charts: frozenset[int] = frozenset()
    rows: Rows = field(default_factory=list)
    unrepaired: Rows | None = None
    """The rows as they are, where `rows` are as they will be once what a write covered is put back."""

    @property
    def standing(self) -> Rows:
        return self.rows if self.unrepaired is None else self.unrepaired


@dataclass(frozen=True, order=True)
class Claim:
    """A batch of the job's that took effect: its number among all there ever were, and which step of which run it was."""

    number: int
    run: str = ""
    step: int = 0


@dataclass(frozen=True)
class Generation:
    """How often the job has written: the batches of its last write, in their order, and the metadata that tells of them."""

    claims: tuple[Claim, ...] = ()
    metadata_ids: tuple[int, ...] = ()

    @property
    def number(self) -> int:
        return self.claims[-1].number if self.claims else 0


@dataclass(frozen=True)
class Snapshot:
    """All sheets in their order, and the spreadsheet's own properties."""

    title: str
    locale: str
    time_zone: str
    sheets: tuple[LiveSheet, ...]
    generation: Generation
    ids: frozenset[int]
    """Every id in use: sheets, charts, protections, metadata."""

    def own(self) -> dict[str, LiveSheet]:
        """The job's tabs by key. A copy that somebody made of one bears the same marks: the sheet counts that the marks were made
        for, else one that has its title, else the first."""
        found: dict[str, LiveSheet] = {}
        for sheet in self.sheets:
            if sheet.key not in ("", UNFINISHED) and (sheet.key not in found or _claim(sheet) > _claim(found[sheet.key])):
                found[sheet.key] = sheet
        return found

    def unfinished(self) -> list[LiveSheet]:
        """Tabs that an interrupted write left out of sight."""
        return [sheet for sheet in self.sheets if sheet.key == UNFINISHED and sheet.hidden]

    def grids(self) -> Iterator[LiveSheet]:
        """The sheets that have cells; a chart or a data source may have one of its own."""
        return (sheet for sheet in self.sheets if sheet.is_grid)

    def journal(self) -> LiveSheet | None:
        return self.own().get(JOURNAL)

    def with_rows(self, rows: Mapping[int, Rows]) -> Snapshot:
        return replace(self, sheets=tuple(replace(sheet, rows=rows.get(sheet.id, sheet.rows)) for sheet in self.sheets))

    def with_repaired(self, rows: Mapping[int, Rows]) -> Snapshot:
        """The same, planned with `rows` in the place of what stands there."""
        sheets = (replace(sheet, rows=rows[sheet.id], unrepaired=sheet.rows) if sheet.id in rows else sheet for sheet in self.sheets)
        return replace(self, sheets=tuple(sheets))

    def sheet(self, sheet_id: int) -> LiveSheet | None:
        return next((sheet for sheet in self.sheets if sheet.id == sheet_id), None)


@dataclass(frozen=True, slots=True)
class GoogleContents(Contents):
    """Contents, and the snapshot they were taken from, which a write compares with."""

    snapshot: Snapshot | None = None


def _claim(sheet: LiveSheet) -> tuple[bool, bool]:
    state = sheet.state
    return (state.home == sheet.id, state.title == sheet.title) if state else (False, False)


def read_resource(resource: Mapping[str, Any]) -> Snapshot:
    """The answer of `spreadsheets.get` under FIELDS."""
    everywhere = list(resource.get("developerMetadata", ()))
    sheets = tuple(_sheet(raw, everywhere) for raw in resource.get("sheets", ()))
    properties = resource.get("properties", {})
    return Snapshot(
        title=properties.get("title", ""), locale=properties.get("locale", ""), time_zone=properties.get("timeZone", ""),
        sheets=sheets, generation=_generation(everywhere), ids=_ids(resource, everywhere),
    )  # fmt: skip


def _sheet(raw: Mapping[str, Any], everywhere: Sequence[Mapping[str, Any]]) -> LiveSheet:
    properties = raw.get("properties", {})
    sheet_id = properties.get("sheetId", 0)
    grid = properties.get("gridProperties", {})
    noted = _noted(sheet_id, raw.get("developerMetadata", ()), everywhere)
    return LiveSheet(
        id=sheet_id, title=properties.get("title", ""),
        row_count=grid.get("rowCount", 0), column_count=grid.get("columnCount", 0),
        is_grid=properties.get("sheetType", "GRID") == "GRID", hidden=bool(properties.get("hidden")),
        frozen_rows=grid.get("frozenRowCount", 0),
        key=noted[TAB_KEY].get("metadataValue", "") if TAB_KEY in noted else "",
        state=TabState.from_json(noted[LAYOUT_KEY].get("metadataValue", "")) if LAYOUT_KEY in noted else None,
        metadata_ids={key: item["metadataId"] for key, item in noted.items()},
        rules=raw.get("conditionalFormats", ()), protections=raw.get("protectedRanges", ()),
        charts=frozenset(_each(raw, "charts", "chartId")),
    )  # fmt: skip


def _noted(sheet_id: int, own: Sequence[Mapping[str, Any]], everywhere: Sequence[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    """Our metadata on a sheet, by key, wherever the answer lists it."""
    listed = [*own, *(item for item in everywhere if item.get("location", {}).get("sheetId", -1) == sheet_id)]
    return {item["metadataKey"]: item for item in listed if item.get("metadataKey") in (TAB_KEY, LAYOUT_KEY) and _is_whole(item)}


def _is_whole(item: Mapping[str, Any]) -> bool:
    return "metadataId" in item and "metadataValue" in item


def _generation(everywhere: Sequence[Mapping[str, Any]]) -> Generation:
    ours = [item for item in everywhere if item.get("metadataKey") == GENERATION_KEY and "metadataId" in item]
    return Generation(tuple(sorted(map(_claim_of, ours))), tuple(item["metadataId"] for item in ours))


def _claim_of(item: Mapping[str, Any]) -> Claim:
    """What a batch noted about itself; its id alone tells the number too."""
    try:
        number, run, *step = json.loads(item.get("metadataValue", ""))
        return Claim(int(number), str(run), *map(int, step[:1]))
    except (ValueError, TypeError):
        return Claim(max(int(item["metadataId"]) - GENERATION_BASE, 0))


def _ids(resource: Mapping[str, Any], everywhere: Sequence[Mapping[str, Any]]) -> frozenset[int]:
    ids = [item["metadataId"] for item in everywhere if "metadataId" in item]
    for raw in resource.get("sheets", ()):
        ids.append(raw.get("properties", {}).get("sheetId", 0))
        ids += _each(raw, "developerMetadata", "metadataId")
        ids += _each(raw, "charts", "chartId")
        ids += _each(raw, "protectedRanges", "protectedRangeId")
    return frozenset(ids)


def _each(raw: Mapping[str, Any], kind: str, name: str) -> list[int]:
    """The ids of what a sheet has of a kind; an id of nought is left out of an answer."""
    return [item.get(name, 0) for item in raw.get(kind, ())]


def whole(sheet: LiveSheet) -> str:
    """All cells of a sheet in A1 notation. Where the title alone would be taken for a cell of that name, its columns are named."""
    title = quoted(sheet.title)
    return f"{title}!A:{column_name(max(sheet.column_count, 1) - 1)}" if _LIKE_A_CELL.fullmatch(sheet.title) else title


def column_name(index: int) -> str:
    name = ""
    index += 1
    while index:
        index, digit = divmod(index - 1, 26)
        name = chr(65 + digit) + name
    return name


def quoted(title: str) -> str:
    """A sheet's title in A1 notation."""
    return "'" + title.replace("'", "''") + "'"
