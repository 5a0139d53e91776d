"""Request kinds that change cells."""

from __future__ import annotations

import copy
from typing import Any

from tests.google_server.book import Book
from tests.google_server.errors import ApiError
from tests.google_server.fields import Mask, copy_fields, leaves, parse_mask
from tests.google_server.grid import Formula, Row, Sheet, Value
from tests.google_server.ranges import Area, area_of
from tests.google_server.rendering import may_edit

MAX_TEXT = 50_000
PROTECTED = (
    "You are trying to edit a protected cell or object. Please contact the spreadsheet owner to remove protection if you need to edit."
)


def check_protection(sheet: Sheet, rows: range, columns: range, account: str) -> None:
    """400 where the area touches a range that the account may not edit."""
    for protected in sheet.objects.get("protectedRanges", []):
        area = area_of(protected.get("range", {}))
        touches_rows = rows.start < (len(sheet.rows) if area.bottom is None else area.bottom) and area.top < rows.stop
        touches_columns = columns.start < (sheet.width if area.right is None else area.right) and area.left < columns.stop
        if touches_rows and touches_columns and not may_edit(protected, account):
            raise ApiError(400, PROTECTED)


def _update_cells(book: Book, body: dict[str, Any], account: str) -> None:
    rows = body.get("rows", [])
    if ("range" in body) == ("start" in body):
        raise ApiError(400, "Exactly one of range or start must be set.")
    where = body.get("range") or body["start"]
    sheet = book.sheet(where.get("sheetId", 0))
    area = area_of(where) if "range" in body else _area_from(where, rows)
    row_range, column_range = sheet.clip(area)
    _check_fit(rows, row_range, column_range)
    check_protection(sheet, row_range, column_range, account)
    write_cells(sheet, row_range, column_range, rows, parse_mask(body["fields"]), clear_rest="range" in body)


def _area_from(start: dict[str, Any], rows: list[dict[str, Any]]) -> Area:
    top, left = start.get("rowIndex", 0), start.get("columnIndex", 0)
    return Area(top, top + len(rows), left, left + max((len(row.get("values", ())) for row in rows), default=0))


def _check_fit(rows: list[dict[str, Any]], row_range: range, column_range: range) -> None:
    if len(rows) > len(row_range):
        raise ApiError(
            400, f"Attempting to write row: {row_range.start + len(rows) - 1}, beyond the last requested row of: {row_range.stop - 1}"
        )
    widest = max((len(row.get("values", ())) for row in rows), default=0)
    if widest > len(column_range):
        last = column_range.stop - 1
        raise ApiError(400, f"Attempting to write column: {column_range.start + widest - 1}, beyond the last requested column of: {last}")


def write_cells(sheet: Sheet, rows: range, columns: range, data: list[dict[str, Any]], mask: Mask, *, clear_rest: bool) -> None:
    """Write CellData under a mask; what the data does not cover is cleared where a range was given."""
    only_value = all(leaf[0] == "userEnteredValue" for leaf in leaves(mask))
    for offset, index in enumerate(rows):
        cells = data[offset].get("values", []) if offset < len(data) else []
        if not clear_rest:
            columns = range(columns.start, columns.start + len(cells))
        for place, column in enumerate(columns):
            cell = cells[place] if place < len(cells) else {}
            _write_cell(sheet.rows[index], column, cell, mask, only_value)


def _write_cell(row: Row, column: int, cell: dict[str, Any], mask: Mask, only_value: bool) -> None:
    if "userEnteredValue" in mask or "*" in mask:
        row.set(column, read_typed(cell.get("userEnteredValue", {})))
    if only_value:
        return
    extra = copy.deepcopy(row.extras.get(column, {}))
    copy_fields({name: below for name, below in mask.items() if name != "userEnteredValue"}, cell, extra)
    extra.pop("userEnteredValue", None)
    if extra:
        row.extras[column] = extra
    else:
        row.extras.pop(column, None)


def read_typed(typed: dict[str, Any]) -> Value:
    """An ExtendedValue as the grid keeps it; numbers become doubles, with what that does to long ones."""
    if len(typed) > 1:
        raise ApiError(400, "oneof field 'value' is already set.")
    if "stringValue" in typed:
        if len(typed["stringValue"]) > MAX_TEXT:
            raise ApiError(400, f"Your input contains more than the maximum of {MAX_TEXT} characters in a single cell.")
        return typed["stringValue"] or None
    if "formulaValue" in typed:
        return Formula(typed["formulaValue"])
    if "boolValue" in typed:
        return bool(typed["boolValue"])
    return as_double(typed["numberValue"]) if "numberValue" in typed else None


def as_double(number: float) -> float | int:
    double = float(number)
    return int(double) if double.is_integer() else double


def _append_cells(book: Book, body: dict[str, Any], account: str) -> None:
    sheet = book.sheet(body.get("sheetId", 0))
    top = len(sheet.used())
    missing = top + len(body["rows"]) - len(sheet.rows)
    if missing > 0:
        sheet.insert_rows(len(sheet.rows), missing)
    area = _area_from({"rowIndex": top}, body["rows"])
    rows, columns = sheet.clip(area)
    check_protection(sheet, rows, columns, account)
    write_cells(sheet, rows, columns, body["rows"], parse_mask(body["fields"]), clear_rest=False)


def _repeat_cell(book: Book, body: dict[str, Any], account: str) -> None:
    sheet = book.sheet(body["range"].get("sheetId", 0))
    rows, columns = sheet.clip(area_of(body["range"]))
    check_protection(sheet, rows, columns, account)
    mask = parse_mask(body["fields"])
    if "userEnteredValue" in mask:
        raise NotImplementedError("repeatCell with values")
    cell: dict[str, Any] = {}
    copy_fields(mask, body.get("cell", {}), cell)
    sheet.painted.append((dict(body["range"]), cell))


def _set_validation(book: Book, body: dict[str, Any], account: str) -> None:
    sheet = book.sheet(body["range"].get("sheetId", 0))
    rows, columns = sheet.clip(area_of(body["range"]))
    check_protection(sheet, rows, columns, account)
    rule = body.get("rule")
    if rule and not rule.get("condition", {}).get("type"):
        raise ApiError(400, "A data validation rule must have a condition.")
    sheet.painted.append((dict(body["range"]), {"dataValidation": rule}))


def _sort_range(book: Book, body: dict[str, Any], account: str) -> None:
    sheet = book.sheet(body["range"].get("sheetId", 0))
    area = area_of(body["range"])
    rows, columns = sheet.clip(area)
    check_protection(sheet, rows, columns, account)
    sheet.sort_area(area, [(spec.get("dimensionIndex", 0), spec.get("sortOrder") == "DESCENDING") for spec in body["sortSpecs"]])


def _copy_paste(book: Book, body: dict[str, Any], account: str) -> None:
    source = book.sheet(body["source"].get("sheetId", 0))
    target = book.sheet(body["destination"].get("sheetId", 0))
    rows, columns = source.clip(area_of(body["source"]))
    wanted = area_of(body["destination"])
    area = Area(wanted.top, wanted.top + len(rows), wanted.left, wanted.left + len(columns))
    target_rows, target_columns = target.clip(area)
    check_protection(target, target_rows, target_columns, account)
    values_only = body.get("pasteType") == "PASTE_VALUES"
    picked = [[(source.rows[row].get(column), source.rows[row].extras.get(column)) for column in columns] for row in rows]
    for cells, index in zip(picked, target_rows, strict=True):
        for (value, extra), column in zip(cells, target_columns, strict=True):
            target.rows[index].set(column, "#REF!" if values_only and isinstance(value, Formula) else value)
            if extra and not values_only:
                target.rows[index].extras[column] = copy.deepcopy(extra)


HANDLERS = {
    "updateCells": _update_cells,
    "appendCells": _append_cells,
    "repeatCell": _repeat_cell,
    "setDataValidation": _set_validation,
    "sortRange": _sort_range,
    "copyPaste": _copy_paste,
}
