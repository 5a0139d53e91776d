"""`sheets-sync run`: whatever is due today, the only line that a scheduler needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sheets_sync import wiring
from sheets_sync.commands import sync
from sheets_sync.commands.mail_report import show
from sheets_sync.mailing import commands as mailing
from sheets_sync.wiring_form import FormKeeper

if TYPE_CHECKING:
    from sheets_sync.commands.speaker import Speaker


def run(speak: Speaker, request: wiring.Request, *, dry_run: bool) -> int:
    with wiring.job(request, writes=not dry_run) as job:
        keeper = FormKeeper(job)
        outcome = mailing.run(job, wiring.mail_room(job, request), dry_run=dry_run, tend=keeper.tend)
        if outcome.synced:
            sync.show(speak, outcome.synced, job.language, dry_run=dry_run)
        if keeper.done and keeper.done.changes:
            from sheets_sync.commands.form import changes_table

            speak.out(changes_table(keeper.done.changes, job.language))
        return show(speak, outcome, job.language)
