"""A cell as one of Python's own types, and its text as the eye sees it: what both counts and months start from."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Final

import numpy as np
import pandas as pd

from sheets_sync.domain.marks import N_

Step = tuple[str, Mapping[str, object]]
"""One line of an explanation: a message to translate and the values for its {places}."""


class Other:
    """Something that no spreadsheet cell holds (a list, bytes, a complex number)."""


OTHER: Final = Other()
Plain = None | bool | int | float | str | datetime | date | time | timedelta | Other

SERIAL_DAYS = range(42_005, 51_502)
"""2015-01-01 to 2040-12-31 as spreadsheets number days: a date whose cell lost its format."""

_AS_IS = frozenset({str, bool, int, float, datetime, date, time, timedelta})
_LIBRARY_SCALARS = (np.generic, Decimal, Fraction)
_HUGE = 1e15  # beyond it floats no longer hold every whole number, and no answer means such a number
_SHOWN = 80  # characters of a cell that an explanation repeats

_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_ALIKE = str.maketrans("−➖×✕✖٪،٫٬•·‘’‚‛′ʼ´“”„‟«»", "--xxx%,,.  '''''''\"\"\"\"\"\"")
_FILLERS = frozenset("\u115f\u1160\u3164\u20e3")  # blank Hangul letters; the frame of a keycap emoji
_UNSEEN_CATEGORIES = frozenset({"Cf", "So", "Sk", "Cs", "Co", "Cn"})  # formatting, emoji, skin tones, broken or private characters


def plain(cell: object) -> Plain:
    """A cell as str, bool, int, float, a date or time of Python's, None for every kind of missing value, else `OTHER`; never raises."""
    kind = type(cell)
    if kind in _AS_IS:
        return None if kind is float and cell != cell else cell  # type: ignore[return-value]  # just looked up
    if cell is None or cell is pd.NA or cell is pd.NaT:
        return None
    if issubclass(kind, str):
        return str.__str__(cell)
    if issubclass(kind, _LIBRARY_SCALARS):
        return _python_scalar(cell)
    if issubclass(kind, (int, float)):
        return plain(int.__int__(cell) if isinstance(cell, int) else float.__float__(cell))  # type: ignore[arg-type]
    if issubclass(kind, (datetime, date, time, timedelta)):
        return cell  # type: ignore[return-value]
    return OTHER


def _python_scalar(cell: object) -> Plain:
    if isinstance(cell, (np.datetime64, np.timedelta64)):
        return _python_moment(cell)
    if isinstance(cell, np.generic):
        value = float(cell) if isinstance(cell, np.floating) else cell.item()
        return plain(value) if type(value) in _AS_IS else OTHER
    if isinstance(cell, Decimal) and cell.is_nan():
        return None
    try:
        number = float(cell)  # type: ignore[arg-type]  # Decimal or Fraction
    except OverflowError:
        return float("inf")
    return int(number) if number.is_integer() and abs(number) < _HUGE else number


def _python_moment(cell: np.datetime64 | np.timedelta64) -> Plain:
    if np.isnat(cell):
        return None
    if isinstance(cell, np.timedelta64):
        return timedelta()
    try:
        moment: datetime = pd.Timestamp(cell)
    except (ValueError, OverflowError):  # a year beyond Python's calendar
        return OTHER
    return moment


def tidy(text: str) -> str:
    """Text for reading: one script of digits, plain dashes and quotes, lower case, single spaces, nothing invisible and no emoji."""
    if not text.isascii():
        composed = unicodedata.normalize("NFKC", text.translate(_ALIKE))
        text = "".join(map(_seen, composed))
    return " ".join(_CONTROLS.sub("", text).casefold().split())


@lru_cache(maxsize=4096)
def _seen(character: str) -> str:
    if character.isascii():
        return character
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category == "Pd":
        return "-"
    invisible = category in _UNSEEN_CATEGORIES or character in _FILLERS or "\ufe00" <= character <= "\ufe0f"
    return "" if invisible else character


_SET_APART = re.compile(r"\b(?:[a-z] ){2,}[a-z]\b")


def closed_up(text: str) -> str:
    """ "n i h i l" as "nihil"."""
    return _SET_APART.sub(lambda letters: letters[0].replace(" ", ""), text)


def looks_blank(text: str) -> bool:
    """Nothing a person would see: spaces of any kind and invisible characters only (an emoji is something)."""
    return not any(unicodedata.category(character) in {"So", "Sk"} for character in text if character != "\u2800") and not tidy(text)


def held(cell: Plain) -> Step:
    """The first line of an explanation of a cell that is not text: what it holds."""
    if isinstance(cell, bool):
        return N_("The cell is a tick box."), {}
    if isinstance(cell, (time, timedelta)):
        return N_("The cell holds a time of day or a duration."), {}
    if isinstance(cell, date):
        return N_("The cell holds the date {value}."), {"value": shown(cell)}
    if isinstance(cell, (int, float)):
        return N_("The cell holds the number {value}."), {"value": shown(cell)}
    return N_("The cell holds something that no spreadsheet does: {value}."), {"value": shown(cell)}


def shown(cell: Plain) -> str:
    """A cell as an explanation repeats it, shortened."""
    if isinstance(cell, str):
        text = " ".join(cell[: 4 * _SHOWN].split())
        return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
    if isinstance(cell, int) and not isinstance(cell, bool) and abs(cell) > _HUGE:
        return "±10^15…"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < _HUGE:
        return str(int(cell))
    return type(cell).__name__ if isinstance(cell, Other) else str(cell)
