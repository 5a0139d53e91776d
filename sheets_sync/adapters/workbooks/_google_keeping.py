"""Which rows a write is about to change, and what is believed to stand in them: the journal's entries for one tab."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from sheets_sync.adapters.workbooks._google_blocks import Block
from sheets_sync.adapters.workbooks._google_cells import is_blank
from sheets_sync.adapters.workbooks._google_journal import CHANGED, DELETED, HEADER, KEYLESS, Journal
from sheets_sync.adapters.workbooks._google_keyed import Structure
from sheets_sync.adapters.workbooks._google_layout import Request, runs
from sheets_sync.adapters.workbooks._google_snapshot import LiveSheet

JOURNAL_CELLS = 2_000_000
"""More than this is not copied before it is overwritten: it would eat up the cells Google allows a spreadsheet."""


def keep_changed(
    journal: Journal, sheet: LiveSheet, structure: Structure, blocks: Sequence[Block], key: int | None, watched: Collection[int]
) -> list[Request]:
    """Copies of the header and of the rows that will change, as they stand once rows and columns are in place. `watched`: rows
    of which every cell matters, because people's cells in them are put back."""
    rows = sorted({row for block in blocks for row in range(block.top, block.top + len(block.rows))})
    width = structure.column_count
    if not rows or (len(rows) + journal.rows) * width > JOURNAL_CELLS:
        return []
    lives = {final: live for live, final in structure.final.items()}
    header = _as_moved(sheet, structure, lives.get(structure.header_row, structure.header_row))
    requests = [journal.keep(HEADER, sheet.id, structure.header_row, width, key, [header])]
    for kind, start, end in _runs_of_kind(sheet, structure, rows, lives, key, watched):
        if kind == CHANGED:
            believed = [_key_at(sheet, structure, lives.get(row)) for row in range(start, end)]
        else:
            believed = [_as_moved(sheet, structure, lives.get(row, len(sheet.standing))) for row in range(start, end)]
        requests.append(journal.keep(kind, sheet.id, start, width, key, believed))
    return requests


def keep_deleted(journal: Journal, sheet: LiveSheet, structure: Structure, run: tuple[int, int]) -> Request:
    """A copy of rows that are about to be deleted, as they stand before."""
    believed = [_as_moved(sheet, structure, number) for number in range(*run)]
    return journal.keep(DELETED, sheet.id, run[0], structure.column_count, structure.places[0], believed)


def _runs_of_kind(
    sheet: LiveSheet, structure: Structure, rows: Sequence[int], lives: Mapping[int, int], key: int | None, watched: Collection[int]
) -> Iterator[tuple[str, int, int]]:
    """Rows as runs of those that their key tells and those that only all their cells tell."""
    keyless = {row for row in rows if row in watched or (key is not None and is_blank(_key_at(sheet, structure, lives.get(row))[0]))}
    for kind, some in ((CHANGED, [row for row in rows if row not in keyless]), (KEYLESS, sorted(keyless))):
        yield from ((kind, start, end) for start, end in runs(some))


def _as_moved(sheet: LiveSheet, structure: Structure, live: int) -> list[object]:
    """A live row as it stands once columns are inserted."""
    row = list(sheet.standing[live]) if live < len(sheet.standing) else []
    for at in structure.inserted_columns:
        row[at:at] = [None] if at < len(row) else []
    return row


def _key_at(sheet: LiveSheet, structure: Structure, live: int | None) -> list[object]:
    """The key believed to stand in a row; nothing for a row that is new."""
    spot = structure.was[0]
    if live is None or spot is None or live >= len(sheet.standing):
        return [None]
    row = sheet.standing[live]
    return [row[spot] if spot < len(row) else None]
