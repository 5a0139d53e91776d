"""A tab that people fill in, as requests: made anew, or laid out above whatever an empty tab may hold by the time they arrive."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from sheets_sync.adapters.workbooks._formats import EXAMPLE_FILL, HEADER_FILL, INK, NUMBER_FORMATS, OPTIONAL_HEADER_FILL
from sheets_sync.adapters.workbooks._google_cells import cell_json
from sheets_sync.adapters.workbooks._google_layout import Request, colour_style
from sheets_sync.adapters.workbooks._google_snapshot import LiveSheet
from sheets_sync.domain.input_tab import InputTab
from sheets_sync.domain.tab import DATE, MOMENT, WRAP, Column

_ROWS = 1000
_PIXELS_A_CHARACTER, _PADDING = 7, 14
_LOOK = "userEnteredFormat(backgroundColorStyle,textFormat,verticalAlignment,wrapStrategy,numberFormat)"
_EXAMPLE_FIELDS = "userEnteredFormat(backgroundColorStyle,textFormat,wrapStrategy)"
_TYPES = {DATE: "DATE", MOMENT: "DATE_TIME"}


def made(tab: InputTab, sheet_id: int) -> Iterator[Request]:
    """Requests for a tab that is not there yet."""
    grid = {"rowCount": max(_ROWS, len(tab.rows) + 100), "columnCount": len(tab.columns)}
    frozen = {"frozenRowCount": 1, "frozenColumnCount": tab.frozen_columns}
    properties = {"sheetId": sheet_id, "title": tab.title, "gridProperties": grid | frozen, "tabColorStyle": colour_style(tab.tab_colour)}
    yield {"addSheet": {"properties": properties}}
    yield from _laid_out(tab, sheet_id)


def furnished(tab: InputTab, sheet: LiveSheet) -> Iterator[Request]:
    """Requests for a tab that is there and was empty: rows are inserted at the top, so that nothing typed meanwhile is lost."""
    lacking = len(tab.columns) - sheet.column_count
    if lacking > 0:
        yield {"appendDimension": {"sheetId": sheet.id, "dimension": "COLUMNS", "length": lacking}}
    top = {"sheetId": sheet.id, "dimension": "ROWS", "startIndex": 0, "endIndex": len(tab.rows) + 1}
    yield {"insertDimension": {"range": top, "inheritFromBefore": False}}
    yield from _laid_out(tab, sheet.id)
    frozen = {"frozenRowCount": 1, "frozenColumnCount": tab.frozen_columns}
    properties = {"sheetId": sheet.id, "gridProperties": frozen, "tabColorStyle": colour_style(tab.tab_colour)}
    fields = "gridProperties(frozenRowCount,frozenColumnCount),tabColorStyle"
    yield {"updateSheetProperties": {"properties": properties, "fields": fields}}


def _laid_out(tab: InputTab, sheet_id: int) -> Iterator[Request]:
    for place, column in enumerate(tab.columns):
        yield from _column(column, sheet_id, place, required=column.key in tab.required)
    if tab.examples:
        yield _painted(_area(sheet_id, 1, 1 + tab.examples, 0, len(tab.columns)), _example_look(), _EXAMPLE_FIELDS)
    yield _header(tab, sheet_id)
    if tab.rows:
        yield _rows(tab, sheet_id)


def _column(column: Column, sheet_id: int, place: int, *, required: bool) -> Iterator[Request]:
    where = {"sheetId": sheet_id, "dimension": "COLUMNS", "startIndex": place, "endIndex": place + 1}
    size = {"pixelSize": column.width * _PIXELS_A_CHARACTER + _PADDING}
    yield {"updateDimensionProperties": {"range": where, "properties": size, "fields": "pixelSize"}}
    yield _painted(_area(sheet_id, 0, 1, place, place + 1), _header_look(required=required), _LOOK)
    body = _area(sheet_id, 1, None, place, place + 1)
    yield _painted(body, _body_look(column), _LOOK)
    condition = _condition(column)
    if condition:
        message = {"inputMessage": column.note} if column.note else {}
        yield {"setDataValidation": {"range": body, "rule": {"condition": condition, "strict": False, "showCustomUi": True, **message}}}


def _condition(column: Column) -> dict[str, Any]:
    """Help, no wall: whatever a person types is taken, and read as well as it can be."""
    if column.choices:
        return {"type": "ONE_OF_LIST", "values": [{"userEnteredValue": choice} for choice in column.choices]}
    return {"type": "DATE_IS_VALID"} if column.format in (DATE, MOMENT) else {}


def _header_look(*, required: bool) -> dict[str, Any]:
    fill, ink = HEADER_FILL if required else OPTIONAL_HEADER_FILL
    font = {"fontSize": 10, "bold": True, "foregroundColorStyle": colour_style(ink)}
    return {"backgroundColorStyle": colour_style(fill), "textFormat": font, "verticalAlignment": "MIDDLE", "wrapStrategy": "WRAP"}


def _body_look(column: Column) -> dict[str, Any]:
    kind = {"type": _TYPES.get(column.format, "TEXT"), "pattern": NUMBER_FORMATS.get(column.format, "@")}
    font = {"fontSize": 10, "foregroundColorStyle": colour_style(INK)}
    wrap = "WRAP" if column.format == WRAP else "CLIP"
    return {"numberFormat": kind, "textFormat": font, "verticalAlignment": "TOP", "wrapStrategy": wrap}


def _example_look() -> dict[str, Any]:
    fill, ink = EXAMPLE_FILL
    return {
        "backgroundColorStyle": colour_style(fill),
        "textFormat": {"fontSize": 10, "italic": True, "foregroundColorStyle": colour_style(ink)},
        "wrapStrategy": "WRAP",
    }


def _header(tab: InputTab, sheet_id: int) -> Request:
    cells = [
        {"userEnteredValue": {"stringValue": column.header}, **({"note": column.note} if column.note else {})} for column in tab.columns
    ]
    area = _area(sheet_id, 0, 1, 0, len(tab.columns))
    return {"updateCells": {"range": area, "rows": [{"values": cells}], "fields": "userEnteredValue,note"}}


def _rows(tab: InputTab, sheet_id: int) -> Request:
    rows = [{"values": [json.loads(cell_json(cell)) for cell in row]} for row in tab.rows]
    area = _area(sheet_id, 1, 1 + len(rows), 0, len(tab.columns))
    return {"updateCells": {"range": area, "rows": rows, "fields": "userEnteredValue"}}


def _painted(area: Request, look: dict[str, Any], fields: str) -> Request:
    return {"repeatCell": {"range": area, "cell": {"userEnteredFormat": look}, "fields": fields}}


def _area(sheet_id: int, top: int, bottom: int | None, left: int, right: int) -> Request:
    area: Request = {"sheetId": sheet_id, "startRowIndex": top, "startColumnIndex": left, "endColumnIndex": right}
    return area if bottom is None else area | {"endRowIndex": bottom}


def batch(requests: Sequence[Request]) -> bytes:
    """All of them as one batchUpdate, applied whole or not at all."""
    return json.dumps({"requests": requests}, ensure_ascii=False).encode()
