"""Settings -> what is known of the office's form: how links fill it in, and when responses were first sent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sheets_sync.adapters.form_record import read_record
from sheets_sync.domain.check import OK, Check
from sheets_sync.domain.form import FormLinks
from sheets_sync.domain.marks import N_
from sheets_sync.errors import SheetsSyncError
from sheets_sync.forms.form_id import form_id
from sheets_sync.forms.prefilled import OfficeForm
from sheets_sync.language import Language
from sheets_sync.settings import Settings

if TYPE_CHECKING:
    from sheets_sync.domain.submission import Submission
    from sheets_sync.ports import Submissions

_TIMEOUT_S, _DEADLINE_S = 20.0, 30.0
"""A letter without a link filled in is better than no letter."""


def office_form(settings: Settings, *, must_be_known: bool = False) -> OfficeForm:
    """The office's form: by the record of it, else by what the form at Google's says, else by the settings alone.

    That the form is out of reach is an error only where it `must_be_known`: there is nothing else to go by.
    """
    known = settings.form
    links = None
    try:
        links = _links(settings)
    except SheetsSyncError:
        if must_be_known:
            raise
    return OfficeForm(Language(settings.office.language), url=known.url, links=links, template=known.prefilled)


def has_form(settings: Settings) -> bool:
    """Whether anything may be known of the form beyond its address."""
    return bool(settings.form.prefilled or _known_id(settings))


def _known_id(settings: Settings) -> str:
    """The form's id by the settings, else by the record; "" if neither has a usable one."""
    with suppress(SheetsSyncError):
        record = read_record(settings.folder)
        return form_id(settings.form.id) or (record.form_id if record else "")
    return ""


def _links(settings: Settings) -> FormLinks | None:
    stated = form_id(settings.form.id)
    record = read_record(settings.folder, stated)
    if record and record.links.usable:
        return record.links
    online = settings.workbook.url or settings.workbook.credentials
    return _learnt(settings, stated) if stated and online and not settings.form.prefilled else None


def _learnt(settings: Settings, stated: str) -> FormLinks | None:
    """The links as the form itself tells them: the record is lost, or there never was one."""
    from sheets_sync.adapters.google_form import READ_ONLY, GoogleForms
    from sheets_sync.forms.learning import links_of
    from sheets_sync.intake.responses import TITLES

    columns = settings.columns
    titles = {"unit": (*columns.unit, *TITLES["unit"]), "month": (*columns.month, *TITLES["month"])}
    host = GoogleForms(
        _credentials(settings), scopes=READ_ONLY, api_root=settings.workbook.api_root, timeout_s=_TIMEOUT_S, deadline_s=_DEADLINE_S
    )
    return links_of(host.read(stated), titles)


def submissions(settings: Settings) -> Submissions | None:
    """The form's own account of its responses; None where no form is known, or the office works on files."""
    known = _known_id(settings) if settings.workbook.url else ""
    return _Submissions(settings, known) if known else None


class _Submissions:
    """`ports.Submissions` that connects when it is asked, so that what is wrong with that is wrong with the asking."""

    def __init__(self, settings: Settings, known: str) -> None:
        self._settings = settings
        self._id = known

    def since(self, moment: datetime) -> Sequence[Submission]:
        from sheets_sync.adapters.google_form_responses import GoogleSubmissions

        settings = self._settings
        zone = ZoneInfo(settings.office.timezone)
        form = GoogleSubmissions(self._id, zone, credentials=_credentials(settings), api_root=settings.workbook.api_root)
        return form.since(moment)


def submission_checks(settings: Settings, now: datetime) -> Iterator[Check]:
    """What `doctor` says of that account; nothing where none is asked for."""
    from sheets_sync.checkup_form import FORM, unreachable

    asked = submissions(settings)
    if asked is None:
        return
    try:
        asked.since(now)
    except SheetsSyncError as error:
        yield unreachable(error)
    else:
        yield Check(FORM, OK, N_("It tells when a response was first sent, so an edit before we first looked costs nobody anything."))


def _credentials(settings: Settings) -> Path | None:
    return settings.path(settings.workbook.credentials) if settings.workbook.credentials else None
