"""Cells on their way to Google Sheets and back: typed JSON, serial numbers, and whether two cells say the same."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from json.encoder import encode_basestring
from typing import Any

from sheets_sync.domain.tab import Cell, storable

EPOCH = datetime(1899, 12, 30)
DAY_S = 86_400
MAX_EXACT_INT = 2**53
"""Above it a spreadsheet's double loses digits (an 18-digit NIP, a phone number): such a whole number is written as text."""

_EMPTY = "{}"


def cell_json(cell: Cell) -> str:
    """A CellData with a typed value: text stays text, whatever it looks like; moments become serial numbers, to the second."""
    if type(cell) is str:
        return _text_json(cell) if cell else _EMPTY
    if type(cell) is int and -MAX_EXACT_INT <= cell <= MAX_EXACT_INT:
        return f'{{"userEnteredValue":{{"numberValue":{cell}}}}}'
    return _EMPTY if cell is None else _other_json(cell)


@lru_cache(maxsize=100_000)  # statuses, kinds and names come back month after month
def _text_json(text: str) -> str:
    return '{"userEnteredValue":{"stringValue":' + encode_basestring(storable(text)) + "}}"


def _other_json(cell: Cell) -> str:
    if isinstance(cell, str):
        return _text_json(str(cell)) if cell else _EMPTY
    if isinstance(cell, bool):
        return '{"userEnteredValue":{"boolValue":' + ("true" if cell else "false") + "}}"
    number = serial(cell)
    if number is None:
        return _EMPTY
    if isinstance(number, int) and abs(number) > MAX_EXACT_INT:
        return _text_json(str(number))
    return '{"userEnteredValue":{"numberValue":' + repr(number) + "}}"


def raw(cell: Cell) -> str | int | float | bool | None:
    """A cell as a `values` write with RAW takes it, which parses nothing: what `cell_json` says, None for an empty one."""
    if type(cell) is str:
        return _storable(cell) if cell else None
    if cell is None or (type(cell) is int and -MAX_EXACT_INT <= cell <= MAX_EXACT_INT):
        return cell
    return _other_raw(cell)


@lru_cache(maxsize=100_000)
def _storable(text: str) -> str:
    return storable(text)


def _other_raw(cell: Cell) -> str | int | float | bool | None:
    if isinstance(cell, str):
        return storable(str(cell)) or None
    if isinstance(cell, bool):
        return bool(cell)
    number = serial(cell)
    return str(number) if isinstance(number, int) and abs(number) > MAX_EXACT_INT else number


def row_json(cells: Sequence[Cell]) -> str:
    return '{"values":[' + ",".join(map(cell_json, cells)) + "]}"


def serial(cell: object) -> float | int | None:
    """The number a spreadsheet keeps for a number, moment, day or time; None where there is none (NaN, NaT, infinity)."""
    if isinstance(cell, datetime | date | time | timedelta):
        return None if cell != cell else _serial_of_time(cell)
    number: Any = cell.item() if hasattr(cell, "item") else cell  # numpy scalars are numbers, but not JSON's
    if isinstance(number, int):
        return number
    return number if isinstance(number, float) and math.isfinite(number) else None


@lru_cache(maxsize=1000)  # a row's two moments are mostly the same
def _serial_of_time(cell: datetime | date | time | timedelta) -> float:
    if isinstance(cell, time):
        cell = datetime.combine(EPOCH, cell)
    elif not isinstance(cell, datetime | timedelta):
        return float((datetime.combine(cell, time()) - EPOCH).days)
    since = cell if isinstance(cell, timedelta) else cell.replace(tzinfo=None) - EPOCH
    seconds = round(since / timedelta(seconds=1))
    return seconds / DAY_S


def moment(serial_number: float) -> datetime:
    """A serial number as a moment, to the second: most seconds of a day have no exact double."""
    return EPOCH + timedelta(seconds=round(serial_number * DAY_S))


def same(wanted: object, there: object) -> bool:
    """Whether a cell already holds what it should: "" is nothing, 5 is 5.0, moments count to the second."""
    if wanted == there and isinstance(wanted, bool) == isinstance(there, bool):
        return True
    if isinstance(wanted, str) or isinstance(there, str) or wanted is None or there is None:
        return _text(wanted) == _text(there)
    if isinstance(wanted, bool) or isinstance(there, bool):
        return False
    a, b = serial(wanted), serial(there)
    if a is None or b is None:
        return a is b
    return round(a * DAY_S) == round(b * DAY_S) if _is_time(wanted) else math.isclose(a, b, rel_tol=1e-12)


def _is_time(cell: object) -> bool:
    return isinstance(cell, datetime | date | time | timedelta)


def _text(cell: object) -> object:
    if isinstance(cell, int) and not isinstance(cell, bool) and abs(cell) > MAX_EXACT_INT:
        return str(cell)
    if isinstance(cell, str):
        return storable(cell)
    return "" if cell is None or (not isinstance(cell, bool) and serial(cell) is None) else cell


def read_json(content: bytes) -> Any:
    """An answer's JSON. Its text is not copied first: a year's responses are hundreds of megabytes."""
    import orjson  # while an answer is waited for, not before the question is asked

    try:
        return orjson.loads(content)
    except orjson.JSONDecodeError:  # stricter than JSON's own rules allow, as with half a surrogate pair
        return json.loads(content)


def is_blank(cell: object) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def folded(cell: object) -> str:
    """Text as headers and codes are compared: case, and spaces of any kind, do not count."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return " ".join(str(cell).split()).casefold()
