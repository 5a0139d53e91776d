"""One function per mail command: look, decide what is due, hand over what has not been sent yet, write down what became of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from sheets_sync import pipeline
from sheets_sync.domain.assessment import Assessment
from sheets_sync.domain.delivery import Bounce, Entry, State
from sheets_sync.domain.marks import N_
from sheets_sync.domain.month import ReportingMonth
from sheets_sync.domain.unit import Unit
from sheets_sync.emails import MONTHLY_REPORTS
from sheets_sync.errors import SheetsSyncError, WorkbookContentError
from sheets_sync.mailing import admin_notes, ledger_care
from sheets_sync.mailing.calendar_plan import OVERDUE, REMINDER, REPORTS, Occasion
from sheets_sync.mailing.delivery import DeliveryReport
from sheets_sync.mailing.delivery_tab import DeliveryTab
from sheets_sync.mailing.mail_desk import ALL_OCCASIONS, Desk
from sheets_sync.mailing.mail_plan import Batch, narrowed, refuse_unknown, unfit
from sheets_sync.mailing.mailroom import Ledger, MailRoom
from sheets_sync.mailing.posting import Planned, Post, foresee, hand_over, post
from sheets_sync.mailing.recipients import Recipients
from sheets_sync.pipeline import Job, Picture, SyncOutcome, look

Changed = TypeVar("Changed")

Tending = Callable[[Mapping[str, Unit]], Sequence[SheetsSyncError]]

SHRUNK_BY = 0.1
"""A register that lost more than this share of its units since the last sync is not mailed by: rows may be hidden or deleted."""


@dataclass(frozen=True)
class MailOutcome:
    """What a mail command did, or would do.

    `refused`: why some of what is due was not sent; `unrecorded`: why the delivery tab could not be written; `coming`: what the
    calendar has next; `synced`: the sync that came first, if one did.
    """

    assessment: Assessment
    batches: Sequence[Batch]
    planned: Sequence[Planned]
    report: DeliveryReport
    where: str
    refused: Sequence[SheetsSyncError] = ()
    unrecorded: SheetsSyncError | None = None
    coming: Occasion | None = None
    synced: SyncOutcome | None = None
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
) -> MailOutcome:
    """Send the monthly reports that have not been sent yet; `correct` also those that say something else by now."""
    picture = _fit(look(job, month=month))
    _raise(unfit(REPORTS, picture.assessment))
    desk = Desk(job, room, picture)
    batches = [narrowed(batch, only, picture.assessment.units) for batch in _asked_for(desk, only, kinds)]
    return _mail(desk, batches, correct=correct, dry_run=dry_run)


def remind(job: Job, room: MailRoom, *, only: Collection[str] = (), dry_run: bool = False) -> MailOutcome:
    """Send the reminders and the notes after the due day that are due."""
    desk = Desk(job, room, _fit(look(job)))
    units = desk.picture.assessment.units
    refuse_unknown(only, units, N_("No unit of the register has the code {asked}."))
    batches, refused = desk.due_batches((REMINDER, OVERDUE))
    return replace(_mail(desk, [narrowed(batch, only, units) for batch in batches], refused=refused, dry_run=dry_run), coming=desk.coming())


def run(job: Job, room: MailRoom, *, dry_run: bool = False, tend: Tending = lambda _units: ()) -> MailOutcome:
    """Bring the tabs up to date, then send whatever is due; on failure the administrators are told.

    `tend` looks after what else depends on the register, in between; the errors that it hands back are told, and stop nothing.
    """
    try:
        return _run(job, room, dry_run=dry_run, tend=tend)
    except Exception as error:
        if not dry_run:
            admin_notes.tell_of_failure(error, job, room)
        raise


def send_again(job: Job, room: MailRoom, states: Collection[State], who: str) -> int:
    """On a person's word, have the next run send again what is in `states` and concerns `who`; how many messages."""
    return _by_hand(job, room, lambda outbox: ledger_care.send_again(outbox, states, who, job.now))


def enter_bounces(job: Job, room: MailRoom, bounces: Sequence[Bounce]) -> tuple[list[Entry], Sequence[Bounce]]:
    """Mark what came back; the marked entries, and the bounces that belong to none."""

    def mark(outbox: Ledger) -> tuple[list[Entry], Sequence[Bounce]]:
        marked, strangers = outbox.mark_bounces(bounces)
        ids = {entry.id for entry in marked}
        return [entry for entry in outbox.entries(rehearsals=True) if entry.id in ids], strangers

    return _by_hand(job, room, mark)


def _by_hand(job: Job, room: MailRoom, change: Callable[[Ledger], Changed]) -> Changed:
    """Change the ledger and the delivery tab alike, so that the tab does not bring back what was changed; all of it or an error."""
    tab = DeliveryTab(Desk(job, room, look(job)))
    with room.outbox() as outbox:
        tab.teach(outbox)
        changed = change(outbox)
        _raise(tab.write(outbox, ()))
    return changed


def _run(job: Job, room: MailRoom, *, dry_run: bool, tend: Tending) -> MailOutcome:
    # A shrunken register is refused before it is written down: the next run must not take it for the usual size.
    synced = pipeline.sync(job, dry_run=dry_run, amend=_fit)
    trouble = () if dry_run else tend(synced.picture.register.units)
    desk = Desk(job, room, synced.picture)
    batches, refused = desk.due_batches(ALL_OCCASIONS)
    outcome = _mail(desk, batches, refused=[*refused, *trouble], dry_run=dry_run, tell_admin=True)
    return replace(outcome, synced=synced, coming=desk.coming())


def _mail(
    desk: Desk,
    batches: Sequence[Batch],
    *,
    refused: Sequence[SheetsSyncError] = (),
    correct: bool = False,
    dry_run: bool = False,
    tell_admin: bool = False,
) -> MailOutcome:
    job, room, units = desk.job, desk.room, desk.picture.assessment.units
    if dry_run:
        return _outcome(desk, foresee(job, room, batches, units, desk.remembered, correct=correct), refused=refused, dry_run=True)
    tab = DeliveryTab(desk)
    with room.outbox() as outbox:
        in_doubt = tab.teach(outbox)
        refused = [*refused, *([in_doubt] if in_doubt else [])]
        what = post(job, room, outbox, batches, units, correct=correct)
        new = sum(each.new for each in what.planned)
        if new:
            job.tell(N_("Sending {messages} messages, copies included …"), messages=new)
        tab.announce(outbox, what.batches)
        try:
            recipients = Recipients(desk)
            hand_over(room, outbox, what, recipients.wanted)
            if tell_admin:
                _tell_admin(desk, outbox, recipients, what, refused)
        finally:  # also when somebody breaks it off: the tab must not say of what waits that it is under way
            unrecorded = tab.write(outbox, what.batches)
    return _outcome(desk, what, refused=refused, unrecorded=unrecorded)


def _tell_admin(desk: Desk, outbox: Ledger, recipients: Recipients, what: Post, refused: Sequence[SheetsSyncError]) -> None:
    """Mail what went wrong; where sending itself has stopped, the note waits for the next run."""
    job, room = desk.job, desk.room
    facts = [
        *admin_notes.facts_of_errors(refused, job),
        *admin_notes.facts_of_post(what, job),
        *admin_notes.facts_of_ledger(outbox.entries(), job),
    ]
    note = post(job, room, outbox, admin_notes.batches_of(facts, job, room), {})
    if any(each.new for each in note.planned) and not (what.report.stopped or what.report.resumes_at):
        hand_over(room, outbox, note, recipients.wanted)


def _outcome(
    desk: Desk, what: Post, *, refused: Sequence[SheetsSyncError], unrecorded: SheetsSyncError | None = None, dry_run: bool = False
) -> MailOutcome:
    return MailOutcome(
        assessment=desk.picture.assessment,
        batches=what.batches,
        planned=what.planned,
        report=what.report,
        where=desk.room.where,
        refused=refused,
        unrecorded=unrecorded,
        dry_run=dry_run,
    )


def _asked_for(desk: Desk, only: Collection[str], kinds: Collection[str]) -> list[Batch]:
    assessment = desk.picture.assessment
    refuse_unknown(only, assessment.units, N_("No unit of the register has the code {asked}."))
    refuse_unknown(kinds, [kind.code for kind in MONTHLY_REPORTS], N_("There is no monthly report of the kind {asked}."))
    return desk.reports(assessment.month, kinds)


def _raise(problem: SheetsSyncError | None) -> None:
    if problem:
        raise problem


def _fit(picture: Picture) -> Picture:
    """The picture, unless its register has shrunk so much that rows must have been lost."""
    now, before = len(picture.assessment.units), picture.memory.units_at_last_sync
    if before and now < before * (1 - SHRUNK_BY):
        raise WorkbookContentError(
            N_("The register holds {now} units; at the last sync there were {before}. Nothing was sent."),
            remedy=N_("If rows were lost, restore them; if the register is right, run `sheets-sync sync` and send again."),
            now=now,
            before=before,
        )
    return picture
