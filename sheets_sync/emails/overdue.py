"""The note to operators and heads after the due moment: what is still awaited, and until when it counts."""

from __future__ import annotations

from sheets_sync.domain.assessment import Assessment
from sheets_sync.domain.message import Address, Draft
from sheets_sync.domain.unit import Unit
from sheets_sync.emails._open_units import Occasion, days_until_due, drafts_to_people
from sheets_sync.emails._people import head_mailbox, operator_mailboxes
from sheets_sync.emails._words import accepted_until
from sheets_sync.emails.context import Context
from sheets_sync.language import N_, Language

KIND = "overdue"


def draft(assessment: Assessment, language: Language, context: Context, *, wave: int | None = None) -> list[Draft]:
    """One letter for each operator and head of a unit that is not yet complete; `wave` as for reminders (+1)."""
    late, values = -days_until_due(assessment), {"month": assessment.month}
    occasion = Occasion(
        kind=KIND,
        key=f"{wave if wave is not None else late:+d}",
        topic=N_("Awaited: publication report for {month}"),
        tone="poor",
        verdict=_time_past(late, language),
        paragraphs=(
            language.fill(N_("The due moment has passed; we still look forward to the publication report for {month}."), values),
            *filter(None, [accepted_until(assessment, assessment.month, context.zone, language)]),
            language.gettext(N_("If the report has been sent in the meantime, please disregard this note.")),
        ),
        people=_operators_and_head,
    )
    return drafts_to_people(assessment, language, context, occasion)


def _operators_and_head(unit: Unit) -> list[Address]:
    head = head_mailbox(unit)
    return [*operator_mailboxes(unit), *([head] if head else [])]


def _time_past(days: int, language: Language) -> str:
    if days <= 0:
        return language.gettext(N_("Due today"))
    return language.ngettext("{n} day past the due day", "{n} days past the due day", days).format(n=language.number(days))
