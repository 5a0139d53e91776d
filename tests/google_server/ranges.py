"""Ranges: A1 notation both ways, and what inserting and deleting rows does to every range of a sheet."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from tests.google_server.errors import ApiError

_A1 = re.compile(r"\$?([A-Za-z]{0,3})\$?([1-9]\d*)?")


@dataclass(frozen=True)
class Area:
    """Half-open row and column bounds; None where unbounded."""

    top: int
    bottom: int | None
    left: int
    right: int | None


def column_name(index: int) -> str:
    name = ""
    index += 1
    while index:
        index, digit = divmod(index - 1, 26)
        name = chr(65 + digit) + name
    return name


def column_index(name: str) -> int:
    index = 0
    for letter in name.upper():
        index = index * 26 + ord(letter) - 64
    return index - 1


def quoted(title: str) -> str:
    return "'" + title.replace("'", "''") + "'"


def split_a1(text: str, titles: list[str]) -> tuple[str | None, str]:
    """The sheet title (None: the first sheet) and the cell part ("": the whole sheet) of an A1 range."""
    match = re.fullmatch(r"'((?:[^']|'')*)'(?:!(.*))?", text, re.DOTALL)
    if match:
        return match[1].replace("''", "'"), match[2] or ""
    if "!" in text:
        title, _, cells = text.rpartition("!")
        return title, cells
    if text in titles:
        return text, ""
    return None, text


def cell_of(title: str) -> str:
    """A title without cells that reads as a cell is taken for that cell of the sheet so called, a known fault of Google's."""
    return title if re.fullmatch(r"[A-Za-z]{1,3}[1-9]\d*", title) else ""


def parse_cells(cells: str, text: str) -> Area:
    """The area of `A1:C5`, `A:C`, `2:9`, `B3` or "" (all); 400 as Google words it if it is none."""
    if not cells:
        return Area(0, None, 0, None)
    first, _, last = cells.partition(":")
    left, top = _corner(first, text)
    if not last:
        if left is None or top is None:
            raise unparsable(text)
        return Area(top, top + 1, left, left + 1)
    right, bottom = _corner(last, text)
    return Area(top or 0, None if bottom is None else bottom + 1, left or 0, None if right is None else right + 1)


def _corner(cell: str, text: str) -> tuple[int | None, int | None]:
    match = _A1.fullmatch(cell)
    if not match or not cell:
        raise unparsable(text)
    return column_index(match[1]) if match[1] else None, int(match[2]) - 1 if match[2] else None


def unparsable(text: str) -> ApiError:
    return ApiError(400, f"Unable to parse range: {text}")


def area_of(grid_range: dict[str, Any]) -> Area:
    return Area(
        grid_range.get("startRowIndex", 0), grid_range.get("endRowIndex"),
        grid_range.get("startColumnIndex", 0), grid_range.get("endColumnIndex"),
    )  # fmt: skip


def shift_ranges(node: Any, sheet_id: int, *, rows: bool, at: int, count: int) -> None:
    """Move every GridRange of the sheet found in `node` as inserting (count > 0) or deleting (count < 0) lines does."""
    if isinstance(node, list):
        for item in node:
            shift_ranges(item, sheet_id, rows=rows, at=at, count=count)
    elif isinstance(node, dict):
        start, end = ("startRowIndex", "endRowIndex") if rows else ("startColumnIndex", "endColumnIndex")
        if node.get("sheetId", 0) == sheet_id and (start in node or end in node):
            _shift(node, start, end, at, count)
        for below in node.values():
            shift_ranges(below, sheet_id, rows=rows, at=at, count=count)


def _shift(grid_range: dict[str, Any], start: str, end: str, at: int, count: int) -> None:
    if count > 0:
        if grid_range.get(start, 0) >= at and start in grid_range:
            grid_range[start] += count
        if end in grid_range and grid_range[end] > at:
            grid_range[end] += count
        return
    gone_end = at - count
    for bound in (start, end):
        if bound in grid_range:
            value = grid_range[bound]
            grid_range[bound] = at if at <= value <= gone_end else value + count if value > gone_end else value
