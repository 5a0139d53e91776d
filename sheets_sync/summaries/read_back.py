"""The output tabs as they stand -> what must not be forgotten when they are made anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from sheets_sync.domain.month import ReportingMonth
from sheets_sync.domain.tab import Sheet, sheet_titled
from sheets_sync.domain.tables import VERDICTS, empty
from sheets_sync.summaries import titles as tabs
from sheets_sync.summaries.log import frozen_in, read_log, reopened_in, units_in
from sheets_sync.summaries.memory import Log, Memory
from sheets_sync.summaries.read_recap import read_recap, recap_credits, recap_verdicts


def read_back(outputs: Mapping[str, Sheet], platforms: Sequence[str], titles: Mapping[str, str] | None = None) -> Memory:
    """What the job's tabs among `outputs` (sheets by title) remember; other tabs are passed over.

    `platforms`: the codes reported on; a column of any other platform is kept as one that people added.
    """
    known = tabs.with_defaults(titles)
    log_sheet = sheet_titled(outputs, known["log"])
    log = read_log(log_sheet) if log_sheet else Log()
    frozen = frozenset(frozen_in(log))
    recaps = {month: read_recap(sheet, platforms) for month, sheet in _recap_sheets(outputs, known).items()}
    deliveries = sheet_titled(outputs, known["deliveries"])
    return Memory(
        recaps=recaps,
        verdicts=_stacked(
            [recap_verdicts(recap, month, platforms, month in frozen) for month, recap in recaps.items()],
            (*VERDICTS, *(f"count:{code}" for code in platforms)),
        ),
        credits=_stacked([recap_credits(recap, month) for month, recap in recaps.items()], ("unit", "month", "received", "complete_since")),
        log=log,
        frozen_months=frozen,
        reopened=reopened_in(log),
        units_at_last_sync=units_in(log),
        deliveries=deliveries.rows if deliveries else (),
    )


def _recap_sheets(outputs: Mapping[str, Sheet], titles: Mapping[str, str]) -> dict[ReportingMonth, Sheet]:
    """Month -> its recap, months ascending; of two with nearly the same title the one that bears it exactly."""
    months = {month for title in outputs if (month := tabs.month_of(title, titles))}
    found = {month: sheet_titled(outputs, titles["recap"].format(month=month)) for month in sorted(months)}
    return {month: sheet for month, sheet in found.items() if sheet}


def _stacked(frames: Sequence[pd.DataFrame], columns: Sequence[str]) -> pd.DataFrame:
    filled = [frame for frame in frames if len(frame)]
    return pd.concat(filled, ignore_index=True) if filled else empty(columns)
