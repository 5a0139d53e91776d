"""The arguments of `sheets-sync form links`."""

from pathlib import Path
from typing import Annotated

import typer

from sheets_sync.cli_options import Options, language_of, moment_of, month_of
from sheets_sync.commands.speaker import Speaker
from sheets_sync.domain.marks import N_


def add_form_links(form: typer.Typer, speak: Speaker, options: Options) -> None:
    """Add `links` to the sub-application `form`."""
    _ = speak.language.gettext

    @form.command(help=_(N_("Lists each unit's link to the form, its name filled in: as CSV, and as cards with QR codes to print.")))
    def links(
        context: typer.Context,
        month: Annotated[
            str | None,
            typer.Option(
                "--month",
                help=_(N_("Fill in this month too: form links --month 2026-10. Without it, the links are good for every month.")),
                metavar="YYYY-MM",
            ),
        ] = None,
        csv_file: Annotated[
            Path | None,
            typer.Option(
                "--csv", help=_(N_("Where to put the list; printed if no file is named: --csv tautan.csv.")), metavar=_(N_("FILE"))
            ),
        ] = None,
        html_file: Annotated[
            Path | None,
            typer.Option("--html", help=_(N_("Where to put the page with the cards: --html kartu.html.")), metavar=_(N_("FILE"))),
        ] = None,
        config: Annotated[Path | None, options.config] = None,
        today: Annotated[str | None, options.today] = None,
        lang: Annotated[str | None, options.lang] = None,
    ) -> None:
        from sheets_sync.commands import form_links as command

        where = config or context.obj or Path("sheets-sync.toml")  # `form --config kantor.toml links` means that office too
        request = speak.request(where, moment_of(today), language_of(lang))
        command.run(speak, request, month=month_of(month), csv_file=csv_file, html_file=html_file)
