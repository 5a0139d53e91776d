"""Cells as spreadsheets hand them back, and frame columns as cells: one plain Python value each, None where there is nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta

import numpy as np
import pandas as pd

from sheets_sync.domain.tab import Cell, storable

_EPOCH = datetime(1899, 12, 30)
_SERIALS = (20_000, 110_000)  # 1954 to 2201: other numbers are no moments of a report
_TYPED_MOMENT = re.compile(
    r"(?:(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d{4})|(?P<y2>\d{4})-(?P<m2>\d{2})-(?P<d2>\d{2}))"
    r"(?:[ ,T]+(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2}))?)?"
)


def is_blank(cell: object) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip()) or (isinstance(cell, float) and cell != cell)


def text_of(cell: object) -> str:
    """A cell meant as text: surrounding spaces gone, a whole number without its decimals, "" where blank."""
    if is_blank(cell):
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def number_of(cell: object) -> float:
    """A cell meant as a number; NaN where it is none."""
    return float(cell) if isinstance(cell, int | float) and not isinstance(cell, bool) else float("nan")


def moment_of(cell: object) -> datetime | None:
    """A cell meant as a moment, to the second: typed, a serial number (days since 1899-12-30), or as people write it."""
    if isinstance(cell, datetime):
        return _to_second(cell)
    if isinstance(cell, date):
        return datetime.combine(cell, time())
    if isinstance(cell, int | float) and not isinstance(cell, bool) and _SERIALS[0] < cell < _SERIALS[1]:
        return _EPOCH + timedelta(seconds=round(cell * 86_400))
    return _typed_moment(cell) if isinstance(cell, str) else None


def moments_of_serials(numbers: pd.Series) -> pd.Series:
    """The same for a column of serial numbers, NaN where there is none."""
    serials = numbers.where((_SERIALS[0] < numbers) & (numbers < _SERIALS[1]))
    seconds = pd.to_timedelta((serials * 86_400).round(), unit="s")
    return (pd.Timestamp(_EPOCH) + seconds).astype("datetime64[s]")


def _to_second(moment: datetime) -> datetime:
    return (moment + timedelta(microseconds=500_000)).replace(microsecond=0) if moment.microsecond else moment


def _typed_moment(text: str) -> datetime | None:
    match = _TYPED_MOMENT.fullmatch(" ".join(text.split()))
    if not match:
        return None
    part = {name: int(digits) for name, digits in match.groupdict(default="0").items()}
    try:
        return datetime(
            part["y"] or part["y2"], part["m"] or part["m2"], part["d"] or part["d2"], part["hour"], part["minute"], part["second"]
        )
    except ValueError:
        return None


def kept(cell: object) -> Cell:
    """What a person typed, as a cell again: text that any spreadsheet holds, None where there is nothing at all."""
    if isinstance(cell, str):
        return storable(cell) or None
    return cell if isinstance(cell, int | float | bool | date | time | timedelta) and cell == cell else None


def moments(column: pd.Series) -> list[datetime | None]:
    """A column of moments, to the second."""
    found: list[datetime | None] = pd.to_datetime(column).to_numpy().astype("datetime64[s]").astype(object).tolist()
    return found


def whole_numbers(column: pd.Series) -> list[int | None]:
    """A column of numbers without decimals."""
    values = (column if column.dtype.kind in "if" else pd.to_numeric(column)).to_numpy(dtype=float)
    known = np.isfinite(values)
    numbers = np.where(known, values, 0).astype(np.int64).tolist()
    return numbers if known.all() else [number if there else None for number, there in zip(numbers, known.tolist(), strict=True)]


def words(column: pd.Series, shown: Mapping[str, str]) -> list[str | None]:
    """A column of codes as the words shown for them."""
    return [shown.get(code) for code in column.tolist()]


def padded(row: Sequence[object], width: int) -> Sequence[object]:
    return row if len(row) >= width else [*row, *[None] * (width - len(row))]
