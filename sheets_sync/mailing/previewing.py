"""Every kind of e-mail as it would go out, written from the month's real data whether or not it is due."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection

from sheets_sync.domain.assessment import Assessment
from sheets_sync.domain.marks import N_
from sheets_sync.domain.message import Draft, Message
from sheets_sync.domain.month import ReportingMonth
from sheets_sync.emails import ALL_KINDS, job_report, overdue, receipt, reminder
from sheets_sync.emails.why_not import left_out, people_of
from sheets_sync.mailing.mail_plan import concerns, refuse_unknown
from sheets_sync.mailing.mailroom import MailRoom
from sheets_sync.pipeline import Job, Picture, look

RECEIPTS_SHOWN = 30
"""The latest so many receipts: one for every response would say the same over and over."""


def preview(
    job: Job, room: MailRoom, *, month: ReportingMonth | None = None, only: Collection[str] = (), kinds: Collection[str] = ()
) -> list[Message]:
    """Every e-mail about the month as it would go out, of all kinds or of those named, about all units or those named."""
    known = [kind.code for kind in ALL_KINDS]
    refuse_unknown(kinds, known, N_("There is no kind of e-mail called {asked}."))
    picture = look(job, month=month)
    units = picture.assessment.units
    refuse_unknown(only, units, N_("No unit of the register has the code {asked}."))
    addresses = {person.email.lower() for code in only for person in people_of(units[code])}
    drafts: list[Draft] = []
    for code in kinds or known:
        found = [draft for draft in _drafts(code, job, room, picture) if not only or concerns(draft, only, addresses)]
        drafts += found[-RECEIPTS_SHOWN:] if code == receipt.KIND else found
    job.tell(N_("Writing {messages} messages …"), messages=len(drafts))
    return [room.renderer.message(draft) for draft in drafts]


def _drafts(kind: str, job: Job, room: MailRoom, picture: Picture) -> list[Draft]:
    assessment, language, context = picture.assessment, job.language, room.context
    if kind == receipt.KIND:
        responses = picture.responses.frame
        of_month = responses[responses["month"] == assessment.month.ordinal]
        return receipt.draft(assessment, language, context, responses=of_month)
    if kind == job_report.KIND:
        return job_report.draft(language, context, month=assessment.month, at=job.now, facts=_facts(assessment, job))
    waves: dict[str, Callable[[], list[Draft]]] = {
        reminder.KIND: lambda: reminder.draft(assessment, language, context, wave=min(job.settings.calendar.reminders, default=-1)),
        overdue.KIND: lambda: overdue.draft(assessment, language, context, wave=min(job.settings.calendar.overdue, default=1)),
    }
    if kind in waves:
        return waves[kind]()
    [chosen] = [each for each in ALL_KINDS if each.code == kind]
    return chosen.draft(assessment, language, context)


def _facts(assessment: Assessment, job: Job) -> list[str]:
    """What is true of this office: whom the monthly reports cannot reach; an example where they reach everybody."""
    reasons = Counter(reason for _, reason in left_out("unit_report", assessment))
    message = N_("{number} units get no report: {reason}.")
    told = [job.language.fill(message, {"number": number, "reason": job.language.gettext(reason)}) for reason, number in reasons.items()]
    return told or [job.language.gettext(N_("This is how it would look if a run had failed."))]
