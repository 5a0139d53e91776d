"""Months written in figures: "10", "10/2026", "31/10/2026", "2026-10-01", "202610", a spreadsheet's serial day.

Days come before months, as Indonesia writes them. A date that could be either order ("10/11/2026") is taken so, unless the other order
fits the submission better; then one would have to ask.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from sheets_sync.domain.marks import N_
from sheets_sync.domain.month import ReportingMonth
from sheets_sync.intake._plain import SERIAL_DAYS, Step

EARLIEST_YEAR, LATEST_YEAR, YEARS_AHEAD = 2015, 2040, 5
_DAY_ZERO = date(1899, 12, 30)
_SEPARATORS = frozenset({"", ".", "/", "-", ",", "_", "|", "\\", ":", ";"})
_BRACKETS = str.maketrans("()[]{}", "      ")
_EDGES = " .,:;!#'\"-/=*&_|"


@dataclass(frozen=True, slots=True)
class Typed:
    """What a cell says of its month: its number, its year where written; or the code of the reason why it says none."""

    month: int = 0
    year: int | None = None
    reason: str = ""
    steps: tuple[Step, ...] = ()


UNCLEAR = Typed(reason="unclear-numbers")


def plausible(year: int, today: date | None) -> bool:
    """Whether a report can be about the year: 2015 up to five years after the submission."""
    return EARLIEST_YEAR <= year <= (today.year + YEARS_AHEAD if today else LATEST_YEAR)


def short_year(digits: str, today: date | None) -> int | None:
    """The year of "26" if it is near the submission's: two years before it to one after; other figures mean something else."""
    if len(digits) != 2:
        return None
    year = 2000 + int(digits)
    first, last = (today.year - 2, today.year + 1) if today else (EARLIEST_YEAR, LATEST_YEAR)
    return year if first <= year <= last else None


def read_figures(text: str, today: date | None) -> Typed:
    """Read a text without letters; `~` stands for the words of a range ("2026-10-01 ~ 2026-10-31" lies within one month)."""
    typed = _read_pieces(text, today)
    if typed.reason or typed.steps:
        return typed
    return Typed(typed.month, typed.year, steps=((N_("The figures give month {number} of the year."), {"number": typed.month}),))


def _read_pieces(text: str, today: date | None) -> Typed:
    if re.match(r"-\d", text):
        return UNCLEAR
    text = re.sub(r"^(\d{1,2}|\d{5,6})\.0$", r"\1", text.translate(_BRACKETS))  # a number that became text on its way
    whole = _read_one(text, today)
    pieces = re.split(r"~|\s-\s", text)
    if not whole.reason or len(pieces) != 2:
        return whole
    first, last = (_read_one(piece, today) for piece in pieces)
    if first.year and (first.month, first.year) == (last.month, last.year):
        return first
    return _days_of_one_month(pieces, last) or Typed(reason="two-months")


def _days_of_one_month(pieces: list[str], last: Typed) -> Typed | None:
    """ "1 ~ 31/10/2026": a day before the range word, a full date after it."""
    full_date = len(re.findall(r"\d+", pieces[1])) == 3
    return last if full_date and last.year and re.fullmatch(r"\s*\d{1,2}\s*", pieces[0]) else None


def _read_one(text: str, today: date | None) -> Typed:
    text = text.strip(_EDGES)
    if not text or not (text[0].isdigit() and text[-1].isdigit()):
        return Typed(reason="no-month")
    days = re.fullmatch(r"(\d{1,2})\s?-\s?(\d{1,2}([/.])\d{1,2}\3\d{4})", text)
    if days:  # "1-31/10/2026"
        return _read_one(days[2], today)
    parts = re.findall(r"\d+", text)
    between = [separator.strip() for separator in re.split(r"\d+", text)[1:-1]]
    if len(parts) == 1:
        return _one_part(parts[0])
    if len(parts) == 2 and between[0] == "'":
        return _month_and_year(parts[0], str(short_year(parts[1], today) or ""))
    if len(parts) > 3 or not _SEPARATORS.issuperset(between) or len(set(between)) > 1:
        return UNCLEAR
    if len(parts) == 2:
        return _two_parts(parts[0], parts[1], between[0], today)
    return _three_parts(parts[0], parts[1], parts[2], today)


def _one_part(digits: str) -> Typed:
    if len(digits) <= 2:
        return Typed(int(digits)) if 1 <= int(digits) <= 12 else Typed(reason="not-a-month-number")
    if len(digits) == 5:
        return serial_day(int(digits))
    if len(digits) == 6:
        return _only([(digits[:4], digits[4:]), (digits[2:], digits[:2])])
    if len(digits) == 8:
        days = [(digits[:4], digits[4:6], digits[6:]), (digits[4:], digits[2:4], digits[:2])]
        return _only([(year, month) for year, month, day in days if 1 <= int(day) <= 31])
    return Typed(reason="year-only") if len(digits) == 4 and EARLIEST_YEAR <= int(digits) <= LATEST_YEAR else UNCLEAR


def serial_day(number: int) -> Typed:
    """The month of a day as spreadsheets number them, 2015 to 2040."""
    if number not in SERIAL_DAYS:
        return UNCLEAR
    day = _DAY_ZERO + timedelta(days=number)
    return Typed(
        day.month, day.year, steps=((N_("Spreadsheets number the days; {number} is {day}."), {"number": str(number), "day": day}),)
    )


def _only(readings: list[tuple[str, str]]) -> Typed:
    """The one plausible (year, month) among several cuts of the same figures."""
    found = {(int(month), int(year)) for year, month in readings if EARLIEST_YEAR <= int(year) <= LATEST_YEAR and 1 <= int(month) <= 12}
    return Typed(*found.pop()) if len(found) == 1 else UNCLEAR


def _month_and_year(month: str, year: str) -> Typed:
    if not year or len(month) > 2 or not 1 <= int(month) <= 12:
        return Typed(reason="not-a-month-number")
    return Typed(int(month), int(year))


def _two_parts(first: str, second: str, separator: str, today: date | None) -> Typed:
    """Month and year in either order, or a day and its month."""
    if len(second) == 4:
        return _month_and_year(first, second)
    if len(first) == 4:
        return _month_and_year(second, first)
    if max(len(first), len(second)) > 2:
        return UNCLEAR
    year = short_year(second, today)
    if year and 1 <= int(first) <= 12:
        return Typed(int(first), year)
    return _day_and_month(int(first), int(second), separator)


def _day_and_month(first: int, second: int, separator: str) -> Typed:
    """ "31/10": only where one of the two can be no month; "9-10" may be two months."""
    if 12 < first <= 31 and 1 <= second <= 12:
        return Typed(second)
    if separator == "/" and 1 <= first <= 12 and (12 < second <= 31 or first == second):
        return Typed(first)
    return Typed(reason="two-months")


def _three_parts(first: str, second: str, third: str, today: date | None) -> Typed:
    """A full date: year first, or day, month, year."""
    if len(first) == 4 and len(second) <= 2 and len(third) <= 2:
        return _month_and_year(second, first) if 1 <= int(third) <= 31 else UNCLEAR
    if len(third) == 2:
        third = str(short_year(third, today) or "")
    if len(third) != 4 or len(first) > 2 or len(second) > 2:
        return UNCLEAR
    return _day_month_year(int(first), int(second), int(third), today)


def _day_month_year(first: int, second: int, year: int, today: date | None) -> Typed:
    if not (1 <= first <= 31 and 1 <= second <= 31) or min(first, second) > 12:
        return UNCLEAR
    if second > 12:  # "10/31/2026": the English order is the only one that reads
        return Typed(first, year)
    if first <= 12 and first != second and today and plausible(year, today) and _other_order_fits_better(first, second, year, today):
        return Typed(reason="day-or-month")
    return Typed(second, year, steps=((N_("The date is read as day, month, year, as Indonesia writes it."), {}),))


def _other_order_fits_better(first: int, second: int, year: int, today: date) -> bool:
    return _fits(date(year, first, second), today) and not _fits(date(year, second, first), today)


def _fits(day: date, today: date) -> bool:
    """Whether a report sent today is likely to be about the day: this month or the last, and already past."""
    months_ago = ReportingMonth.of(today).ordinal - ReportingMonth.of(day).ordinal
    return day <= today and months_ago in (0, 1)
