"""When a month is due and when it is frozen, on the calendar Indonesian offices work by."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any, cast

from sheets_sync.domain.month import ReportingMonth


@dataclass(frozen=True, slots=True)
class Deadline:
    """`due`: the last moment on time; `lock`: the last moment that counts at all (None: never frozen). Naive, office time."""

    due: datetime
    lock: datetime | None

    def locked(self, now: datetime) -> bool:
        return self.lock is not None and now > self.lock


@lru_cache
def is_public_holiday(day: date) -> bool:
    """Whether Indonesia has a national public holiday on that day (package `holidays`; joint leave days are not counted)."""
    return day in _holidays_of(day.year)


@lru_cache
def _holidays_of(year: int) -> Collection[date]:
    return cast(Collection[date], _indonesia().Indonesia(years=year))


@lru_cache
def _indonesia() -> Any:
    """The package's module on Indonesia, from its file: imported by name it would bring those on 250 countries along."""
    import holidays  # late: only deadlines on working days need it

    path = Path(holidays.__path__[0], "countries", "indonesia.py")
    spec = spec_from_file_location("holidays_of_indonesia", path)
    if spec is None or spec.loader is None:
        raise ImportError(f"no calendar at {path}")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def next_working_day(day: date, is_holiday: Callable[[date], bool] = is_public_holiday) -> date:
    """The day itself, or the first later one that is neither a weekend nor a holiday."""
    while day.weekday() >= 5 or is_holiday(day):
        day += timedelta(days=1)
    return day


@dataclass(frozen=True, slots=True)
class DeadlineRule:
    """The office's policy: day and time in the following month; `lock_day` 0 means months are never frozen.

    The due minute counts whole: 23:59 means until 23:59:59. A due day past its month's end is its last day. Freezing never
    comes before the due moment, however far holidays push it.
    """

    due_day: int
    due_time: time
    working_days: bool
    lock_day: int

    def deadline(self, month: ReportingMonth) -> Deadline:
        due_date = self._day(month + 1, self.due_day)
        if self.working_days:
            due_date = next_working_day(due_date)
        due = datetime.combine(due_date, self.due_time.replace(second=59))
        if not self.lock_day:
            return Deadline(due, None)
        lock = datetime.combine(self._day(month + 1, self.lock_day), time(23, 59, 59))
        return Deadline(due, max(due, lock))

    @staticmethod
    def _day(month: ReportingMonth, day: int) -> date:
        return min(month.first_day + timedelta(days=day - 1), month.last_day)
