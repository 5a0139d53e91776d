"""What the job's own tabs remember: people's notes, credits once given, earlier verdicts, the log."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property

import pandas as pd

from sheets_sync.domain.month import ReportingMonth
from sheets_sync.domain.tab import Cell, same_rows
from sheets_sync.domain.tables import VERDICTS, empty


@dataclass(frozen=True)
class RecapRows:
    """The rows of a recap tab as they stood, without headers, marker and blank rows, all of one width.

    `positions`: column key -> position in a row; `extras`: (key, header) of the columns people added, in order;
    `main`: how many of the rows stood above the marker.
    """

    positions: Mapping[str, int] = field(default_factory=dict)
    extras: tuple[tuple[str, str], ...] = ()
    rows: Sequence[Sequence[object]] = ()
    main: int = 0

    def same_as(self, other: RecapRows) -> bool:
        """Whether both stand for the same cells, of the same types."""
        return replace(self, rows=()) == replace(other, rows=()) and same_rows(self.rows, other.rows)

    def cell(self, row: Sequence[object], key: str) -> object:
        position = self.positions.get(key)
        return None if position is None else row[position]


@dataclass(frozen=True, slots=True)
class LogLine:
    """One run that changed something. `frozen` and `reopened`: the months this run froze, or opened again.

    `continues`: the run has written before; if the last line is its own, this goes into it.
    """

    time: datetime
    months: tuple[ReportingMonth, ...] = ()
    units: int = 0
    responses: int = 0
    findings: int = 0
    changes: str = ""
    frozen: tuple[ReportingMonth, ...] = ()
    reopened: tuple[ReportingMonth, ...] = ()
    actor: str = "sheets-sync"
    continues: bool = False


@dataclass(frozen=True)
class Log:
    """The log as it stood: `rows` in order, each by column key; `extras` as in RecapRows."""

    rows: tuple[Mapping[str, Cell], ...] = ()
    extras: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Memory:
    """All that is read back from the output tabs.

    `verdicts` (VERDICTS): what every recap says, one row per unit code and month, `frozen` where the month is; rows with an
    unknown status are left out. `credits`: unit, month, received, complete_since, wherever a recap holds any of the two.
    `reopened`: months unlocked on purpose, and when that was done last. `units_at_last_sync`: 0 if there was none.
    `deliveries`: the rows of the deliveries tab as they were read.
    """

    recaps: Mapping[ReportingMonth, RecapRows] = field(default_factory=dict)
    verdicts: pd.DataFrame = field(default_factory=lambda: empty(VERDICTS))
    credits: pd.DataFrame = field(default_factory=lambda: empty(("unit", "month", "received", "complete_since")))
    log: Log = field(default_factory=Log)
    frozen_months: frozenset[ReportingMonth] = frozenset()
    reopened: Mapping[ReportingMonth, datetime] = field(default_factory=dict)
    units_at_last_sync: int = 0
    deliveries: Sequence[Sequence[object]] = ()

    def same_recaps(self, other: Memory) -> bool:
        pairs = zip(self.recaps.values(), other.recaps.values(), strict=False)
        return list(self.recaps) == list(other.recaps) and all(one.same_as(another) for one, another in pairs)

    def same_verdicts(self, other: Memory) -> bool:
        """Whether judging has the same to respect."""
        alike = self.verdicts.equals(other.verdicts) and self.credits.equals(other.credits)
        return alike and self.reopened == other.reopened

    @cached_property
    def looks(self) -> tuple[datetime, ...]:
        """When earlier runs saw something new, by the log."""
        times = (line.get("time") for line in self.log.rows)
        return tuple(time for time in times if isinstance(time, datetime))

    @cached_property
    def complete_since(self) -> dict[tuple[str, ReportingMonth], datetime]:
        """(unit code, month) -> the moment remembered in Complete Since."""
        return self._remembered("complete_since")

    @cached_property
    def received(self) -> dict[tuple[str, ReportingMonth], datetime]:
        """(unit code, month) -> the moment remembered in Received."""
        return self._remembered("received")

    def _remembered(self, column: str) -> dict[tuple[str, ReportingMonth], datetime]:
        given = self.credits[self.credits[column].notna()]
        months = {ordinal: ReportingMonth.from_ordinal(ordinal) for ordinal in given["month"].unique()}
        rows = zip(given["unit"], given["month"], given[column], strict=True)
        return {(unit, months[month]): pd.Timestamp(moment).to_pydatetime() for unit, month, moment in rows}
