"""An .xlsx file -> its sheets as values; whatever cannot be read is told apart and said in words."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum

from sheets_sync.domain.tab import Sheet
from sheets_sync.errors import WorkbookAccessError
from sheets_sync.language import N_

LAYOUT_PROPERTY = "sheets_sync_layout"

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PROPERTY = re.compile(r'<property\b[^>]*\bname="([^"]*)"[^>]*>\s*<[^>]+>([^<]*)<')
_SAVE_ANEW = N_("Open it in Excel, LibreOffice or Google Sheets and save it as an Excel workbook (.xlsx).")
_RESTORE = N_("Open it to see whether it is whole; if it is not, put back a copy from before.")


def read_bytes(path: Path) -> bytes:
    """The whole file, so that no handle stays open on it; WorkbookAccessError if it cannot be had."""
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise WorkbookAccessError(
            N_("There is no file {path}."), remedy=N_("Check [workbook] in the settings, or put the file there."), path=str(path)
        ) from error
    except PermissionError as error:
        raise WorkbookAccessError(
            N_("The file {path} may not be read; perhaps it is open in another program."),
            remedy=N_("Close it there, or ask for the right to read it, and run again."),
            path=str(path),
        ) from error
    except OSError as error:
        raise WorkbookAccessError(
            N_("The file {path} cannot be read: {reason}."), remedy=N_("Check the disk or network drive it is on."),
            path=str(path), reason=error.strerror or str(error),
        ) from error  # fmt: skip


def read_sheets(content: bytes, path: Path, wanted: Callable[[str], bool]) -> dict[str, Sheet]:
    """The worksheets whose title is `wanted`, by title, hidden ones too; WorkbookAccessError unless it is a whole .xlsx."""
    _refuse_other_formats(content, path)
    try:
        with CalamineWorkbook.from_filelike(BytesIO(content)) as book:
            titles = [about.name for about in book.sheets_metadata if about.typ == SheetTypeEnum.WorkSheet and wanted(about.name)]
            return {title: Sheet(title, book.get_sheet_by_name(title).to_python(skip_empty_area=False)) for title in titles}
    except (CalamineError, OSError, ValueError) as error:
        raise _damaged(path, str(error)) from error


def _refuse_other_formats(content: bytes, path: Path) -> None:
    where = {"path": str(path)}
    if not content.strip(b"\0\r\n\t "):
        raise WorkbookAccessError(N_("The file {path} is empty (0 bytes)."), remedy=_RESTORE, **where)
    if content.startswith(_OLD_OFFICE):
        if _ENCRYPTED in content:
            raise WorkbookAccessError(
                N_("The workbook {path} is protected by a password."), remedy=N_("Save it without the password."), **where
            )
        raise WorkbookAccessError(N_("The file {path} is in the old Excel format (.xls)."), remedy=_SAVE_ANEW, **where)
    if not content.startswith(b"PK"):
        raise WorkbookAccessError(
            N_("The file {path} is no Excel workbook, whatever its name says: {kind}."), remedy=_SAVE_ANEW, kind=_kind(content), **where
        )
    if not any(name.startswith("xl/") for name in _parts(content, path)):
        raise WorkbookAccessError(
            N_("The file {path} is no Excel workbook, whatever its name says: {kind}."), remedy=_SAVE_ANEW, kind="ZIP", **where
        )


def _kind(content: bytes) -> str:
    start = content[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return "HTML"
    return "XML" if start.startswith(b"<") else "?" if b"\0" in start else "text"


def _parts(content: bytes, path: Path) -> list[str]:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise _damaged(path, str(error)) from error


def _damaged(path: Path, reason: str) -> WorkbookAccessError:
    return WorkbookAccessError(
        N_("The workbook {path} is damaged or cut short ({reason})."), remedy=_RESTORE, path=str(path), reason=reason
    )


def layout_of(content: bytes) -> str:
    """The layout version the file was drawn with, "" if it says none."""
    return custom_properties(content).get(LAYOUT_PROPERTY, "")


def custom_properties(content: bytes) -> dict[str, str]:
    """The texts among the document's custom properties, which spreadsheet programs keep when people save the file."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        if "docProps/custom.xml" not in archive.namelist():
            return {}
        properties = archive.read("docProps/custom.xml").decode("utf-8", errors="replace")
    return dict(_PROPERTY.findall(properties))
