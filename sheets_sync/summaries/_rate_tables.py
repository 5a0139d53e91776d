"""The tables of Ringkasan that show rates: one layout, whatever the rows are."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from sheets_sync import rates
from sheets_sync.domain.month import ReportingMonth
from sheets_sync.domain.status import STATUSES
from sheets_sync.domain.tab import INTEGER, PERCENT, RATIO, Cell, Column, Table, storable
from sheets_sync.language import N_
from sheets_sync.summaries.edition import Edition
from sheets_sync.summaries.words import KIND_WORDS, status_words

TREND_MONTHS = 12
LABEL_WIDTH = 30
NOTHING_EXPECTED = "–"


def by_kind(edition: Edition) -> Table:
    """The month under the light, a row for each kind of unit."""
    counted = rates.by_kind(verdicts_of_month(edition), edition.assessment.units)
    return Table(
        _columns(edition, N_("Kind of Unit")),
        _rows(counted, [edition.word(KIND_WORDS.get(kind, kind)) for kind in counted.index], edition.word(N_("All units"))),
        title=edition.fill(N_("Reports of {month} by kind of unit"), month=edition.assessment.month),
        total_rows=1,
    )


def by_month(edition: Edition) -> Table:
    """The last twelve judged months up to the one under the light."""
    counted = rates.by_month(edition.assessment.verdicts, edition.assessment.units)
    counted = counted[counted.index <= edition.assessment.month.ordinal].tail(TREND_MONTHS)
    labels = [edition.language.month(ReportingMonth.from_ordinal(ordinal)) for ordinal in counted.index]
    return Table(
        _columns(edition, N_("Month")),
        _rows(counted, labels, edition.word(N_("All these months"))),
        title=edition.word(N_("The last 12 months")),
        total_rows=1,
    )


def by_year(edition: Edition) -> Table:
    """The judged months up to the one under the light, added up year by year; each row says of how many months."""
    verdicts = edition.assessment.verdicts
    verdicts = verdicts[verdicts["month"] <= edition.assessment.month.ordinal]
    counted = rates.by_year(verdicts, edition.assessment.units)
    months = verdicts["month"].drop_duplicates().floordiv(12).value_counts()
    counts = [int(months[year]) for year in counted.index]
    texts = [edition.language.ngettext("{year} ({n} month)", "{year} ({n} months)", count) for count in counts]
    labels = [text.format(year=year, n=count) for text, year, count in zip(texts, counted.index, counts, strict=True)]
    return Table(
        _columns(edition, N_("Year")),
        _rows(counted, labels, edition.word(N_("All years"))),
        title=edition.word(N_("By year: the sum of its months")),
        total_rows=1,
    )


def by_kapanewon(edition: Edition) -> Table:
    """The month under the light, a row for each kapanewon: its kalurahan, the best first, unranked ones last."""
    counted = rates.by_kapanewon(verdicts_of_month(edition), edition.assessment.units)
    places = [place or NOTHING_EXPECTED for place in rates.ranks(counted)]
    rows = _rows(counted, [_area(code, edition) for code in counted.index], edition.word(N_("All kalurahan")))
    ranked = [[*row, place] for row, place in zip(rows[:-1], places, strict=True)]
    ranked.sort(key=lambda row: row[-1] if isinstance(row[-1], int) else len(ranked) + 1)
    return Table(
        (*_columns(edition, N_("Kapanewon")), Column("rank", edition.word(N_("Rank")), 10, INTEGER)),
        [*ranked, [*rows[-1], None]],
        title=edition.fill(N_("Kalurahan by kapanewon, {month}"), month=edition.assessment.month),
        total_rows=1,
    )


def _area(code: str, edition: Edition) -> str:
    unit = edition.assessment.units.get(code)
    return storable(unit.name if unit else code) or edition.word(N_("Without a kapanewon"))


def verdicts_of_month(edition: Edition) -> pd.DataFrame:
    return edition.assessment.verdicts[edition.assessment.verdicts["month"] == edition.assessment.month.ordinal]


def _columns(edition: Edition, label: str) -> tuple[Column, ...]:
    status = status_words(edition.language)
    return (
        Column("label", edition.word(label), LABEL_WIDTH),
        *(Column(code, status[code], 11, INTEGER) for code in STATUSES),
        Column("expected", edition.word(N_("Expected Units")), 11, INTEGER),
        Column("completeness", edition.word(N_("Completeness")), 14, PERCENT),
        Column("complete_of", edition.word(N_("Complete/Expected")), 14, RATIO),
        Column("timeliness", edition.word(N_("Timeliness")), 14, PERCENT),
        Column("on_time_of", edition.word(N_("On Time/Expected")), 14, RATIO),
    )


def _rows(counted: pd.DataFrame, labels: Sequence[str], total: str) -> list[list[Cell]]:
    counts = counted.to_dict("records")
    rows = [[label, *_cells(each)] for label, each in zip(labels, counts, strict=True)]
    return [*rows, [total, *_cells(counted.sum().to_dict())]]


def _cells(counts: dict[str, int]) -> list[Cell]:
    expected, complete, on_time = (int(counts[name]) for name in ("expected", "complete", "on_time"))
    return [
        *(int(counts[status]) for status in STATUSES),
        expected,
        rate_cell(complete, expected),
        f"{complete}/{expected}",
        rate_cell(on_time, expected),
        f"{on_time}/{expected}",
    ]


def rate_cell(part: int, whole: int) -> Cell:
    rate = rates.truncated(part, whole)
    return NOTHING_EXPECTED if rate is None else rate
