"""Settings -> concrete adapters: the only place that knows which adapter serves which port."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from sheets_sync.adapters.clock import FixedClock, SystemClock
from sheets_sync.adapters.run_lock import run_lock
from sheets_sync.language import Language
from sheets_sync.pipeline import Job
from sheets_sync.ports import Clock, Workbook
from sheets_sync.settings import Settings, load_settings


@dataclass(frozen=True)
class Request:
    """What the command line asks for: which office, on what day, in whose language."""

    config: Path
    today: datetime | None
    language: str | None
    environ: Mapping[str, str]
    say: Callable[[str], None]


@contextmanager
def job(request: Request, *, writes: bool) -> Iterator[Job]:
    """A job for one command; one that `writes` holds the office's lock meanwhile."""
    settings = load_settings(request.config)
    language = Language(request.language or settings.office.language)
    now = _clock(settings, request.today).now()
    made = Job(settings=settings, now=now, language=language, workbook=_workbook(settings), say=request.say)
    if not writes:
        yield made
        return
    with run_lock(settings.folder):
        yield made


def language_of(request: Request) -> Language:
    """The language to speak where no settings are needed."""
    return Language(request.language or request.environ.get("SHEETS_SYNC_LANG", "id"))


def system_clock(timezone: str) -> Clock:
    return SystemClock(ZoneInfo(timezone))


def _clock(settings: Settings, today: datetime | None) -> Clock:
    return FixedClock(today) if today else system_clock(settings.office.timezone)


def _workbook(settings: Settings) -> Workbook:
    from sheets_sync.adapters.workbooks.local import LocalWorkbook

    chosen = settings.workbook
    return LocalWorkbook(settings.path(chosen.path), settings.path(chosen.output))
