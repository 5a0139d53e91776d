from datetime import date, datetime, time, timedelta

import holidays
import pytest

from sheets_sync.domain.calendar import DeadlineRule, is_public_holiday, next_working_day
from sheets_sync.domain.month import ReportingMonth

RULE = DeadlineRule(due_day=5, due_time=time(23, 59), working_days=True, lock_day=20)


@pytest.mark.parametrize(
    ("month", "due"),
    [
        ("2026-10", date(2026, 11, 5)),  # a Thursday
        ("2026-08", date(2026, 9, 7)),  # 5 September is a Saturday
        ("2026-11", date(2026, 12, 7)),
        ("2025-12", date(2026, 1, 5)),
    ],
)
def test_the_due_day_moves_past_weekends(month, due):
    assert RULE.deadline(ReportingMonth.from_code(month)).due == datetime.combine(due, time(23, 59, 59))


def test_the_due_day_moves_past_public_holidays():
    assert next_working_day(date(2026, 8, 17)) == date(2026, 8, 18)  # Independence Day, a Monday
    new_year = DeadlineRule(due_day=1, due_time=time(12), working_days=True, lock_day=20)
    assert new_year.deadline(ReportingMonth(2025, 12)).due == datetime(2026, 1, 2, 12, 0, 59)


@pytest.mark.parametrize("year", [2025, 2026, 2027])
def test_the_holidays_are_those_of_the_package(year):
    days = [date(year, 1, 1) + timedelta(days=number) for number in range(365)]
    official = holidays.country_holidays("ID", years=year)
    assert [day for day in days if is_public_holiday(day)] == [day for day in days if day in official]


def test_calendar_days_are_kept_when_working_days_are_off():
    rule = DeadlineRule(due_day=5, due_time=time(23, 59), working_days=False, lock_day=20)
    assert rule.deadline(ReportingMonth(2026, 8)).due.date() == date(2026, 9, 5)


def test_a_day_past_the_months_end_is_its_last():
    rule = DeadlineRule(due_day=31, due_time=time(23, 59), working_days=False, lock_day=31)
    assert rule.deadline(ReportingMonth(2026, 1)).due.date() == date(2026, 2, 28)


def test_a_month_is_frozen_after_the_lock_day_and_never_before_it_is_due():
    deadline = RULE.deadline(ReportingMonth(2026, 10))
    assert not deadline.locked(datetime(2026, 11, 20, 23, 59, 59))
    assert deadline.locked(datetime(2026, 11, 21))
    early = DeadlineRule(due_day=5, due_time=time(23, 59), working_days=True, lock_day=5).deadline(ReportingMonth(2026, 8))
    assert early.lock == early.due


def test_lock_day_zero_never_freezes():
    rule = DeadlineRule(due_day=5, due_time=time(23, 59), working_days=True, lock_day=0)
    assert not rule.deadline(ReportingMonth(2020, 1)).locked(datetime(2026, 1, 1))
