"""Where an office stands, from its settings and what is in its workbook by now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePath

from sheets_sync.domain.tab import Sheet
from sheets_sync.domain.unit import Unit
from sheets_sync.errors import WorkbookContentError
from sheets_sync.intake.cells import is_blank
from sheets_sync.intake.headers import find_tab
from sheets_sync.intake.register import read_register
from sheets_sync.settings import Settings
from sheets_sync.setup.next_steps import Situation


def situation_of(settings: Settings, standing: Mapping[str, Sheet] | None, account: str, *, key_missing: bool) -> Situation:
    """`standing`: the tabs there are, None if they cannot be read; `account`: the address to share a spreadsheet with."""
    register, responses = settings.tabs.input_titles
    units = None if standing is None else _units(standing, register, settings)
    return Situation(
        workbook=PurePath(settings.workbook.path).name or "Google Spreadsheet",
        register=settings.tabs.register_,
        responses_tab=settings.tabs.responses,
        live=bool(settings.workbook.url),
        key=settings.workbook.credentials,
        key_missing=key_missing,
        account=account,
        units=None if units is None else len(units),
        accounts=sum(bool(unit.accounts) for unit in units or ()),
        responses=_rows(standing or {}, responses),
        form_known=bool(settings.form.id),
    )


def _units(standing: Mapping[str, Sheet], titles: Sequence[str], settings: Settings) -> list[Unit]:
    try:
        return list(read_register(find_tab(standing, titles), settings.columns.register_).units.values())
    except WorkbookContentError:
        return []


def _rows(standing: Mapping[str, Sheet], titles: Sequence[str]) -> int | None:
    try:
        sheet = find_tab(standing, titles)
    except WorkbookContentError:
        return None
    return sum(not all(map(is_blank, row)) for row in sheet.rows[1:])
