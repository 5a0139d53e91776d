"""A worksheet whose rows go straight from values to XML, each distinct value turned into its cell once.

XlsxWriter keeps an object for each cell and takes about 10 µs for it; a regency's year of recaps has millions of cells. Only
the row writer is replaced here; everything else of the sheet (panes, filters, charts, print set-up) is XlsxWriter's own.
"""

from __future__ import annotations

import heapq
import html
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from sheets_sync.domain.tab import Cell, storable

_EPOCH = datetime(1899, 12, 30)
_FIRST_DATE = datetime(1900, 3, 1)  # Excel counts a 29 February 1900 that never was
_LINE_HEIGHT, _MAX_HEIGHT = 15, 409  # points
_COPIED_AT_ONCE = 1 << 20
_ESCAPE_LIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


@dataclass(frozen=True)
class Block:
    """Rows of cells from `row`, `column` on; `tails` give, for each column, what follows the cell's address for a value."""

    row: int
    column: int
    rows: Sequence[Sequence[Cell]]
    tails: Sequence[Tails]


class Tails(dict[Any, str]):
    """Value -> the end of its cell element, made once for each distinct value."""

    def __init__(self, style_of: Callable[[Cell], int], index_of_text: Callable[[str], int]) -> None:
        super().__init__()
        self._style_of = style_of
        self._index_of_text = index_of_text

    def __missing__(self, value: Cell) -> str:
        tail = self[value] = self.of(value)
        return tail

    def of(self, value: Cell) -> str:
        style = f' s="{self._style_of(value)}"'
        if value is None or value == "":
            return f"{style}/>"
        if isinstance(value, str):
            return style + self._text(storable(value))
        if isinstance(value, bool):
            return f'{style} t="b"><v>{value:d}</v></c>'
        number = value if isinstance(value, int | float) else serial(value)
        return f"{style}><v>{number:.16g}</v></c>" if number is not None else style + self._text(str(value))

    def _text(self, text: str) -> str:
        if text.startswith("<r>") and text.endswith("</r>"):  # XlsxWriter takes such a shared string for finished XML
            safe = html.escape(_ESCAPE_LIKE.sub("_x005F_", text), quote=False)
            return f' t="inlineStr"><is><t xml:space="preserve">{safe}</t></is></c>'
        return f' t="s"><v>{self._index_of_text(text)}</v></c>'


class TypedTails(Tails):
    """For columns in which people mix types: 1, 1.0 and TRUE are one key of a dictionary, but not one cell."""

    def __getitem__(self, value: Cell) -> str:
        return self.of(value) if isinstance(value, bool | time) else super().__getitem__(value)


def serial(value: datetime | date | time | timedelta) -> float | None:
    """Days since 1899-12-30; None for what Excel has no number for."""
    if isinstance(value, timedelta):
        return value.total_seconds() / 86_400 if value >= timedelta() else None
    if isinstance(value, time):
        return (datetime.combine(_EPOCH, value.replace(tzinfo=None)) - _EPOCH).total_seconds() / 86_400
    moment = value.replace(tzinfo=None) if isinstance(value, datetime) else datetime.combine(value, time())
    return (moment - _EPOCH).total_seconds() / 86_400 if moment >= _FIRST_DATE else None


class FastSheet(Worksheet):  # type: ignore[misc]  # XlsxWriter is not typed for subclasses
    """Holds blocks instead of cells; `finish` turns them into XML, which waits in the temporary folder until the workbook is closed."""

    def __init__(self) -> None:
        super().__init__()
        self._blocks: list[Block] = []
        self._spool: Path | None = None
        self.heights: dict[int, float] = {}
        """Row -> its height in points."""
        self.lines: dict[int, int] = {}
        """Row -> how many lines of text it should show."""

    def add(self, block: Block) -> None:
        if block.rows and block.tails:
            self._blocks.append(block)
            self._check_dimensions(block.row, block.column)
            self._check_dimensions(block.row + len(block.rows) - 1, block.column + len(block.tails) - 1)

    def tails(self, style_of: Callable[[Cell], int]) -> Tails:
        return Tails(style_of, self.str_table._get_shared_string_index)

    def typed_tails(self, style_of: Callable[[Cell], int]) -> Tails:
        return TypedTails(style_of, self.str_table._get_shared_string_index)

    def finish(self) -> None:
        """No block comes after this: texts must be known to the workbook before it is closed."""
        self._spool = Path(self.tmpdir, f"rows-{self.index}.xml")
        parts = heapq.merge(*map(_parts, self._blocks), key=lambda part: part[:2])
        with self._spool.open("w", encoding="utf-8", newline="") as spool:
            for row, cells in groupby(parts, key=lambda part: part[0]):
                spool.write(f'<row r="{row + 1}"{self._height(row)}>{"".join([cell[2] for cell in cells])}</row>')
        self._blocks.clear()

    def _write_rows(self) -> None:  # XlsxWriter calls it between <sheetData> and </sheetData>
        if self._spool:
            with self._spool.open(encoding="utf-8", newline="") as rows:
                shutil.copyfileobj(rows, self.fh, _COPIED_AT_ONCE)
            self._spool.unlink()

    def _height(self, row: int) -> str:
        if row in self.heights:
            return f' ht="{self.heights[row]:g}" customHeight="1"'
        if row in self.lines:  # programs may fit such a row again; LibreOffice does not do it of its own accord
            return f' ht="{min(self.lines[row] * _LINE_HEIGHT, _MAX_HEIGHT):g}"'
        return ""


def _parts(block: Block) -> Iterator[tuple[int, int, str]]:
    """(row, first column, cells as XML) of each row."""
    openings = [f'<c r="{xl_col_to_name(block.column + offset)}' for offset in range(len(block.tails))]
    for row, values in enumerate(block.rows, block.row):
        number = f'{row + 1}"'
        cells = [opening + number + tails[value] for opening, tails, value in zip(openings, block.tails, values, strict=True)]
        yield row, block.column, "".join(cells)
