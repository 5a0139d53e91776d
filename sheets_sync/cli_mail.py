"""The mail commands' arguments -> their command. Annotations are evaluated here, so that help texts are in the reader's language."""

from pathlib import Path
from typing import Annotated

import typer

from sheets_sync.cli_options import Options, language_of, moment_of, month_of
from sheets_sync.commands.speaker import Speaker
from sheets_sync.domain.marks import N_


def add_mail_commands(app: typer.Typer, speak: Speaker, options: Options) -> None:
    _add_sending(app, speak, options)
    _add_looking(app, speak, options)
    app.add_typer(_outbox(speak, options), name="outbox")
    _add_forget(app, speak, options)


def _add_sending(app: typer.Typer, speak: Speaker, options: Options) -> None:
    _ = speak.language.gettext

    @app.command(help=_(N_("Does whatever the calendar says is due: sync, receipts, reminders, reports. The only line a scheduler needs.")))
    def run(
        config: Annotated[Path, options.config] = Path("sheets-sync.toml"),
        dry_run: Annotated[bool, options.dry_run] = False,
        today: Annotated[str | None, options.today] = None,
        lang: Annotated[str | None, options.lang] = None,
    ) -> int:
        from sheets_sync.commands import run as command

        return command.run(speak, speak.request(config, moment_of(today), language_of(lang)), dry_run=dry_run)

    @app.command(help=_(N_("Sends the reminders, and the notes after the due day, that are due today.")))
    def remind(
        config: Annotated[Path, options.config] = Path("sheets-sync.toml"),
        only: Annotated[list[str] | None, options.only] = None,
        dry_run: Annotated[bool, options.dry_run] = False,
        today: Annotated[str | None, options.today] = None,
        lang: Annotated[str | None, options.lang] = None,
    ) -> int:
        from sheets_sync.commands import remind as command

        return command.run(speak, speak.request(config, moment_of(today), language_of(lang)), only=only or (), dry_run=dry_run)

    @app.command(help=_(N_("Sends the monthly reports by e-mail.")))
    def send(
        config: Annotated[Path, options.config] = Path("sheets-sync.toml"),
        month: Annotated[str | None, options.month] = None,
        only: Annotated[list[str] | None, options.only] = None,
        kind: Annotated[list[str] | None, options.kind] = None,
        correct: Annotated[
            bool,
            typer.Option("--correct", help=_(N_("Sends anew, marked as a correction, what says something else by now: send --correct."))),
        ] = False,
        dry_run: Annotated[bool, options.dry_run] = False,
        today: Annotated[str | None, options.today] = None,
        lang: Annotated[str | None, options.lang] = None,
    ) -> int:
        from sheets_sync.commands import send as command

        request = speak.request(config, moment_of(today), language_of(lang))
        return command.run(speak, request, month=month_of(month), only=only or (), kinds=kind or (), correct=correct, dry_run=dry_run)


def _add_looking(app: typer.Typer, speak: Speaker, options: Options) -> None:
    _ = speak.language.gettext

    @app.command(help=_(N_("Makes every e-mail as it would go out, as pages to look at.")))
    def preview(
        config: Annotated[Path, options.config] = Path("sheets-sync.toml"),
        month: Annotated[str | None, options.month] = None,
        only: Annotated[list[str] | None, options.only] = None,
        kind: Annotated[list[str] | None, options.kind] = None,
        folder: Annotated[
            Path | None,
            typer.Option(
                "--folder",
                help=_(N_("Where to put the pages, by default preview/ beside the settings: --folder pratinjau.")),
                metavar="DIR",
            ),
        ] = None,
        today: Annotated[str | None, options.today] = None,
        lang: Annotated[str | None, options.lang] = None,
    ) -> None:
        from sheets_sync.commands import preview as command

        request = speak.request(config, moment_of(today), language_of(lang))
        command.run(speak, request, month=month_of(month), only=only or (), kinds=kind or (), folder=folder)

    @app.command(help=_(N_("Prints the month's recap as a text to paste into a WhatsApp group.")))
    def announce(
        config: Annotated[Path, options.config] = Path("sheets-sync.toml"),
        month: Annotated[str | None, options.month] = None,
        by: Annotated[
            str,
            typer.Option(
                "--by", help=_(N_("How units are grouped: --by kind, or --by kapanewon for the kalurahan.")), metavar="kind|kapanewon"
            ),
        ] = "kind",
        today: Annotated[str | None, options.today] = None,
        lang: Annotated[str | None, options.lang] = None,
    ) -> None:
        from sheets_sync.commands import announce as command

        command.run(speak, speak.request(config, moment_of(today), language_of(lang)), month=month_of(month), by=by)


def _outbox(speak: Speaker, options: Options) -> typer.Typer:
    _ = speak.language.gettext
    outbox = typer.Typer(
        help=_(N_("What was sent, what waits, what failed; `retry` sends again, `import-bounces` enters what came back.")),
        invoke_without_command=True,
        context_settings={"help_option_names": ["-h", "--help"]},
    )

    @outbox.callback()
    def show_outbox(
        context: typer.Context,
        config: Annotated[Path, options.config] = Path("sheets-sync.toml"),
        month: Annotated[
            str | None, typer.Option("--month", help=_(N_("Only this reporting month: --month 2026-10.")), metavar="YYYY-MM")
        ] = None,
        who: Annotated[
            str, typer.Option("--only", help=_(N_("Only one unit, or one address: --only 34.03.01.2002.")), metavar=_(N_("CODE")))
        ] = "",
        everything: Annotated[bool, typer.Option("--all", help=_(N_("All that was sent, not only the latest: outbox --all.")))] = False,
        lang: Annotated[str | None, options.lang] = None,
    ) -> None:
        from sheets_sync.commands import outbox as command

        context.obj = config  # `outbox --config kantor.toml retry` means that office too
        if context.invoked_subcommand is None:
            request = speak.request(config, None, language_of(lang))
            command.show(speak, request, month=month_of(month), who=who, everything=everything)

    @outbox.command(help=_(N_("Has sent again what was refused or came back (--failed, the default), or may have arrived (--unknown).")))
    def retry(
        context: typer.Context,
        who: Annotated[
            str, typer.Argument(metavar=_(N_("CODE")), help=_(N_("One unit's code, or an address; without it, all.")), show_default=False)
        ] = "",
        failed: Annotated[bool, typer.Option("--failed", help=_(N_("What was refused, or came back: outbox retry --failed.")))] = False,
        unknown: Annotated[
            bool,
            typer.Option(
                "--unknown",
                help=_(N_("What may have arrived: it might arrive twice. Ask the recipient first: outbox retry --unknown 34.03.01.2002.")),
            ),
        ] = False,
        config: Annotated[Path | None, options.config] = None,
        today: Annotated[str | None, options.today] = None,
        lang: Annotated[str | None, options.lang] = None,
    ) -> None:
        from sheets_sync.commands import outbox as command
        from sheets_sync.domain.delivery import State

        states = [state for state, asked in ((State.FAILED, failed or not unknown), (State.UNKNOWN, unknown)) if asked]
        command.retry(speak, speak.request(config or context.obj, moment_of(today), language_of(lang)), states=states, who=who)

    @outbox.command("import-bounces", help=_(N_("Enters what came back: a saved message (.eml), an mbox file, or a folder of messages.")))
    def import_bounces(
        context: typer.Context,
        file: Annotated[Path, typer.Argument(metavar=_(N_("FILE")), help=_(N_("For example: outbox import-bounces kembali.mbox")))],
        config: Annotated[Path | None, options.config] = None,
        lang: Annotated[str | None, options.lang] = None,
    ) -> None:
        from sheets_sync.commands import outbox as command

        command.import_bounces(speak, speak.request(config or context.obj, None, language_of(lang)), file=file)

    return outbox


def _add_forget(app: typer.Typer, speak: Speaker, options: Options) -> None:
    _ = speak.language.gettext

    @app.command(help=_(N_("Erases a person's address from everything this program keeps, and says where else it stands.")))
    def forget(
        address: Annotated[str, typer.Argument(metavar=_(N_("ADDRESS")), help=_(N_("The address: forget nama@example.go.id.")))] = "",
        older_than: Annotated[
            int | None,
            typer.Option(
                "--older-than",
                min=0,
                help=_(N_("Instead: the addresses and files of mail about months longer ago than this: forget --older-than 12.")),
                metavar=_(N_("MONTHS")),
            ),
        ] = None,
        config: Annotated[Path, options.config] = Path("sheets-sync.toml"),
        dry_run: Annotated[bool, typer.Option("--dry-run", help=_(N_("Only say what would be erased: forget --dry-run …")))] = False,
        today: Annotated[str | None, options.today] = None,
        lang: Annotated[str | None, options.lang] = None,
    ) -> None:
        from sheets_sync.commands import forget as command

        request = speak.request(config, moment_of(today), language_of(lang))
        command.run(speak, request, address=address, older_than=older_than, dry_run=dry_run)
