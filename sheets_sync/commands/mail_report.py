"""What the mail commands print: messages by kind, who gets none and why, what needs a person's eye."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.text import Text

from sheets_sync.commands.speaker import complain
from sheets_sync.commands.tables import add_column, plain_table
from sheets_sync.domain.delivery import State
from sheets_sync.domain.marks import N_
from sheets_sync.domain.message import Draft, masked
from sheets_sync.domain.month import ReportingMonth
from sheets_sync.emails import ALL_KINDS
from sheets_sync.errors import DeliveryError
from sheets_sync.language import Language
from sheets_sync.mailing.calendar_plan import OVERDUE, REMINDER, Occasion
from sheets_sync.mailing.commands import MailOutcome
from sheets_sync.mailing.mail_plan import Batch

if TYPE_CHECKING:
    from rich.table import Table

    from sheets_sync.commands.speaker import Speaker

_UNITS_SHOWN = 5
_MANY = 12
"""Units without mail for one and the same reason that are named one by one in a dry run; more are counted."""
_TITLES = {kind.code: kind.title for kind in ALL_KINDS}
_COMING = {
    REMINDER: N_("Next by the calendar: the reminders about {month}, from {day}."),
    OVERDUE: N_("Next by the calendar: the notes after the due day about {month}, from {day}."),
}


def show(speak: Speaker, outcome: MailOutcome, language: Language) -> int:
    """Everything a person has to know; the exit code."""
    if outcome.dry_run:
        _foresee(speak, outcome, language)
        return _refusals(outcome, language)
    if outcome.planned:
        speak.out(_counts(outcome, language))
    speak.out(*_left_out(outcome, language), _conclusion(outcome, language, speak.place(outcome.where)))
    speak.out(*_coming(outcome.coming, language), *_open_matters(outcome, language))
    if outcome.report.stopped:
        raise outcome.report.stopped
    refused = _refusals(outcome, language)
    return DeliveryError.exit_code if outcome.report.undelivered else refused


def _refusals(outcome: MailOutcome, language: Language) -> int:
    """Say why something was not sent, or not written down; the exit code of the first such problem."""
    problems = [*outcome.refused, *([outcome.unrecorded] if outcome.unrecorded else [])]
    for problem in problems:
        complain(problem.text(language))
    return problems[0].exit_code if problems else 0


def _counts(outcome: MailOutcome, language: Language) -> Table:
    """Messages by month and kind; the month stands in the title where there is only one."""
    _ = language.gettext
    months = sorted({each.draft.month for each in outcome.planned})
    alone = months[0] if len(months) == 1 else ""
    title = language.fill(N_("E-mails about {month}"), {"month": ReportingMonth.from_code(alone)}) if alone else _(N_("E-mails"))
    table = plain_table(title)
    for header in [*([] if alone else [N_("Month")]), N_("Kind of mail")]:
        table.add_column(_(header))
    for header in (N_("New"), N_("Sent before")):
        table.add_column(_(header), justify="right")
    counts = Counter((each.draft.month, each.draft.kind, each.new) for each in outcome.planned if not each.copy)
    for month, kind in itertools.product(months, _TITLES):
        numbers = [counts[month, kind, new] for new in (True, False)]
        if any(numbers):
            row = [*([] if alone else [language.short_month(ReportingMonth.from_code(month))]), _(_TITLES[kind])]
            table.add_row(*map(Text, row), *map(language.number, numbers))
    return table


def _left_out(outcome: MailOutcome, language: Language) -> Iterator[str]:
    """For each kind of mail of which something went out now, and each reason, how many units get none, and the first of them."""
    fresh = {(each.draft.kind, each.draft.month) for each in outcome.planned if each.new or not outcome.synced}
    by_reason: dict[tuple[str, str], list[str]] = {}
    for batch in outcome.batches:
        for unit, reason in batch.left_out if (batch.kind, batch.month) in fresh else ():
            by_reason.setdefault((batch.kind, reason), []).append(unit.name)
    message = N_("{kind} – {number} left out ({reason}): {units}")
    for (kind, reason), names in by_reason.items():
        shown = "; ".join(names[:_UNITS_SHOWN]) + ("; …" if len(names) > _UNITS_SHOWN else "")
        values = {"kind": language.gettext(_TITLES[kind]), "number": len(names), "reason": language.gettext(reason), "units": shown}
        yield language.fill(message, values)


def _conclusion(outcome: MailOutcome, language: Language, where: str) -> str:
    accepted = outcome.report.counts[State.ACCEPTED]
    if accepted:
        copies = outcome.report.copies
        message = N_("{number} messages and {copies} copies (Cc) of them were handed over: {where}")
        values = {"number": accepted - copies, "copies": copies, "where": where}
        return language.fill(message if copies else N_("{number} messages were handed over: {where}"), values)
    if not outcome.planned:
        return language.gettext(N_("No mail is due now."))
    return language.gettext(N_("Nothing new to send; `sheets-sync outbox` lists what was sent."))


def _coming(occasion: Occasion | None, language: Language) -> Iterator[str]:
    if occasion:
        message = _COMING.get(occasion.kind, N_("Next by the calendar: the monthly reports about {month}, from {day}."))
        yield language.fill(message, {"month": occasion.month, "day": language.weekday(occasion.begins.date())})


def _open_matters(outcome: MailOutcome, language: Language) -> Iterator[str]:
    report = outcome.report
    if report.resumes_at:
        values = {"moment": report.resumes_at, "reason": language.gettext(report.reason)}
        yield language.fill(N_("Sending pauses until {moment}: {reason}"), values)
    if report.withdrawn:
        yield language.fill(N_("{number} messages were no longer needed and were not sent."), {"number": report.withdrawn})
    for state, message in (
        (State.FAILED, N_("{number} messages were refused; `sheets-sync outbox` lists them.")),
        (State.UNKNOWN, N_("Of {number} messages it is not known whether they arrived; they are not sent again by themselves.")),
        (State.RETRY, N_("{number} messages wait for another attempt.")),
    ):
        if report.counts[state]:
            yield language.fill(message, {"number": report.counts[state]})


def _foresee(speak: Speaker, outcome: MailOutcome, language: Language) -> None:
    """For a dry run: every message with its recipient and whether it would go, and the units that get none with the reason."""
    for batch in outcome.batches:
        plan = _plan_of(batch, outcome, language)
        speak.out(plan, *([] if plan.row_count else [language.gettext(N_("Nobody is named to receive it."))]))
    if not outcome.batches:
        speak.out(language.gettext(N_("No mail is due now.")))
    speak.out(*_coming(outcome.coming, language), language.gettext(N_("This was a dry run: nothing was sent.")))


def _plan_of(batch: Batch, outcome: MailOutcome, language: Language) -> Table:
    _ = language.gettext
    values = {
        "kind": _(_TITLES[batch.kind]),
        "month": ReportingMonth.from_code(batch.month),
        "moment": batch.expires_at,
    }
    table = plain_table(language.fill(N_("{kind}, {month} (worth sending until {moment})"), values))
    for header in (N_("About"), N_("To"), N_("Plan")):
        add_column(table, _(header), overflow="fold")
    for each in outcome.planned:
        if (each.draft.kind, each.draft.month) == (batch.kind, batch.month):
            plan = N_("to be sent") if each.new else N_("sent before")
            table.add_row(Text(_about(each.draft)), Text(masked(each.address)), Text(_(plan)), style="" if each.new else "dim")
    for names, reason in _without(batch, language):
        table.add_row(Text(names), Text("–"), Text(language.fill(N_("not sent: {reason}"), {"reason": _(reason)})))
    return table


def _without(batch: Batch, language: Language) -> Iterator[tuple[str, str]]:
    """Who gets none, and why: unit by unit, or counted where they are many."""
    by_reason: dict[str, list[str]] = {}
    for unit, reason in batch.left_out:
        by_reason.setdefault(reason, []).append(f"{unit.name} ({unit.code})")
    for reason, names in by_reason.items():
        if len(names) > _MANY:
            values = {"number": len(names), "units": "; ".join(names[:_UNITS_SHOWN])}
            names = [language.fill(N_("{number} units: {units}; …"), values)]
        yield from ((name, reason) for name in names)


def _about(draft: Draft) -> str:
    """Which unit a message speaks of, or which units."""
    units = draft.view.get("units")
    return ", ".join(unit.name for unit in units) if units else str(draft.view.get("title", ""))
