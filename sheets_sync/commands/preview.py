"""`sheets-sync preview`: every e-mail as a page."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from sheets_sync import wiring
from sheets_sync.domain.marks import N_
from sheets_sync.domain.month import ReportingMonth
from sheets_sync.mailing import previewing

if TYPE_CHECKING:
    from sheets_sync.commands.speaker import Speaker


def run(
    speak: Speaker,
    request: wiring.Request,
    *,
    month: ReportingMonth | None,
    only: Collection[str],
    kinds: Collection[str],
    folder: Path | None,
) -> None:
    with wiring.job(request, writes=False) as job:
        room = wiring.mail_room(job, request)
        messages = previewing.preview(job, room, month=month, only=only, kinds=kinds)
        index = wiring.write_pages(job, room, messages, folder)
        speak.out(job.language.fill(N_("{number} e-mails to look at: {where}"), {"number": len(messages), "where": speak.place(index)}))
