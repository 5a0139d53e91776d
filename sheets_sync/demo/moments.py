"""When people send the form: in office hours or after supper, early, or in the last hour of the due day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from random import Random

from sheets_sync.demo.chance import pick
from sheets_sync.domain.calendar import Deadline
from sheets_sync.domain.month import ReportingMonth
from sheets_sync.domain.unit import KALURAHAN

PUNCTUALITY: Mapping[str, float] = {"month's end": 14, "first days": 30, "day before": 16, "due day": 40}

OFFICE_HOURS: Mapping[int, float] = {7: 2, 8: 12, 9: 20, 10: 20, 11: 14, 12: 5, 13: 14, 14: 12, 15: 6, 16: 2}
EVENING_HOURS: Mapping[int, float] = {5: 1, 17: 4, 18: 8, 19: 22, 20: 26, 21: 18, 22: 7, 23: 2}
LAST_HOURS: Mapping[int, float] = {8: 8, 9: 12, 10: 12, 11: 8, 13: 8, 14: 9, 15: 8, 16: 4, 19: 10, 20: 12, 21: 13, 22: 11, 23: 8}

EVENING_PEOPLE: Mapping[bool, float] = {True: 0.45, False: 0.12}
"""Who writes in the evening: operators of kalurahan (True) often have another job by day."""


def on_time(month: ReportingMonth, deadline: Deadline, kind: str, die: Random) -> datetime:
    """A moment before `deadline`, for a report on `month`."""
    due = deadline.due.date()
    when = pick(die, PUNCTUALITY)
    if when == "due day":
        return min(_at(due, pick(die, LAST_HOURS), die), deadline.due)
    if when == "day before":
        return _some_time(due - timedelta(days=1), kind, die)
    if when == "month's end":
        return _some_time(month.last_day - timedelta(days=die.randrange(3)), kind, die)
    first = (month + 1).first_day
    return _some_time(first + timedelta(days=die.randrange(max(1, (due - first).days - 1))), kind, die)


def late(deadline: Deadline, kind: str, die: Random) -> datetime:
    """After the due day, most often soon, never after the lock."""
    span = ((deadline.lock or deadline.due + timedelta(days=15)).date() - deadline.due.date()).days
    return _some_time(deadline.due.date() + timedelta(days=min(1 + int(die.expovariate(0.28)), span)), kind, die)


def after_lock(deadline: Deadline, kind: str, die: Random) -> datetime:
    locked = (deadline.lock or deadline.due + timedelta(days=15)).date()
    return _some_time(locked + timedelta(days=die.randint(1, 6)), kind, die)


def early(month: ReportingMonth, kind: str, die: Random) -> datetime:
    """While the month still runs: who cannot wait."""
    return _some_time(month.first_day + timedelta(days=die.randint(2, 26)), kind, die)


def soon_after(moment: datetime, days: Mapping[int, float], kind: str, die: Random) -> datetime:
    """Some days later, as often as `days` says; at least an hour on the same day."""
    number = pick(die, days)
    if number == 0:
        return moment + timedelta(minutes=die.randint(60, 170), seconds=die.randrange(60))
    return _some_time(moment.date() + timedelta(days=number), kind, die)


def _some_time(day: date, kind: str, die: Random) -> datetime:
    evening = die.random() < EVENING_PEOPLE[kind == KALURAHAN] or day.weekday() >= 5
    return _at(day, pick(die, EVENING_HOURS if evening else OFFICE_HOURS), die)


def _at(day: date, hour: int, die: Random) -> datetime:
    return datetime(day.year, day.month, day.day, hour, die.randrange(60), die.randrange(60))
