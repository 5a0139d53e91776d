"""Settings -> concrete adapters: the only place that knows which adapter serves which port."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sheets_sync.adapters.clock import FixedClock, SystemClock
from sheets_sync.adapters.run_lock import run_lock
from sheets_sync.language import Language
from sheets_sync.ports import Clock, MailTransport, Workbook
from sheets_sync.settings import Settings, load_settings

if TYPE_CHECKING:
    from sheets_sync.adapters.outbox import SqliteOutbox
    from sheets_sync.adapters.workbooks.google import GoogleWorkbook
    from sheets_sync.domain.delivery import Bounce, Decision, Letter
    from sheets_sync.domain.message import Message
    from sheets_sync.emails.render import Renderer
    from sheets_sync.mailing.erasure import Shelves, Wanted
    from sheets_sync.mailing.mailroom import MailRoom
    from sheets_sync.pipeline import Job


@dataclass(frozen=True)
class Request:
    """What the command line asks for: which office, on what day, in whose language; and how time passes where it must be waited for."""

    config: Path
    today: datetime | None
    language: str | None
    environ: Mapping[str, str]
    say: Callable[[str], None]
    sleep: Callable[[float], None]


@contextmanager
def job(request: Request, *, writes: bool, reads: bool = True) -> Iterator[Job]:
    """A job for one command; one that `writes` holds the office's lock meanwhile.

    One that `reads` has its live spreadsheet on the way while the rest of the program loads.
    """
    settings = load_settings(request.config)
    with run_lock(settings.folder) if writes else nullcontext():
        language = Language(request.language or settings.office.language)
        now = _clock(settings, request.today).now()
        workbook = _workbook(settings, language, read_only=not writes, begin=reads)
        from sheets_sync.pipeline import Job
        from sheets_sync.wiring_links import submissions

        yield Job(settings=settings, now=now, language=language, workbook=workbook, say=request.say, submissions=submissions(settings))


def language_of(request: Request) -> Language:
    """The language to speak where no settings are needed."""
    return Language(request.language or request.environ.get("SHEETS_SYNC_LANG", "id"))


def system_clock(timezone: str) -> Clock:
    return SystemClock(ZoneInfo(timezone))


def _clock(settings: Settings, today: datetime | None) -> Clock:
    return FixedClock(today) if today else system_clock(settings.office.timezone)


def mail_room(made: Job, request: Request) -> MailRoom:
    """What the mail commands need besides the job."""
    import random

    from sheets_sync.adapters.mail.mime import domain_of, parse_mailbox, to_mime
    from sheets_sync.emails.context import INDONESIAN_ZONES, Context
    from sheets_sync.emails.render import Renderer
    from sheets_sync.mailing.delivery import Letterhead, Pace, Timing
    from sheets_sync.mailing.mailroom import MailRoom
    from sheets_sync.wiring_links import has_form, office_form

    settings, mail = made.settings, made.settings.mail
    sender, zone = parse_mailbox(mail.sender), ZoneInfo(settings.office.timezone)
    form = lru_cache(lambda: office_form(settings))  # asked only where a letter needs it
    renderer = Renderer(made.language, template_overrides(settings))

    def freeze(message: Message, moment: datetime) -> bytes:
        dated = moment.replace(tzinfo=zone)
        return to_mime(message, sender=sender, reply_to=mail.reply_to, date=dated, domain=domain_of(sender)).as_bytes()

    return MailRoom(
        context=Context(
            office=settings.office.name,
            form_url=settings.form.url,
            reply_to=mail.reply_to,
            public_url=settings.report.public_url,
            leadership=tuple(parse_mailbox(each) for each in mail.leadership),
            admin=tuple(parse_mailbox(each) for each in mail.admin),
            zone=INDONESIAN_ZONES.get(settings.office.timezone, made.now.replace(tzinfo=zone).tzname() or ""),
            prefilled=(lambda label, month: form().link(label, month)) if has_form(settings) else None,
        ),
        renderer=renderer,
        letterhead=Letterhead(sender=sender, freeze=freeze, language=made.language, reply_to=mail.reply_to, redirect_to=mail.redirect_to),
        outbox=lambda: _outbox(settings),
        has_outbox=lambda: outbox_file(settings).exists(),
        forecast=lambda letters: _forecast(settings, letters, made.now),
        transport=lambda: _transport(settings, renderer, request.environ),
        timing=Timing(clock=_clock(settings, request.today), sleep=request.sleep, chance=random.random),
        pace=Pace() if mail.transport == "files" else Pace(per_minute=mail.per_minute, per_day=mail.per_day),
        way="files" if mail.transport == "files" else "mail",
        where=_where(settings),
    )


def _where(settings: Settings) -> str:
    """What a person is told of where mail goes: a page to open, or who takes it."""
    mail = settings.mail
    if mail.transport == "files":
        return str(settings.path(mail.folder) / "index.html")
    return mail.smtp.host if mail.transport == "smtp" else "Gmail"


def write_pages(made: Job, room: MailRoom, messages: Sequence[Message], folder: Path | None) -> Path:
    """Messages as pages in `folder` (preview/ beside the settings by default), nothing sent; where their index is."""
    from sheets_sync.adapters.mail.pages import write_preview

    return write_preview(folder or made.settings.folder / "preview", messages, room.renderer.page)


def shelves(made: Job) -> Shelves:
    """Where addresses are kept besides the workbook, for erasing them."""
    from sheets_sync.adapters.mail.erasure import copies_naming, erase_files, mentions
    from sheets_sync.adapters.outbox import SqliteOutbox
    from sheets_sync.emails.render import Renderer
    from sheets_sync.mailing.erasure import Shelves

    settings = made.settings
    page = Renderer(made.language, template_overrides(settings)).page
    folders = [settings.path(settings.mail.folder), settings.folder / "preview"]

    def erase(wanted: Wanted, dry_run: bool) -> int:
        return sum(erase_files(folder, page, address=wanted.address, before=wanted.before, dry_run=dry_run) for folder in folders)

    def copies(address: str) -> list[str]:
        return [] if settings.workbook.url else copies_naming(settings.path(settings.workbook.output), address)

    def clear_traces() -> None:
        if settings.workbook.url:
            from sheets_sync.adapters.workbooks.google_forgetting import clear_journal

            clear_journal(google_workbook(settings, read_only=False))

    files = [settings.folder / "state" / name for name in ("outbox.sqlite3", "outbox-files.sqlite3")]
    return Shelves([partial(SqliteOutbox, file) for file in files if file.exists()], mentions, erase, copies, clear_traces)


def bounces(file: Path) -> Sequence[Bounce]:
    """What came back, according to a saved message or a mailbox file."""
    from sheets_sync.adapters.mail.bounces import read_bounces

    return read_bounces(file)


def template_overrides(settings: Settings) -> Path | None:
    """Templates of the office's own, in a folder `templates` beside its settings."""
    folder = settings.folder / "templates"
    return folder if folder.is_dir() else None


def outbox_file(settings: Settings) -> Path:
    """Mail written to files has a ledger of its own: an office that then turns to real mail has sent nothing yet."""
    name = "outbox-files.sqlite3" if settings.mail.transport == "files" else "outbox.sqlite3"
    return settings.folder / "state" / name


def _outbox(settings: Settings) -> SqliteOutbox:
    from sheets_sync.adapters.outbox import SqliteOutbox

    return SqliteOutbox(outbox_file(settings), rehearsal=settings.mail.redirect_to)


def _forecast(settings: Settings, letters: Sequence[Letter], now: datetime) -> Sequence[Decision]:
    """What planning would do; a dry run leaves not even an empty outbox behind."""
    from sheets_sync.domain.delivery import Decision

    if not outbox_file(settings).exists():
        return [Decision.QUEUE] * len(letters)
    with _outbox(settings) as outbox:
        return outbox.forecast(letters, now)


def _transport(settings: Settings, renderer: Renderer, environ: Mapping[str, str]) -> MailTransport:
    mail = settings.mail
    if mail.transport == "smtp":
        from sheets_sync.adapters.mail.smtp import SmtpServer, SmtpTransport, password_for

        smtp = mail.smtp
        password = password_for(smtp.username, smtp.password_env, environ)
        return SmtpTransport(SmtpServer(smtp.host, smtp.port, smtp.security, smtp.username, password))
    if mail.transport == "gmail":
        from sheets_sync.adapters.mail.gmail import GmailTransport, gmail_credentials
        from sheets_sync.adapters.mail.mime import parse_mailbox

        file = settings.path(settings.workbook.credentials) if settings.workbook.credentials else None
        return GmailTransport(gmail_credentials(file, parse_mailbox(mail.sender).email), api_root=settings.workbook.api_root)
    from sheets_sync.adapters.mail.files import FilesTransport

    return FilesTransport(settings.path(mail.folder), renderer.page)


def _workbook(settings: Settings, language: Language, *, read_only: bool, begin: bool) -> Workbook:
    from sheets_sync.adapters.workbooks.local import LocalWorkbook
    from sheets_sync.summaries.titles import is_output

    chosen, titles = settings.workbook, settings.tabs.output_titles
    if chosen.url:
        live = google_workbook(settings, read_only=read_only)
        if begin:
            live.begin()
        return live
    return LocalWorkbook(
        settings.path(chosen.path),
        settings.path(chosen.output),
        wanted=lambda title: not is_output(title, titles),
        language=language,
    )


def google_workbook(settings: Settings, *, read_only: bool) -> GoogleWorkbook:
    """The live spreadsheet; `read_only` asks Google for no more than reading."""
    from sheets_sync.adapters.workbooks.google import GoogleWorkbook
    from sheets_sync.summaries.titles import is_output

    chosen, titles = settings.workbook, settings.tabs.output_titles
    return GoogleWorkbook(
        chosen.url,
        credentials=settings.path(chosen.credentials) if chosen.credentials else None,
        inputs=settings.tabs.input_titles,
        is_own=lambda title: is_output(title, titles),
        read_only=read_only,
        deadline_s=chosen.deadline_s,
        api_root=chosen.api_root,
    )
