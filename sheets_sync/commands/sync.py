"""`sheets-sync sync`: write the tabs, then say where the regency stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sheets_sync import wiring
from sheets_sync.domain.marks import N_
from sheets_sync.domain.month import ReportingMonth
from sheets_sync.language import Language

if TYPE_CHECKING:
    from sheets_sync import pipeline
    from sheets_sync.commands.speaker import Speaker


def run(speak: Speaker, request: wiring.Request, *, month: ReportingMonth | None, reopen: Sequence[ReportingMonth], dry_run: bool) -> None:
    with wiring.job(request, writes=not dry_run) as job:
        from sheets_sync import pipeline

        outcome = pipeline.sync(job, month=month, reopen=reopen, dry_run=dry_run)
        show(speak, outcome, job.language, dry_run=dry_run)


def show(speak: Speaker, outcome: pipeline.SyncOutcome, language: Language, *, dry_run: bool) -> None:
    """Rates by kind, the most frequent findings, and what was (or would be) written."""
    from sheets_sync.commands.tables import changes_table, findings_table, rates_table

    assessment = outcome.picture.assessment
    speak.out(rates_table(assessment, language), findings_table(assessment, language))
    if not outcome.changed:
        speak.out(language.gettext(N_("Nothing has changed; the tabs were left as they are.")))
        return
    speak.out(changes_table(outcome.changes, language))
    if dry_run:
        speak.out(language.gettext(N_("This was a dry run: nothing was written.")))
    else:
        speak.out(language.fill(N_("Written: {where}"), {"where": speak.place(outcome.where)}))
