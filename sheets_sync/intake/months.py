"""Which month a unit reports on, read as a careful clerk reads it.

A month with its year is taken as written, also a future one (a rule says so). A month without a year is the most recent such month not
after that of the submission. Where two readings are possible there is no month, and one asks.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime
from typing import Final

from sheets_sync.domain.marks import N_
from sheets_sync.domain.month import ReportingMonth
from sheets_sync.intake._month_numbers import EARLIEST_YEAR, UNCLEAR, Typed, plausible, read_figures, serial_day
from sheets_sync.intake._month_text import read_text
from sheets_sync.intake._plain import Plain, Step, held, plain

REASONS: Final = {
    "blank": N_("The cell is blank: there is no answer."),
    "not-text": N_("It is neither text nor a number nor a date."),
    "too-long": N_("It is too long to be the name of a month."),
    "no-month": N_("It names no month."),
    "two-months": N_("It names two months or a range of months; one is needed."),
    "range": N_("It is an open range, not one month."),
    "period": N_("It is a quarter, a half-year or a year, not one month."),
    "not-that-month": N_("It says before, after, since or not a month, instead of which month."),
    "relative": N_("“This month” or “last month” may mean the month of sending or the month reported on; the name is needed."),
    "contradiction": N_("Its name and its number contradict each other."),
    "two-years": N_("It names two years."),
    "implausible-year": N_("Its year cannot be that of a report."),
    "year-only": N_("It is a year without a month."),
    "year-missing": N_("It names no year, and without the time of sending none can be inferred."),
    "not-a-month-number": N_("Months have the numbers 1 to 12."),
    "day-or-month": N_("Day and month may be exchanged in this date; the name of the month is needed."),
    "unclear-numbers": N_("Its numbers are no month, no date and no year that can be told apart."),
}
"""Why an answer names no month: a stable code and a sentence to translate."""


def parse_month(cell: object, submitted_at: datetime | None) -> ReportingMonth | None:
    """Read one cell of the month column, sent at `submitted_at`; None where no single month is meant; never raises."""
    return _resolve(cell, submitted_at)[0]


def explain_month(cell: object, submitted_at: datetime | None) -> tuple[Step, ...]:
    """How a month cell is read and why: (message, values) pairs to translate and show in order; never raises."""
    month, typed = _resolve(cell, submitted_at)
    known = plain(cell)
    steps = list(typed.steps)
    if not isinstance(known, str) and known is not None:
        steps.insert(0, held(known))
    if month is None:
        return (*steps, (REASONS[typed.reason], {}))
    if typed.year is not None:
        steps.append((N_("The year is given: {year}."), {"year": str(typed.year)}))
    else:
        message = N_("No year is written: the most recent such month not after the one of sending, {day}.")
        steps.append((message, {"day": _day_sent(submitted_at)}))
    return (*steps, (N_("So the month is {month}."), {"month": month}))


def _resolve(cell: object, submitted_at: datetime | None) -> tuple[ReportingMonth | None, Typed]:
    today = _day_sent(submitted_at)
    typed = _read(plain(cell), today)
    if typed.reason:
        return None, typed
    if typed.year is None:
        return (_most_recent(typed.month, today), typed) if today else (None, replace(typed, reason="year-missing"))
    if not plausible(typed.year, today):
        return None, replace(typed, reason="implausible-year")
    return ReportingMonth(typed.year, typed.month), typed


def _day_sent(submitted_at: datetime | None) -> date | None:
    """The day of sending, from which years are inferred; None where the time stamp is missing or absurd."""
    sent = plain(submitted_at)
    return sent.date() if isinstance(sent, datetime) and EARLIEST_YEAR <= sent.year <= date.max.year - 10 else None


def _most_recent(month: int, today: date) -> ReportingMonth:
    return ReportingMonth(today.year if month <= today.month else today.year - 1, month)


def _read(cell: Plain, today: date | None) -> Typed:
    if cell is None:
        return Typed(reason="blank")
    if isinstance(cell, str):
        return read_text(cell, today)
    if isinstance(cell, date):
        return Typed(cell.month, cell.year)
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return _read_number(cell, today)
    return Typed(reason="not-text")


def _read_number(number: float, today: date | None) -> Typed:
    """A number cell: a month's number, a serial day, or figures that the spreadsheet took for a decimal ("10.2026")."""
    if not 0 < number < 100_000_000:  # also false for infinity
        return UNCLEAR
    if float(number).is_integer():
        return read_figures(str(int(number)), today)
    if number > 10_000:
        return serial_day(int(number))
    figures = repr(number)
    ambiguous = re.fullmatch(r"\d{4}\.1", figures)  # 2026.1 may have been 2026.10
    return UNCLEAR if ambiguous or not re.fullmatch(r"\d{1,4}\.\d{1,4}", figures) else read_figures(figures, today)
