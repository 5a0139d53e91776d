"""Arguments -> command -> printed report -> exit code; the only place that prints.

Help texts are in the reader's language too: Indonesian, or English with SHEETS_SYNC_LANG=en in the environment. What a command needs
is imported when it runs, so that --help answers at once.
"""

import time
import tomllib
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any

import typer

from sheets_sync.cli_form import add_form_commands
from sheets_sync.cli_mail import add_mail_commands
from sheets_sync.cli_options import language_of, moment_of, month_of, options_in
from sheets_sync.cli_setup import add_setup_commands
from sheets_sync.cli_usage import as_usage_error
from sheets_sync.commands.speaker import Speaker, complain
from sheets_sync.domain.marks import N_
from sheets_sync.errors import SheetsSyncError
from sheets_sync.language import LANGUAGES, Language

# Typer brings its own copy of Click or uses the installed one, depending on its version: the class is taken from what it exposes.
_CommandLineError: Any = next(each for each in typer.BadParameter.__mro__ if each.__name__ == "ClickException")


def main(argv: Sequence[str], environ: Mapping[str, str], sleep: Callable[[float], None] = time.sleep) -> int:
    """Run one command and return its exit code (product: 0 done, 1 a bug, 2 usage, 3 settings, 4 content, 5 access, 6 mail, 7 lock).

    `sleep` waits so many seconds between two messages or attempts.
    """
    language = Language(_spoken(argv, environ))
    app = build_app(language, environ, sleep)
    try:
        code = app(list(argv), standalone_mode=False, prog_name="sheets-sync")
        return code if isinstance(code, int) else 0
    except _CommandLineError as error:
        known = as_usage_error(error)
        complain(known.text(language)) if known else error.show()
        return int(error.exit_code)
    except (typer.Abort, KeyboardInterrupt):
        complain(language.gettext(N_("Interrupted; nothing was left half-written.")))
        return 130
    except SheetsSyncError as error:
        complain(error.text(language))
        return error.exit_code


def _spoken(argv: Sequence[str], environ: Mapping[str, str]) -> str:
    """The language of help and complaints: --lang, the environment's choice, the office's own, Indonesian."""
    chosen = _said(argv, "--lang") or environ.get("SHEETS_SYNC_LANG") or _of_the_office(Path(_said(argv, "--config") or "sheets-sync.toml"))
    return chosen if chosen in LANGUAGES else "id"


def _said(argv: Sequence[str], option: str) -> str:
    """An option's value as typed, before the command line is read as a whole; "" if it is not there."""
    said = [value for flag, value in pairwise(argv) if flag == option]
    said += [word.partition("=")[2] for word in argv if word.startswith(f"{option}=")]
    return said[-1] if said else ""


def _of_the_office(config: Path) -> str:
    """The language in the settings, whatever else may be wrong with them; "" if it cannot be read."""
    try:
        return str(tomllib.loads(config.read_text(encoding="utf-8-sig"))["office"]["language"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def build_app(language: Language, environ: Mapping[str, str], sleep: Callable[[float], None] = time.sleep) -> Callable[..., Any]:
    """The command line with its texts in `language`."""
    _ = language.gettext
    app = typer.Typer(
        help=_(N_("Reads what units reported, writes compliance summaries, and mails reports.")),
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 120},
        add_completion=False,
    )
    speak = Speaker(language, environ, sleep)

    options = options_in(language)
    config, month, today, lang, dry_run = options.config, options.month, options.today, options.lang, options.dry_run

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
        folder: Annotated[Path, typer.Argument(metavar="[DIR]", help=_(N_("Where to put it: demo contoh.")), show_default="demo")] = Path(
            "demo"
        ),
        today: Annotated[str | None, today] = None,
        lang: Annotated[str | None, lang] = None,
    ) -> int:
        from sheets_sync.commands import demo as command

        return command.run(speak, folder, today=moment_of(today), language=language_of(lang))

    add_setup_commands(app, speak, options)

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

        request = speak.request(config, moment_of(today), language_of(lang))
        command.run(
            speak, request, month=month_of(month), reopen=[each for text in reopen or () if (each := month_of(text))], dry_run=dry_run
        )

    add_mail_commands(app, speak, options)
    add_form_commands(app, speak, options)

    @app.command(help=_(N_("Checks settings, workbook, register and mail, and says what to do; changes nothing.")))
    def doctor(
        config: Annotated[Path, config] = Path("sheets-sync.toml"),
        as_json: Annotated[bool, typer.Option("--json", help=_(N_("One JSON list, for monitoring: doctor --json.")))] = False,
        listed: Annotated[
            bool, typer.Option("--list", help=_(N_("Names every unit in whose register row something is to be mended: doctor --list.")))
        ] = False,
        today: Annotated[str | None, today] = None,
        lang: Annotated[str | None, lang] = None,
    ) -> int:
        from sheets_sync.commands import doctor as command

        return command.run(speak, speak.request(config, moment_of(today), language_of(lang)), as_json=as_json, listed=listed)

    @app.command(help=_(N_("Makes a page of the month for the office's own website: units, statuses, counts, trends; no personal data.")))
    def report(
        html: Annotated[
            Path | None, typer.Option("--html", help=_(N_("The folder to put the page in: --html laman.")), metavar="DIR")
        ] = None,
        config: Annotated[Path, config] = Path("sheets-sync.toml"),
        month: Annotated[str | None, month] = None,
        today: Annotated[str | None, today] = None,
        lang: Annotated[str | None, lang] = None,
    ) -> None:
        from sheets_sync.commands import report as command

        command.run(speak, speak.request(config, moment_of(today), language_of(lang)), month=month_of(month), folder=html)

    @app.command(help=_(N_("Shows how an answer is read and why: a unit's name, a link, a month or a count.")))
    def explain(
        what: Annotated[str, typer.Argument(metavar="unit|link|month|count", help=_(N_("What kind of answer it is: explain unit Kepek.")))],
        text: Annotated[
            str, typer.Argument(metavar=_(N_("TEXT")), help=_(N_('The answer as it was typed, in quotes: explain count "dua belas".')))
        ],
        submitted: Annotated[
            str | None,
            typer.Option("--submitted", help=_(N_("For a month: when the form was sent, --submitted 2026-11-03.")), metavar="YYYY-MM-DD"),
        ] = None,
        config: Annotated[Path, config] = Path("sheets-sync.toml"),
        lang: Annotated[str | None, lang] = None,
    ) -> None:
        from sheets_sync.commands import explain as command

        command.run(speak, what, text, submitted_at=moment_of(submitted), request=speak.request(config, None, language_of(lang)))

    return app
