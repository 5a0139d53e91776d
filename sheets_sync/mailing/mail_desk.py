"""One reading of the workbook, seen from the desk where the mail is written: what is due by it, and who is to have it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property

from sheets_sync.domain.assessment import Assessment
from sheets_sync.domain.calendar import DeadlineRule
from sheets_sync.domain.delivery import LedgerRow
from sheets_sync.domain.month import ReportingMonth
from sheets_sync.errors import SheetsSyncError
from sheets_sync.mailing.calendar_plan import OVERDUE, REMINDER, REPORTS, Occasion, Waves, due_occasions, next_occasion, reports_expire
from sheets_sync.mailing.mail_plan import Batch, Writer, begun, receipts_since, unfit
from sheets_sync.mailing.mailroom import MailRoom
from sheets_sync.pipeline import Job, Picture, look
from sheets_sync.summaries.deliveries import DeliveryLine, ledger_rows, read_lines

RECEIPTS = "receipts"
ALL_OCCASIONS = (RECEIPTS, REMINDER, OVERDUE, REPORTS)
PERSON_FOR = timedelta(days=3)
"""Reports that a person sends by hand, however old their month, are tried for at least so long."""


@dataclass(frozen=True)
class Desk:
    """What is due by `picture`, in the office's words and by its calendar."""

    job: Job
    room: MailRoom
    picture: Picture

    @property
    def rule(self) -> DeadlineRule:
        return self.job.settings.policy.deadline_rule

    @property
    def waves(self) -> Waves:
        calendar = self.job.settings.calendar
        return Waves(calendar.reminders, calendar.overdue, calendar.reports)

    @property
    def writer(self) -> Writer:
        return Writer(self.job.language, self.room.context)

    def under_the_light(self, month: ReportingMonth) -> Assessment:
        """The picture of that month; one that nothing is known of yet (reminders may come before its end) is looked at anew."""
        assessment = self.picture.assessment
        if month in assessment.deadlines:
            return assessment if month == assessment.month else replace(assessment, month=month)
        return look(self.job, month=month).assessment

    def occasions(self, now: datetime) -> list[Occasion]:
        return due_occasions(self.rule, self.waves, now)

    def coming(self) -> Occasion | None:
        return next_occasion(self.rule, self.waves, self.job.now)

    def due_batches(self, kinds: Collection[str] = ALL_OCCASIONS) -> tuple[list[Batch], list[SheetsSyncError]]:
        """What is due now of these occasions, and why some of it is not sent: the data is not fit for it."""
        batches: list[Batch] = self.receipts() if RECEIPTS in kinds else []
        refused: list[SheetsSyncError] = []
        for occasion in self.occasions(self.job.now):
            if occasion.kind not in kinds:
                continue
            assessment = self.under_the_light(occasion.month)
            if not begun(assessment):
                continue
            problem = unfit(occasion.kind, assessment)
            if not problem:
                batches += self.writer.of(occasion, assessment)
            elif str(problem) not in map(str, refused):
                refused.append(problem)
        return batches, refused

    def receipts(self) -> list[Batch]:
        since = receipts_since(_first_sync(self.picture), self.job.now)
        return self.writer.receipts(self.picture.assessment, self.picture.responses.frame, since)

    def reports(self, month: ReportingMonth, kinds: Collection[str] = ()) -> list[Batch]:
        """The monthly reports as a person asks for them, whatever the calendar says."""
        expires_at = max(reports_expire(month, self.rule, self.waves), self.job.now + PERSON_FOR)
        return self.writer.reports(self.under_the_light(month), expires_at, kinds)

    @cached_property
    def lines(self) -> Sequence[DeliveryLine]:
        """What the delivery tab says."""
        return read_lines(self.picture.memory.deliveries)

    @property
    def remembered(self) -> list[LedgerRow]:
        """What the delivery tab knows of mail that went the way it goes now."""
        return ledger_rows(self.lines, self.room.way)


def _first_sync(picture: Picture) -> datetime | None:
    times = [line["time"] for line in picture.memory.log.rows if isinstance(line.get("time"), datetime)]
    return min((time for time in times if isinstance(time, datetime)), default=None)
