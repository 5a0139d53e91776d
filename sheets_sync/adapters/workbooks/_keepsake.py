"""What people put into the output file that a rewrite cannot carry over, and the copy that is kept because of it.

Values are carried over. Comments, formulas, pictures, charts, the looks of people's own tabs and what they wrote into tabs that are
the job's alone are not, so the file they are in is kept once more under another name; copies are never overwritten.
"""

from __future__ import annotations

import hashlib
import html
import re
import zipfile
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path

from sheets_sync.adapters.workbooks._xlsx import custom_properties
from sheets_sync.domain.tab import PEOPLE, Sheet, Tab, sheet_titled, storable

CREATED = datetime(2026, 1, 1)
"""Stands as creation time in every file, so that equal tabs make equal bytes, and a file that others saved is known."""

_SHEET = re.compile(rb"<sheet\b[^>]*>")
_ATTRIBUTE = re.compile(rb'([\w:]+)="([^"]*)"')
_RELATION = re.compile(rb"<Relationship\b[^>]*>")
_PEOPLES_PARTS = re.compile(r"xl/(comments|threadedComments/|media/|pivot|vbaProject|embeddings/|externalLinks/|tables/)")
_CHART = re.compile(r"xl/charts/chart\d+\.xml")
_DATE_OF_PARTS = (1980, 1, 31)  # XlsxWriter's; Excel takes the first of that month, others the time of saving
_FORMULA = re.compile(rb"<f[ >/]")
_LOOKS = re.compile(rb"<(drawing|legacyDrawing|mergeCell|conditionalFormatting|dataValidation|hyperlink|sheetProtection|autoFilter)\b")
_STYLED_CELL = re.compile(rb'<c\b[^>]*\bs="(\d+)"')
_CELL_STYLES = re.compile(rb"<cellXfs\b.*?</cellXfs>", re.DOTALL)
_STYLE = re.compile(rb"<xf\b[^>]*>")


def keep_if_needed(path: Path, content: bytes, tabs: Sequence[Tab], foreign: Collection[str], outputs: Mapping[str, Sheet]) -> Path | None:
    """Keep a copy of the output file beside it if the rewrite would lose anything; where the copy is, None if none was needed.

    `content` is the file as it is, `tabs` what will be in it, `foreign` the titles of people's own tabs, `outputs` the sheets read.
    """
    if not (cannot_be_carried(content, tabs, foreign) or _written_into(content, tabs, outputs)):
        return None
    copy = _free_name(path)
    copy.write_bytes(content)
    return copy


def _free_name(path: Path) -> Path:
    """rekap.cadangan.xlsx, rekap.cadangan-2.xlsx, …: the first that is free."""
    copy, number = path.with_name(f"{path.stem}.cadangan{path.suffix}"), 1
    while copy.exists():
        number += 1
        copy = path.with_name(f"{path.stem}.cadangan-{number}{path.suffix}")
    return copy


def cannot_be_carried(content: bytes, tabs: Sequence[Tab], foreign: Collection[str]) -> bool:
    """Whether the file holds comments, formulas, pictures, charts of people's own, or people's own tabs with looks of theirs."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        if _untouched(archive):
            return False
        names = archive.namelist()
        if any(_PEOPLES_PARTS.match(name) for name in names):
            return True
        if sum(bool(_CHART.fullmatch(name)) for name in names) > sum(len(tab.charts) for tab in tabs):
            return True
        plain = _plain_styles(archive)
        return any(_has_looks(part, title in foreign, plain) for title, part in _sheets(archive))


def _untouched(archive: zipfile.ZipFile) -> bool:
    """Whether nobody has saved the file since we wrote it: other programs date the parts or the change differently."""
    if any(part.date_time[:3] != _DATE_OF_PARTS for part in archive.infolist()) or "docProps/core.xml" not in archive.namelist():
        return False
    changed = re.search(rb"<dcterms:modified[^>]*>([^<]*)<", archive.read("docProps/core.xml"))
    return bool(changed) and changed[1].startswith(f"{CREATED:%Y-%m-%dT%H:%M:%S}".encode())  # type: ignore[index]


def _sheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    """Title and XML of each worksheet."""
    targets = _relations(archive)
    for element in _SHEET.findall(archive.read("xl/workbook.xml")):
        attributes = _attributes(element)
        part = targets.get(attributes.get("r:id", ""), "")
        if part in archive.namelist():
            yield attributes.get("name", ""), archive.read(part)


def hidden_titles(content: bytes) -> set[str]:
    """The titles of the worksheets that people hid."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        elements = map(_attributes, _SHEET.findall(archive.read("xl/workbook.xml")))
        return {element["name"] for element in elements if element.get("state", "visible") != "visible"}


def _relations(archive: zipfile.ZipFile) -> dict[str, str]:
    elements = map(_attributes, _RELATION.findall(archive.read("xl/_rels/workbook.xml.rels")))
    return {element["Id"]: _part_name(element.get("Target", "")) for element in elements if "Id" in element}


def _part_name(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _attributes(element: bytes) -> dict[str, str]:
    return {name.decode(): html.unescape(value.decode("utf-8", "replace")) for name, value in _ATTRIBUTE.findall(element)}


def _plain_styles(archive: zipfile.ZipFile) -> set[bytes]:
    """The indexes of the cell styles that have no font, fill or border of their own."""
    if "xl/styles.xml" not in archive.namelist():
        return set()
    found = _CELL_STYLES.search(archive.read("xl/styles.xml"))
    styles = [_attributes(style) for style in _STYLE.findall(found[0])] if found else []
    return {
        str(index).encode()
        for index, style in enumerate(styles)
        if all(style.get(part, "0") == "0" for part in ("fontId", "fillId", "borderId"))
    }


def _has_looks(part: bytes, foreign: bool, plain: set[bytes]) -> bool:
    if _FORMULA.search(part):
        return True
    return foreign and bool(_LOOKS.search(part) or set(_STYLED_CELL.findall(part)) - plain)


def fingerprints(tabs: Sequence[Tab]) -> dict[str, str]:
    """Property -> digest of what each tab holds that is the job's alone, to know later whether a person wrote into it."""
    return {_property(tab): digest(tab.grid()) for tab in tabs if not _shared_with_people(tab)}


def _shared_with_people(tab: Tab) -> bool:
    return any(column.owner == PEOPLE for table in tab.tables for column in table.columns)


def _property(tab: Tab) -> str:
    return f"sheets_sync_{tab.key}"


def digest(rows: Iterable[Sequence[object]]) -> str:
    """Of the values, however a spreadsheet holds them: empty rows and cells at the ends do not matter."""
    told = hashlib.blake2b(digest_size=16)
    for number, row in enumerate(rows):
        cells = [_plain(cell) for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            told.update(f"{number}\x1f{chr(30).join(cells)}\n".encode(errors="replace"))
    return told.hexdigest()


def _plain(cell: object) -> str:
    if isinstance(cell, str):
        return storable(cell)
    if isinstance(cell, datetime):
        return f"{cell + timedelta(microseconds=500_000):%Y-%m-%dT%H:%M:%S}"
    if isinstance(cell, date):
        return f"{cell:%Y-%m-%dT00:00:00}"
    return "" if cell is None else f"{cell:.10g}" if isinstance(cell, int | float) else str(cell)


def _written_into(content: bytes, tabs: Sequence[Tab], outputs: Mapping[str, Sheet]) -> bool:
    """Whether a tab that is the job's alone holds anything else than what the job wrote."""
    written = custom_properties(content)
    for tab in tabs:
        sheet = sheet_titled(outputs, tab.title)
        if sheet and written.get(_property(tab), "") not in ("", digest(sheet.rows)):
            return True
    return False
