"""Who is still to have what, asked at the moment of sending: a unit that has reported meanwhile is not reminded any more."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, timedelta

from sheets_sync.domain.delivery import Entry
from sheets_sync.domain.message import Draft
from sheets_sync.domain.month import ReportingMonth
from sheets_sync.emails import MONTHLY_REPORTS
from sheets_sync.errors import SheetsSyncError
from sheets_sync.mailing.calendar_plan import OVERDUE, REMINDER
from sheets_sync.mailing.mail_desk import Desk
from sheets_sync.pipeline import look

LOOK_AGAIN_AFTER = timedelta(minutes=5)
"""A long run looks again so often whether those still to be reminded have reported."""

PERSONAL = (REMINDER, OVERDUE)
_MONTHLY = tuple(kind.code for kind in MONTHLY_REPORTS)


def without_a_look(entry: Entry) -> bool:
    """What may go although the workbook cannot be read: whatever accuses nobody. The rest is planned anew by the next good run."""
    return entry.kind not in PERSONAL


class Recipients:
    """Answers whether an entry is still `wanted`, by a picture of the workbook that is never old."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._looked_at = self._now()
        self._known: dict[tuple[str, str], set[tuple[str, str]]] = {}

    def wanted(self, entry: Entry) -> bool:
        """Whether the entry's kind still has it for that address; what is nobody's regular mail (receipts, notes) always is."""
        if entry.kind not in (*PERSONAL, *_MONTHLY):
            return True
        if entry.kind in PERSONAL:
            self._look_again_if_old()
        return (entry.subject_of, entry.address) in self._addressed(entry.kind, entry.month)

    def _now(self) -> datetime:
        return self._desk.room.timing.clock.now()

    def _look_again_if_old(self) -> None:
        if self._now() - self._looked_at < LOOK_AGAIN_AFTER:
            return
        self._looked_at = self._now()
        with suppress(SheetsSyncError):  # a spreadsheet that cannot be read for a moment: what was seen before has to do
            self._desk = Desk(self._desk.job, self._desk.room, look(self._desk.job))
            self._known = {key: addressed for key, addressed in self._known.items() if key[0] not in PERSONAL}

    def _addressed(self, kind: str, month: str) -> set[tuple[str, str]]:
        if (kind, month) not in self._known:
            drafts = self._personal(kind, month) if kind in PERSONAL else self._monthly(kind, month)
            self._known[kind, month] = {(draft.subject_of, address.email.lower()) for draft in drafts for address in (draft.to, *draft.cc)}
        return self._known[kind, month]

    def _personal(self, kind: str, month: str) -> Iterable[Draft]:
        """Drafts of the wave that is due at this moment."""
        due = (each for each in self._desk.occasions(self._now()) if (each.kind, str(each.month)) == (kind, month))
        for occasion in due:
            for batch in self._desk.writer.of(occasion, self._desk.under_the_light(occasion.month)):
                yield from batch.drafts

    def _monthly(self, kind: str, month: str) -> Iterable[Draft]:
        return (draft for batch in self._desk.reports(ReportingMonth.from_code(month), [kind]) for draft in batch.drafts)
