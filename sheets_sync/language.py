"""The language a person reads: gettext for words, Babel for dates, numbers and month names.

Code speaks English; `Language("id")` (the default everywhere) turns its messages into Indonesian. Words that are
defined before the language is known are marked with `N_` and translated where they are shown.
"""

from __future__ import annotations

import gettext as _gettext
from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from sheets_sync.domain.marks import N_, Word
from sheets_sync.domain.month import ReportingMonth
from sheets_sync.resources import resource_folder

__all__ = ["LANGUAGES", "N_", "Language"]

LANGUAGES = ("id", "en")


class Language:
    """Translates and formats for one reader's language, "id" or "en"; KeyError for any other."""

    def __init__(self, code: str = "id") -> None:
        if code not in LANGUAGES:
            raise KeyError(code)
        self.code = code
        self._catalogue = _catalogue(code)

    def gettext(self, message: str) -> str:
        return self._catalogue.gettext(message) if message else ""

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        return self._catalogue.ngettext(singular, plural, number)

    def fill(self, message: str, values: Mapping[str, object]) -> str:
        """Translate a template and put `values` in its {places}; dates, months and numbers in the reader's form."""
        return self.gettext(message).format_map({name: self.show(value) for name, value in values.items()})

    def show(self, value: object) -> str:
        """One value as the reader writes it; several joined by commas; a `Word` translated, other text as it stands."""
        if type(value) is str:  # most of them, and a `Word` is not one of these
            return value
        if isinstance(value, ReportingMonth):
            return self.month(value)
        if isinstance(value, datetime):
            return self.moment(value)
        if isinstance(value, date):
            return self.day(value)
        if isinstance(value, int) and not isinstance(value, bool):
            return self.number(value)
        if isinstance(value, tuple | list):
            return ", ".join(self.show(each) for each in value)
        return self.gettext(value) if isinstance(value, Word) else str(value)

    def month(self, month: ReportingMonth) -> str:
        """Oktober 2026."""
        return _written(month.first_day, "LLLL y", self.code)

    def short_month(self, month: ReportingMonth) -> str:
        """Okt 26."""
        return _written(month.first_day, "LLL yy", self.code)

    def day(self, day: date) -> str:
        """5 November 2026."""
        return _written(day, "d MMMM y", self.code)

    def weekday(self, day: date) -> str:
        """Kamis, 5 November 2026."""
        return _written(day, "EEEE, d MMMM y", self.code)

    def moment(self, moment: datetime) -> str:
        """5 November 2026 pukul 23.59."""
        return self.fill(N_("{day} at {time}"), {"day": self.day(moment.date()), "time": self.time(moment)})

    def time(self, moment: datetime) -> str:
        return moment.strftime("%H.%M" if self.code == "id" else "%H:%M")

    def number(self, number: float) -> str:
        """1.234 in Indonesian, 1,234 in English."""
        text = f"{number:,}"
        return text.translate(_COMMA_DECIMAL) if self.code == "id" else text

    def percent(self, part: int, whole: int) -> str:
        """One decimal, truncated, so that 2399 of 2400 never reads 100.0; an en dash where nothing was expected."""
        if whole <= 0:
            return "–"
        tenths = part * 1000 // whole
        return f"{self.number(tenths // 10)}{',' if self.code == 'id' else '.'}{tenths % 10}%"


_COMMA_DECIMAL = str.maketrans(",.", ".,")


@lru_cache(maxsize=4096)
def _written(day: date, pattern: str, locale: str) -> str:
    """A date by a CLDR pattern; the few hundred that a run shows are shown again and again."""
    from babel.dates import format_date

    return str(format_date(day, pattern, locale=locale))


@lru_cache
def _catalogue(code: str) -> _gettext.NullTranslations:
    if code == "en":
        return _gettext.NullTranslations()
    folder: Path = resource_folder("locale")
    return _gettext.translation("sheets_sync", localedir=str(folder), languages=[code], fallback=True)
