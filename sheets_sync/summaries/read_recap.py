"""A recap tab as people left it -> its rows, its verdicts, the credits it remembers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd

from sheets_sync.domain.month import ReportingMonth
from sheets_sync.domain.status import SHOWN_AS
from sheets_sync.domain.tab import Sheet
from sheets_sync.summaries.cells import is_blank, moment_of, moments_of_serials, number_of, padded, text_of
from sheets_sync.summaries.memory import RecapRows
from sheets_sync.summaries.recap_columns import LEFT_OVER, header_keys, located, looks_like_header
from sheets_sync.summaries.words import folded, recognisers, spellings

_SHORTEST_MARKER = 25  # characters: units' codes are shorter, and are not worth folding


def read_recap(sheet: Sheet, platforms: Sequence[str]) -> RecapRows:
    """Every row that holds anything, wherever people moved it; without a header all columns count as theirs."""
    keys = header_keys(platforms)
    width = max(map(len, sheet.rows), default=0)
    header_row = find_header(sheet.rows, lambda row: looks_like_header(located(row, keys)))
    header = padded(sheet.rows[header_row] if header_row is not None else (), width)
    positions = located(header, keys)
    rows, main = _data_rows(sheet.rows, header_row, header, positions.get("code", 0))
    return RecapRows(positions, extra_columns(header, positions, rows), rows, main)


def find_header(rows: Sequence[Sequence[object]], fits: Callable[[Sequence[object]], bool]) -> int | None:
    return next((index for index, row in enumerate(rows) if fits(row)), None)


def _data_rows(
    rows: Sequence[Sequence[object]], header_row: int | None, header: Sequence[object], code: int
) -> tuple[list[Sequence[object]], int]:
    """The rows that hold anything besides headers and marker, and how many of them stood above the marker."""
    kept: list[Sequence[object]] = []
    main = None
    first_header = header[code] if header else None
    for index, ragged in enumerate(rows):
        row = padded(ragged, len(header))
        if _is_marker(row[code] if row else None):
            main = len(kept) if main is None else main
            row = [*row[:code], None, *row[code + 1 :]]
        if index == header_row or not holds_anything(row) or (row[code] == first_header and repeats(row, header)):
            continue
        kept.append(row)
    return kept, len(kept) if main is None else main


def holds_anything(row: Sequence[object]) -> bool:
    return any(row) or not all(map(is_blank, row))


def repeats(row: Sequence[object], header: Sequence[object]) -> bool:
    """Whether the row is the header once more."""
    return any(header) and all(is_blank(cell) or folded(cell) == folded(title) for cell, title in zip(row, header, strict=True))


def _is_marker(cell: object) -> bool:
    return isinstance(cell, str) and len(cell) >= _SHORTEST_MARKER and folded(cell) in spellings(LEFT_OVER)


def extra_columns(header: Sequence[object], positions: dict[str, int], rows: Sequence[Sequence[object]]) -> tuple[tuple[str, str], ...]:
    """(key, header) of the columns that are not the job's and hold anything; their positions are added to `positions`."""
    taken = set(positions.values())
    extras: list[tuple[str, str]] = []
    for position, title in enumerate(header):
        if position in taken or (is_blank(title) and all(is_blank(row[position]) for row in rows)):
            continue
        key = f"extra:{len(extras)}"
        positions[key] = position
        extras.append((key, text_of(title)))
    return tuple(extras)


def recap_verdicts(recap: RecapRows, month: ReportingMonth, platforms: Sequence[str], frozen: bool) -> pd.DataFrame:
    """VERDICTS of the rows that have a code and a known status; the first of a code's rows speaks for it."""
    statuses = recognisers(SHOWN_AS)
    codes = _column(recap, "code", text_of)
    status = _column(recap, "status", _remembering(lambda cell: statuses.get(folded(cell), "")))
    met = _column(recap, "met", _remembering(_met_of_required))
    frame = pd.DataFrame(
        {
            "unit": codes,
            "month": month.ordinal,
            "status": status,
            "received": _moments(recap, "received"),
            "complete_since": _moments(recap, "complete_since"),
            "met": [pair[0] for pair in met],
            "required": [pair[1] for pair in met],
            **{name: _whole(recap, name) for name in ("posts", "valid_links", "findings")},
            "frozen": frozen,
            **{f"count:{code}": _numbers(recap, f"count:{code}") for code in platforms},
        }
    )
    frame = frame[frame["unit"] != ""].drop_duplicates("unit")
    return frame[frame["status"] != ""].reset_index(drop=True)


def recap_credits(recap: RecapRows, month: ReportingMonth) -> pd.DataFrame:
    """unit, month, received, complete_since of the rows that have a code and any of the two."""
    frame = pd.DataFrame(
        {
            "unit": _column(recap, "code", text_of),
            "month": month.ordinal,
            "received": _moments(recap, "received"),
            "complete_since": _moments(recap, "complete_since"),
        }
    )
    frame = frame[frame["unit"] != ""].drop_duplicates("unit")
    return frame[frame["received"].notna() | frame["complete_since"].notna()].reset_index(drop=True)


def _column(recap: RecapRows, key: str, read: Callable[[object], Any]) -> list[Any]:
    position = recap.positions.get(key)
    if position is None:
        return [read(None)] * len(recap.rows)
    return [read(row[position]) for row in recap.rows]


def _moments(recap: RecapRows, key: str) -> pd.Series:
    serials = _plain_numbers(_column(recap, key, _as_it_is))
    if serials is not None:
        return moments_of_serials(serials)
    return pd.Series(_column(recap, key, moment_of), dtype="datetime64[s]")


def _numbers(recap: RecapRows, key: str) -> pd.Series:
    numbers = _plain_numbers(_column(recap, key, _as_it_is))
    return numbers if numbers is not None else pd.Series(_column(recap, key, number_of), dtype=float)


def _whole(recap: RecapRows, key: str) -> pd.Series:
    return _numbers(recap, key).fillna(0).astype(int)


def _as_it_is(cell: object) -> object:
    return cell


def _plain_numbers(cells: Sequence[Any]) -> pd.Series | None:
    """The cells in one go where they are numbers or empty, as in a live spreadsheet; None where they must be read one by one."""
    plain = [None if cell == "" else cell for cell in cells]
    return pd.Series(plain, dtype=float) if set(map(type, plain)) <= {int, float, type(None)} else None


def _remembering(read: Callable[[object], Any]) -> Callable[[object], Any]:
    """Read each distinct text once."""
    known: dict[object, Any] = {}

    def remembered(cell: object) -> Any:
        if not isinstance(cell, str):
            return read(cell)
        if cell not in known:
            known[cell] = read(cell)
        return known[cell]

    return remembered


def _met_of_required(cell: object) -> tuple[int, int]:
    met, _, required = text_of(cell).partition("/")
    return (int(met), int(required)) if met.strip().isdigit() and required.strip().isdigit() else (0, 0)
