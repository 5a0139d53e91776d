"""`sheets-sync form links`: for every unit the link that opens the form half filled in, as CSV and as cards with QR codes."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from sheets_sync import pipeline, wiring
from sheets_sync.commands.whole_file import put_whole
from sheets_sync.domain.csv_safety import csv_safe
from sheets_sync.domain.marks import N_
from sheets_sync.domain.month import ReportingMonth
from sheets_sync.domain.unit import Unit
from sheets_sync.domain.unit_label import unit_labels
from sheets_sync.errors import SettingsError
from sheets_sync.forms.prefilled import OfficeForm, month_option
from sheets_sync.wiring_links import office_form

if TYPE_CHECKING:
    from sheets_sync.commands.speaker import Speaker
    from sheets_sync.pipeline import Job

_HEADERS = (N_("Code"), N_("Unit"), N_("Kind"), N_("Month"), N_("Link"))

Links = Mapping[str, tuple[str, str]]
"""Label and link by unit code."""


def run(speak: Speaker, request: wiring.Request, *, month: ReportingMonth | None, csv_file: Path | None, html_file: Path | None) -> None:
    """Links for units that exist today, with the month filled in too if one is given; as CSV to standard output if no file is named."""
    with wiring.job(request, writes=False) as job:
        form = _form(job)
        units = pipeline.registered_units(job)
        links = _links(units, form, month, job)
        table = _csv(units, links, month_option(month, form.language) if month else "", job)
        if csv_file:
            _put(speak, job, csv_file, f"\ufeff{table}".encode())  # the mark tells Excel that it is UTF-8
        if html_file:
            _put(speak, job, html_file, _page(units, links, month, job, request).encode())
        if not csv_file and not html_file:
            speak.copyable(table.replace("\r\n", "\n").rstrip("\n"))


def _form(job: Job) -> OfficeForm:
    form = office_form(job.settings, must_be_known=True)
    if not form.prefills:
        raise SettingsError(
            N_("It is not known how to fill in answers in this office's form."),
            remedy=N_(
                "Make the form with `sheets-sync form`; or, for a form made by hand, put its pre-filled link under [form] prefilled."
            ),
        )
    return form


def _links(units: Mapping[str, Unit], form: OfficeForm, month: ReportingMonth | None, job: Job) -> Links:
    today = job.now.date()
    labels = unit_labels(units)
    current = [unit.code for unit in units.values() if unit.active_until is None or unit.active_until >= today]
    return {code: (labels[code], form.link(labels[code], month)) for code in current}


def _csv(units: Mapping[str, Unit], links: Links, month: str, job: Job) -> str:
    headers = [job.language.gettext(header) for header in _HEADERS]
    return _written([headers, *([code, label, units[code].kind, month, link] for code, (label, link) in links.items())])


def _written(rows: Iterable[Iterable[str]]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text).writerows([csv_safe(cell) for cell in row] for row in rows)
    return text.getvalue()


def _page(units: Mapping[str, Unit], links: Links, month: ReportingMonth | None, job: Job, request: wiring.Request) -> str:
    from sheets_sync.pages.form_cards import form_cards

    cards = form_cards(units, links, job.language, office=job.settings.office.name, month=month)
    return wiring.mail_room(job, request).renderer.page("form_cards", cards.view)


def _put(speak: Speaker, job: Job, file: Path, content: bytes) -> None:
    written = put_whole(file, content, remedy=N_("Choose a folder in which you may write."))
    message = N_("Written: {where}") if written else N_("The file says the same already: {where}")
    speak.out(job.language.fill(message, {"where": speak.place(file)}))
