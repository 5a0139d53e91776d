"""Tabs -> an .xlsx file, whole and always the same bytes for the same tabs."""

from __future__ import annotations

import math
import re
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_range_abs

from sheets_sync.adapters.workbooks._fast_sheet import Block, FastSheet, Tails
from sheets_sync.adapters.workbooks._formats import LINE, NAVY, Formats
from sheets_sync.adapters.workbooks._keepsake import CREATED
from sheets_sync.adapters.workbooks._xlsx import LAYOUT_PROPERTY
from sheets_sync.domain.tab import LAYOUT, WRAP, Cell, Chart, Column, Sheet, Tab, Table

_HEADER_HEIGHT = 32.0
_HEADING_HEIGHT = 26.0
_CHART_TYPES = {
    "column": {"type": "column"},
    "stacked": {"type": "column", "subtype": "stacked"},
    "line": {"type": "line"},
    "bar": {"type": "bar"},
}
_A4 = 9
_TITLE_LENGTH = 31
_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\]|^'|'$|^history$", re.IGNORECASE)


def draw(
    path: Path, tabs: Sequence[Tab], foreign: Sequence[Sheet] = (), hidden: Collection[str] = (),
    properties: Mapping[str, str] | None = None,
) -> None:  # fmt: skip
    """Write `tabs`, then other people's sheets as values, to `path`; OSError if the disk does not take it.

    `hidden`: titles of sheets that are not to be seen; `properties`: texts to be kept with the document.
    """
    with tempfile.TemporaryDirectory(prefix="sheets-sync-", ignore_cleanup_errors=True) as workspace:
        book = xlsxwriter.Workbook(
            str(path),
            {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "tmpdir": workspace},
        )
        book.use_zip64()
        book.set_properties({"created": CREATED})
        for name, value in {LAYOUT_PROPERTY: LAYOUT, **(properties or {})}.items():
            book.set_custom_property(name, value, "text")
        formats = Formats(book.add_format)
        for tab in tabs:
            _draw_tab(book, book.add_worksheet(tab.title, FastSheet), tab, formats)
        for title, sheet in _under_valid_titles(foreign, [tab.title for tab in tabs]):
            _draw_foreign(book.add_worksheet(title, FastSheet), sheet, formats, hide=sheet.title in hidden)
        book.close()


def is_valid_title(title: str) -> bool:
    """Whether Excel allows a tab to be called so (it keeps "History" for itself)."""
    return 0 < len(title) <= _TITLE_LENGTH and not _NOT_IN_TITLES.search(title)


def _under_valid_titles(sheets: Iterable[Sheet], taken: Iterable[str]) -> Iterator[tuple[str, Sheet]]:
    """The sheets under titles that Excel allows; other programs allow longer ones."""
    used = {title.casefold() for title in taken}
    for sheet in sheets:
        title = plain = _NOT_IN_TITLES.sub("_", sheet.title)[:_TITLE_LENGTH]
        number = 1
        while title.casefold() in used:
            number += 1
            title = f"{plain[: _TITLE_LENGTH - 4]} ({number})"
        used.add(title.casefold())
        yield title, sheet


def _draw_tab(book: Any, page: FastSheet, tab: Tab, formats: Formats) -> None:
    for table in tab.tables:
        _draw_table(page, table, tab, formats)
    for row, column, text in tab.notes:
        heading = (row, column) == (0, 0)
        _draw_cell(page, row, column, text, formats.heading() if heading else formats.note())
        if heading:
            page.heights[row] = _HEADING_HEIGHT
    _set_widths(page, tab)
    for chart in tab.charts:
        page.insert_chart(chart.row, chart.column, _chart(book, tab, chart), {"object_position": 2})
    if tab.frozen_rows or tab.frozen_columns:
        page.freeze_panes(tab.frozen_rows, tab.frozen_columns)
    if tab.tab_colour:
        page.set_tab_color(tab.tab_colour)
    if tab.notes or len(tab.tables) > 1:
        page.hide_gridlines(2)
    _set_up_print(page, tab)
    page.finish()


def _draw_table(page: FastSheet, table: Table, tab: Tab, formats: Formats) -> None:
    if table.title:
        _draw_cell(page, table.row - 1, table.column, table.title, formats.title())
    if table.header:
        _draw_header(page, table, formats)
    body = len(table.rows) - table.total_rows
    for first, rows, total in ((0, table.rows[:body], False), (body, table.rows[body:], True)):
        tails = [_tails(page, column, tab, formats, total) for column in table.columns]
        page.add(Block(table.first_row + first, table.column, rows, tails))
    _make_room_for_lines(page, table)
    _add_drop_downs(page, table)
    if table.filter and table.columns:
        page.autofilter(table.row, table.column, max(table.end_row - 1, table.row), table.column + len(table.columns) - 1)


def _tails(page: FastSheet, column: Column, tab: Tab, formats: Formats, total: bool) -> Tails:
    style_of = formats.cell(column, tab.colours, total=total)
    return page.tails(style_of) if column.owner == "job" else page.typed_tails(style_of)


def _draw_header(page: FastSheet, table: Table, formats: Formats) -> None:
    tails = [_one_style(page, formats.header(column)) for column in table.columns]
    page.add(Block(table.row, table.column, [[column.header for column in table.columns]], tails))
    page.heights[table.row] = _HEADER_HEIGHT
    for offset, column in enumerate(table.columns, table.column):
        if column.note:
            # An input message and not a comment: a comment on the tab is then always a person's.
            message = {"validate": "any", "input_title": column.header[:32], "input_message": column.note[:255]}
            page.data_validation(table.row, offset, table.row, offset, message)


def _draw_cell(page: FastSheet, row: int, column: int, value: Cell, style: int) -> None:
    page.add(Block(row, column, [[value]], [_one_style(page, style)]))


def _one_style(page: FastSheet, style: int) -> Tails:
    return page.tails(lambda _value: style)


def _make_room_for_lines(page: FastSheet, table: Table) -> None:
    wrapped = [(place, column.width) for place, column in enumerate(table.columns) if column.format == WRAP]
    for row, values in enumerate(table.rows, table.first_row):
        for place, width in wrapped:
            value = values[place]
            if isinstance(value, str) and (len(value) > width or "\n" in value):
                page.lines[row] = max(page.lines.get(row, 1), _lines(value, width))


def _lines(text: str, width: int) -> int:
    return sum(math.ceil(len(line) / width) or 1 for line in text.split("\n"))


def _add_drop_downs(page: FastSheet, table: Table) -> None:
    for offset, column in enumerate(table.columns, table.column):
        if column.choices and table.rows:
            choices = {"validate": "list", "source": list(column.choices), "show_error": False}
            page.data_validation(table.first_row, offset, table.end_row - 1, offset, choices)


def _set_widths(page: FastSheet, tab: Tab) -> None:
    widths: dict[int, int] = {}
    for table in tab.tables:
        for offset, column in enumerate(table.columns, table.column):
            widths[offset] = max(widths.get(offset, 0), column.width)
    for offset, width in widths.items():
        page.set_column(offset, offset, width)


def _set_up_print(page: FastSheet, tab: Tab) -> None:
    page.set_paper(_A4)
    if tab.landscape:
        page.set_landscape()
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    page.fit_to_pages(1, 0)
    page.set_footer("&L&9&A&R&9&P / &N")
    if tab.tables and tab.tables[0].header and tab.tables[0].row == 0:
        page.repeat_rows(0)


def _chart(book: Any, tab: Tab, chart: Chart) -> Any:
    drawn = book.add_chart(_CHART_TYPES[chart.kind])
    for series in chart.series:
        table = tab.tables[series.table]
        length = chart.rows if chart.rows is not None else len(table.rows) - table.total_rows
        drawn.add_series(_series(tab.title, table, chart, series.column, length, series.colour))
    font = {"color": "#4a5568", "size": 9}
    drawn.set_title({"name": chart.title, "overlay": False, "name_font": {"size": 12, "bold": True, "color": NAVY}})
    drawn.set_legend({"position": "bottom", "font": font})
    drawn.set_x_axis({"num_font": font, "line": {"color": LINE}})
    axis = {"num_font": font, "major_gridlines": {"visible": True, "line": {"color": LINE}}, "line": {"none": True}, "min": 0}
    drawn.set_y_axis(axis | ({"max": 1, "num_format": "0%"} if chart.percent_axis else {"num_format": "#,##0"}))
    drawn.set_chartarea({"border": {"color": LINE}})
    drawn.set_size({"width": chart.width, "height": chart.height})
    return drawn


def _series(title: str, table: Table, chart: Chart, key: str, length: int, colour: str) -> dict[str, Any]:
    labels, values = (_position(table, each) for each in (chart.categories, key))
    first = table.first_row
    sheet = "'" + title.replace("'", "''") + "'!"
    last = first + length - 1
    ink: dict[str, Any] = {"line": {"color": colour, "width": 2.5}} if chart.kind == "line" else {"fill": {"color": colour}, "gap": 60}
    if chart.kind == "line":
        ink["marker"] = {"type": "circle", "size": 6, "fill": {"color": colour}, "border": {"color": "#ffffff"}}
    header = f"={sheet}{xl_range_abs(table.row, table.column + values, table.row, table.column + values)}"
    return {
        "name": header,
        "name_data": [table.columns[values].header],
        "categories": f"={sheet}{xl_range_abs(first, table.column + labels, last, table.column + labels)}",
        "values": f"={sheet}{xl_range_abs(first, table.column + values, last, table.column + values)}",
        "categories_data": [row[labels] for row in table.rows[:length]],
        "values_data": [row[values] for row in table.rows[:length]],
        **ink,
    }


def _position(table: Table, key: str) -> int:
    return [column.key for column in table.columns].index(key)


def _draw_foreign(page: FastSheet, sheet: Sheet, formats: Formats, *, hide: bool) -> None:
    width = max(map(len, sheet.rows), default=0)
    rows: list[Sequence[Any]] = [[*row, *[None] * (width - len(row))] for row in sheet.rows]
    tails = page.typed_tails(formats.foreign())
    page.add(Block(0, 0, rows, [tails] * width))
    page.finish()
    if hide:
        page.hide()
