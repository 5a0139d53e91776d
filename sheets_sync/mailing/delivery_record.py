"""From the ledger and the day's plans to the lines of the delivery tab: each unit with what it was sent, or why it was not."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from sheets_sync.domain.assessment import Assessment
from sheets_sync.domain.delivery import MONTHS_REMEMBERED, Entry, LedgerRow, State
from sheets_sync.domain.delivery import WAITING as WAITING_STATES
from sheets_sync.domain.month import ReportingMonth
from sheets_sync.domain.unit import Unit
from sheets_sync.emails import MONTHLY_REPORTS, receipt
from sheets_sync.emails.why_not import people_of
from sheets_sync.language import Language
from sheets_sync.mailing.calendar_plan import OVERDUE, REMINDER
from sheets_sync.mailing.mail_plan import RECEIPTS_FOR, Batch
from sheets_sync.summaries.deliveries import KIND_WORDS, NOT_MAILED, WAITING, DeliveryLine

_MONTHLY = tuple(kind.code for kind in MONTHLY_REPORTS)


@dataclass(frozen=True)
class Recorder:
    """`before` are the lines as they stand; `way` is how mail goes now. Lines of mail that went another way stay as they are."""

    assessment: Assessment
    language: Language
    way: str
    before: Sequence[DeliveryLine]

    def lines(self, ledger: Sequence[LedgerRow], entries: Sequence[Entry], batches: Sequence[Batch]) -> list[DeliveryLine]:
        """All lines of the tab, newest month first, by kind, in register order."""
        sent = [line for row in ledger if self._is_kept(row.month, row.kind, row.subject_of) for line in self._sent(row)]
        sent += [
            line
            for line in self.before
            if line.subject_of and line.way != self.way and self._is_kept(line.month, line.kind, line.subject_of)
        ]
        told = {(line.month, line.kind, line.unit) for line in sent}
        silent = [line for line in self._not_sent(entries, batches) if (line.month, line.kind, line.unit) not in told]
        return sorted([*sent, *silent], key=self._place)

    def _is_kept(self, month: str, kind: str, subject_of: str = "") -> bool:
        """Monthly reports stay while their addresses are remembered; everything else while its month is open or the latest.

        Receipts stay as long as their responses are answered, whatever month those are about.
        """
        shown = {str(each) for each in (*self.assessment.open_months, self.assessment.month)}
        oldest = str(ReportingMonth.of(self.assessment.now.date()) - MONTHS_REMEMBERED)
        return month in shown or (kind in _MONTHLY and month >= oldest) or (kind == receipt.KIND and self._may_be_answered(subject_of))

    def _may_be_answered(self, subject_of: str) -> bool:
        came = receipt.moment_in(subject_of)
        return came is not None and self.assessment.now - came <= RECEIPTS_FOR

    def _sent(self, row: LedgerRow) -> Iterator[DeliveryLine]:
        """A message as it concerns each of its units; one line without a unit where it concerns none in particular."""
        units: list[Unit | None] = [*self._units_of(row)]
        for unit in units or [None]:
            yield DeliveryLine(
                month=row.month,
                unit=unit.code if unit else "",
                name=unit.name if unit else "",
                kind=row.kind,
                address=row.address,
                state=row.bounce or row.state,
                at=row.sent_at,
                reason=self.language.gettext(row.reply) if row.state != State.ACCEPTED.value else "",
                way=self.way,
                subject_of=row.subject_of,
                edition=row.edition,
                content=row.content,
                message_id=row.message_id,
            )

    def _units_of(self, row: LedgerRow) -> list[Unit]:
        units = self.assessment.units
        if row.kind in (REMINDER, OVERDUE):
            return [unit for unit in self._of_person.get(row.address, []) if self._was_open(unit, row)]
        code = row.subject_of.rpartition(".")[0] if row.kind == receipt.KIND else row.subject_of
        return [units[code]] if code in units else []

    @cached_property
    def _of_person(self) -> dict[str, list[Unit]]:
        found: dict[str, list[Unit]] = {}
        for unit in self.assessment.units.values():
            for email in {person.email.lower() for person in people_of(unit)}:
                found.setdefault(email, []).append(unit)
        return found

    def _was_open(self, unit: Unit, row: LedgerRow) -> bool:
        """Whether the unit still owed its report when the message went out."""
        verdicts = self.assessment.verdicts_of(ReportingMonth.from_code(row.month))
        if unit.code not in verdicts.index:
            return False
        since = verdicts.at[unit.code, "complete_since"]
        return pd.isna(since) or row.sent_at is None or since > pd.Timestamp(row.sent_at)

    def _not_sent(self, entries: Sequence[Entry], batches: Sequence[Batch]) -> Iterator[DeliveryLine]:
        """What still waits or was given up, then who is left out by today's plans, then who was by those of other days."""
        planned = {(batch.month, batch.kind) for batch in batches}
        lines = [
            *self._waiting(entries),
            *(self._why_not(batch, unit, reason) for batch in batches for unit, reason in batch.left_out),
            *self._given_up(entries),
            *(line for line in self.before if not line.subject_of and (line.month, line.kind) not in planned),
        ]
        seen: set[tuple[str, str, str]] = set()
        for line in lines:
            key = (line.month, line.kind, line.unit)
            if key not in seen and self._is_kept(line.month, line.kind):
                seen.add(key)
                yield line

    def _waiting(self, entries: Iterable[Entry]) -> Iterator[DeliveryLine]:
        return self._unsent(entries, WAITING_STATES, WAITING)

    def _given_up(self, entries: Iterable[Entry]) -> Iterator[DeliveryLine]:
        return self._unsent(entries, (State.EXPIRED,), NOT_MAILED)

    def _unsent(self, entries: Iterable[Entry], states: Collection[State], shown: str) -> Iterator[DeliveryLine]:
        for entry in entries:
            if entry.state in states:
                row = LedgerRow(entry.month, entry.kind, entry.subject_of, entry.address, entry.edition, entry.state.value, None)
                for unit in self._units_of(row):
                    reason = self.language.gettext(entry.reply)
                    yield DeliveryLine(entry.month, unit.code, unit.name, entry.kind, entry.address, shown, None, reason)

    def _why_not(self, batch: Batch, unit: Unit, reason: str) -> DeliveryLine:
        return DeliveryLine(batch.month, unit.code, unit.name, batch.kind, "", NOT_MAILED, None, self.language.gettext(reason))

    def _place(self, line: DeliveryLine) -> tuple[int, int, int, str, str, int]:
        kind, unit = self._kinds.get(line.kind, len(self._kinds)), self._order.get(line.unit, -1)
        return -ReportingMonth.from_code(line.month).ordinal, kind, unit, line.subject_of, line.address, line.edition

    @cached_property
    def _kinds(self) -> dict[str, int]:
        return {kind: place for place, kind in enumerate(KIND_WORDS)}

    @cached_property
    def _order(self) -> dict[str, int]:
        return {code: place for place, code in enumerate(self.assessment.units)}
