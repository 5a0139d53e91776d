"""`sheets-sync send`: hand over the monthly reports, then say what became of them."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from sheets_sync import wiring
from sheets_sync.commands.mail_report import show
from sheets_sync.domain.month import ReportingMonth
from sheets_sync.mailing import commands as mailing

if TYPE_CHECKING:
    from sheets_sync.commands.speaker import Speaker

__all__ = ["run", "show"]


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
