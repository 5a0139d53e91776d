"""`sheets-sync report`: the month as a page for the office's own website."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sheets_sync import pipeline, wiring
from sheets_sync.commands.whole_file import put_whole
from sheets_sync.domain.marks import N_
from sheets_sync.domain.month import ReportingMonth
from sheets_sync.errors import UsageError
from sheets_sync.pages import public_report

if TYPE_CHECKING:
    from sheets_sync.commands.speaker import Speaker

PAGE = "index.html"


def run(speak: Speaker, request: wiring.Request, *, month: ReportingMonth | None, folder: Path | None) -> None:
    """Write the page into `folder`; one that says the same already is left alone."""
    if folder is None:
        raise UsageError(N_("There is no folder to put the page in."), remedy=N_("Name one: report --html laman."))
    with wiring.job(request, writes=False) as job:
        room = wiring.mail_room(job, request)
        picture = pipeline.look(job, month=month)
        report = public_report(picture.assessment, job.language, zone=room.context.zone)
        remedy = N_("Choose a folder in which you may write, for example --html laman.")
        written = put_whole(folder / PAGE, room.renderer.page("report", report.view).encode(), remedy=remedy)
        message = N_("Written: {where}") if written else N_("The page says the same already: {where}")
        speak.out(job.language.fill(message, {"where": speak.place(folder / PAGE)}))
