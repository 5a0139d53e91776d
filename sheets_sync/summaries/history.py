"""Riwayat: every unit's status month by month, and beside it the units that have not reported two months running or more."""

from __future__ import annotations

from sheets_sync import rates
from sheets_sync.domain.month import ReportingMonth
from sheets_sync.domain.tab import INTEGER, STATUS, WRAP, Cell, Column, Tab, Table, storable
from sheets_sync.language import N_
from sheets_sync.summaries.edition import Edition
from sheets_sync.summaries.recap_columns import HEADERS
from sheets_sync.summaries.words import SHORT_STATUS, STATUS_STYLES

SHORTEST_STREAK = 2


def make(edition: Edition) -> list[Tab]:
    grid = _grid(edition)
    offenders = _offenders(edition, column=len(grid.columns) + 1)
    nobody = () if offenders.rows else ((1, offenders.column, edition.word(N_("No unit has missed two months running."))),)
    return [
        Tab(
            key="history",
            title=edition.title("history"),
            tables=(grid, offenders),
            colours={edition.word(word): STATUS_STYLES[status] for status, word in SHORT_STATUS.items()},
            frozen_rows=1,
            frozen_columns=2,
            notes=nobody,
            tab_colour="#6a4c93",
        )
    ]


def _grid(edition: Edition) -> Table:
    months, units = edition.assessment.months, edition.assessment.units
    columns = (
        Column("code", edition.word(HEADERS["code"]), 18),
        Column("name", edition.word(HEADERS["name"]), 46, WRAP),
        Column("kind", edition.word(HEADERS["kind"]), 13),
        Column("parent", edition.word(HEADERS["parent"]), 11),
        *(Column(f"month:{month}", edition.language.short_month(month), 10, STATUS) for month in months),
    )
    rows: list[tuple[Cell, ...]] = [
        (storable(unit.code), storable(unit.name), unit.kind, storable(unit.parent) or None, *shown)
        for unit, shown in zip(units.values(), _statuses(edition), strict=True)
    ]
    return Table(columns, rows, filter=True)


def _statuses(edition: Edition) -> list[list[Cell]]:
    """Per unit, the short word of each month's status, None where it was not judged."""
    verdicts = edition.assessment.verdicts.drop_duplicates(["unit", "month"])
    table = verdicts.pivot(index="unit", columns="month", values="status")
    ordinals = [month.ordinal for month in edition.assessment.months]
    table = table.reindex(index=list(edition.assessment.units), columns=ordinals)
    words = {status: edition.word(word) for status, word in SHORT_STATUS.items()}
    return [[words.get(status) for status in row] for row in table.to_numpy(dtype=object).tolist()]


def _offenders(edition: Edition, column: int) -> Table:
    columns = (
        Column("streak", edition.word(N_("Months Without a Report, Running")), 22, INTEGER),
        Column("streak_code", edition.word(HEADERS["code"]), 18),
        Column("streak_name", edition.word(HEADERS["name"]), 46, WRAP),
        Column("streak_since", edition.word(N_("Since")), 11),
    )
    return Table(columns, _streaks(edition), column=column)


def _streaks(edition: Edition) -> list[tuple[Cell, ...]]:
    assessment = edition.assessment
    past = [month for month in assessment.months if assessment.deadlines[month].due < assessment.now]
    streaks = rates.missing_streaks(assessment.verdicts, past)
    streaks = streaks[(streaks["months"] >= SHORTEST_STREAK) & streaks["unit"].isin(list(assessment.units))]
    named = zip(streaks["months"], streaks["unit"], streaks["since"], strict=True)
    return [
        (
            int(months),
            storable(unit),
            storable(assessment.units[unit].name),
            edition.language.short_month(ReportingMonth.from_ordinal(since)),
        )
        for months, unit, since in named
    ]
