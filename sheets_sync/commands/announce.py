"""`sheets-sync announce`: the month's recap as a text for the WhatsApp group; nothing is sent or written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sheets_sync import pipeline, wiring
from sheets_sync.domain.marks import N_
from sheets_sync.domain.month import ReportingMonth
from sheets_sync.emails.announcement import GROUPINGS, announcement
from sheets_sync.errors import UsageError

if TYPE_CHECKING:
    from sheets_sync.commands.speaker import Speaker


def run(speak: Speaker, request: wiring.Request, *, month: ReportingMonth | None, by: str) -> None:
    if by not in GROUPINGS:
        raise UsageError(N_("Units cannot be grouped by {by}."), remedy=N_("Choose kind or kapanewon."), by=by)
    with wiring.job(request, writes=False) as job:
        assessment = pipeline.look(job, month=month).assessment
        context = wiring.mail_room(job, request).context
        speak.copyable(announcement(assessment, job.language, context, by=by).rstrip("\n"))
