"""Find columns by their header, as tolerantly as a person would, and never by guessing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sheets_sync.domain.header import folded
from sheets_sync.domain.marks import N_
from sheets_sync.domain.tab import Sheet
from sheets_sync.errors import WorkbookContentError

__all__ = ["Wanted", "column_letter", "find_tab", "folded", "locate_columns", "missing_column_headers"]

_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A column to look for: `key` in code, the header shown in messages first among `headers`."""

    key: str
    headers: tuple[str, ...]
    required: bool = False


RENAME_THE_TAB = N_("Rename the tab, or write its name under [tabs] in the settings.")
LINK_THE_FORM = N_(
    "A form makes this tab when it is linked to the spreadsheet: open the form, tab Responses, Link to Sheets, Select existing "
    "spreadsheet. If the tab is there under another name, write that name under [tabs] in the settings."
)


def find_tab(sheets: Mapping[str, Sheet], names: Sequence[str], remedy: str = RENAME_THE_TAB) -> Sheet:
    """The tab that bears one of `names`, the first that fits; WorkbookContentError lists the tabs there are, with the `remedy`."""
    by_name: dict[str, Sheet] = {folded(title): sheet for title, sheet in reversed(list(sheets.items()))}
    for name in names:
        if folded(name) in by_name:
            return by_name[folded(name)]
    raise WorkbookContentError(
        N_("The workbook has no tab {tab}; its tabs are: {tabs}."),
        remedy=remedy,
        tab=names[0],
        tabs=", ".join(sheets) or "–",
    )


def missing_column_headers(positions: Mapping[str, int], wanted: Iterable[Wanted]) -> list[str]:
    return [column.headers[0] for column in wanted if column.required and column.key not in positions]


def locate_columns(sheet: Sheet, wanted: Sequence[Wanted]) -> dict[str, int]:
    """Where each wanted column stands, by key; absent optional ones are left out.

    Headers are tried in the order given, so that another column that happens to bear a mere variant is no obstacle.
    WorkbookContentError for a missing required column, and for two columns with the same header.
    """
    header = sheet.rows[0] if sheet.rows else ()
    found: dict[str, list[int]] = {}
    for position, cell in enumerate(header):
        found.setdefault(folded(cell), []).append(position)
    positions: dict[str, int] = {}
    for column in wanted:
        places = next((found[folded(name)] for name in column.headers if folded(name) in found), [])
        if len(places) > 1:
            raise _twice(sheet.title, column.headers[0], places[0], places[1])
        if places:
            positions[column.key] = places[0]
    missing = missing_column_headers(positions, wanted)
    if missing:
        raise WorkbookContentError(
            N_("The tab {tab} lacks the column {columns} in its first row; it has: {found}."),
            remedy=N_("Add the header in row 1, or say under [columns] in the settings what it is called there."),
            tab=sheet.title,
            columns=", ".join(missing),
            found=", ".join(_SPACES.sub(" ", str(cell)).strip() for cell in header if folded(cell)) or "–",
        )
    return positions


def _twice(tab: str, header: str, first: int, second: int) -> WorkbookContentError:
    return WorkbookContentError(
        N_("In the tab {tab}, two columns are headed {header}: column {first} and column {second}."),
        remedy=N_("Rename or remove one of them."),
        tab=tab,
        header=header,
        first=column_letter(first),
        second=column_letter(second),
    )


def column_letter(position: int) -> str:
    """0 -> A, 25 -> Z, 26 -> AA."""
    letters = ""
    number = position + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
