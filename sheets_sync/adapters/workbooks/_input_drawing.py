"""Tabs that people fill in -> a fresh .xlsx: bold headers with notes, drop-downs, and text cells where a number would do harm."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any

import xlsxwriter

from sheets_sync.adapters.workbooks._formats import EXAMPLE_FILL, HEADER_FILL, INK, LINE, NUMBER_FORMATS, OPTIONAL_HEADER_FILL
from sheets_sync.adapters.workbooks._keepsake import CREATED
from sheets_sync.domain.input_tab import InputTab
from sheets_sync.domain.tab import DATE, MOMENT, WRAP, Cell, Column, storable

ROWS_READY = 2000
"""How far down drop-downs and rules reach."""

_EARLIEST = date(2000, 1, 1)
_HEADER_HEIGHT, _EXAMPLE_HEIGHT = 34.0, 31.0
_NOTE_SIZE = {"width": 300, "font_size": 10, "visible": False, "author": "sheets-sync"}
_CHARACTERS_A_LINE, _LINE_HEIGHT = 44, 18
_SAFE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}


def drawn(tabs: Sequence[InputTab]) -> bytes:
    """A workbook with these tabs, the same bytes for the same tabs."""
    content = BytesIO()
    with tempfile.TemporaryDirectory(prefix="sheets-sync-", ignore_cleanup_errors=True) as workspace:
        book = xlsxwriter.Workbook(content, {**_SAFE, "tmpdir": workspace})
        book.set_properties({"created": CREATED})
        for tab in tabs:
            _draw(book, book.add_worksheet(tab.title), tab)
        book.close()
    return content.getvalue()


def _draw(book: Any, page: Any, tab: InputTab) -> None:
    page.freeze_panes(1, tab.frozen_columns)
    page.set_tab_color(tab.tab_colour)
    page.set_row(0, _HEADER_HEIGHT)
    for place, column in enumerate(tab.columns):
        page.set_column(place, place, column.width, book.add_format(_body(column)))
        _draw_header(book, page, place, column, required=column.key in tab.required)
        _add_rules(page, place, column)
    for number, row in enumerate(tab.rows, start=1):
        example = number <= tab.examples
        if example:
            page.set_row(number, _EXAMPLE_HEIGHT)
        for place, (cell, column) in enumerate(zip(row, tab.columns, strict=True)):
            look = _body(column) | (_example() if example else {})
            _write(page, number, place, cell, book.add_format(look))
    page.autofilter(0, 0, max(len(tab.rows), 1), len(tab.columns) - 1)
    page.set_landscape()
    page.repeat_rows(0)
    if tab.frozen_columns:
        page.repeat_columns(0, tab.frozen_columns - 1)


def _draw_header(book: Any, page: Any, place: int, column: Column, *, required: bool) -> None:
    fill, ink = HEADER_FILL if required else OPTIONAL_HEADER_FILL
    look = {"bold": True, "bg_color": fill, "font_color": ink, "text_wrap": True, "valign": "vcenter", "border": 1, "border_color": LINE}
    page.write_string(0, place, column.header, book.add_format(look))
    if column.note:
        lines = len(column.note) // _CHARACTERS_A_LINE + 2
        page.write_comment(0, place, column.note, {**_NOTE_SIZE, "height": lines * _LINE_HEIGHT})


def _add_rules(page: Any, place: int, column: Column) -> None:
    """Help, no walls: whatever a person types is taken, and read as well as it can be."""
    rule: Mapping[str, Any] = {}
    if column.choices:
        rule = {"validate": "list", "source": list(column.choices), "show_error": False}
    elif column.format in (DATE, MOMENT):
        rule = {"validate": "date", "criteria": ">=", "value": _EARLIEST, "show_error": False, "input_message": column.note[:255]}
    if rule:
        page.data_validation(1, place, ROWS_READY, place, rule)


def _body(column: Column) -> dict[str, Any]:
    look: dict[str, Any] = {"font_color": INK, "valign": "top", "text_wrap": column.format == WRAP}
    return look | {"num_format": NUMBER_FORMATS.get(column.format, "@")}


def _example() -> dict[str, Any]:
    fill, ink = EXAMPLE_FILL
    return {"italic": True, "bg_color": fill, "font_color": ink, "text_wrap": True}


def _write(page: Any, row: int, place: int, cell: Cell, look: Any) -> None:
    if isinstance(cell, datetime | date):
        page.write_datetime(row, place, cell, look)
    elif isinstance(cell, str):
        page.write_string(row, place, storable(cell), look)
    else:
        page.write(row, place, cell, look)
