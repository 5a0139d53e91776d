"""`sheets-sync run`: whatever is due today, the only line that a scheduler needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sheets_sync import wiring
from sheets_sync.commands import sync
from sheets_sync.commands.mail_report import show
from sheets_sync.mailing import commands as mailing

if TYPE_CHECKING:
    from sheets_sync.commands.speaker import Speaker


def run(speak: Speaker, request: wiring.Request, *, dry_run: bool) -> int:
    with wiring.job(request, writes=not dry_run) as job:
        outcome = mailing.run(job, wiring.mail_room(job, request), dry_run=dry_run)
        if outcome.synced:
            sync.show(speak, outcome.synced, job.language, dry_run=dry_run)
        return show(speak, outcome, job.language)
