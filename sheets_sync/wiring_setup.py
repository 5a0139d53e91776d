"""What `init` needs of the world: the office's files, lists of units, and the workbook in which tabs are prepared."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sheets_sync.domain.marks import N_
from sheets_sync.domain.tab import Cell
from sheets_sync.errors import SettingsError, SheetsSyncError
from sheets_sync.ports import InputPlace
from sheets_sync.settings import Settings
from sheets_sync.setup.answers import is_link, is_regency
from sheets_sync.setup.regency import Regency, register_rows
from sheets_sync.setup.unit_list import UnitList, read_unit_list
from sheets_sync.wiring import Request, google_workbook, system_clock


@dataclass(frozen=True)
class Units:
    """The rows to begin the register with, and where they come from."""

    rows: Sequence[Mapping[str, Cell]] = ()
    more: tuple[str, ...] = ()
    listed: UnitList | None = None
    regency: Regency | None = None


def today(request: Request, settings: Settings) -> date:
    return (request.today or system_clock(settings.office.timezone).now()).date()


def input_place(settings: Settings, *, read_only: bool) -> InputPlace:
    """Where the tabs people fill in are made."""
    if settings.workbook.url:
        from sheets_sync.adapters.workbooks.google_inputs import GoogleInputs

        return GoogleInputs(google_workbook(settings, read_only=read_only))
    from sheets_sync.adapters.workbooks.local_inputs import LocalInputs

    return LocalInputs(settings.path(settings.workbook.path))


def refuse_bad_link(text: str) -> None:
    """SettingsError for a link that leads to no spreadsheet."""
    if is_link(text):
        from sheets_sync.adapters.workbooks.google import GoogleWorkbook

        GoogleWorkbook(text)


def share_with(settings: Settings) -> str:
    """The address to share the spreadsheet with; "" where the credentials do not say or cannot be loaded."""
    if not settings.workbook.url:
        return ""
    with suppress(SheetsSyncError):
        return google_workbook(settings, read_only=True).client().account
    return ""


def key_missing(settings: Settings) -> bool:
    """Whether the settings name a key file that is not there."""
    key = settings.workbook.credentials
    return bool(settings.workbook.url and key) and not settings.path(key).exists()


def regency(code: str) -> Regency:
    from sheets_sync.adapters.regions import read_regency

    return read_regency(code)


def unit_list(file: str, settings: Settings | None = None) -> UnitList:
    """An office's own list; errors as `read_list` and `read_unit_list` raise them."""
    from sheets_sync.adapters.workbooks.local_inputs import read_list
    from sheets_sync.intake.register import COLUMNS
    from sheets_sync.setup.input_tabs import register_columns

    return read_unit_list(read_list(Path(file)), Path(file).name, register_columns(settings) if settings else COLUMNS)


def refuse_bad_units(text: str) -> None:
    """Errors for a file or a regency's code that no rows can be had from."""
    if is_regency(text):
        regency(text)
    else:
        unit_list(text)


def units(sources: Sequence[str], settings: Settings) -> Units:
    """Rows from lists and regencies together; a regency adds only codes that no list has."""
    lists = [unit_list(source, settings) for source in sources if source and not is_regency(source)]
    listed = lists[0] if lists else None
    rows = list(listed.rows) if listed else []
    areas = next((regency(source) for source in sources if is_regency(source)), None)
    if areas:
        rows += register_rows(areas, {str(row["code"]) for row in rows})
    return Units(rows, listed.more if listed else (), listed, areas)


def beside_settings(folder: Path, name: str) -> str:
    """A file's name as settings in `folder` have it: one that is in the current folder only is named from there."""
    here, there = Path(name), folder / name
    if not name or here.is_absolute() or there.exists() or not here.exists():
        return name
    try:
        return Path(os.path.relpath(here.resolve(), folder.resolve())).as_posix()
    except ValueError:  # on another drive
        return here.resolve().as_posix()


def workbook_beside_settings(folder: Path, name: str) -> str:
    """The same for the workbook; a name without an ending that is no folder means an .xlsx."""
    if is_link(name):
        return name
    found = beside_settings(folder, name)
    there = Path(os.path.normpath(folder / found))  # the folder of the settings need not be there yet
    return found if Path(found).suffix or there.is_dir() else f"{found}.xlsx"


def write_new(file: Path, content: str) -> None:
    """Write a file that is not there yet; SettingsError if it cannot be."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8", newline="\n") as new:
            new.write(content)
    except OSError as error:
        raise _unwritable(file, error) from error


def text_of(file: Path) -> str:
    """What a file holds, "" if it is not there."""
    return file.read_text(encoding="utf-8", errors="surrogateescape") if file.exists() else ""


def append(file: Path, addition: str) -> None:
    try:
        with file.open("a", encoding="utf-8", newline="\n") as old:
            old.write(addition)
    except OSError as error:
        raise _unwritable(file, error) from error


def _unwritable(file: Path, error: OSError) -> SettingsError:
    return SettingsError(
        N_("The file {file} cannot be written: {reason}."),
        remedy=N_("See that the folder may be written to, and run again."),
        file=file,
        reason=error.strerror or str(error),
    )
