"""`sheets-sync form`: make the Google Form, or bring it up to date; say what changed and what a person has still to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from sheets_sync import pipeline, wiring
from sheets_sync.checkup_form import HOW_TO_LINK
from sheets_sync.commands.tables import add_column, plain_table
from sheets_sync.domain.hosted_form import HostedForm
from sheets_sync.domain.marks import N_
from sheets_sync.form_upkeep import Upkeep, form_plan, make_or_update
from sheets_sync.forms.difference import CHANGED, FORM, MOVED, NEW, Change
from sheets_sync.forms.form_id import form_id
from sheets_sync.language import Language
from sheets_sync.settings import Settings
from sheets_sync.wiring_form import form_desk, spreadsheet_of

if TYPE_CHECKING:
    from sheets_sync.commands.speaker import Speaker

_CHOICES_SHOWN = 4
_KINDS = {NEW: N_("new"), CHANGED: N_("changed"), MOVED: N_("moved"), FORM: N_("form")}
_PARTS = {
    "title": N_("title"), "help": N_("help text"), "required": N_("required"), "choices": N_("choices"),
    "description": N_("instructions"), "addresses": N_("e-mail addresses are collected, verified"),
}  # fmt: skip


def run(speak: Speaker, request: wiring.Request, *, dry_run: bool) -> None:
    with wiring.job(request, writes=not dry_run) as job:
        units = pipeline.registered_units(job)
        desk = form_desk(job.settings, read_only=dry_run)
        job.tell(N_("Comparing the form with the register …"))
        what = make_or_update(desk, form_plan(units, job.settings, job.now), dry_run=dry_run)
        show(speak, what, job.language)
        if dry_run:
            speak.out(job.language.gettext(N_("This was a dry run: nothing was sent.")))
        else:
            speak.out(*_what_is_left_to_do(what.form, job.settings, job.language))


def show(speak: Speaker, what: Upkeep, language: Language) -> None:
    """What changed in the form, or would."""
    if what.changes:
        speak.out(changes_table(what.changes, language))
    elif not what.published:
        speak.out(language.gettext(N_("The form is as the register asks for; nothing was changed.")))
    if what.published:
        speak.out(language.gettext(N_("The form is published and takes responses.")))


def changes_table(changes: Sequence[Change], language: Language) -> Table:
    table = plain_table(language.gettext(N_("The form")))
    for header in (N_("Item"), N_("Change"), N_("What")):
        add_column(table, language.gettext(header), overflow="fold")
    for change in changes:
        table.add_row(Text(change.title), Text(language.gettext(_KINDS[change.kind])), Text("; ".join(_details(change, language))))
    return table


def _details(change: Change, language: Language) -> Iterator[str]:
    yield from (language.gettext(_PARTS[part]) for part in change.what if part != "choices" or not (change.more or change.fewer))
    for sign, choices in (("+", change.more), ("−", change.fewer)):
        if choices:
            yield f"{sign} {', '.join(choices[:_CHOICES_SHOWN])}" + (f", … ({len(choices)})" if len(choices) > _CHOICES_SHOWN else "")


def _what_is_left_to_do(form: HostedForm, settings: Settings, language: Language) -> Iterator[str]:
    """Addresses, what to write into the settings, and what only a person can do in the form."""
    yield language.fill(N_("Units fill it in at {address}"), {"address": form.responder_uri})
    yield language.fill(N_("Editors open it at {address}"), {"address": form.edit_address})
    lines = list(_settings_lines(form, settings))
    if lines:
        yield language.gettext(N_("Write this under [form] in the settings, in place of what stands there:"))
        yield from lines
    if spreadsheet_of(settings) not in ("", form.linked_sheet):
        yield language.gettext(N_("The responses do not get to the spreadsheet yet."))
        yield language.gettext(HOW_TO_LINK)
    if form.published is False or not form.accepting:
        yield language.gettext(N_("The form is closed, and stays so: to let units fill it in, open it and publish it."))


def _settings_lines(form: HostedForm, settings: Settings) -> Iterator[str]:
    """What the settings lack, or say otherwise; a form whose id they name needs no url there."""
    if form_id(settings.form.id) != form.id:
        yield f'id = "{form.id}"'
    if settings.form.url not in ("", form.responder_uri):
        yield f'url = "{form.responder_uri}"'
