"""Log Sinkronisasi: one line for each run that changed something; also how it is remembered which months are frozen."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime

from sheets_sync.domain.month import ReportingMonth
from sheets_sync.domain.tab import INTEGER, MOMENT, PEOPLE, WRAP, Cell, Column, Sheet, Tab, Table, storable
from sheets_sync.language import N_
from sheets_sync.summaries.cells import kept, moment_of, padded, text_of
from sheets_sync.summaries.edition import Edition
from sheets_sync.summaries.memory import Log, LogLine
from sheets_sync.summaries.read_recap import extra_columns, find_header, holds_anything, repeats
from sheets_sync.summaries.recap_columns import located
from sheets_sync.summaries.words import listed, recognisers

HEADERS = {
    "time": N_("Time"),
    "actor": N_("By"),
    "months": N_("Months"),
    "units": N_("Units"),
    "responses": N_("Responses"),
    "findings": N_("Findings"),
    "changes": N_("Changes"),
    "frozen": N_("Months Frozen"),
    "reopened": N_("Months Reopened"),
}
_GATHERED = {"changes": "; ", "frozen": ", ", "reopened": ", "}
"""What a run gathers in its line, and what stands between the parts."""

_MONTH_CODE = re.compile(r"\b\d{4}-\d{2}\b")


def make(edition: Edition, new: LogLine | None = None) -> list[Tab]:
    """The log as it stands, every line in its place, and a new one below if there is one."""
    columns = _columns(edition)
    standing = edition.memory.log.rows
    lines = _entered(new, standing) if new else standing
    rows = [[line.get(column.key) for column in columns] for line in lines]
    return [Tab("log", edition.title("log"), (Table(columns, rows, filter=True),), frozen_rows=1, tab_colour="#607d8b")]


def _entered(new: LogLine, lines: Sequence[Mapping[str, Cell]]) -> list[Mapping[str, Cell]]:
    """The lines and a new one below; what a run writes after its first write goes into the line that it has already."""
    row = _as_row(new)
    if not (new.continues and lines and all(lines[-1].get(key) == row[key] for key in ("time", "actor"))):
        return [*lines, row]
    return [*lines[:-1], {**lines[-1], **row, **{key: _joined(key, lines[-1], row) for key in _GATHERED}}]


def _joined(key: str, line: Mapping[str, Cell], new: Mapping[str, Cell]) -> str:
    """Every part of both cells once; of one tab's changes the first."""
    parts: dict[str, str] = {}
    for part in f"{text_of(line.get(key))}{_GATHERED[key]}{text_of(new[key])}".split(_GATHERED[key]):
        parts.setdefault(part.rpartition(":")[0] or part, part)
    return _GATHERED[key].join(filter(None, parts.values()))


def _columns(edition: Edition) -> tuple[Column, ...]:
    word = {key: edition.word(message) for key, message in HEADERS.items()}
    return (
        Column("time", word["time"], 18, MOMENT),
        Column("actor", word["actor"], 14),
        Column("months", word["months"], 24, WRAP),
        Column("units", word["units"], 8, INTEGER),
        Column("responses", word["responses"], 10, INTEGER),
        Column("findings", word["findings"], 10, INTEGER),
        Column("changes", word["changes"], 60, WRAP),
        Column("frozen", word["frozen"], 18, WRAP),
        Column("reopened", word["reopened"], 18, WRAP),
        *(Column(key, header, 24, WRAP, PEOPLE) for key, header in edition.memory.log.extras),
    )


def _as_row(line: LogLine) -> dict[str, Cell]:
    return {
        "time": line.time.replace(microsecond=0),
        "actor": storable(line.actor),
        "months": listed(line.months),
        "units": line.units,
        "responses": line.responses,
        "findings": line.findings,
        "changes": storable(line.changes),
        "frozen": listed(line.frozen),
        "reopened": listed(line.reopened),
    }


def read_log(sheet: Sheet) -> Log:
    """Every line of the tab, also those that people wrote."""
    keys = recognisers(HEADERS)
    width = max(map(len, sheet.rows), default=0)
    header_row = find_header(sheet.rows, lambda row: len(located(row, keys)) >= 3)
    header = padded(sheet.rows[header_row] if header_row is not None else (), width)
    positions = located(header, keys)
    every = [padded(row, width) for index, row in enumerate(sheet.rows) if index != header_row]
    rows = [row for row in every if holds_anything(row) and not repeats(row, header)]
    extras = extra_columns(header, positions, rows)
    return Log(tuple({key: _cell(key, row[position]) for key, position in positions.items()} for row in rows), extras)


def _cell(key: str, cell: object) -> Cell:
    moment = moment_of(cell) if key == "time" else None
    return moment or kept(cell)


def frozen_months(sheet: Sheet) -> set[ReportingMonth]:
    """The months frozen by some run and not opened again by a later one, by the time of the lines, whatever their order."""
    return frozen_in(read_log(sheet))


def frozen_in(log: Log) -> set[ReportingMonth]:
    frozen: set[ReportingMonth] = set()
    for line in sorted(log.rows, key=_time):
        frozen -= _months(line.get("reopened"))
        frozen |= _months(line.get("frozen"))
    return frozen


def reopened_in(log: Log) -> dict[ReportingMonth, datetime]:
    """The months opened again on purpose, and when that was done last."""
    lines = sorted(log.rows, key=_time)
    return {month: _time(line) for line in lines for month in sorted(_months(line.get("reopened")))}


def units_in(log: Log) -> int:
    """How many units the latest line counted; 0 if there is none."""
    counts = [line.get("units") for line in sorted(log.rows, key=_time)]
    numbers = [int(count) for count in counts if isinstance(count, int | float)]
    return numbers[-1] if numbers else 0


def _time(line: Mapping[str, Cell]) -> datetime:
    time = line.get("time")
    return time if isinstance(time, datetime) else datetime.min


def _months(cell: Cell) -> set[ReportingMonth]:
    """The months named in a cell: codes in any surrounding text, or a date into which a spreadsheet turned one."""
    if isinstance(cell, str):
        return {ReportingMonth.from_code(code) for code in _MONTH_CODE.findall(text_of(cell)) if 1 <= int(code[5:]) <= 12}
    moment = moment_of(cell)
    return {ReportingMonth.of(moment)} if moment else set()
