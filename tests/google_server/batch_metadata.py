"""Request kinds for developer metadata."""

from __future__ import annotations

import random
from typing import Any

from tests.google_server.book import Book
from tests.google_server.errors import ApiError
from tests.google_server.fields import copy_fields, parse_mask


def free_id(book: Book) -> int:
    taken = {item["metadataId"] for item, _ in book.all_metadata()}
    while (number := random.randrange(1, 2**31)) in taken:  # noqa: S311
        pass
    return number


def _create(book: Book, body: dict[str, Any], account: str) -> dict[str, Any]:
    wanted = dict(body["developerMetadata"])
    location = wanted.pop("location", None)
    if not wanted.get("metadataKey") or wanted.get("visibility") not in ("DOCUMENT", "PROJECT") or not location:
        raise ApiError(400, "Developer metadata must have a key, a visibility and a location.")
    if "metadataId" not in wanted:
        wanted["metadataId"] = free_id(book)
    if wanted["metadataId"] <= 0 or any(item["metadataId"] == wanted["metadataId"] for item, _ in book.all_metadata()):
        raise ApiError(400, f"Developer metadata with id {wanted['metadataId']} already exists.")
    _place(book, location).append(wanted)
    return {"developerMetadata": {**wanted, "location": location}}


def _place(book: Book, location: dict[str, Any]) -> list[dict[str, Any]]:
    if location.get("spreadsheet"):
        return book.metadata
    if "dimensionRange" not in location:
        return book.sheet(location["sheetId"]).metadata
    where = location["dimensionRange"]
    sheet = book.sheet(where.get("sheetId", 0))
    start, end = where.get("startIndex"), where.get("endIndex")
    if start is None or end != start + 1:
        raise ApiError(400, "Developer metadata can only be associated with a single row or column.")
    return sheet.rows[start].line.metadata if where.get("dimension") == "ROWS" else sheet.columns[start].metadata


def matching(book: Book, data_filter: dict[str, Any]) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """The metadata, each with its location, that a lookup by id, key, value, visibility, type or sheet selects."""
    lookup = data_filter.get("developerMetadataLookup")
    if not lookup:
        raise NotImplementedError("only developerMetadataLookup filters")
    names = ("metadataId", "metadataKey", "metadataValue", "visibility")
    where = lookup.get("metadataLocation", {})
    return [
        (item, location)
        for item, location in book.all_metadata()
        if all(item.get(name) == lookup[name] for name in names if name in lookup)
        and lookup.get("locationType", location["locationType"]) == location["locationType"]
        and all(location.get(name) == value for name, value in where.items())
    ]


def _update(book: Book, body: dict[str, Any], account: str) -> dict[str, Any]:
    found = [pair for data_filter in body.get("dataFilters", []) for pair in matching(book, data_filter)]
    if not found:
        raise ApiError(400, "No developer metadata matches the data filters.")
    changed = []
    for item, location in found:
        own = next(other for other in _place(book, location) if other["metadataId"] == item["metadataId"])
        copy_fields(parse_mask(body["fields"]), body["developerMetadata"], own)
        changed.append({**own, "location": location})
    return {"developerMetadata": changed}


def _delete(book: Book, body: dict[str, Any], account: str) -> dict[str, Any]:
    found = matching(book, body["dataFilter"])
    if not found:
        raise ApiError(400, "No developer metadata matches the data filter.")
    for item, location in found:
        items = _place(book, location)
        items[:] = [other for other in items if other["metadataId"] != item["metadataId"]]
    return {"deletedDeveloperMetadata": [{**item, "location": location} for item, location in found]}


HANDLERS = {
    "createDeveloperMetadata": _create,
    "updateDeveloperMetadata": _update,
    "deleteDeveloperMetadata": _delete,
}
