"""What the administrators are told: that a run failed, that mail did not arrive. The same thing at most once a day."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sheets_sync.domain.delivery import Entry, State
from sheets_sync.domain.marks import N_
from sheets_sync.domain.message import masked
from sheets_sync.domain.month import ReportingMonth
from sheets_sync.domain.pseudonym import MARK
from sheets_sync.emails import job_report
from sheets_sync.errors import LockedError, SettingsError, SheetsSyncError, UsageError
from sheets_sync.mailing.mail_plan import Batch
from sheets_sync.mailing.mailroom import MailRoom
from sheets_sync.mailing.posting import Post, hand_over, post
from sheets_sync.mailing.recipients import without_a_look
from sheets_sync.pipeline import Job

WORTH_TELLING_FOR = timedelta(days=2)
OPEN_MATTERS_TOLD_FOR = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Fact:
    """Something to tell: `text` in the reader's language; two facts of one `key` are the same thing. `once`: not every day anew."""

    key: str
    text: str
    once: bool = False


def facts_of_errors(errors: Sequence[SheetsSyncError], job: Job) -> list[Fact]:
    return [Fact(error.message, error.text(job.language)) for error in errors]


def facts_of_post(what: Post, job: Job) -> list[Fact]:
    """What was refused in this run, what waited too long to be of use, and why the run ended early."""
    message, given_up = N_("“{subject}” to {address} was refused: {reply}"), N_("Messages given up, as their time had passed: {number}")
    facts = [Fact(entry.key, _told(message, entry, entry.reply, job)) for entry in what.failures if entry.state is State.FAILED]
    if number := what.report.counts[State.EXPIRED]:
        facts.append(Fact(given_up, job.language.fill(given_up, {"number": number})))
    return [*facts, *facts_of_errors([what.report.stopped] if what.report.stopped else [], job)]


def facts_of_ledger(entries: Sequence[Entry], job: Job) -> list[Fact]:
    """What came back, and what is in doubt, as far as it was sent lately; a run that was killed did not live to tell."""
    since = job.now - OPEN_MATTERS_TOLD_FOR
    recent = [entry for entry in entries if _is_recent(entry, since)]
    returned, doubtful = (
        N_("“{subject}” to {address} came back: {reply}"),
        N_("Of “{subject}” to {address} it is not known whether it arrived: {reply}"),
    )
    return [
        *(Fact(entry.key, _told(returned, entry, entry.bounce_reason, job), once=True) for entry in recent if entry.bounce),
        *(Fact(entry.key, _told(doubtful, entry, entry.reply, job), once=True) for entry in recent if entry.state is State.UNKNOWN),
    ]


def _is_recent(entry: Entry, since: datetime) -> bool:
    """One whose address was erased since says nothing that could be mended any more."""
    named = not (entry.rehearsal or entry.address.startswith(MARK))
    return bool(named and entry.sent_at and entry.sent_at > since)


def _told(message: str, entry: Entry, reply: str, job: Job) -> str:
    values = {"subject": entry.subject, "address": masked(entry.address), "reply": masked(job.language.gettext(reply))}
    return job.language.fill(message, values)


def batches_of(facts: Sequence[Fact], job: Job, room: MailRoom) -> list[Batch]:
    """Notes to the administrators; one for what is told once, one for what is told once a day."""
    lasting = [fact for fact in facts if fact.once]
    passing = [fact for fact in facts if not fact.once]
    return [batch for each, day in ((lasting, ""), (passing, f"{job.now:%Y-%m-%d}.")) if each for batch in [_batch(each, day, job, room)]]


def _batch(facts: Sequence[Fact], day: str, job: Job, room: MailRoom) -> Batch:
    month = ReportingMonth.of(job.now.date()) - 1
    texts = list(dict.fromkeys(fact.text for fact in facts))
    digest = hashlib.sha256("\0".join(sorted({fact.key for fact in facts})).encode()).hexdigest()[:10]
    drafts = job_report.draft(job.language, room.context, month=month, at=job.now, facts=texts)
    named = [replace(draft, subject_of=f"{day}{digest}.{draft.to.email.lower()}") for draft in drafts]
    return Batch(job_report.KIND, str(month), named, job.now + WORTH_TELLING_FOR)


def tell_of_failure(error: Exception, job: Job, room: MailRoom) -> None:
    """Mail the administrators that a run failed; whatever goes wrong in that is passed over, the failure itself matters more.

    Not told is what a person at the keyboard is told anyway: a wrong command, wrong settings, another run at work.
    """
    if isinstance(error, LockedError | SettingsError | UsageError) or not room.context.admin:
        return
    with suppress(SheetsSyncError), room.outbox() as outbox:
        note = post(job, room, outbox, batches_of([_fact_of(error, job)], job, room), {})
        hand_over(room, outbox, note, without_a_look)


def _fact_of(error: Exception, job: Job) -> Fact:
    if isinstance(error, SheetsSyncError):
        return Fact(error.message, error.text(job.language))
    name = type(error).__name__
    message = N_("The job met an error of its own ({error}). Please run it by hand to see where, and report it.")
    return Fact(name, job.language.fill(message, {"error": name}))
