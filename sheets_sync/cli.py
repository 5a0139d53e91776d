"""Arguments -> command -> printed report -> exit code; the only place that prints.

Help texts are in the reader's language too: Indonesian, or English with SHEETS_SYNC_LANG=en in the environment. What a command needs
is imported when it runs, so that --help answers at once.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, time
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any

import typer

from sheets_sync.commands.speaker import Speaker, complain
from sheets_sync.domain.marks import N_
from sheets_sync.domain.month import ReportingMonth
from sheets_sync.errors import SheetsSyncError, UsageError
from sheets_sync.language import LANGUAGES, Language

_NOON = time(12, 0)

# Typer brings its own copy of Click or uses the installed one, depending on its version: the class is taken from what it exposes.
_CommandLineError: Any = next(each for each in typer.BadParameter.__mro__ if each.__name__ == "ClickException")


def main(argv: Sequence[str], environ: Mapping[str, str]) -> int:
    """Run one command and return its exit code (product: 0 done, 1 a bug, 2 usage, 3 settings, 4 content, 5 access, 6 mail, 7 lock)."""
    language = Language(_spoken(argv, environ))
    app = build_app(language, environ)
    try:
        code = app(list(argv), standalone_mode=False, prog_name="sheets-sync")
        return code if isinstance(code, int) else 0
    except _CommandLineError as error:
        error.show()
        return int(error.exit_code)
    except (typer.Abort, KeyboardInterrupt):
        complain(language.gettext(N_("Interrupted; nothing was left half-written.")))
        return 130
    except SheetsSyncError as error:
        complain(error.text(language))
        return error.exit_code


def _spoken(argv: Sequence[str], environ: Mapping[str, str]) -> str:
    """The language to speak before the settings are read: --lang, the environment's choice, Indonesian."""
    asked = [value for flag, value in pairwise(argv) if flag == "--lang"]
    asked += [word.partition("=")[2] for word in argv if word.startswith("--lang=")]
    chosen = asked[-1] if asked else environ.get("SHEETS_SYNC_LANG", "id")
    return chosen if chosen in LANGUAGES else "id"


def build_app(language: Language, environ: Mapping[str, str]) -> Callable[..., Any]:
    """The command line with its texts in `language`."""
    _ = language.gettext
    app = typer.Typer(
        help=_(N_("Reads what units reported, writes compliance summaries, and mails reports.")),
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
        add_completion=False,
    )
    speak = Speaker(language, environ)

    config = typer.Option(
        "--config", help=_(N_("The office's settings file, for example --config kantor/sheets-sync.toml.")), metavar=_(N_("FILE"))
    )
    month = typer.Option(
        "--month", help=_(N_("The reporting month, for example --month 2026-10; by default the latest that is over.")), metavar="YYYY-MM"
    )
    today = typer.Option(
        "--today",
        help=_(N_("Sets the clock, for rehearsals: --today 2026-11-06, or with a time, --today 2026-11-06T08:00.")),
        metavar="YYYY-MM-DD",
    )
    lang = typer.Option("--lang", help=_(N_("The reader's language, id or en, in place of the settings'.")), metavar="id|en")
    dry_run = typer.Option("--dry-run", help=_(N_("Only say what would be written and sent.")))
    only = typer.Option("--only", help=_(N_("One unit alone, by its code: --only 34.03.01.2002. May be repeated.")), metavar=_(N_("CODE")))
    kind = typer.Option("--kind", help=_(N_("One kind of mail alone: --kind unit_report. May be repeated.")), metavar=_(N_("KIND")))

    @app.callback(invoke_without_command=True)
    def about(
        version: Annotated[bool, typer.Option("--version", help=_(N_("Print the version.")), is_eager=True)] = False,
    ) -> None:
        if version:
            from sheets_sync import __version__

            speak.out(f"sheets-sync {__version__}")
            raise typer.Exit

    @app.command(help=_(N_("Makes a sample office in DIR and runs the whole job on it, offline.")))
    def demo(
        folder: Annotated[Path, typer.Argument(metavar="[DIR]", help=_(N_("Where to put it.")), show_default="demo")] = Path("demo"),
        today: Annotated[str | None, today] = None,
        lang: Annotated[str | None, lang] = None,
    ) -> int:
        from sheets_sync.commands import demo as command

        return command.run(speak, folder, today=_moment(today), language=_language(lang))

    @app.command(help=_(N_("Reads, validates and writes the compliance tabs.")))
    def sync(
        config: Annotated[Path, config] = Path("sheets-sync.toml"),
        month: Annotated[str | None, month] = None,
        reopen: Annotated[
            list[str] | None,
            typer.Option(
                "--reopen",
                help=_(N_("Lets what came after a frozen month's lock count once: --reopen 2026-09. May be repeated.")),
                metavar="YYYY-MM",
            ),
        ] = None,
        dry_run: Annotated[bool, dry_run] = False,
        today: Annotated[str | None, today] = None,
        lang: Annotated[str | None, lang] = None,
    ) -> None:
        from sheets_sync.commands import sync as command

        request = speak.request(config, _moment(today), _language(lang))
        command.run(speak, request, month=_month(month), reopen=[each for text in reopen or () if (each := _month(text))], dry_run=dry_run)

    @app.command(help=_(N_("Sends the monthly reports by e-mail.")))
    def send(
        config: Annotated[Path, config] = Path("sheets-sync.toml"),
        month: Annotated[str | None, month] = None,
        only: Annotated[list[str] | None, only] = None,
        kind: Annotated[list[str] | None, kind] = None,
        correct: Annotated[
            bool, typer.Option("--correct", help=_(N_("Sends anew, marked as a correction, what says something else by now.")))
        ] = False,
        dry_run: Annotated[bool, dry_run] = False,
        today: Annotated[str | None, today] = None,
        lang: Annotated[str | None, lang] = None,
    ) -> int:
        from sheets_sync.commands import send as command

        request = speak.request(config, _moment(today), _language(lang))
        return command.run(speak, request, month=_month(month), only=only or (), kinds=kind or (), correct=correct, dry_run=dry_run)

    @app.command(help=_(N_("Makes every e-mail as it would go out, as pages to look at.")))
    def preview(
        config: Annotated[Path, config] = Path("sheets-sync.toml"),
        month: Annotated[str | None, month] = None,
        only: Annotated[list[str] | None, only] = None,
        kind: Annotated[list[str] | None, kind] = None,
        folder: Annotated[
            Path | None,
            typer.Option(
                "--folder",
                help=_(N_("Where to put the pages, by default preview/ beside the settings: --folder pratinjau.")),
                metavar="DIR",
            ),
        ] = None,
        today: Annotated[str | None, today] = None,
        lang: Annotated[str | None, lang] = None,
    ) -> None:
        from sheets_sync.commands import preview as command

        request = speak.request(config, _moment(today), _language(lang))
        command.run(speak, request, month=_month(month), only=only or (), kinds=kind or (), folder=folder)

    outbox = typer.Typer(
        help=_(N_("What was sent, what waits, what failed; `retry` sends again, `import-bounces` enters what came back.")),
        invoke_without_command=True,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.add_typer(outbox, name="outbox")

    @outbox.callback()
    def show_outbox(
        context: typer.Context,
        config: Annotated[Path, config] = Path("sheets-sync.toml"),
        month: Annotated[
            str | None, typer.Option("--month", help=_(N_("Only this reporting month: --month 2026-10.")), metavar="YYYY-MM")
        ] = None,
        who: Annotated[
            str, typer.Option("--only", help=_(N_("Only one unit, or one address: --only 34.03.01.2002.")), metavar=_(N_("CODE")))
        ] = "",
        everything: Annotated[bool, typer.Option("--all", help=_(N_("All that was sent, not only the latest.")))] = False,
        lang: Annotated[str | None, lang] = None,
    ) -> None:
        from sheets_sync.commands import outbox as command

        if context.invoked_subcommand is None:
            request = speak.request(config, None, _language(lang))
            command.show(speak, request, month=_month(month), who=who, everything=everything)

    @outbox.command(help=_(N_("Has sent again what was refused or came back (--failed, the default), or may have arrived (--unknown).")))
    def retry(
        who: Annotated[
            str, typer.Argument(metavar=_(N_("[CODE]")), help=_(N_("One unit's code, or an address; without it, all.")), show_default=False)
        ] = "",
        failed: Annotated[bool, typer.Option("--failed", help=_(N_("What was refused, or came back: outbox retry --failed.")))] = False,
        unknown: Annotated[
            bool,
            typer.Option(
                "--unknown",
                help=_(N_("What may have arrived: it might arrive twice. Ask the recipient first: outbox retry --unknown 34.03.01.2002.")),
            ),
        ] = False,
        config: Annotated[Path, config] = Path("sheets-sync.toml"),
        today: Annotated[str | None, today] = None,
        lang: Annotated[str | None, lang] = None,
    ) -> None:
        from sheets_sync.commands import outbox as command
        from sheets_sync.domain.delivery import State

        states = [state for state, asked in ((State.FAILED, failed or not unknown), (State.UNKNOWN, unknown)) if asked]
        command.retry(speak, speak.request(config, _moment(today), _language(lang)), states=states, who=who)

    @outbox.command("import-bounces", help=_(N_("Enters what came back: a saved message (.eml), an mbox file, or a folder of messages.")))
    def import_bounces(
        file: Annotated[Path, typer.Argument(metavar=_(N_("FILE")), help=_(N_("For example: outbox import-bounces kembali.mbox")))],
        config: Annotated[Path, config] = Path("sheets-sync.toml"),
        lang: Annotated[str | None, lang] = None,
    ) -> None:
        from sheets_sync.commands import outbox as command

        command.import_bounces(speak, speak.request(config, None, _language(lang)), file=file)

    @app.command(help=_(N_("Checks settings, workbook, register and mail, and says what to do; changes nothing.")))
    def doctor(
        config: Annotated[Path, config] = Path("sheets-sync.toml"),
        as_json: Annotated[bool, typer.Option("--json", help=_(N_("One JSON list, for monitoring: doctor --json.")))] = False,
        today: Annotated[str | None, today] = None,
        lang: Annotated[str | None, lang] = None,
    ) -> int:
        from sheets_sync.commands import doctor as command

        return command.run(speak, speak.request(config, _moment(today), _language(lang)), as_json=as_json)

    @app.command(help=_(N_("Shows how an answer is read and why: a unit's name, a link, a month or a count.")))
    def explain(
        what: Annotated[str, typer.Argument(metavar="unit|link|month|count", help=_(N_("What kind of answer it is.")))],
        text: Annotated[str, typer.Argument(metavar=_(N_("TEXT")), help=_(N_("The answer as it was typed, in quotes.")))],
        submitted: Annotated[
            str | None,
            typer.Option("--submitted", help=_(N_("For a month: when the form was sent, --submitted 2026-11-03.")), metavar="YYYY-MM-DD"),
        ] = None,
        config: Annotated[Path, config] = Path("sheets-sync.toml"),
        lang: Annotated[str | None, lang] = None,
    ) -> None:
        from sheets_sync.commands import explain as command

        command.run(speak, what, text, submitted_at=_moment(submitted), request=speak.request(config, None, _language(lang)))

    return app


def _month(text: str | None) -> ReportingMonth | None:
    if text is None:
        return None
    try:
        return ReportingMonth.from_code(text)
    except ValueError as error:
        raise UsageError(N_("{text} is not a month."), remedy=N_("Write it as YYYY-MM, for example 2026-10."), text=text) from error


def _moment(text: str | None) -> datetime | None:
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


def _language(code: str | None) -> str | None:
    if code is None or code in LANGUAGES:
        return code
    raise UsageError(N_("There is no language {code}."), remedy=N_("Choose id or en."), code=code)
