"""How a tab looks, as requests: drawn once when the tab is made, and again only when its looks change."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from sheets_sync.adapters.workbooks._formats import (
    FILLS,
    HEADER_FILL,
    INK,
    NAVY,
    NUMBER_FORMATS,
    PEOPLE_FILL,
    PEOPLE_HEADER_FILL,
    TOTAL_FILL,
)
from sheets_sync.adapters.workbooks._google_snapshot import LiveSheet
from sheets_sync.adapters.workbooks._google_state import has_one_header
from sheets_sync.domain.tab import DATE, INTEGER, MOMENT, PEOPLE, PERCENT, SEVERITY, STATUS, TEXT, WRAP, Column, Tab, Table

Request = dict[str, Any]
NewId = Callable[[str], int]
"""Gives an id that is not in use, from a name: the same one each time where it is free."""

PROTECTION = "sheets-sync"
"""The description by which the job's own protections are known."""

_PIXELS_A_CHARACTER, _PADDING = 7, 14
_TYPES = {INTEGER: "NUMBER", PERCENT: "PERCENT", MOMENT: "DATE_TIME", DATE: "DATE"}
_FORMAT_FIELDS = "userEnteredFormat(backgroundColorStyle,textFormat,horizontalAlignment,verticalAlignment,wrapStrategy,numberFormat)"


def fingerprint(tab: Tab, version: str) -> str:
    """Changes when the tab must be drawn anew. Under a single header the number of rows only matters for totals."""
    single = has_one_header(tab)
    shape = [
        [
            [[c.key, c.header, c.width, c.format, c.owner, c.choices, c.note] for c in table.columns],
            table.row, table.column, bool(table.title), 0 if single and not table.total_rows else len(table.rows), table.total_rows,
        ]
        for table in (tab.tables[:1] if single else tab.tables)
    ]  # fmt: skip
    colours = sorted(tab.colours.items())
    spots = [(row, column) for row, column, _ in tab.notes]
    return _digest([version, shape, colours, spots, tab.frozen_rows, tab.frozen_columns, tab.tab_colour])


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value, default=str).encode()).hexdigest()[:16]


def draw(tab: Tab, sheet_id: int, places: Sequence[int], rows: int, new_id: NewId, before: LiveSheet | None) -> Iterator[Request]:
    """All requests that give a tab its looks. `places`: the live column of each of the tab's columns; `rows`: the grid's height;
    `before`: the tab as it stood, None if it is new."""
    if before:
        yield from _take_off(tab, before)
        yield _frozen(tab, sheet_id)
    for table in tab.tables:
        last = has_one_header(tab) and table is tab.tables[0] and not table.total_rows
        yield from _table(table, sheet_id, places, last or table is tab.tables[-1])
    for row, column, _ in tab.notes:
        yield _repeat(_area(sheet_id, row, row + 1, places[column]), _note_format(heading=(row, column) == (0, 0)))
    yield from _widths(tab, sheet_id, places)
    yield from _colours(tab, sheet_id, places)
    yield from _protection(tab, sheet_id, places, new_id)
    filtered = next((table for table in tab.tables if table.filter), None)
    if filtered and not before:
        end = filtered.end_row if len(tab.tables) > 1 else rows
        yield {"setBasicFilter": {"filter": {"range": _span(sheet_id, filtered.row, end, places, filtered)}}}


def _take_off(tab: Tab, before: LiveSheet) -> Iterator[Request]:
    """Remove the job's own rules and protections, so that none pile up; what people added stays."""
    texts = {*tab.colours, *(before.state.texts if before.state else ())}
    fills = {*(fill for fill, _ in FILLS.values()), *(before.state.fills if before.state else ())}
    for index in reversed(range(len(before.rules))):
        if _is_ours(before.rules[index], texts, fills):
            yield {"deleteConditionalFormatRule": {"sheetId": before.id, "index": index}}
    for protection in before.protections:
        if protection.get("description") == PROTECTION:
            yield {"deleteProtectedRange": {"protectedRangeId": protection["protectedRangeId"]}}


def _is_ours(rule: Mapping[str, Any], texts: set[str], fills: set[str]) -> bool:
    """By its text and its colour: people may have rules of their own for the same texts."""
    condition = rule.get("booleanRule", {}).get("condition", {})
    values = [value.get("userEnteredValue") for value in condition.get("values", ())]
    return condition.get("type") == "TEXT_EQ" and len(values) == 1 and values[0] in texts and _fill_of(rule) in {None, *fills}


def _fill_of(rule: Mapping[str, Any]) -> str | None:
    """A rule's background as "#rrggbb", None where it is not told."""
    look = rule.get("booleanRule", {}).get("format", {})
    colour = look.get("backgroundColorStyle", {}).get("rgbColor", look.get("backgroundColor"))
    if colour is None:
        return None
    return "#" + "".join(f"{round(colour.get(part, 0) * 255):02x}" for part in ("red", "green", "blue"))


def sheet_properties(tab: Tab) -> dict[str, Any]:
    """Frozen rows and columns, and the tab's colour."""
    properties: dict[str, Any] = {"gridProperties": {"frozenRowCount": tab.frozen_rows, "frozenColumnCount": tab.frozen_columns}}
    return properties | ({"tabColorStyle": colour_style(tab.tab_colour)} if tab.tab_colour else {})


def _frozen(tab: Tab, sheet_id: int) -> Request:
    fields = "gridProperties(frozenRowCount,frozenColumnCount)" + (",tabColorStyle" if tab.tab_colour else "")
    return {"updateSheetProperties": {"properties": {"sheetId": sheet_id, **sheet_properties(tab)}, "fields": fields}}


def _table(table: Table, sheet_id: int, places: Sequence[int], last: bool) -> Iterator[Request]:
    if table.title:
        yield _repeat(_area(sheet_id, table.row - 1, table.row, places[table.column]), {"textFormat": _font(12, NAVY, bold=True)})
    for offset, column in enumerate(table.columns):
        place = places[table.column + offset]
        if table.header:
            yield _repeat(_area(sheet_id, table.row, table.first_row, place), header_format(column))
        if table.header and (last or table.rows):
            yield _repeat(_area(sheet_id, table.first_row, None if last else table.end_row, place), cell_format(column))
        if table.header and column.note:
            yield _note(_area(sheet_id, table.row, table.first_row, place), column.note)
        if column.choices and table.header and (last or table.rows):
            yield _choices(_area(sheet_id, table.first_row, None if last else table.end_row, place), column)
    if table.total_rows:
        area = _span(sheet_id, table.end_row - table.total_rows, table.end_row, places, table)
        fields = "userEnteredFormat(backgroundColorStyle,textFormat)"
        look = {"backgroundColorStyle": colour_style(TOTAL_FILL), "textFormat": _font(10, INK, bold=True)}
        yield {"repeatCell": {"range": area, "cell": {"userEnteredFormat": look}, "fields": fields}}


def header_format(column: Column) -> dict[str, Any]:
    fill, ink = PEOPLE_HEADER_FILL if column.owner == PEOPLE else HEADER_FILL
    return {
        "backgroundColorStyle": colour_style(fill), "textFormat": _font(10, ink, bold=True), "wrapStrategy": "WRAP",
        "verticalAlignment": "MIDDLE", "horizontalAlignment": _alignment(column),
    }  # fmt: skip


def cell_format(column: Column) -> dict[str, Any]:
    look: dict[str, Any] = {"textFormat": _font(10, INK), "verticalAlignment": "TOP"}
    look["wrapStrategy"] = "WRAP" if column.format == WRAP else "OVERFLOW_CELL"
    if column.owner == PEOPLE:
        return look | {"backgroundColorStyle": colour_style(PEOPLE_FILL)}
    if column.format in NUMBER_FORMATS:
        look["numberFormat"] = {"type": _TYPES[column.format], "pattern": NUMBER_FORMATS[column.format]}
    elif column.format == TEXT:
        look["numberFormat"] = {"type": "TEXT", "pattern": "@"}
    return look | ({} if column.format == WRAP else {"horizontalAlignment": _alignment(column)})


def _alignment(column: Column) -> str:
    return "RIGHT" if column.format in (INTEGER, PERCENT) else "CENTER" if column.format in (STATUS, SEVERITY) else "LEFT"


def _note_format(*, heading: bool) -> dict[str, Any]:
    return {"textFormat": _font(16, NAVY, bold=True) if heading else {**_font(10, "#4a5568"), "italic": True}}


def _font(size: int, ink: str, *, bold: bool = False) -> dict[str, Any]:
    return {"fontSize": size, "bold": bold, "foregroundColorStyle": colour_style(ink)}


def _repeat(area: Request, look: dict[str, Any]) -> Request:
    return {"repeatCell": {"range": area, "cell": {"userEnteredFormat": look}, "fields": _FORMAT_FIELDS}}


def _note(area: Request, text: str) -> Request:
    return {"updateCells": {"range": area, "rows": [{"values": [{"note": text}]}], "fields": "note"}}


def _choices(area: Request, column: Column) -> Request:
    condition = {"type": "ONE_OF_LIST", "values": [{"userEnteredValue": choice} for choice in column.choices]}
    return {"setDataValidation": {"range": area, "rule": {"condition": condition, "strict": False, "showCustomUi": True}}}


def _widths(tab: Tab, sheet_id: int, places: Sequence[int]) -> Iterator[Request]:
    widest: dict[int, int] = {}
    for table in tab.tables:
        for offset, column in enumerate(table.columns):
            place = places[table.column + offset]
            widest[place] = max(widest.get(place, 0), column.width)
    for place, width in widest.items():
        where = {"sheetId": sheet_id, "dimension": "COLUMNS", "startIndex": place, "endIndex": place + 1}
        size = {"pixelSize": width * _PIXELS_A_CHARACTER + _PADDING}
        yield {"updateDimensionProperties": {"range": where, "properties": size, "fields": "pixelSize"}}


def _colours(tab: Tab, sheet_id: int, places: Sequence[int]) -> Iterator[Request]:
    """One rule for each coloured text, over all status columns of the tab; from the first row on, so that new rows are covered."""
    ranges = {
        places[table.column + offset]: _area(sheet_id, tab.tables[0].first_row, None, places[table.column + offset])
        for table in tab.tables
        for offset, column in enumerate(table.columns)
        if column.format in (STATUS, SEVERITY)
    }
    for index, (text, style) in enumerate(tab.colours.items() if ranges else ()):
        fill, ink = FILLS[style]
        look = {"backgroundColorStyle": colour_style(fill), "textFormat": {"foregroundColorStyle": colour_style(ink)}}
        condition = {"type": "TEXT_EQ", "values": [{"userEnteredValue": text}]}
        rule = {"ranges": list(ranges.values()), "booleanRule": {"condition": condition, "format": look}}
        yield {"addConditionalFormatRule": {"index": index, "rule": rule}}


def _protection(tab: Tab, sheet_id: int, places: Sequence[int], new_id: NewId) -> Iterator[Request]:
    """A warning, no wall, over the columns the job writes; people's columns stay free."""
    owned = sorted({place for index, place in enumerate(places) if index not in _peoples(tab)})
    for start, end in runs(owned):
        protected = {
            "protectedRangeId": new_id(f"protection {tab.key} {start}"), "description": PROTECTION, "warningOnly": True,
            "range": {"sheetId": sheet_id, "startColumnIndex": start, "endColumnIndex": end},
        }  # fmt: skip
        yield {"addProtectedRange": {"protectedRange": protected}}


def _peoples(tab: Tab) -> set[int]:
    return {table.column + offset for table in tab.tables for offset, column in enumerate(table.columns) if column.owner == PEOPLE}


def runs(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Ascending numbers as half-open runs."""
    found: list[tuple[int, int]] = []
    for number in numbers:
        if found and found[-1][1] == number:
            found[-1] = (found[-1][0], number + 1)
        else:
            found.append((number, number + 1))
    return found


def _area(sheet_id: int, top: int, bottom: int | None, column: int) -> Request:
    area: Request = {"sheetId": sheet_id, "startRowIndex": top, "startColumnIndex": column, "endColumnIndex": column + 1}
    return area if bottom is None else area | {"endRowIndex": bottom}


def _span(sheet_id: int, top: int, bottom: int, places: Sequence[int], table: Table) -> Request:
    taken = [places[table.column + offset] for offset in range(len(table.columns))]
    return {
        "sheetId": sheet_id, "startRowIndex": top, "endRowIndex": bottom, "startColumnIndex": min(taken), "endColumnIndex": max(taken) + 1,
    }  # fmt: skip


def colour_style(code: str) -> dict[str, Any]:
    """A "#rrggbb" as a ColorStyle."""
    red, green, blue = (int(code[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return {"rgbColor": {"red": round(red, 4), "green": round(green, 4), "blue": round(blue, 4)}}
