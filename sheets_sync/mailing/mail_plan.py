"""From what is due to drafts: who is told what now, until when it is worth telling, and who is not told and why. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pandas as pd

from sheets_sync.domain.assessment import Assessment
from sheets_sync.domain.marks import N_
from sheets_sync.domain.message import Draft
from sheets_sync.domain.month import ReportingMonth
from sheets_sync.domain.status import EXEMPT, MISSING
from sheets_sync.domain.unit import Unit
from sheets_sync.emails import MONTHLY_REPORTS, Context, overdue, receipt, reminder
from sheets_sync.emails.why_not import left_out, people_of
from sheets_sync.errors import SheetsSyncError, UsageError, WorkbookContentError
from sheets_sync.language import Language
from sheets_sync.mailing.calendar_plan import OVERDUE, REMINDER, REPORTS, Occasion

RECEIPTS_FOR = timedelta(days=14)
"""A response is answered if it came at most so long ago: an office closed over the holidays catches up."""

BEFORE_FIRST_SYNC = timedelta(days=3)
"""Of the responses that were there before the office began to use this, only these days' are answered."""

CAME_BACK = N_("mail to this address came back")


@dataclass(frozen=True, slots=True)
class Batch:
    """The e-mails of one kind about one month: drafts, and the units that get none, each with the reason (to translate)."""

    kind: str
    month: str
    drafts: Sequence[Draft]
    expires_at: datetime
    left_out: Sequence[tuple[Unit, str]] = ()


@dataclass(frozen=True)
class Writer:
    """Drafts in the office's words."""

    language: Language
    context: Context

    def of(self, occasion: Occasion, assessment: Assessment) -> list[Batch]:
        """The batches of one occasion; `assessment` is under the light of its month."""
        if occasion.kind == REPORTS:
            return self.reports(assessment, occasion.expires_at)
        draft = {REMINDER: reminder.draft, OVERDUE: overdue.draft}[occasion.kind]
        drafts = draft(assessment, self.language, self.context, wave=occasion.wave)
        return [_batch(occasion.kind, assessment, drafts, occasion.expires_at)]

    def reports(self, assessment: Assessment, expires_at: datetime, kinds: Collection[str] = ()) -> list[Batch]:
        """The monthly reports, of all kinds or of those named."""
        chosen = [kind for kind in MONTHLY_REPORTS if not kinds or kind.code in kinds]
        return [_batch(kind.code, assessment, kind.draft(assessment, self.language, self.context), expires_at) for kind in chosen]

    def receipts(self, assessment: Assessment, responses: pd.DataFrame, since: datetime) -> list[Batch]:
        """Receipts for responses that came after `since`; which of them were answered before, the ledger knows."""
        latest = {
            receipt.report_and_reader(draft): draft
            for month, fresh in _by_standing_month(responses, since, assessment.now)
            for draft in receipt.draft(replace(assessment, month=month), self.language, self.context, responses=fresh)
        }
        by_month: dict[str, list[Draft]] = {}
        for draft in latest.values():
            by_month.setdefault(draft.month, []).append(draft)
        expires_at = datetime.combine((assessment.now + RECEIPTS_FOR).date(), datetime.min.time())
        return [Batch(receipt.KIND, month, drafts, expires_at) for month, drafts in by_month.items()]


def _batch(kind: str, assessment: Assessment, drafts: Sequence[Draft], expires_at: datetime) -> Batch:
    return Batch(kind, str(assessment.month), drafts, expires_at, left_out(kind, assessment))


def _by_standing_month(responses: pd.DataFrame, since: datetime, now: datetime) -> Iterator[tuple[ReportingMonth, pd.DataFrame]]:
    """The responses after `since`, oldest first, with the month a receipt speaks of where they name none that is understood.

    That month is the one before the response came, whenever the receipt is written: it is part of the ledger's key.
    """
    submitted = pd.to_datetime(responses["submitted_at"])
    fresh = responses[(submitted > pd.Timestamp(since)) & (submitted <= pd.Timestamp(now))].sort_values("submitted_at", kind="stable")
    came = pd.to_datetime(fresh["submitted_at"])
    standing = came.dt.year * 12 + came.dt.month - 2
    for ordinal in sorted(standing.unique()):
        yield ReportingMonth.from_ordinal(int(ordinal)), fresh[standing == ordinal]


def receipts_since(first_sync: datetime | None, now: datetime) -> datetime:
    """From when on responses are answered: not those of long ago, nor the history that was there when the office began."""
    return max(now - RECEIPTS_FOR, (first_sync or now) - BEFORE_FIRST_SYNC)


def narrowed(batch: Batch, only: Collection[str], units: Mapping[str, Unit]) -> Batch:
    """The batch for some units alone; all of it where none is named."""
    if not only:
        return batch
    addresses = {person.email.lower() for code in only for person in people_of(units[code])}
    drafts = [draft for draft in batch.drafts if concerns(draft, only, addresses)]
    return replace(batch, drafts=drafts, left_out=[(unit, reason) for unit, reason in batch.left_out if unit.code in only])


def without_returned(batch: Batch, returned: Collection[str], units: Mapping[str, Unit]) -> Batch:
    """The batch without what would go where mail has come back from, until the register has another address; in lower case."""
    withheld = [draft for draft in batch.drafts if draft.to.email.lower() in returned]
    if not withheld and not any(address.email.lower() in returned for draft in batch.drafts for address in draft.cc):
        return batch
    kept = [
        replace(draft, cc=tuple(each for each in draft.cc if each.email.lower() not in returned))
        for draft in batch.drafts
        if draft.to.email.lower() not in returned
    ]
    explained = {unit.code for unit, _ in batch.left_out}
    unreached = [
        unit for unit in units.values() if unit.code not in explained and _would_have(unit, withheld) and not _would_have(unit, kept)
    ]
    return replace(batch, drafts=kept, left_out=[*batch.left_out, *((unit, CAME_BACK) for unit in unreached)])


def _would_have(unit: Unit, drafts: Sequence[Draft]) -> bool:
    addresses = {person.email.lower() for person in people_of(unit)}
    return any(concerns(draft, {unit.code}, addresses) for draft in drafts)


def concerns(draft: Draft, codes: Collection[str], addresses: Collection[str]) -> bool:
    """Whether a draft is about one of the units or, where it goes to a person for all of theirs, to one of their people."""
    if draft.kind in (REMINDER, OVERDUE):
        return draft.to.email.lower() in addresses
    about = draft.subject_of.rpartition(".")[0] if draft.kind == receipt.KIND else draft.subject_of
    return about in codes


def begun(assessment: Assessment) -> bool:
    """Whether the office had its units report on this month: false for months before the first anybody has reported on."""
    reported = assessment.verdicts[~assessment.verdicts["status"].isin([MISSING, EXEMPT])]
    return not len(reported) or int(reported["month"].min()) <= assessment.month.ordinal


def unfit(occasion_kind: str, assessment: Assessment) -> SheetsSyncError | None:
    """Why nothing may be sent by this assessment; None if all is well.

    An office once mailed everyone empty reports: its form had begun to write into another tab.
    """
    if occasion_kind == REPORTS and assessment.month.last_day >= assessment.now.date():
        day = (assessment.month + 1).first_day
        return UsageError(N_("{month} is not over yet; its reports can be sent from {day}."), month=assessment.month, day=day)
    statuses = set(assessment.verdicts_of(assessment.month)["status"])
    if occasion_kind != REMINDER and MISSING in statuses and statuses <= {MISSING, EXEMPT}:
        return WorkbookContentError(
            N_("Not one unit has reported on {month}, so nothing is sent about it: the answers may have gone elsewhere."),
            remedy=N_(
                "See whether the form still writes into the tab that [tabs] responses names, and whether the findings tell of a response "
                "whose unit is not clear."
            ),
            month=assessment.month,
        )
    return None


def refuse_unknown(asked: Collection[str], known: Collection[str], message: str) -> None:
    """UsageError with `message` (it may name {asked}) if anything asked for is not known."""
    unknown = [code for code in asked if code not in known]
    if unknown:
        raise UsageError(message, remedy=N_("There are: {known}."), asked=unknown[0], known=_listed(known))


def _listed(known: Iterable[str]) -> str:
    codes = list(known)
    return ", ".join(codes[:8]) + (", …" if len(codes) > 8 else "")
