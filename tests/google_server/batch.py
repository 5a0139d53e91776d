"""`spreadsheets.batchUpdate`: every request kind the product (or a script beside it) uses, all or nothing."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from tests.google_server import batch_cells, batch_metadata, batch_objects
from tests.google_server.book import Book
from tests.google_server.errors import ApiError
from tests.google_server.fields import copy_fields, parse_mask
from tests.google_server.grid import Line, Row, Sheet
from tests.google_server.ranges import quoted
from tests.google_server.rendering import sheet_properties

Handler = Callable[[Book, dict[str, Any], str], dict[str, Any] | None]
"""Applies one request's body to the book for an account; returns its reply, if it has one."""

MAX_CELLS_TEXT = "This action would increase the number of cells in the workbook above the limit of {limit} cells."


def apply_batch(book: Book, requests: list[dict[str, Any]], account: str) -> list[dict[str, Any]]:
    """Apply all requests to the book or, on any error, none; the replies, one a request."""
    if not requests:
        raise ApiError(400, "Must specify at least one request.")
    draft = book.draft()
    replies = []
    for index, request in enumerate(requests):
        replies.append(_apply(draft, request, index, account))
    book.become(draft)
    return replies


def _apply(book: Book, request: dict[str, Any], index: int, account: str) -> dict[str, Any]:
    kinds = [kind for kind, body in request.items() if body is not None]
    if len(kinds) != 1:
        raise ApiError(
            400,
            f"Invalid requests[{index}]: No request set."
            if not kinds
            else f"Invalid requests[{index}]: oneof field 'kind' is already set.",
        )
    kind = kinds[0]
    if kind not in HANDLERS:
        raise NotImplementedError(f"the stand-in does not know the request kind {kind}")
    try:
        reply = HANDLERS[kind](book, request[kind], account)
        if book.cells() > book.cell_limit:
            raise ApiError(400, MAX_CELLS_TEXT.format(limit=book.cell_limit))
    except ApiError as error:
        raise ApiError(error.code, f"Invalid requests[{index}].{kind}: {error.message}", status=error.status) from error
    return {kind: reply} if reply else {}


# sheets


def _add_sheet(book: Book, body: dict[str, Any], account: str) -> dict[str, Any]:
    wanted = body.get("properties", {})
    sheet_id = wanted.get("sheetId", random.randrange(1, 2**31))  # noqa: S311
    if any(sheet.id == sheet_id for sheet in book.sheets):
        raise ApiError(400, f"Sheet with id {sheet_id} already exists.")
    title = wanted.get("title") or _free_title(book)
    _check_title(book, title)
    grid = wanted.get("gridProperties", {})
    sheet = Sheet.blank(sheet_id, title, grid.get("rowCount", 1000), grid.get("columnCount", 26))
    book.insert(sheet, wanted.get("index", len(book.sheets)))
    _set_properties(book, sheet, {name: value for name, value in wanted.items() if name not in ("sheetId", "title", "index")})
    return {"properties": sheet_properties(sheet, book.sheets.index(sheet))}


def _free_title(book: Book) -> str:
    return next(title for number in range(1, 10_000) if (title := f"Sheet{number}") not in book)


def _check_title(book: Book, title: str) -> None:
    if any(title.casefold() == other.casefold() for other in book.titles):
        raise ApiError(400, f'A sheet with the name "{title}" already exists. Please enter another name.')
    if not title or len(title) > 100:
        raise ApiError(400, "Invalid sheet name.")


def _set_properties(book: Book, sheet: Sheet, wanted: dict[str, Any]) -> None:
    """Take over sheet properties given as a tree of only what is to be set."""
    if "title" in wanted and wanted["title"] != sheet.title:
        _check_title(book, wanted["title"])
        sheet.title = wanted["title"]
    if "index" in wanted:
        book.sheets.remove(sheet)
        book.sheets.insert(wanted["index"], sheet)
    sheet.hidden = wanted.get("hidden", sheet.hidden)
    grid = wanted.get("gridProperties", {})
    _resize(sheet, grid.get("rowCount", len(sheet.rows)), grid.get("columnCount", sheet.width))
    sheet.frozen_rows = grid.get("frozenRowCount", sheet.frozen_rows)
    sheet.frozen_columns = grid.get("frozenColumnCount", sheet.frozen_columns)
    if sheet.frozen_rows >= len(sheet.rows) or sheet.frozen_columns >= sheet.width:
        raise ApiError(400, f"You can't freeze all visible rows or columns on the sheet {quoted(sheet.title)}.")
    for name in ("tabColor", "tabColorStyle", "rightToLeft"):
        if name in wanted:
            sheet.look[name] = wanted[name]
    if "hideGridlines" in grid:
        sheet.look.setdefault("gridProperties", {})["hideGridlines"] = grid["hideGridlines"]


def _resize(sheet: Sheet, rows: int, columns: int) -> None:
    if rows < 1 or columns < 1:
        raise ApiError(400, "A sheet needs at least one row and one column.")
    sheet.rows.extend(Row() for _ in range(rows - len(sheet.rows)))
    del sheet.rows[rows:]
    if columns < sheet.width:
        sheet.delete_columns(columns, sheet.width - columns)
    sheet.columns.extend(Line() for _ in range(columns - sheet.width))


def _update_sheet_properties(book: Book, body: dict[str, Any], account: str) -> None:
    sheet = book.sheet(body["properties"].get("sheetId", 0))
    wanted: dict[str, Any] = {}
    copy_fields(parse_mask(body["fields"]), body["properties"], wanted)
    wanted.pop("sheetId", None)
    _set_properties(book, sheet, wanted)


def _delete_sheet(book: Book, body: dict[str, Any], account: str) -> None:
    sheet = book.sheet(body.get("sheetId", 0))
    if len(book.sheets) == 1:
        raise ApiError(400, "You can't remove all the sheets in a document.")
    book.sheets.remove(sheet)


def _duplicate_sheet(book: Book, body: dict[str, Any], account: str) -> dict[str, Any]:
    twin = book.sheet(body.get("sourceSheetId", 0)).clone()
    twin.id = body.get("newSheetId", random.randrange(1, 2**31))  # noqa: S311
    twin.title = body.get("newSheetName", f"Copy of {twin.title}")
    _check_title(book, twin.title)
    twin.metadata = [{**item, "metadataId": batch_metadata.free_id(book)} for item in twin.metadata]
    book.insert(twin, body.get("insertSheetIndex", len(book.sheets)))
    return {"properties": sheet_properties(twin, book.sheets.index(twin))}


def _update_spreadsheet_properties(book: Book, body: dict[str, Any], account: str) -> None:
    wanted: dict[str, Any] = {}
    copy_fields(parse_mask(body["fields"]), body["properties"], wanted)
    book.title = wanted.get("title", book.title)
    book.locale = wanted.get("locale", book.locale)
    book.time_zone = wanted.get("timeZone", book.time_zone)


# rows and columns


def _span(book: Book, dimension_range: dict[str, Any]) -> tuple[Sheet, bool, int, int]:
    sheet = book.sheet(dimension_range.get("sheetId", 0))
    rows = dimension_range.get("dimension") == "ROWS"
    if not rows and dimension_range.get("dimension") != "COLUMNS":
        raise ApiError(400, "A dimension must be specified.")
    length = len(sheet.rows) if rows else sheet.width
    start, end = dimension_range.get("startIndex", 0), dimension_range.get("endIndex", length)
    if not 0 <= start < end:
        raise ApiError(400, "startIndex must be less than endIndex.")
    return sheet, rows, start, end


def _insert_dimension(book: Book, body: dict[str, Any], account: str) -> None:
    sheet, rows, start, end = _span(book, body["range"])
    length = len(sheet.rows) if rows else sheet.width
    if start > length or (start == length and not body.get("inheritFromBefore")):
        raise ApiError(400, f"range.startIndex[{start}] is after last {'row' if rows else 'column'} index in grid[{length - 1}]")
    if start == 0 and body.get("inheritFromBefore"):
        raise ApiError(400, "inheritFromBefore cannot be true if inserting at the edge of the table")
    (sheet.insert_rows if rows else sheet.insert_columns)(start, end - start)


def _delete_dimension(book: Book, body: dict[str, Any], account: str) -> None:
    sheet, rows, start, end = _span(book, body["range"])
    length = len(sheet.rows) if rows else sheet.width
    if start >= length:
        raise ApiError(400, f"Cannot delete a {'row' if rows else 'column'} that doesn't exist. Tried to delete index {start} of {length}.")
    (sheet.delete_rows if rows else sheet.delete_columns)(start, min(end, length) - start)


def _append_dimension(book: Book, body: dict[str, Any], account: str) -> None:
    sheet = book.sheet(body.get("sheetId", 0))
    rows = body.get("dimension") == "ROWS"
    _resize(sheet, len(sheet.rows) + (body["length"] if rows else 0), sheet.width + (0 if rows else body["length"]))


def _move_dimension(book: Book, body: dict[str, Any], account: str) -> None:
    sheet, rows, start, end = _span(book, body["source"])
    length = len(sheet.rows) if rows else sheet.width
    destination = body.get("destinationIndex", 0)
    if end > length or destination > length:
        raise ApiError(400, f"Attempting to move {'rows' if rows else 'columns'} beyond the end of the grid[{length}].")
    if rows and (start < sheet.frozen_rows < destination or destination < sheet.frozen_rows <= start):
        raise ApiError(400, "Rows cannot be moved across the line below frozen rows.")  # believed; nobody has seen it allowed
    if start < destination < end:
        raise ApiError(400, "The destination index may not be inside the source.")
    (sheet.move_rows if rows else sheet.move_columns)(start, end, destination)


def _update_dimension_properties(book: Book, body: dict[str, Any], account: str) -> None:
    sheet, rows, start, end = _span(book, body["range"])
    lines = [row.line for row in sheet.rows] if rows else sheet.columns
    if end > len(lines):
        raise ApiError(400, f"range.endIndex[{end}] is beyond the grid[{len(lines)}]")
    for line in lines[start:end]:
        copy_fields(parse_mask(body["fields"]), body["properties"], line.properties)


def _auto_resize(book: Book, body: dict[str, Any], account: str) -> None:
    _span(book, body["dimensions"])


HANDLERS: dict[str, Handler] = {
    "addSheet": _add_sheet,
    "updateSheetProperties": _update_sheet_properties,
    "deleteSheet": _delete_sheet,
    "duplicateSheet": _duplicate_sheet,
    "updateSpreadsheetProperties": _update_spreadsheet_properties,
    "insertDimension": _insert_dimension,
    "deleteDimension": _delete_dimension,
    "appendDimension": _append_dimension,
    "moveDimension": _move_dimension,
    "updateDimensionProperties": _update_dimension_properties,
    "autoResizeDimensions": _auto_resize,
    **batch_cells.HANDLERS,
    **batch_objects.HANDLERS,
    **batch_metadata.HANDLERS,
}
