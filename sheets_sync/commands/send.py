"""`sheets-sync send`: hand over the monthly reports, then say what became of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from typing import TYPE_CHECKING

from rich.text import Text

from sheets_sync import mailing, wiring
from sheets_sync.commands.tables import plain_table
from sheets_sync.domain.delivery import Decision, State
from sheets_sync.domain.marks import N_
from sheets_sync.domain.month import ReportingMonth
from sheets_sync.emails import ALL_KINDS
from sheets_sync.errors import DeliveryError
from sheets_sync.language import Language

if TYPE_CHECKING:
    from sheets_sync.commands.speaker import Speaker

_NEW = (Decision.QUEUE, Decision.REPLACE, Decision.NEW_EDITION)
_UNMAILED_SHOWN = 5


def run(
    speak: Speaker,
    request: wiring.Request,
    *,
    month: ReportingMonth | None,
    only: Collection[str],
    kinds: Collection[str],
    correct: bool,
    dry_run: bool,
) -> int:
    with wiring.job(request, writes=not dry_run) as job:
        room = wiring.mail_room(job, request)
        outcome = mailing.send(job, room, month=month, only=only, kinds=kinds, correct=correct, dry_run=dry_run)
        return show(speak, outcome, job.language)


def show(speak: Speaker, outcome: mailing.SendOutcome, language: Language) -> int:
    """Messages by kind, units that get none and why, and where the messages are; the exit code."""
    speak.out(_messages_table(outcome, language))
    if outcome.not_mailed:
        speak.out(*_not_mailed(outcome, language))
    if outcome.dry_run:
        speak.out(language.gettext(N_("This was a dry run: nothing was sent.")))
        return 0
    speak.out(_conclusion(outcome, language, speak.place(outcome.where)))
    return _settle(speak, outcome, language)


def _messages_table(outcome: mailing.SendOutcome, language: Language) -> object:
    _ = language.gettext
    table = plain_table(language.fill(N_("E-mails about {month}"), {"month": outcome.assessment.month}))
    table.add_column(_(N_("Kind of mail")))
    table.add_column(_(N_("To be sent")) if outcome.dry_run else _(N_("New")), justify="right")
    table.add_column(_(N_("Sent before")), justify="right")
    counts = Counter((letter.kind, decision in _NEW) for letter, decision in outcome.planned if not letter.copy)
    for kind in ALL_KINDS:
        if counts[kind.code, True] or counts[kind.code, False]:
            table.add_row(Text(_(kind.title)), language.number(counts[kind.code, True]), language.number(counts[kind.code, False]))
    return table


def _not_mailed(outcome: mailing.SendOutcome, language: Language) -> list[str]:
    by_reason: dict[str, list[str]] = {}
    for unit, reason in outcome.not_mailed:
        by_reason.setdefault(reason, []).append(unit.name)
    lines = []
    for reason, names in by_reason.items():
        shown = ", ".join(names[:_UNMAILED_SHOWN]) + (", …" if len(names) > _UNMAILED_SHOWN else "")
        values = {"number": len(names), "reason": language.gettext(reason), "units": shown}
        lines.append(language.fill(N_("Without a report, {number} ({reason}): {units}"), values))
    return lines


def _conclusion(outcome: mailing.SendOutcome, language: Language, where: str) -> str:
    accepted = outcome.report.counts[State.ACCEPTED]
    if accepted:
        return language.fill(N_("{number} messages were handed over: {where}"), {"number": accepted, "where": where})
    return language.fill(N_("Nothing new to send; what was sent is here: {where}"), {"where": where})


def _settle(speak: Speaker, outcome: mailing.SendOutcome, language: Language) -> int:
    """Say what needs a person's eye; 6 if something could not be delivered."""
    report = outcome.report
    if report.stopped:
        raise report.stopped
    if report.resumes_at:
        values = {"moment": report.resumes_at, "reason": language.gettext(report.reason)}
        speak.out(language.fill(N_("Sending pauses until {moment}: {reason}"), values))
    for state, message in (
        (State.FAILED, N_("{number} messages were refused; `sheets-sync outbox` lists them.")),
        (State.UNKNOWN, N_("Of {number} messages it is not known whether they arrived; they are not sent again by themselves.")),
        (State.RETRY, N_("{number} messages wait for another attempt.")),
    ):
        if report.counts[state]:
            speak.out(language.fill(message, {"number": report.counts[state]}))
    return DeliveryError.exit_code if report.undelivered else 0
