"""A tab's charts as native Google charts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from typing import Any

from sheets_sync.adapters.workbooks._google_ids import wanted_id
from sheets_sync.adapters.workbooks._google_layout import NewId, Request, colour_style
from sheets_sync.domain.tab import Chart, Tab, Table

_TYPES = {"column": "COLUMN", "stacked": "COLUMN", "line": "LINE", "bar": "BAR"}


def charts_fingerprint(tab: Tab, sheet_id: int) -> str:
    """Changes when a chart must be drawn anew: also when a table it shows has grown."""
    specs = [[_spec(tab, chart, sheet_id, range(1000)), chart.row, chart.column] for chart in tab.charts]
    return hashlib.sha256(json.dumps(specs).encode()).hexdigest()[:16] if specs else ""


def draw_charts(tab: Tab, sheet_id: int, places: Sequence[int], new_id: NewId, there: frozenset[int], redraw: bool) -> Iterator[Request]:
    """Add a new tab's charts, or bring those that are still there up to date; one that people deleted stays deleted, until the
    tab's looks change (`redraw`)."""
    for number, chart in enumerate(tab.charts):
        chart_id = _own_id(tab, number, new_id, there)
        spec = _spec(tab, chart, sheet_id, places)
        if chart_id in there:
            yield {"updateChartSpec": {"chartId": chart_id, "spec": spec}}
        elif redraw:
            yield {"addChart": {"chart": {"chartId": chart_id, "spec": spec, "position": _position(chart, sheet_id, places)}}}


def _own_id(tab: Tab, number: int, new_id: NewId, there: frozenset[int]) -> int:
    name = f"chart {tab.key} {number}"
    return wanted_id(name) if wanted_id(name) in there else new_id(name)


def _position(chart: Chart, sheet_id: int, places: Sequence[int]) -> dict[str, Any]:
    column = places[chart.column] if chart.column < len(places) else chart.column
    anchor = {"sheetId": sheet_id, "rowIndex": chart.row, "columnIndex": column}
    return {"overlayPosition": {"anchorCell": anchor, "widthPixels": chart.width, "heightPixels": chart.height}}


def _spec(tab: Tab, chart: Chart, sheet_id: int, places: Sequence[int]) -> dict[str, Any]:
    home = tab.tables[chart.series[0].table]
    bar = chart.kind == "bar"
    value_axis: dict[str, Any] = {"position": "BOTTOM_AXIS" if bar else "LEFT_AXIS"}
    if chart.percent_axis:
        value_axis["viewWindowOptions"] = {"viewWindowMode": "EXPLICIT", "viewWindowMin": 0, "viewWindowMax": 1}
    basic: dict[str, Any] = {
        "chartType": _TYPES[chart.kind], "legendPosition": "BOTTOM_LEGEND", "headerCount": 1, "axis": [value_axis],
        "domains": [{"domain": _source(home, chart.categories, chart, sheet_id, places)}],
        "series": [
            {
                "series": _source(tab.tables[one.table], one.column, chart, sheet_id, places),
                "targetAxis": value_axis["position"],
                **({"colorStyle": colour_style(one.colour)} if one.colour else {}),
            }
            for one in chart.series
        ],
    }  # fmt: skip
    if chart.kind == "stacked":
        basic["stackedType"] = "STACKED"
    return {"title": chart.title, "basicChart": basic, "hiddenDimensionStrategy": "SHOW_ALL"}


def _source(table: Table, key: str, chart: Chart, sheet_id: int, places: Sequence[int]) -> dict[str, Any]:
    """A column of a table from its header to its last drawn row."""
    place = places[table.column + next(index for index, column in enumerate(table.columns) if column.key == key)]
    drawn = len(table.rows) - table.total_rows if chart.rows is None else min(chart.rows, len(table.rows))
    area = {
        "sheetId": sheet_id, "startRowIndex": table.row, "endRowIndex": table.first_row + drawn,
        "startColumnIndex": place, "endColumnIndex": place + 1,
    }  # fmt: skip
    return {"sourceRange": {"sources": [area]}}
