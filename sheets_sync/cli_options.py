"""The options that many commands have, each worded once, and what is read from their texts."""

from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

import typer

from sheets_sync.domain.marks import N_
from sheets_sync.domain.month import ReportingMonth
from sheets_sync.errors import UsageError
from sheets_sync.language import LANGUAGES, Language

_NOON = time(12, 0)


@dataclass(frozen=True)
class Options:
    """Options as Typer wants them in an annotation."""

    config: Any
    month: Any
    today: Any
    lang: Any
    dry_run: Any
    only: Any
    kind: Any


def options_in(language: Language) -> Options:
    """The options with their help in `language`."""
    _ = language.gettext
    return Options(
        config=typer.Option(
            "--config", help=_(N_("The office's settings file, for example --config kantor/sheets-sync.toml.")), metavar=_(N_("FILE"))
        ),
        month=typer.Option(
            "--month",
            help=_(N_("The reporting month, for example --month 2026-10; by default the latest that is over.")),
            metavar="YYYY-MM",
        ),
        today=typer.Option(
            "--today",
            help=_(N_("Sets the clock, for rehearsals: --today 2026-11-06, or with a time, --today 2026-11-06T08:00.")),
            metavar="YYYY-MM-DD",
        ),
        lang=typer.Option("--lang", help=_(N_("The reader's language, id or en, in place of the settings'.")), metavar="id|en"),
        dry_run=typer.Option("--dry-run", help=_(N_("Only say what would be written and sent: sync --dry-run."))),
        only=typer.Option(
            "--only", help=_(N_("One unit alone, by its code: --only 34.03.01.2002. May be repeated.")), metavar=_(N_("CODE"))
        ),
        kind=typer.Option("--kind", help=_(N_("One kind of mail alone: --kind unit_report. May be repeated.")), metavar=_(N_("KIND"))),
    )


def month_of(text: str | None) -> ReportingMonth | None:
    if text is None:
        return None
    try:
        return ReportingMonth.from_code(text)
    except ValueError as error:
        raise UsageError(N_("{text} is not a month."), remedy=N_("Write it as YYYY-MM, for example 2026-10."), text=text) from error


def moment_of(text: str | None) -> datetime | None:
    """A day counts from noon, when every office is at work."""
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise UsageError(
            N_("{text} is not a date."), remedy=N_("Write it as YYYY-MM-DD or YYYY-MM-DDTHH:MM, for example 2026-11-06T08:00."), text=text
        ) from error
    moment = moment.replace(tzinfo=None)
    return datetime.combine(moment.date(), _NOON) if "T" not in text and " " not in text else moment


def language_of(code: str | None) -> str | None:
    if code is None or code in LANGUAGES:
        return code
    raise UsageError(N_("There is no language {code}."), remedy=N_("Choose id or en."), code=code)
