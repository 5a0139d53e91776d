"""The smallest common steps over raw cells: what is blank, what is text, the columns of a ragged sheet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from itertools import chain, islice

import numpy as np
import pandas as pd

from sheets_sync.domain.tab import Sheet

_ZERO_WIDTH = re.compile(r"[\u200b-\u200d\u2060\ufeff]")
ERROR_VALUES = frozenset({"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#ERROR!"})


def is_blank(cell: object) -> bool:
    """Nothing a person would see: None, NaN, only spaces (of any kind) or zero-width characters."""
    if cell is None:
        return True
    if isinstance(cell, str):
        return not (cell[:1].isalnum() or _ZERO_WIDTH.sub("", cell).strip())
    return cell != cell  # NaN and NaT alone differ from themselves


def as_text(cell: object) -> str:
    """A cell as the text a person sees: whole numbers without a decimal point, spaces trimmed; "" for blanks and error values."""
    if isinstance(cell, str):
        text = cell.strip()
        return text if text[:1].isalnum() or not (text in ERROR_VALUES or is_blank(text)) else ""
    if is_blank(cell):
        return ""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ")
    if isinstance(cell, date):
        return cell.isoformat()
    text = str(cell).strip()
    return "" if text in ERROR_VALUES else text


def columns(sheet: Sheet, positions: Mapping[str, int], wanted: Iterable[str]) -> dict[str, np.ndarray]:
    """The wanted columns' cells below the header, None where a row is too short or the column absent.

    All are taken in one pass over the rows, in the order in which cells lie in memory.
    """
    height, width = max(len(sheet.rows) - 1, 0), max(positions.values(), default=-1) + 1
    blanks = [None] * width
    rows = (row if len(row) == width else [*row[:width], *blanks[len(row) :]] for row in islice(sheet.rows, 1, None))
    cells = np.fromiter(chain.from_iterable(rows), dtype=object, count=height * width)
    by_column = np.ascontiguousarray(cells.reshape(height, width).T)
    return {key: by_column[positions[key]] if key in positions else np.full(height, None) for key in wanted}


def distinct(cells: Sequence[object] | np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Codes and distinct cells, so that each is parsed once; -1 for blanks.

    Booleans are told apart from 1 and 0, to which Python holds them equal.
    """
    values = np.empty(len(cells), dtype=object)
    values[:] = cells
    if pd.api.types.infer_dtype(values, skipna=True) not in {"string", "empty", "floating", "integer", "datetime"}:
        booleans = [place for place, cell in enumerate(values.tolist()) if cell is True or cell is False]
        values[booleans] = [str(values[place]).upper() for place in booleans]
    codes, found = pd.factorize(values, use_na_sentinel=True)
    blank = np.array([is_blank(cell) for cell in found], dtype=bool)
    if blank.any():
        renumbered = np.where(blank, -1, np.cumsum(~blank) - 1)
        codes = np.append(renumbered, -1)[codes]
        found = found[~blank]
    return codes.astype(np.int32), np.asarray(found, dtype=object)
