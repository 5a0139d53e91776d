"""How many posts a unit says it made, read as a careful clerk reads it.

What is plainly one number is a count, an explicit zero is zero, a blank is missing. All else is asked about, with a reason: a range,
an estimate, a sum without its total (stories may be among what was added), words that may change the number.
"""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Final, NamedTuple

from sheets_sync.domain.marks import N_
from sheets_sync.intake._count_text import MOST, CountReading, bounded, read_text
from sheets_sync.intake._plain import Plain, Step, held, plain

PROBLEMS: Final = {
    "not-a-number": N_("It is not a number."),
    "error-value": N_("It is an error value of the spreadsheet, not a number."),
    "link": N_("It holds a link or an address instead of a number."),
    "true-false": N_("It is a tick box's yes or no, not a number."),
    "date": N_("It is a date, not a number of posts."),
    "time": N_("It is a time of day or a duration, not a number of posts."),
    "range": N_("It is a range, not one number."),
    "approximate": N_("It is an estimate, not an exact number."),
    "more-than": N_("It says more than a number, not how many exactly."),
    "less-than": N_("It says less than a number, not how many exactly."),
    "fraction": N_("It is not a whole number."),
    "negative": N_("It is below zero."),
    "percentage": N_("It is a percentage, not a number of posts."),
    "money": N_("It is an amount of money, not a number of posts."),
    "rate": N_("It is a rate, not the number of posts of the month."),
    "ordinal": N_("It is a position in a list, not a number of posts."),
    "two-numbers": N_("It holds several numbers without saying which is the total."),
    "contradiction": N_("Its numbers contradict each other."),
    "number-words": N_("Its number words do not make one number."),
    "too-large": N_("It is too large to be the number of posts of one month."),
    "unclear": N_("Besides the number there is something that may change it."),
}
"""Why an answer is no count: a stable code and a sentence to translate."""


class Count(NamedTuple):
    """A count answer as understood: `value` is None where there is none, and then `problem` (a key of `PROBLEMS`) is None for a blank."""

    value: int | None
    problem: str | None


def parse_count(cell: object) -> Count:
    """Read one cell of a count column; never raises.

    Blank (None, NaN, only spaces): both fields None. Not a count: `value` None, `problem` a key of `PROBLEMS`.
    """
    if type(cell) is str and len(cell) < 5 and cell.isascii() and cell.isdigit():
        return Count(int(cell), None)
    reading = _read(plain(cell))
    return Count(reading.value, reading.problem)


def explain_count(cell: object) -> tuple[Step, ...]:
    """How a count cell is read and why: (message, values) pairs to translate and show in order; never raises."""
    known = plain(cell)
    reading = _read(known)
    steps = list(reading.steps)
    if not isinstance(known, str) and known is not None:
        steps.insert(0, held(known))
    if reading.problem:
        steps.append((PROBLEMS[reading.problem], {}))
    elif reading.value is None:
        steps.append((N_("The cell is blank: there is no answer, which is not the same as zero."), {}))
    else:
        steps.append((N_("So the count is {number}."), {"number": reading.value}))
    return tuple(steps)


def _read(cell: Plain) -> CountReading:
    if cell is None:
        return CountReading()
    if isinstance(cell, str):
        return read_text(cell)
    if isinstance(cell, bool):
        return CountReading(problem="true-false")
    if isinstance(cell, int):
        return bounded(cell)
    if isinstance(cell, float):
        return _read_float(cell)
    if isinstance(cell, (time, timedelta)):
        return CountReading(problem="time")
    return CountReading(problem="date" if isinstance(cell, date) else "not-a-number")


def _read_float(number: float) -> CountReading:
    """A number cell; 1.234 may be what a spreadsheet made of a typed "1.234" (1234), so it is asked about like any fraction."""
    if number.is_integer():
        return bounded(int(number))
    if abs(number) > MOST:
        return CountReading(problem="too-large" if number > 0 else "negative")
    return CountReading(problem="fraction" if number > 0 else "negative")
