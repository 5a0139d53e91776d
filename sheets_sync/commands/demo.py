"""`sheets-sync demo`: a sample office, and the real job run on it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sheets_sync import pipeline, wiring
from sheets_sync.commands import send, sync
from sheets_sync.demo import make_office
from sheets_sync.domain.marks import N_
from sheets_sync.mailing import commands as mailing

if TYPE_CHECKING:
    from sheets_sync.commands.speaker import Speaker


def run(speak: Speaker, folder: Path, *, today: datetime | None, language: str | None) -> int:
    moment = today or wiring.system_clock("Asia/Jakarta").now()
    speak.progress(speak.language.fill(N_("Making a sample office in {folder} …"), {"folder": folder}))
    office = make_office(folder, moment.date())
    request = speak.request(office.settings, today, language)
    with wiring.job(request, writes=True) as job:
        words = job.language
        if not office.created:
            speak.out(words.fill(N_("The sample office in {folder} is there already and was left as it is."), {"folder": folder}))
        sync.show(speak, pipeline.sync(job), words, dry_run=False)
        code = send.show(speak, mailing.send(job, wiring.mail_room(job, request)), words)
    if office.created:
        speak.out(words.fill(N_("To run it yourself: sheets-sync sync --config {config}"), {"config": office.settings}))
    return code
