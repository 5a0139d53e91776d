"""The Sheets v4 methods of the stand-in."""

from __future__ import annotations

from typing import Any

from tests.google_server.accounts import Grant
from tests.google_server.batch import apply_batch
from tests.google_server.batch_cells import as_double, check_protection
from tests.google_server.book import Book
from tests.google_server.discovery import Method, discovery
from tests.google_server.errors import ApiError, forbidden, insufficient_scopes, not_found, office_file
from tests.google_server.fields import apply_mask, parse_mask
from tests.google_server.grid import Formula, Value
from tests.google_server.ranges import Area, column_name
from tests.google_server.rendering import read_range, spreadsheet_resource

Query = dict[str, list[str]]


class SheetsApi:
    """Answers requests under /v4/spreadsheets for the books it holds."""

    discovery = discovery("sheets.v4")
    quotas = ("Read", "Write")

    def __init__(self) -> None:
        self.books: dict[str, Book] = {}

    def quota_of(self, method: Method) -> str:
        return "Read" if method.verb == "GET" else "Write"

    def answer(self, method: Method, path: dict[str, str], query: Query, body: Any, grant: Grant) -> dict[str, Any]:
        """The method's answer, or ApiError."""
        if not grant.scopes & set(method.scopes):
            raise insufficient_scopes()
        book = self.books.get(path["spreadsheetId"])
        if book is None:
            raise not_found()
        self._check_access(book, grant, writes=method.verb != "GET")
        handler = _METHODS.get(method.id)
        if handler is None:
            raise NotImplementedError(f"the stand-in does not serve {method.id}")
        answer: dict[str, Any] = handler(book, path, query, body or {}, grant.email)
        return answer

    @staticmethod
    def _check_access(book: Book, grant: Grant, *, writes: bool) -> None:
        role = book.access.get(grant.email)
        if role is None or (writes and role != "writer"):
            raise forbidden()
        if book.office_file:
            raise office_file()


def _get(book: Book, path: dict[str, str], query: Query, body: Any, account: str) -> dict[str, Any]:
    mask = parse_mask(query["fields"][0]) if "fields" in query else None
    areas = [book.resolve(a1) for a1 in query.get("ranges", [])]
    if mask is None and query.get("includeGridData") == ["true"]:
        mask = {"sheets": {"data": {}, "properties": {}}}
    return spreadsheet_resource(book, mask, areas or None, account)


def _batch_get(book: Book, path: dict[str, str], query: Query, body: Any, account: str) -> dict[str, Any]:
    render = query.get("valueRenderOption", ["FORMATTED_VALUE"])[0]
    dates = query.get("dateTimeRenderOption", ["SERIAL_NUMBER"])[0]
    return {"spreadsheetId": book.id, "valueRanges": [read_range(book, a1, render, dates) for a1 in query.get("ranges", [])]}


def _values_get(book: Book, path: dict[str, str], query: Query, body: Any, account: str) -> dict[str, Any]:
    render = query.get("valueRenderOption", ["FORMATTED_VALUE"])[0]
    return read_range(book, path["range"], render, query.get("dateTimeRenderOption", ["SERIAL_NUMBER"])[0])


def _values_update(book: Book, path: dict[str, str], query: Query, body: Any, account: str) -> dict[str, Any]:
    _write_values(book, path["range"], body.get("values", []), query.get("valueInputOption", [""])[0], account)
    return {"spreadsheetId": book.id, "updatedRange": path["range"], "updatedRows": len(body.get("values", []))}


def _values_batch_update(book: Book, path: dict[str, str], query: Query, body: Any, account: str) -> dict[str, Any]:
    """One range after the other: what was written before a range that is refused stays written."""
    responses = []
    for index, data in enumerate(body.get("data", [])):
        try:
            _write_values(book, data["range"], data.get("values", []), body.get("valueInputOption", ""), account)
        except ApiError as error:
            raise ApiError(error.code, f"Invalid data[{index}]: {error.message}", status=error.status) from error
        responses.append({"spreadsheetId": book.id, "updatedRange": data["range"], "updatedRows": len(data.get("values", []))})
    return {"spreadsheetId": book.id, "totalUpdatedRows": sum(one["updatedRows"] for one in responses), "responses": responses}


def _write_values(book: Book, a1: str, values: list[list[Value]], option: str, account: str) -> None:
    if option not in ("RAW", "USER_ENTERED"):
        raise ApiError(400, "'valueInputOption' is required but not specified")
    sheet, area = book.resolve(a1)
    width = max((len(row) for row in values), default=0)
    if area.top + len(values) > len(sheet.rows) or area.left + width > sheet.width:
        raise ApiError(400, f"Range ({a1}) exceeds grid limits. Max rows: {len(sheet.rows)}, max columns: {sheet.width}")
    _check_inside(a1, area, len(values), width)
    check_protection(sheet, range(area.top, area.top + len(values)), range(area.left, sheet.width), account)
    for row, cells in zip(sheet.rows[area.top :], values, strict=False):
        if not row.values and not area.left:
            row.values = [_entered(value, option) for value in cells]
            continue
        for place, value in enumerate(cells, area.left):
            if value is not None:  # null leaves the cell alone
                row.set(place, _entered(value, option))


def _check_inside(a1: str, area: Area, height: int, width: int) -> None:
    """A range of several cells must hold what is written into it."""
    bottom, right = area.bottom or area.top + height, area.right or area.left + width
    if (bottom - area.top, right - area.left) != (1, 1) and (area.top + height > bottom or area.left + width > right):
        raise ApiError(400, f"Requested writing within range [{a1}], but tried writing to column [{column_name(area.left + width - 1)}]")


def _entered(value: Value, option: str) -> Value:
    if type(value) is str:
        return Formula(value) if option == "USER_ENTERED" and value.startswith("=") else value or None
    return value if type(value) is bool or value is None else as_double(value)


def _values_clear(book: Book, path: dict[str, str], query: Query, body: Any, account: str) -> dict[str, Any]:
    sheet, area = book.resolve(path["range"])
    rows, columns = sheet.clip(area)
    check_protection(sheet, rows, columns, account)
    for index in rows:
        for column in range(columns.start, min(columns.stop, len(sheet.rows[index].values))):
            sheet.rows[index].set(column, None)
    return {"spreadsheetId": book.id, "clearedRange": path["range"]}


def _batch_update(book: Book, path: dict[str, str], query: Query, body: Any, account: str) -> dict[str, Any]:
    replies = apply_batch(book, body.get("requests", []), account)
    answer: dict[str, Any] = {"spreadsheetId": book.id, "replies": replies}
    if body.get("includeSpreadsheetInResponse"):
        mask = parse_mask(query["fields"][0]).get("updatedSpreadsheet") if "fields" in query else None
        if mask is None and body.get("responseIncludeGridData"):
            mask = {"sheets": {"data": {}, "properties": {}}}
        areas = [book.resolve(a1) for a1 in body.get("responseRanges", [])]
        answer["updatedSpreadsheet"] = spreadsheet_resource(book, mask, areas or None, account)
    return answer


def shortened(answer: dict[str, Any], query: Query) -> dict[str, Any]:
    """The answer under the `fields` query parameter, which every method takes."""
    masked: dict[str, Any] = apply_mask(parse_mask(query["fields"][0]), answer) if "fields" in query else answer
    return masked


_METHODS = {
    "sheets.spreadsheets.get": _get,
    "sheets.spreadsheets.batchUpdate": _batch_update,
    "sheets.spreadsheets.values.batchGet": _batch_get,
    "sheets.spreadsheets.values.get": _values_get,
    "sheets.spreadsheets.values.update": _values_update,
    "sheets.spreadsheets.values.batchUpdate": _values_batch_update,
    "sheets.spreadsheets.values.clear": _values_clear,
}
