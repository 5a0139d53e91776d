"""Settings -> the form's upkeep: which form it is, how it is reached, where what is known of it is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from sheets_sync.adapters.form_record import read_record, write_record
from sheets_sync.errors import SheetsSyncError
from sheets_sync.forms.form_id import form_id
from sheets_sync.settings import Settings

if TYPE_CHECKING:
    from sheets_sync.domain.check import Check
    from sheets_sync.domain.unit import Unit
    from sheets_sync.form_upkeep import FormDesk, Upkeep
    from sheets_sync.pipeline import Job
    from sheets_sync.ports import FormHost


def form_desk(settings: Settings, *, read_only: bool = False) -> FormDesk:
    """The way to the office's form; SettingsError if [form] id is none."""
    from sheets_sync.form_upkeep import FormDesk

    known = form_id(settings.form.id)
    return FormDesk(
        host=_host(settings, read_only),
        form_id=known,
        record=read_record(settings.folder, known),
        remember=lambda record: write_record(settings.folder, record),
    )


def _host(settings: Settings, read_only: bool) -> Callable[[], FormHost]:
    def connect() -> FormHost:
        from sheets_sync.adapters.google_form import READ_ONLY, READ_WRITE, GoogleForms

        chosen = settings.workbook
        credentials = settings.path(chosen.credentials) if chosen.credentials else None
        scopes = READ_ONLY if read_only else READ_WRITE
        return GoogleForms(credentials, scopes=scopes, api_root=chosen.api_root, deadline_s=chosen.deadline_s)

    return connect


def spreadsheet_of(settings: Settings) -> str:
    """The id of the spreadsheet that the responses must go to; "" where the workbook is a file."""
    from sheets_sync.adapters.workbooks._google_access import spreadsheet_id

    return spreadsheet_id(settings.workbook.url) if settings.workbook.url else ""


class FormKeeper:
    """Keeps the form current in a run; `done` is what it did, if anything."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self.done: Upkeep | None = None

    def tend(self, units: Mapping[str, Unit]) -> Sequence[SheetsSyncError]:
        """Bring the form to what the register asks for; what stands in the way stops nothing else, it is handed back."""
        settings = self._job.settings
        try:
            if read_record(settings.folder, form_id(settings.form.id)):
                self.done = self._keep(settings, units)
        except SheetsSyncError as error:
            return [error]
        return []

    def _keep(self, settings: Settings, units: Mapping[str, Unit]) -> Upkeep | None:
        from sheets_sync.form_upkeep import form_plan, keep_current

        return keep_current(form_desk(settings), form_plan(units, settings, self._job.now))


def form_checks(settings: Settings, units: Mapping[str, Unit] | None, now: datetime) -> list[Check]:
    """What `doctor` says of the form; nothing where the office has none that is known. `units` None: the register cannot be read."""
    from sheets_sync.checkup_form import check_form, unreachable
    from sheets_sync.form_upkeep import form_plan
    from sheets_sync.wiring_links import submission_checks

    try:
        desk = form_desk(settings, read_only=True)
        if not desk.known_id:
            return []
        form = desk.host().read(desk.known_id)
    except SheetsSyncError as error:
        return [unreachable(error)]
    plan = form_plan(units, settings, now) if units else None
    checks = check_form(form, plan, ours=desk.is_ours, spreadsheet=spreadsheet_of(settings))
    return [*checks, *submission_checks(settings, now)]
