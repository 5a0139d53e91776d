"""The arguments of `init` -> its command. Annotations are evaluated here, so that help texts are in the reader's language."""

from pathlib import Path
from typing import Annotated

import typer

from sheets_sync.cli_options import Options, language_of, moment_of
from sheets_sync.commands.speaker import Speaker
from sheets_sync.domain.marks import N_


def add_setup_commands(app: typer.Typer, speak: Speaker, options: Options) -> None:
    _ = speak.language.gettext

    @app.command(
        help=_(N_("Sets up an office: asks a few questions, writes the settings, prepares the workbook's tabs; overwrites nothing."))
    )
    def init(
        config: Annotated[Path, options.config] = Path("sheets-sync.toml"),
        office: Annotated[
            str | None,
            typer.Option("--office", help=_(N_('The office\'s name: --office "Diskominfo Kabupaten Contoh".')), metavar=_(N_("NAME"))),
        ] = None,
        timezone: Annotated[
            str | None,
            typer.Option(
                "--timezone", help=_(N_("WIB, WITA, WIT or a name such as Asia/Makassar: --timezone WITA.")), metavar=_(N_("ZONE"))
            ),
        ] = None,
        workbook: Annotated[
            str | None,
            typer.Option(
                "--workbook",
                help=_(N_("The link of a Google Spreadsheet, or a file on this computer: --workbook laporan.xlsx.")),
                metavar=_(N_("LINK|FILE")),
            ),
        ] = None,
        credentials: Annotated[
            str | None,
            typer.Option(
                "--credentials", help=_(N_("The service account's key file: --credentials credentials.json.")), metavar=_(N_("FILE"))
            ),
        ] = None,
        sender: Annotated[
            str | None,
            typer.Option("--sender", help=_(N_("The e-mails' sender: --sender monev@example.go.id.")), metavar=_(N_("ADDRESS"))),
        ] = None,
        admin: Annotated[
            list[str] | None,
            typer.Option(
                "--admin",
                help=_(N_("Who is told when something fails: --admin it@example.go.id. May be repeated.")),
                metavar=_(N_("ADDRESS")),
            ),
        ] = None,
        register: Annotated[
            str | None,
            typer.Option(
                "--register", help=_(N_("Your own list of units, .csv or .xlsx: --register daftar-opd.xlsx.")), metavar=_(N_("FILE"))
            ),
        ] = None,
        template: Annotated[
            str | None,
            typer.Option("--template", help=_(N_("Fills the register: --template regency --regency 34.03.")), metavar="regency"),
        ] = None,
        regency: Annotated[
            str | None,
            typer.Option(
                "--regency",
                help=_(N_("The regency's Kemendagri code, for its kapanewon and kalurahan: --regency 34.03.")),
                metavar=_(N_("CODE")),
            ),
        ] = None,
        with_responses: Annotated[
            bool,
            typer.Option(
                "--with-responses",
                help=_(N_("Makes the response tab in a Google Spreadsheet too, for an office without a form: init --with-responses.")),
            ),
        ] = False,
        form: Annotated[bool, typer.Option("--form", help=_(N_("Makes the Google Form from the register too: init --form.")))] = False,
        yes: Annotated[bool, typer.Option("--yes", help=_(N_("Asks nothing: init --yes --office Diskominfo.")))] = False,
        api_root: Annotated[str, typer.Option("--api-root", hidden=True)] = "",
        dry_run: Annotated[bool, options.dry_run] = False,
        today: Annotated[str | None, options.today] = None,
        lang: Annotated[str | None, options.lang] = None,
    ) -> int:
        from sheets_sync.commands import init as command
        from sheets_sync.commands.init_office import Wishes, regency_code

        answers = {
            "language": lang, "office": office, "timezone": timezone, "workbook": workbook, "credentials": credentials,
            "sender": sender, "admin": "; ".join(admin) if admin is not None else None, "units": register,
        }  # fmt: skip
        wishes = Wishes(
            answers, regency=regency_code(template, regency), with_responses=with_responses, form=form, ask=not yes,
            api_root=api_root, dry_run=dry_run,
        )  # fmt: skip
        return command.run(speak, speak.request(config, moment_of(today), language_of(lang)), wishes)
