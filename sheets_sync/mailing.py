"""One function per mail command: look, draft, put into words, hand over what has not been sent yet."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sheets_sync.delivery import DeliveryReport, DueMessage, deliver, letters_of, plan
from sheets_sync.domain.assessment import Assessment
from sheets_sync.domain.delivery import Decision, Letter
from sheets_sync.domain.marks import N_
from sheets_sync.domain.message import Draft, Message
from sheets_sync.domain.month import ReportingMonth
from sheets_sync.domain.unit import Unit
from sheets_sync.emails import MONTHLY_REPORTS, Kind, not_mailed
from sheets_sync.errors import UsageError, WorkbookContentError
from sheets_sync.mailroom import MailRoom
from sheets_sync.pipeline import Job, Picture, look

SHRUNK_BY = 0.1
"""A register that lost more than this share of its units since the last sync is not mailed by: rows may be hidden or deleted."""


@dataclass(frozen=True)
class SendOutcome:
    """What was planned, what became of it, and which units get no report, each with the reason (to translate)."""

    assessment: Assessment
    planned: Sequence[tuple[Letter, Decision]]
    report: DeliveryReport
    not_mailed: Sequence[tuple[Unit, str]]
    where: str
    dry_run: bool = False


def send(
    job: Job,
    room: MailRoom,
    *,
    month: ReportingMonth | None = None,
    only: Collection[str] = (),
    kinds: Collection[str] = (),
    correct: bool = False,
    dry_run: bool = False,
) -> SendOutcome:
    """Send the monthly reports that have not been sent yet; `correct` also those that say something else by now."""
    picture = look(job, month=month)
    _refuse_unfit(picture, job)
    messages = _messages(job, room, picture.assessment, only, kinds)
    deadline = _worth_sending_until(picture.assessment)
    due = [DueMessage(message, deadline) for message in messages]
    unsent = [(unit, reason) for unit, reason in not_mailed(picture.assessment) if not only or unit.code in only]
    if dry_run:
        letters = letters_of(due, room.letterhead, now=job.now, correct=correct)
        forecast = list(zip(letters, room.forecast(letters), strict=True))
        return SendOutcome(picture.assessment, forecast, DeliveryReport(), unsent, room.where, dry_run=True)
    with room.outbox() as outbox:
        planned = plan(outbox, due, room.letterhead, now=job.now, correct=correct)
        job.tell(N_("Sending {messages} messages …"), messages=len(planned))
        report = deliver(outbox, room.transport(), timing=room.timing, pace=room.pace)
    return SendOutcome(picture.assessment, planned, report, unsent, room.where)


def preview(
    job: Job, room: MailRoom, *, month: ReportingMonth | None = None, only: Collection[str] = (), kinds: Collection[str] = ()
) -> list[Message]:
    """Every monthly report as it would go out."""
    return _messages(job, room, look(job, month=month).assessment, only, kinds)


def _messages(job: Job, room: MailRoom, assessment: Assessment, only: Collection[str], kinds: Collection[str]) -> list[Message]:
    _refuse_unknown(only, assessment.units, N_("No unit of the register has the code {asked}."))
    _refuse_unknown(kinds, [kind.code for kind in MONTHLY_REPORTS], N_("There is no monthly report of the kind {asked}."))
    chosen = [kind for kind in MONTHLY_REPORTS if not kinds or kind.code in kinds]
    drafts = [draft for kind in chosen for draft in _drafts(kind, job, room, assessment) if not only or draft.subject_of in only]
    job.tell(N_("Writing {messages} messages …"), messages=len(drafts))
    return [room.renderer.message(draft) for draft in drafts]


def _drafts(kind: Kind, job: Job, room: MailRoom, assessment: Assessment) -> list[Draft]:
    return kind.draft(assessment, job.language, room.context)


def _refuse_unknown(asked: Collection[str], known: Collection[str], message: str) -> None:
    unknown = [code for code in asked if code not in known]
    if unknown:
        raise UsageError(message, remedy=N_("There are: {known}."), asked=unknown[0], known=_listed(known))


def _listed(known: Collection[str]) -> str:
    first = list(known)[:8]
    return ", ".join(first) + (", …" if len(known) > len(first) else "")


def _refuse_unfit(picture: Picture, job: Job) -> None:
    """An office once mailed everyone empty reports: nothing is sent by data that cannot be right."""
    assessment = picture.assessment
    if assessment.month.last_day >= job.now.date():
        raise UsageError(
            N_("{month} is not over yet; its reports can be sent from {day}."), month=assessment.month, day=(assessment.month + 1).first_day
        )
    before = picture.memory.units_at_last_sync
    if before and len(assessment.units) < before * (1 - SHRUNK_BY):
        raise WorkbookContentError(
            N_("The register holds {now} units; at the last sync there were {before}. Nothing was sent."),
            remedy=N_("If rows were lost, restore them; if the register is right, run `sheets-sync sync` and send again."),
            now=len(assessment.units),
            before=before,
        )


def _worth_sending_until(assessment: Assessment) -> datetime:
    """A monthly report is worth sending until the next month's reports are due."""
    following = assessment.month + 2
    return datetime.combine(following.last_day, datetime.max.time()).replace(microsecond=0)
