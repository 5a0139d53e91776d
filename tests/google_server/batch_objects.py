"""Request kinds for what floats over or hangs on a sheet: charts, protection, conditional formats, banding, filters."""

from __future__ import annotations

import copy
import random
from typing import Any

from tests.google_server.book import Book
from tests.google_server.errors import ApiError
from tests.google_server.fields import copy_fields, parse_mask
from tests.google_server.grid import Sheet
from tests.google_server.ranges import area_of


def _objects(book: Book, kind: str, id_name: str, wanted: int) -> tuple[Sheet, dict[str, Any]]:
    for sheet in book.sheets:
        for index, item in enumerate(sheet.objects.get(kind, [])):
            if item.get(id_name) == wanted:
                own = book.sheet(sheet.id)
                return own, own.objects[kind][index]
    raise ApiError(400, f"No {kind} with id: {wanted}")


def _check_range(book: Book, grid_range: dict[str, Any]) -> Sheet:
    sheet = book.sheet(grid_range.get("sheetId", 0))
    sheet.clip(area_of(grid_range))
    return sheet


def _add(book: Book, sheet: Sheet, kind: str, id_name: str, item: dict[str, Any]) -> dict[str, Any]:
    item = copy.deepcopy(item)
    taken = {other.get(id_name) for owner in book.sheets for other in owner.objects.get(kind, [])}
    item.setdefault(id_name, random.randrange(1, 2**31))  # noqa: S311
    if item[id_name] in taken:
        raise ApiError(400, f"An object of {kind} with id {item[id_name]} already exists.")
    sheet.objects.setdefault(kind, []).append(item)
    return item


def _add_protected(book: Book, body: dict[str, Any], account: str) -> dict[str, Any]:
    protected = body["protectedRange"]
    if "range" not in protected:
        raise ApiError(400, "A range must be specified.")
    sheet = _check_range(book, protected["range"])
    if not protected.get("warningOnly"):
        protected = {**protected, "editors": protected.get("editors", {"users": [account]})}
    return {"protectedRange": _add(book, sheet, "protectedRanges", "protectedRangeId", protected)}


def _update_protected(book: Book, body: dict[str, Any], account: str) -> None:
    _, item = _objects(book, "protectedRanges", "protectedRangeId", body["protectedRange"].get("protectedRangeId", 0))
    copy_fields(parse_mask(body["fields"]), body["protectedRange"], item)


def _delete_protected(book: Book, body: dict[str, Any], account: str) -> None:
    sheet, item = _objects(book, "protectedRanges", "protectedRangeId", body.get("protectedRangeId", 0))
    sheet.objects["protectedRanges"].remove(item)


def _add_banding(book: Book, body: dict[str, Any], account: str) -> dict[str, Any]:
    sheet = _check_range(book, body["bandedRange"]["range"])
    return {"bandedRange": _add(book, sheet, "bandedRanges", "bandedRangeId", body["bandedRange"])}


def _delete_banding(book: Book, body: dict[str, Any], account: str) -> None:
    sheet, item = _objects(book, "bandedRanges", "bandedRangeId", body.get("bandedRangeId", 0))
    sheet.objects["bandedRanges"].remove(item)


def _add_rule(book: Book, body: dict[str, Any], account: str) -> None:
    rule = body["rule"]
    if not rule.get("ranges"):
        raise ApiError(400, "A conditional format rule must have at least one range.")
    sheet, *_ = [_check_range(book, grid_range) for grid_range in rule["ranges"]]
    rules = sheet.objects.setdefault("conditionalFormats", [])
    rules.insert(body.get("index", 0), copy.deepcopy(rule))


def _delete_rule(book: Book, body: dict[str, Any], account: str) -> None:
    rules = book.sheet(body.get("sheetId", 0)).objects.get("conditionalFormats", [])
    if body.get("index", 0) >= len(rules):
        raise ApiError(400, f"No conditional format on sheet: {body.get('sheetId', 0)} at index: {body.get('index', 0)}")
    rules.pop(body.get("index", 0))


def _add_chart(book: Book, body: dict[str, Any], account: str) -> dict[str, Any]:
    chart = body["chart"]
    anchor = chart["position"]["overlayPosition"]["anchorCell"]
    sheet = book.sheet(anchor.get("sheetId", 0))
    if anchor.get("rowIndex", 0) >= len(sheet.rows) or anchor.get("columnIndex", 0) >= sheet.width:
        raise ApiError(400, "The chart's anchor cell is outside the grid.")
    _check_chart(book, chart["spec"])
    return {"chart": _add(book, sheet, "charts", "chartId", chart)}


def _check_chart(book: Book, spec: dict[str, Any]) -> None:
    basic = spec.get("basicChart", {})
    if not basic.get("series"):
        raise ApiError(400, "A chart must have at least one series.")
    for source in [domain["domain"] for domain in basic.get("domains", [])] + [series["series"] for series in basic["series"]]:
        for grid_range in source["sourceRange"]["sources"]:
            _check_range(book, grid_range)
            area = area_of(grid_range)
            if area.right is not None and area.bottom is not None and min(area.right - area.left, area.bottom - area.top) != 1:
                raise ApiError(400, "A chart's source range must be one row or one column wide.")


def _update_chart(book: Book, body: dict[str, Any], account: str) -> None:
    _, chart = _objects(book, "charts", "chartId", body.get("chartId", 0))
    _check_chart(book, body["spec"])
    chart["spec"] = copy.deepcopy(body["spec"])


def _delete_embedded(book: Book, body: dict[str, Any], account: str) -> None:
    sheet, chart = _objects(book, "charts", "chartId", body.get("objectId", 0))
    sheet.objects["charts"].remove(chart)


def _set_filter(book: Book, body: dict[str, Any], account: str) -> None:
    wanted = body["filter"]
    _check_range(book, wanted["range"]).basic_filter = copy.deepcopy(wanted)


def _clear_filter(book: Book, body: dict[str, Any], account: str) -> None:
    book.sheet(body.get("sheetId", 0)).basic_filter = None


HANDLERS = {
    "addProtectedRange": _add_protected,
    "updateProtectedRange": _update_protected,
    "deleteProtectedRange": _delete_protected,
    "addBanding": _add_banding,
    "deleteBanding": _delete_banding,
    "addConditionalFormatRule": _add_rule,
    "deleteConditionalFormatRule": _delete_rule,
    "addChart": _add_chart,
    "updateChartSpec": _update_chart,
    "deleteEmbeddedObject": _delete_embedded,
    "setBasicFilter": _set_filter,
    "clearBasicFilter": _clear_filter,
}
