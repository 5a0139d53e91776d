"""What is due when: before and after the due day, on holidays, over the ends of months and years, after missed days."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.domain.calendar import DeadlineRule
from sheets_sync.domain.month import ReportingMonth
from sheets_sync.mailing.calendar_plan import Waves, due_occasions, next_occasion, occasions_of, reports_expire

RULE = DeadlineRule(5, time(23, 59), True, 20)
WAVES = Waves((-3, -1), (1, 7), 3)


def due(moment: str, rule: DeadlineRule = RULE, waves: Waves = WAVES) -> list[str]:
    return [f"{each.kind} {each.month} {each.wave:+d}" for each in due_occasions(rule, waves, datetime.fromisoformat(moment))]


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        # October's reports are due on Thursday, 5 November.
        ("2026-11-01T23:59:59", []),
        ("2026-11-02T00:00:00", ["reminder 2026-10 -3"]),
        ("2026-11-03T08:00:00", ["reminder 2026-10 -3"]),
        ("2026-11-04T06:00:00", ["reminder 2026-10 -1"]),
        ("2026-11-05T23:59:58", ["reminder 2026-10 -1"]),
        ("2026-11-05T23:59:59", []),
        ("2026-11-06T00:00:00", ["overdue 2026-10 +1"]),
        ("2026-11-08T07:00:00", ["overdue 2026-10 +1", "reports 2026-10 +3"]),
        ("2026-11-12T07:00:00", ["overdue 2026-10 +7", "reports 2026-10 +3"]),
        ("2026-11-20T23:59:58", ["overdue 2026-10 +7", "reports 2026-10 +3"]),
        ("2026-11-21T00:00:00", ["reports 2026-10 +3"]),
    ],
)
def test_a_month_runs_its_course(moment: str, expected: list[str]) -> None:
    assert due(moment) == expected


def test_a_year_ends() -> None:
    # 5 January 2027 is a holiday (Isra Mikraj): December is due on the 6th.
    assert "reminder 2026-12 -3" not in due("2027-01-02T07:00")
    assert "reminder 2026-12 -3" in due("2027-01-03T07:00")
    assert due("2027-01-07T07:00") == ["overdue 2026-12 +1"]
    assert due("2027-01-09T07:00") == ["overdue 2026-12 +1", "reports 2026-12 +3"]


def test_days_move_with_weekends_and_holidays() -> None:
    # 5 December 2026 is a Saturday, so November is due on the 7th.
    assert due("2026-12-03T07:00") == []
    assert "reminder 2026-11 -3" in due("2026-12-04T07:00")
    # 1 January is a holiday, followed by a weekend: due on Monday, 4 January 2027.
    first = DeadlineRule(1, time(16, 0), True, 20)
    assert rule_due(first, 2026, 12) == date(2027, 1, 4)
    assert "reminder 2026-12 -1" in due("2027-01-03T07:00", first)
    assert "reminder 2026-12 -1" not in due("2027-01-04T16:01", first)


def rule_due(rule: DeadlineRule, year: int, month: int) -> date:
    return rule.deadline(ReportingMonth(year, month)).due.date()


def test_a_reminder_may_come_before_its_month_has_ended() -> None:
    rule = DeadlineRule(1, time(23, 59), False, 20)
    assert "reminder 2026-10 -3" in due("2026-10-29T07:00", rule)


def test_reports_never_before_the_month_is_over() -> None:
    assert "reports 2026-10 -10" not in due("2026-10-31T23:00", waves=Waves((), (), -10))
    assert "reports 2026-10 -10" in due("2026-11-01T00:00", waves=Waves((), (), -10))


def test_after_a_long_silence_only_the_newest_of_each_kind_is_due() -> None:
    assert due("2026-11-19T07:00") == ["overdue 2026-10 +7", "reports 2026-10 +3"]
    assert due("2026-11-05T07:00") == ["reminder 2026-10 -1"]


def test_days_may_stand_in_any_order_and_twice() -> None:
    assert due("2026-11-04T07:00", waves=Waves((-1, -3, -1), (7, 1), 3)) == due("2026-11-04T07:00")


def test_an_empty_calendar_plans_only_reports() -> None:
    assert due("2026-11-04T07:00", waves=Waves((), (), 3)) == []
    assert due("2026-11-09T07:00", waves=Waves((), (), 3)) == ["reports 2026-10 +3"]


def test_a_month_that_is_never_frozen_is_asked_for_until_the_next_is_due() -> None:
    rule = DeadlineRule(5, time(23, 59), True, 0)
    assert "overdue 2026-10 +7" in due("2026-12-07T23:59:58", rule)
    assert "overdue 2026-10 +7" not in due("2026-12-07T23:59:59", rule)


def test_nothing_is_asked_for_once_nothing_counts_any_more() -> None:
    frozen_at_once = DeadlineRule(25, time(23, 59), True, 20)
    assert [each for each in occasions_of(ReportingMonth(2026, 10), frozen_at_once, WAVES) if each.kind == "overdue"] == []


def test_a_reminder_expires_when_the_next_one_begins_or_at_the_due_moment() -> None:
    first, second = (each for each in occasions_of(ReportingMonth(2026, 10), RULE, WAVES) if each.kind == "reminder")
    assert first.expires_at == second.begins == datetime(2026, 11, 4)
    assert second.expires_at == datetime(2026, 11, 5, 23, 59, 59)


def test_reports_are_caught_up_until_the_calendar_month_ends_and_for_two_weeks_at_least() -> None:
    assert reports_expire(ReportingMonth(2026, 10), RULE, WAVES) == datetime(2026, 12, 1)
    late = DeadlineRule(25, time(23, 59), True, 31)
    assert reports_expire(ReportingMonth(2026, 10), late, WAVES) == datetime(2026, 12, 12)  # due on 25 November, sent from the 28th


def test_reports_planned_long_before_the_due_day_have_a_day_all_the_same() -> None:
    assert due("2026-11-01T07:00", waves=Waves((), (), -40)) == ["reports 2026-10 -40"]
    assert due("2026-11-02T07:00", waves=Waves((), (), -40)) == []


def test_what_comes_next() -> None:
    coming = next_occasion(RULE, WAVES, datetime(2026, 11, 24, 7))
    assert coming is not None
    assert (coming.kind, coming.month, coming.begins) == ("reminder", ReportingMonth(2026, 11), datetime(2026, 12, 4))


@given(
    st.datetimes(datetime(2024, 1, 1), datetime(2027, 12, 31)),
    st.integers(1, 28),
    st.sampled_from([0, 10, 20, 31]),
    st.lists(st.integers(-9, 0), max_size=3),
    st.lists(st.integers(0, 12), max_size=3),
)
def test_at_no_moment_are_two_waves_of_one_kind_and_month_due(
    now: datetime, due_day: int, lock_day: int, reminders: list[int], overdue: list[int]
) -> None:
    rule = DeadlineRule(due_day, time(23, 59), True, lock_day)
    found = due_occasions(rule, Waves(tuple(reminders), tuple(overdue), 3), now)
    assert len({(each.kind, each.month) for each in found}) == len(found)
    for each in found:
        due_moment = rule.deadline(each.month).due
        assert (now < due_moment) if each.kind == "reminder" else True
        assert (now >= due_moment) if each.kind == "overdue" else True


@given(st.dates(date(2025, 1, 1), date(2027, 12, 1)))
def test_whoever_runs_daily_meets_every_wave_once(day: date) -> None:
    """Over any month and a half, each wave that begins is met by a daily run at seven, the first time on its own day or the next."""
    seen: dict[object, date] = {}
    for number in range(45):
        today = day + timedelta(days=number)
        for each in due_occasions(RULE, WAVES, datetime.combine(today, time(7))):
            seen.setdefault(each, today)
    for each, first_met in seen.items():
        if each.begins.date() > day:
            assert (first_met - each.begins.date()).days in (0, 1)
