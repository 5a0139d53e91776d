"""An office's own list of units -> rows of the register: columns found by their headers, nothing dropped, nothing invented."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sheets_sync.domain.marks import N_
from sheets_sync.domain.tab import Cell, Sheet
from sheets_sync.errors import WorkbookContentError
from sheets_sync.intake.cells import as_text, is_blank
from sheets_sync.intake.headers import Wanted, column_letter, folded, locate_columns, missing_column_headers
from sheets_sync.intake.register import EXAMPLE_WORDS, read_register

_HEADER_WITHIN = 20
"""Titles and blank rows above the header are at most so many."""


@dataclass(frozen=True)
class UnitList:
    """Rows of the register, cells by column key. `more`: the list's other headers, whose cells are under "more:<n>".

    `taken`: (the list's header, the register's) where they differ. `number_codes`: the list's rows whose code is a number, so
    that zeros at its end or beginning may have been lost.
    """

    where: str
    rows: Sequence[Mapping[str, Cell]]
    more: tuple[str, ...] = ()
    taken: tuple[tuple[str, str], ...] = ()
    number_codes: tuple[int, ...] = ()


def read_unit_list(sheets: Mapping[str, Sheet], file: str, wanted: Sequence[Wanted]) -> UnitList:
    """The sheet, and the header row in it, that have most of the register's columns.

    WorkbookContentError if a required column is missing, and as `read_register` raises for blank and repeated codes, naming the
    list's own rows.
    """
    sheet, top = _best(sheets, wanted)
    header = sheet.rows[top] if sheet.rows else ()
    where = file if len(sheets) == 1 else f"{file}, {sheet.title}"
    positions = _positions(header, where, wanted)
    more = _others(sheet.rows[top:], set(positions.values()))
    numbered = [(number, row) for number, row in enumerate(sheet.rows[top + 1 :], start=top + 2) if not all(map(is_blank, row))]
    units = [(number, row) for number, row in numbered if not _is_example(row, positions)]
    _refuse_unusable(header, units, where, wanted)
    return UnitList(
        where=where,
        rows=[_row(row, positions, more) for _, row in units],
        more=tuple(_heading(header, position) for position in more),
        taken=tuple(_renamed(header, positions, wanted)),
        number_codes=tuple(number for number, row in units if isinstance(row[positions["code"]], int | float)),
    )


def _best(sheets: Mapping[str, Sheet], wanted: Sequence[Wanted]) -> tuple[Sheet, int]:
    titles = {folded(title) for column in wanted for title in column.headers}
    places = [(sheet, top) for sheet in sheets.values() for top in range(min(len(sheet.rows), _HEADER_WITHIN))]
    if not places:
        return next(iter(sheets.values()), Sheet("–", ())), 0
    return max(places, key=lambda place: len(titles & {folded(cell) for cell in place[0].rows[place[1]]}))


def _positions(header: Sequence[object], where: str, wanted: Sequence[Wanted]) -> Mapping[str, int]:
    optional = [Wanted(column.key, column.headers) for column in wanted]
    positions = locate_columns(Sheet(where, [header]), optional)
    missing = missing_column_headers(positions, wanted)
    if missing:
        raise WorkbookContentError(
            N_("The list {file} lacks the column {columns}; its headers are: {found}."),
            remedy=N_(
                "Add it to the list and try again. Each unit needs a code of its own (for a kapanewon or kalurahan the Kemendagri "
                "code), a name, and a kind: OPD, KAPANEWON or KALURAHAN."
            ),
            file=where,
            columns=", ".join(missing),
            found=", ".join(as_text(cell) for cell in header if not is_blank(cell)) or "–",
        )
    return positions


def _others(rows: Sequence[Sequence[object]], known: set[int]) -> list[int]:
    """Columns the register does not know, in which something stands."""
    width = max(map(len, rows), default=0)
    filled = {place for row in rows for place, cell in enumerate(row) if not is_blank(cell)}
    return [place for place in range(width) if place in filled and place not in known]


def _is_example(row: Sequence[object], positions: Mapping[str, int]) -> bool:
    """The row `init` writes; one that was typed over is left in, and refused with the others that cannot be used."""
    code, name = (as_text(row[positions[key]]).upper() if positions[key] < len(row) else "" for key in ("code", "name"))
    return code in EXAMPLE_WORDS and name.startswith(EXAMPLE_WORDS)


def _refuse_unusable(header: Sequence[object], units: Sequence[tuple[int, Sequence[object]]], where: str, wanted: Sequence[Wanted]) -> None:
    """Read as it will be read later; rows keep the numbers they have in the list."""
    rows: list[Sequence[object]] = [()] * units[-1][0] if units else [()]
    rows[0] = header
    for number, row in units:
        rows[number - 1] = row
    read_register(Sheet(where, rows), {column.headers[0]: column.headers[1:] for column in wanted})


def _row(row: Sequence[object], positions: Mapping[str, int], more: Sequence[int]) -> Mapping[str, Cell]:
    places = {**positions, **{f"more:{number}": place for number, place in enumerate(more)}}
    return {key: _cell(row[place]) for key, place in places.items() if place < len(row) and not is_blank(row[place])}


def _cell(cell: object) -> Cell:
    """Numbers become the text a person sees, so that no code loses its dots or zeros; days stay days."""
    return cell if hasattr(cell, "isoformat") else as_text(cell)  # type: ignore[return-value]


def _heading(header: Sequence[object], position: int) -> str:
    text = as_text(header[position]) if position < len(header) else ""
    return text or f"({column_letter(position)})"


def _renamed(header: Sequence[object], positions: Mapping[str, int], wanted: Sequence[Wanted]) -> Iterator[tuple[str, str]]:
    for column in wanted:
        title = as_text(header[positions[column.key]]) if column.key in positions else ""
        if title and folded(title) != folded(column.headers[0]):
            yield title, column.headers[0]
