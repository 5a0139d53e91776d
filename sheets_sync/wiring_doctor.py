"""Every part of the system, looked at in the order in which it must work; nothing is changed, nothing is sent."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from sheets_sync import checkup
from sheets_sync.checkup_form import FORM
from sheets_sync.domain.check import FAILURE, OK, WARNING, Check
from sheets_sync.domain.marks import N_
from sheets_sync.errors import SheetsSyncError, WorkbookContentError
from sheets_sync.settings import Settings, load_settings
from sheets_sync.wiring import Request, google_workbook, job, mail_room, outbox_file, template_overrides
from sheets_sync.wiring_form import form_checks

if TYPE_CHECKING:
    from sheets_sync.domain.assessment import Assessment
    from sheets_sync.intake.register import Register
    from sheets_sync.pipeline import Job
    from sheets_sync.ports import Contents

Group = tuple[str, list[Check]]


def examine(request: Request) -> Iterator[Group]:
    """Groups of checks, ending with what the next run would do; a group that needs another that failed is left out."""
    from sheets_sync import __version__
    from sheets_sync.adapters.premises import check_program

    yield checkup.PROGRAM, list(check_program(__version__))
    try:
        settings = load_settings(request.config)
    except SheetsSyncError as error:
        yield checkup.SETTINGS, [checkup.failed(checkup.SETTINGS, error)]
        return
    yield checkup.SETTINGS, [Check(checkup.SETTINGS, OK, N_("{file} can be used."), values={"file": request.config})]
    yield checkup.FOLDER, list(_folder_checks(settings))
    with job(request, writes=False, reads=False) as made:
        yield from _office_checks(made, request)


def _office_checks(made: Job, request: Request) -> Iterator[Group]:
    workbook = _workbook_checks(made)
    yield checkup.WORKBOOK, workbook
    obstacles = [check for check in workbook if check.state == FAILURE]
    if obstacles:
        if all(
            check.exit_code == WorkbookContentError.exit_code for check in obstacles
        ):  # the responses may be missing for want of the form
            yield from _form_group(made, None)
        yield checkup.MAIL, _mail_checks(made, request)
        return
    templates = list(_template_checks(made, request))
    next_run, assessment = _next_run(made, request)
    if assessment:
        yield checkup.REGISTER, list(checkup.register_quality(assessment))
    yield from _form_group(made, assessment)
    yield checkup.MAIL, [*templates, *_mail_checks(made, request)]
    yield checkup.NEXT_RUN, next_run


def _form_group(made: Job, assessment: Assessment | None) -> Iterator[Group]:
    form = form_checks(made.settings, assessment.units if assessment else None, made.now)
    if form:
        yield FORM, form


def _folder_checks(settings: Settings) -> Iterator[Check]:
    from sheets_sync.adapters.premises import check_folder, check_ledger, check_lock

    local = [] if settings.workbook.url else [settings.path(settings.workbook.output).parent]
    mail = [settings.path(settings.mail.folder)] if settings.mail.transport == "files" else []
    yield from check_folder(settings.folder, *local, *mail)
    yield check_lock(settings.folder)
    yield from check_ledger(outbox_file(settings))


def _workbook_checks(made: Job) -> list[Check]:
    settings = made.settings
    registers: list[Register] = []

    def judge(contents: Contents) -> object:
        from sheets_sync.pipeline import read_everything

        registers.append(read_everything(contents, made)[0])
        return registers

    checks = _reading_checks(made, judge)
    return [*checks, *(checkup.example_rows(settings.tabs.register_, registers[0].examples) if registers else ())]


def _reading_checks(made: Job, judge: Callable[[Contents], object]) -> list[Check]:
    settings = made.settings
    if not settings.workbook.url:
        from sheets_sync.adapters.workbooks._open_elsewhere import refuse_if_open

        output = settings.path(settings.workbook.output)
        readable = N_("{name}: register and responses can be read.")
        replaceable = N_("{name} is not open elsewhere and can be replaced.")
        return [
            checkup.attempt(checkup.WORKBOOK, lambda: judge(made.workbook.read()), readable, name=made.workbook.name),
            checkup.attempt(checkup.WORKBOOK, lambda: refuse_if_open(output), replaceable, name=output.name),
        ]
    from sheets_sync.adapters.workbooks.google_check import check_google

    return check_google(
        lambda: google_workbook(settings, read_only=True),
        inputs=settings.tabs.input_titles,
        timezone=settings.office.timezone,
        judge=judge,
    )


def _next_run(made: Job, request: Request) -> tuple[list[Check], Assessment | None]:
    """What `run` would do, found by doing all of it but the writing and sending; and how the month stands."""
    from sheets_sync.mailing.commands import run

    try:
        outcome = run(made, mail_room(made, request), dry_run=True)
    except SheetsSyncError as error:
        return [checkup.failed(checkup.NEXT_RUN, error)], _assessment(made)
    refused = [checkup.failed(checkup.NEXT_RUN, error) for error in outcome.refused]
    changes = [change for change in outcome.synced.changes if change.kind != "same"] if outcome.synced else []
    values = {"tabs": len(changes), "messages": sum(each.new for each in outcome.planned)}
    would = Check(checkup.NEXT_RUN, OK, N_("It would write {tabs} tabs and send {messages} messages."), values=values)
    return [*refused, would], outcome.assessment


def _assessment(made: Job) -> Assessment | None:
    from sheets_sync.pipeline import look

    try:
        return look(made).assessment
    except SheetsSyncError:
        return None


def _template_checks(made: Job, request: Request) -> Iterator[Check]:
    """The office's own templates: each is one the program knows, and a letter of every kind can be written with them."""
    from sheets_sync.adapters.own_templates import check_templates
    from sheets_sync.mailing.previewing import preview

    overrides = template_overrides(made.settings)
    if overrides:
        yield from check_templates(overrides, lambda: preview(made, mail_room(made, request)))


def _mail_checks(made: Job, request: Request) -> list[Check]:
    """The mail server answers and takes the login; nothing is sent."""
    mail = made.settings.mail

    def log_in() -> object:
        transport = mail_room(made, request).transport()
        with transport:
            return transport.check() if hasattr(transport, "check") else ""

    if mail.transport == "files":
        folder = made.settings.path(mail.folder)
        written = Check(checkup.MAIL, OK, N_("E-mails are written as files into {folder}; none is sent."), values={"folder": folder})
        return [written, *checkup.unnamed_recipients(mail.leadership, mail.admin)]
    where = mail.smtp.host if mail.transport == "smtp" else "Gmail"
    return [
        checkup.attempt(checkup.MAIL, log_in, N_("{where} accepts the login; nothing was sent."), where=where),
        *checkup.unnamed_recipients(mail.leadership, mail.admin),
        *_warnings(mail.redirect_to, mail.sender),
    ]


def _warnings(redirect_to: str, sender: str) -> Iterator[Check]:
    if redirect_to:
        yield Check(
            checkup.MAIL,
            WARNING,
            N_("This is a rehearsal: everything goes to {address} alone."),
            N_("When it is meant, make [mail] redirect_to blank."),
            {"address": redirect_to},
        )
    yield Check(
        checkup.MAIL,
        WARNING,
        N_("SPF and DMARC of the sender's domain were not checked: this program asks no name server."),
        N_("Ask whoever runs the domain whether this server may send for {sender}."),
        {"sender": sender},
    )
