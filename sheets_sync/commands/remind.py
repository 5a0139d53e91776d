"""`sheets-sync remind`: the reminders and the notes after the due day that are due."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from sheets_sync import wiring
from sheets_sync.commands.mail_report import show
from sheets_sync.mailing import commands as mailing

if TYPE_CHECKING:
    from sheets_sync.commands.speaker import Speaker


def run(speak: Speaker, request: wiring.Request, *, only: Collection[str], dry_run: bool) -> int:
    with wiring.job(request, writes=not dry_run) as job:
        outcome = mailing.remind(job, wiring.mail_room(job, request), only=only, dry_run=dry_run)
        return show(speak, outcome, job.language)
