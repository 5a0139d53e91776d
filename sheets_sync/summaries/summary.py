"""Ringkasan: the month under the light in numbers, by kind and kapanewon, its posts and decrees, the last twelve months and the years."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import cycle

from sheets_sync.domain.status import COMPLETE, EXEMPT, INCOMPLETE, LATE, MISSING, STATUSES
from sheets_sync.domain.tab import Chart, Series, Tab, Table
from sheets_sync.domain.unit import KALURAHAN, KAPANEWON, OPD
from sheets_sync.language import N_
from sheets_sync.summaries._other_tables import decrees, kinds_present, posts
from sheets_sync.summaries._rate_tables import by_kapanewon, by_kind, by_month, by_year
from sheets_sync.summaries.edition import Edition

STATUS_INK = {COMPLETE: "#2e7d32", LATE: "#f9a825", INCOMPLETE: "#ef6c00", MISSING: "#c62828", EXEMPT: "#b0bec5"}
KIND_INK = {OPD: "#1f4e79", KAPANEWON: "#2a9d8f", KALURAHAN: "#8ab6d6"}
OTHER_INK = ("#7a4e9c", "#c9792b", "#6b7a8f", "#a8436a")
"""For kinds that the register invents, in their order."""
RATE_INK = {"completeness": "#1f4e79", "timeliness": "#2a9d8f"}

_FIRST_TABLE_ROW = 4
_GAP = 2
_CHART_COLUMN = 13
_CHART_ROWS = 16
_BY_KIND, _BY_MONTH, _POSTS = range(3)


def make(edition: Edition) -> list[Tab]:
    tables = _one_below_the_other(
        [by_kind(edition), by_month(edition), posts(edition), decrees(edition), by_kapanewon(edition), by_year(edition)]
    )
    return [
        Tab(
            key="summary",
            title=edition.title("summary"),
            tables=tables,
            frozen_rows=2,
            frozen_columns=1,
            charts=_right_of_the_tables(_charts(edition), tables),
            notes=_heading(edition),
            tab_colour="#2a9d8f",
        )
    ]


def _heading(edition: Edition) -> tuple[tuple[int, int, str], ...]:
    month = edition.assessment.month
    explained = N_(
        "Due {due}. Completeness = complete units ÷ expected units; timeliness = units complete on time ÷ expected units; "
        "exempt units are not expected."
    )
    return (
        (0, 0, edition.fill(N_("Summary of {month}"), month=month)),
        (1, 0, edition.fill(explained, due=edition.assessment.deadlines[month].due)),
    )


def _one_below_the_other(tables: Iterable[Table]) -> tuple[Table, ...]:
    row, placed = _FIRST_TABLE_ROW, []
    for table in tables:
        placed.append(replace(table, row=row))
        row = placed[-1].end_row + _GAP
    return tuple(placed)


def _charts(edition: Edition) -> list[Chart]:
    month = edition.assessment.month
    return [
        Chart(
            "stacked", edition.fill(N_("Reports of {month} by kind of unit"), month=month), "label",
            tuple(Series(_BY_KIND, status, STATUS_INK[status]) for status in STATUSES), 0, _CHART_COLUMN,
        ),
        Chart(
            "line", edition.word(N_("Completeness and timeliness by month")), "label",
            tuple(Series(_BY_MONTH, rate, ink) for rate, ink in RATE_INK.items()), 0, _CHART_COLUMN, percent_axis=True,
        ),
        Chart(
            "stacked", edition.fill(N_("Posts of {month} by platform"), month=month), "label",
            tuple(Series(_POSTS, kind, ink) for kind, ink in _kind_inks(kinds_present(edition)).items()), 0, _CHART_COLUMN,
        ),
    ]  # fmt: skip


def _kind_inks(kinds: Sequence[str]) -> dict[str, str]:
    others = cycle(OTHER_INK)
    return {kind: KIND_INK.get(kind) or next(others) for kind in kinds}


def _right_of_the_tables(charts: Iterable[Chart], tables: Sequence[Table]) -> tuple[Chart, ...]:
    """The charts that have anything to show, right of the tables, one below the other."""
    filled = [chart for chart in charts if chart.series and len(tables[chart.series[0].table].rows) > 1]
    return tuple(replace(chart, row=_FIRST_TABLE_ROW - 1 + place * _CHART_ROWS) for place, chart in enumerate(filled))
