"""Rekap YYYY-MM: one tab for each month, a row for each unit in register order, with people's own columns at the end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from sheets_sync.domain.month import ReportingMonth
from sheets_sync.domain.status import SHOWN_AS
from sheets_sync.domain.tab import PEOPLE, Cell, Column, Tab, Table, storable
from sheets_sync.language import Language
from sheets_sync.summaries.carried_over import Register, Row, as_cells, settle
from sheets_sync.summaries.cells import kept, moments, whole_numbers, words
from sheets_sync.summaries.edition import Edition
from sheets_sync.summaries.memory import RecapRows
from sheets_sync.summaries.recap_columns import LEFT_OVER, columns
from sheets_sync.summaries.words import STATUS_STYLES, spellings, status_colours, status_words

Rows = Sequence[Sequence[Cell]]
_NO_ROWS = RecapRows()


def make(edition: Edition) -> list[Tab]:
    """The recaps, newest first; those of months that were not judged stay as they stand."""
    register = Register(edition.assessment.units)
    months = sorted({*edition.assessment.months, *edition.memory.recaps}, reverse=True)
    return [_tab(month, edition, register) for month in months]


def _tab(month: ReportingMonth, edition: Edition, register: Register) -> Tab:
    recap = edition.memory.recaps.get(month, _NO_ROWS)
    header = columns(edition.assessment.platforms, recap.extras, edition.language)
    judged = month in edition.assessment.months
    rows, left_over = _made_anew(month, recap, header, edition, register) if judged else _as_they_stand(recap, header)
    return Tab(
        key=f"recap:{month}",
        title=edition.title("recap", month),
        tables=_tables(header, rows, left_over, edition.language),
        colours=_colours(edition.language),
        frozen_rows=1,
        frozen_columns=2,
        tab_colour="#1f4e79",
    )


def _made_anew(
    month: ReportingMonth, recap: RecapRows, header: Sequence[Column], edition: Edition, register: Register
) -> tuple[Rows, Rows]:
    """A row for each unit, and those rows of the old edition that belong to none."""
    settled = settle(recap, register)
    fields = [
        *_identities(register),
        *_verdicts(month, edition),
        *_peoples_columns(settled.at_home, recap, header, register),
    ]
    return list(zip(*fields, strict=True)), [as_cells(row, recap, header) for row in settled.left_over]


def _as_they_stand(recap: RecapRows, header: Sequence[Column]) -> tuple[Rows, Rows]:
    rows = [as_cells(row, recap, header) for row in recap.rows]
    return rows[: recap.main], rows[recap.main :]


def _tables(header: tuple[Column, ...], rows: Rows, left_over: Rows, language: Language) -> tuple[Table, ...]:
    table = Table(header, rows, filter=True)
    if not left_over:
        return (table,)
    title = language.gettext(LEFT_OVER)
    return table, Table(header, left_over, row=table.end_row + 2, title=title, header=False)


def _colours(language: Language) -> dict[str, str]:
    """The colour of every status, in the reader's language and, for rows kept from before, in the others."""
    others = {word: STATUS_STYLES[status] for status, message in SHOWN_AS.items() for word in sorted(spellings(message))}
    return {**others, **status_colours(language)}


def _identities(register: Register) -> list[list[Cell]]:
    units = register.units.values()
    return [
        [storable(unit.code) for unit in units],
        [storable(unit.name) for unit in units],
        [unit.kind for unit in units],
        [storable(unit.parent) or None for unit in units],
    ]


def _verdicts(month: ReportingMonth, edition: Edition) -> list[Sequence[Cell]]:
    verdicts = edition.assessment.verdicts_of(month)
    verdicts = verdicts[~verdicts.index.duplicated()].reindex(list(edition.assessment.units))
    return [
        words(verdicts["status"], status_words(edition.language)),
        moments(verdicts["received"]),
        moments(verdicts["complete_since"]),
        _met_of_required(verdicts),
        *(whole_numbers(verdicts[f"count:{code}"]) for code in edition.assessment.platforms),
        *(whole_numbers(verdicts[name]) for name in ("posts", "valid_links", "findings")),
    ]


def _met_of_required(verdicts: pd.DataFrame) -> list[str | None]:
    pairs = zip(whole_numbers(verdicts["met"]), whole_numbers(verdicts["required"]), strict=True)
    return [None if met is None else f"{met}/{required}" for met, required in pairs]


def _peoples_columns(at_home: Mapping[str, Row], recap: RecapRows, header: Sequence[Column], register: Register) -> list[list[Cell]]:
    """People's columns, a cell for each unit."""
    positions = [recap.positions.get(column.key) for column in header if column.owner == PEOPLE]
    rows = [at_home.get(code) for code in register.units]
    return [[None if row is None or position is None else kept(row[position]) for row in rows] for position in positions]
