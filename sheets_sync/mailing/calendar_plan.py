"""What the calendar says is due at a moment: which wave of reminders, which note after the due day, whose monthly reports. Pure.

Days are counted from the due day of a month, which moves with weekends and holidays. A wave is due from the beginning of its day, so a
day on which nothing ran is caught up; of several whose day has come only the newest is due, so nobody gets two at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sheets_sync.domain.calendar import DeadlineRule
from sheets_sync.domain.month import ReportingMonth

REMINDER, OVERDUE, REPORTS = "reminder", "overdue", "reports"

FORTNIGHT = timedelta(days=14)

_MONTHS_BACK = 3
"""Nothing is due about a month for longer."""


@dataclass(frozen=True, slots=True)
class Waves:
    """The office's calendar, in days from the due day: reminders before it (negative), notes and reports after it."""

    reminders: tuple[int, ...]
    overdue: tuple[int, ...]
    reports: int


@dataclass(frozen=True, slots=True)
class Occasion:
    """Something due about a month: `wave` is its day counted from the due day, `begins` the first moment to send it,
    `expires_at` the moment from which it is no longer worth sending."""

    kind: str
    month: ReportingMonth
    wave: int
    begins: datetime
    expires_at: datetime


def due_occasions(rule: DeadlineRule, waves: Waves, now: datetime) -> list[Occasion]:
    """What is due at `now`, oldest month first."""
    present = ReportingMonth.of(now.date())
    months = [present - back for back in range(_MONTHS_BACK, -1, -1)]
    return [each for month in months for each in occasions_of(month, rule, waves) if each.begins <= now < each.expires_at]


def next_occasion(rule: DeadlineRule, waves: Waves, now: datetime) -> Occasion | None:
    """What comes next after `now`; None if the calendar plans nothing at all."""
    present = ReportingMonth.of(now.date())
    months = [present + ahead for ahead in range(-_MONTHS_BACK, 3)]
    coming = [each for month in months for each in occasions_of(month, rule, waves) if each.begins > now]
    return min(coming, key=lambda each: (each.begins, each.month), default=None)


def occasions_of(month: ReportingMonth, rule: DeadlineRule, waves: Waves) -> Iterator[Occasion]:
    """All that the calendar plans about a month, each for as long as nothing newer takes its place."""
    deadline = rule.deadline(month)
    due_day = deadline.due.date()
    last_word = deadline.lock or rule.deadline(month + 1).due
    yield from _in_waves(REMINDER, month, _beginnings(waves.reminders, due_day, _start(month.first_day)), deadline.due)
    yield from _in_waves(OVERDUE, month, _beginnings(waves.overdue, due_day, deadline.due), last_word)
    begins = max(_start(due_day, waves.reports), _start((month + 1).first_day))
    yield Occasion(REPORTS, month, waves.reports, begins, _last_of_reports(begins, month, rule, waves))


def reports_expire(month: ReportingMonth, rule: DeadlineRule, waves: Waves) -> datetime:
    """Until when a month's reports are worth sending."""
    return next(each.expires_at for each in occasions_of(month, rule, waves) if each.kind == REPORTS)


def _last_of_reports(begins: datetime, month: ReportingMonth, rule: DeadlineRule, waves: Waves) -> datetime:
    """The end of the calendar month in which they are due, at least two weeks, and never once the next ones are due."""
    end_of_month = _start((ReportingMonth.of(begins.date()) + 1).first_day)
    following = _start(rule.deadline(month + 1).due.date(), waves.reports)
    return min(max(end_of_month, begins + FORTNIGHT), max(following, begins + timedelta(days=1)))


def _beginnings(days: Sequence[int], due_day: date, earliest: datetime) -> dict[int, datetime]:
    """Wave -> its first moment, in order."""
    return {day: max(_start(due_day, day), earliest) for day in sorted(set(days))}


def _in_waves(kind: str, month: ReportingMonth, begins: Mapping[int, datetime], end: datetime) -> Iterator[Occasion]:
    """One occasion a wave, each until the next one begins, the last until `end`; what would begin after it is left out."""
    for (wave, start), finish in zip(begins.items(), [*begins.values(), end][1:], strict=True):
        if start < min(finish, end):
            yield Occasion(kind, month, wave, start, min(finish, end))


def _start(day: date, days: int = 0) -> datetime:
    return datetime.combine(day + timedelta(days=days), time())
