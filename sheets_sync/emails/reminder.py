"""The reminder to operators before the due moment: what is still missing, and how many days are left."""

from __future__ import annotations

from sheets_sync.domain.assessment import Assessment
from sheets_sync.domain.message import Draft
from sheets_sync.emails._open_units import Occasion, days_until_due, drafts_to_people
from sheets_sync.emails._people import operator_mailboxes
from sheets_sync.emails.context import Context
from sheets_sync.language import N_, Language

KIND = "reminder"


def draft(assessment: Assessment, language: Language, context: Context, *, wave: int | None = None) -> list[Draft]:
    """One letter for each operator of a unit that is not yet complete.

    `wave` names the planned day (days from the due day, as in the settings: -3), which keeps the reminders of one month
    apart; without it, the days left today do.
    """
    left, values = days_until_due(assessment), {"month": assessment.month}
    occasion = Occasion(
        kind=KIND,
        key=f"{wave if wave is not None else -left:+d}",
        topic=N_("Reminder: publication report for {month}"),
        tone="fair",
        verdict=_time_left(left, language),
        paragraphs=(
            language.fill(N_("We kindly remind you that the publication report for {month} is not yet complete."), values),
            language.gettext(N_("If the report has been sent in the meantime, please disregard this reminder.")),
        ),
        people=operator_mailboxes,
    )
    return drafts_to_people(assessment, language, context, occasion)


def _time_left(days: int, language: Language) -> str:
    if days <= 0:
        return language.gettext(N_("Due today"))
    return language.ngettext("{n} day left", "{n} days left", days).format(n=language.number(days))
