"""Cells as a read shows them, and the spreadsheet resource as `spreadsheets.get` answers it."""

from __future__ import annotations

import copy
from datetime import datetime, timedelta
from typing import Any

from tests.google_server.book import Book
from tests.google_server.fields import Mask
from tests.google_server.grid import Formula, Sheet, Value, trimmed
from tests.google_server.ranges import Area, area_of, column_name, quoted

EPOCH = datetime(1899, 12, 30)
NOT_CALCULATED = "#REF!"


def read_range(book: Book, a1: str, render: str, dates: str) -> dict[str, Any]:
    """A ValueRange; no `values` key where there is nothing."""
    sheet, area = book.resolve(a1)
    rows, columns = _reach(sheet, area)
    if render == "UNFORMATTED_VALUE" and dates == "SERIAL_NUMBER":
        shown = [_plain(row.values[columns.start : columns.stop]) if row.values else [] for row in sheet.rows[rows.start : rows.stop]]
    else:
        shown = [[_shown(book, sheet, row, column, render, dates) for column in columns] for row in rows]
    last = f"{column_name(max(columns.stop - 1, 0))}{rows.stop}"
    answer: dict[str, Any] = {
        "range": f"{quoted(sheet.title)}!{column_name(columns.start)}{rows.start + 1}:{last}", "majorDimension": "ROWS",
    }  # fmt: skip
    values = [["" if value is None else value for value in row] for row in trimmed(shown)]
    if values:
        answer["values"] = values
    return answer


def _plain(values: list[Value]) -> list[Value]:
    return [NOT_CALCULATED if type(value) is Formula else value for value in values]


def _reach(sheet: Sheet, area: Area) -> tuple[range, range]:
    """A read may name more than the grid has, but must start inside it."""
    bottom = len(sheet.rows) if area.bottom is None else min(area.bottom, len(sheet.rows))
    right = sheet.width if area.right is None else min(area.right, sheet.width)
    sheet.clip(Area(area.top, None, area.left, None))
    return range(area.top, bottom), range(area.left, right)


def _shown(book: Book, sheet: Sheet, row: int, column: int, render: str, dates: str) -> Value:
    value = sheet.rows[row].get(column)
    if isinstance(value, Formula):
        return str(value) if render == "FORMULA" else NOT_CALCULATED
    if value is None or isinstance(value, str) or (render != "FORMATTED_VALUE" and dates == "SERIAL_NUMBER"):
        return value
    if isinstance(value, bool):
        return str(value).upper() if render == "FORMATTED_VALUE" else value
    kind = number_format(sheet, row, column)
    if render != "FORMATTED_VALUE":
        return formatted(value, kind, book.locale) if kind in ("DATE", "DATE_TIME") else value
    return formatted(value, kind, book.locale)


def number_format(sheet: Sheet, row: int, column: int) -> str:
    """The number format's type at a cell."""
    own = sheet.rows[row].extras.get(column, {}).get("userEnteredFormat", {}).get("numberFormat")
    for grid_range, cell in () if own else reversed(sheet.painted):
        if "numberFormat" in cell.get("userEnteredFormat", {}) and inside(area_of(grid_range), row, column):
            own = cell["userEnteredFormat"]["numberFormat"]
            break
    return str((own or {}).get("type", ""))


def inside(area: Area, row: int, column: int) -> bool:
    return (
        area.top <= row and (area.bottom is None or row < area.bottom) and area.left <= column
        and (area.right is None or column < area.right)
    )  # fmt: skip


def formatted(value: float, kind: str, locale: str) -> str:
    """A number as people see it: dates by their format, decimals by the locale."""
    if kind in ("DATE", "DATE_TIME"):
        moment = EPOCH + timedelta(seconds=round(value * 86400))
        return moment.strftime("%d/%m/%Y" if kind == "DATE" else "%d/%m/%Y %H:%M:%S")
    text = f"{value * 100:g}%" if kind == "PERCENT" else f"{value:.10g}"
    return text.replace(".", ",") if locale.startswith("in") else text


def spreadsheet_resource(book: Book, mask: Mask | None, areas: list[tuple[Sheet, Area]] | None, account: str) -> dict[str, Any]:
    """The Spreadsheet message; cells only where the mask asks for `sheets.data`."""
    wants_cells = mask is not None and "data" in mask.get("sheets", {})
    writer = book.access.get(account) == "writer"
    whole = Area(0, None, 0, None)
    shown = {id(sheet): [area for owner, area in areas or [(sheet, whole)] if owner is sheet] for sheet in book.sheets}
    sheets = [
        _sheet_resource(sheet, index, shown[id(sheet)], wants_cells, account, writer)
        for index, sheet in enumerate(book.sheets)
        if areas is None or any(owner is sheet for owner, _ in areas)
    ]
    answer: dict[str, Any] = {
        "spreadsheetId": book.id,
        "properties": {"title": book.title, "locale": book.locale, "autoRecalc": "ON_CHANGE", "timeZone": book.time_zone},
        "sheets": sheets,
        "spreadsheetUrl": f"https://docs.google.com/spreadsheets/d/{book.id}/edit",
    }
    if book.metadata:
        answer["developerMetadata"] = [{**item, "location": {"locationType": "SPREADSHEET", "spreadsheet": True}} for item in book.metadata]
    return answer


def _sheet_resource(sheet: Sheet, index: int, areas: list[Area], wants_cells: bool, account: str, writer: bool) -> dict[str, Any]:
    answer: dict[str, Any] = {"properties": sheet_properties(sheet, index)}
    answer |= {name: copy.deepcopy(items) for name, items in sheet.objects.items() if items}
    for protected in answer.get("protectedRanges", []):
        if writer and may_edit(protected, account):  # what is false is left out
            protected["requestingUserCanEdit"] = True
    if sheet.metadata:
        answer["developerMetadata"] = [{**item, "location": {"locationType": "SHEET", "sheetId": sheet.id}} for item in sheet.metadata]
    if sheet.basic_filter:
        answer["basicFilter"] = sheet.basic_filter
    if wants_cells:
        answer["data"] = [_grid_data(sheet, area) for area in areas]
    return answer


def may_edit(protected: dict[str, Any], account: str) -> bool:
    return bool(protected.get("warningOnly")) or account in protected.get("editors", {}).get("users", [])


def sheet_properties(sheet: Sheet, index: int) -> dict[str, Any]:
    grid = {"rowCount": len(sheet.rows), "columnCount": sheet.width}
    grid |= {"frozenRowCount": sheet.frozen_rows} if sheet.frozen_rows else {}
    grid |= {"frozenColumnCount": sheet.frozen_columns} if sheet.frozen_columns else {}
    look = copy.deepcopy(sheet.look)
    answer = {"sheetId": sheet.id, "title": sheet.title, "index": index, "sheetType": sheet.kind, **look}
    if sheet.kind != "GRID":
        return answer | ({"hidden": True} if sheet.hidden else {})
    answer["gridProperties"] = {**grid, **look.get("gridProperties", {})}
    return answer | ({"hidden": True} if sheet.hidden else {})


def _grid_data(sheet: Sheet, area: Area) -> dict[str, Any]:
    rows, columns = _reach(sheet, area)
    data: dict[str, Any] = {"rowData": [_row_data(sheet, row, columns) for row in rows]}
    while data["rowData"] and not data["rowData"][-1]:
        data["rowData"].pop()
    data["rowMetadata"] = [_line_resource(sheet.rows[row].line, sheet.id, "ROWS", row) for row in rows]
    data["columnMetadata"] = [_line_resource(sheet.columns[column], sheet.id, "COLUMNS", column) for column in columns]
    return data | ({"startRow": area.top} if area.top else {}) | ({"startColumn": area.left} if area.left else {})


def _line_resource(line: Any, sheet_id: int, dimension: str, index: int) -> dict[str, Any]:
    where = {"sheetId": sheet_id, "dimension": dimension, "startIndex": index, "endIndex": index + 1}
    location = {"locationType": dimension[:-1], "dimensionRange": where}
    answer = {"pixelSize": 21 if dimension == "ROWS" else 100, **line.properties}
    return answer | ({"developerMetadata": [{**item, "location": location} for item in line.metadata]} if line.metadata else {})


def _row_data(sheet: Sheet, row: int, columns: range) -> dict[str, Any]:
    cells = [_cell_data(sheet, row, column) for column in columns]
    while cells and not cells[-1]:
        cells.pop()
    return {"values": cells} if cells else {}


def _cell_data(sheet: Sheet, row: int, column: int) -> dict[str, Any]:
    value = sheet.rows[row].get(column)
    answer = copy.deepcopy(sheet.rows[row].extras.get(column, {}))
    if value is None:
        return answer
    typed = typed_value(value)
    answer["userEnteredValue"] = typed
    answer["effectiveValue"] = {"errorValue": {"type": "REF", "message": "not calculated"}} if isinstance(value, Formula) else typed
    return answer


def typed_value(value: Value) -> dict[str, Any]:
    """ExtendedValue."""
    if isinstance(value, Formula):
        return {"formulaValue": str(value)}
    if isinstance(value, bool):
        return {"boolValue": value}
    return {"stringValue": value} if isinstance(value, str) else {"numberValue": value}
