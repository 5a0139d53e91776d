"""The note to the administrators when the job could not do all it should."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sheets_sync.domain.message import Draft
from sheets_sync.domain.month import ReportingMonth
from sheets_sync.emails._letter import Letter
from sheets_sync.emails._words import moment_in_zone
from sheets_sync.emails.context import Context
from sheets_sync.language import N_, Language

KIND = "job_report"


@dataclass(frozen=True, slots=True, kw_only=True)
class JobReport(Letter):
    facts: tuple[str, ...]


def draft(language: Language, context: Context, *, month: ReportingMonth, at: datetime, facts: Sequence[str]) -> list[Draft]:
    """One letter for each administrator with `facts`, sentences already in the reader's language; none without any."""
    if not facts:
        return []
    report = _report(language, context, month, at, facts)
    admins = {admin.email.lower(): admin for admin in context.admin}
    return [Draft(KIND, str(month), f"{at:%Y-%m-%dT%H-%M}.{email}", admin, (), report.view) for email, admin in admins.items()]


def _report(language: Language, context: Context, month: ReportingMonth, at: datetime, facts: Sequence[str]) -> JobReport:
    number = language.ngettext("{n} matter needs attention", "{n} matters need attention", len(facts))
    return JobReport(
        office=context.office,
        topic=language.fill(N_("Publication reports for {month}"), {"month": month}),
        title=language.gettext(N_("Report of the job")),
        tone="poor",
        verdict=number.format(n=language.number(len(facts))),
        headline=language.fill(N_("Run of {moment}"), {"moment": moment_in_zone(at, context.zone, language)}),
        salutation=language.gettext(N_("Dear administrator,")),
        paragraphs=(language.gettext(N_("The job met the following and could not settle it by itself.")),),
        closing=language.gettext(N_("Running the job again is safe: nothing is done twice.")),
        question="",
        reason=language.gettext(N_("You receive this because the settings name you as administrator.")),
        facts=tuple(facts),
    )
