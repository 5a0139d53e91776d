"""The arguments of `sheets-sync form` and what belongs to it."""

from pathlib import Path
from typing import Annotated

import typer

from sheets_sync.cli_form_links import add_form_links
from sheets_sync.cli_options import Options, language_of, moment_of
from sheets_sync.commands.speaker import Speaker
from sheets_sync.domain.marks import N_


def add_form_commands(app: typer.Typer, speak: Speaker, options: Options) -> None:
    """Add `form` to the command line: alone it makes or updates the form, `links` lists links to it."""
    _ = speak.language.gettext
    form = typer.Typer(
        help=_(N_("Makes the Google Form from the register, or brings it up to date; nothing people added to it is lost.")),
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )

    @form.callback(invoke_without_command=True)
    def make(
        context: typer.Context,
        config: Annotated[Path | None, options.config] = None,
        dry_run: Annotated[bool, options.dry_run] = False,
        today: Annotated[str | None, options.today] = None,
        lang: Annotated[str | None, options.lang] = None,
    ) -> None:
        context.obj = config
        if context.invoked_subcommand:
            return
        from sheets_sync.commands import form as command

        request = speak.request(config or Path("sheets-sync.toml"), moment_of(today), language_of(lang))
        command.run(speak, request, dry_run=dry_run)

    add_form_links(form, speak, options)
    app.add_typer(form, name="form")
