"""Merged reports, and what earlier runs wrote down -> the status of every unit in every month."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from sheets_sync.compliance.answers import Answers
from sheets_sync.compliance.merging import Reports
from sheets_sync.domain.calendar import Deadline
from sheets_sync.domain.month import ReportingMonth
from sheets_sync.domain.status import COMPLETE, EXEMPT, INCOMPLETE, LATE, MISSING
from sheets_sync.domain.unclear import AMBIGUOUS_UNIT
from sheets_sync.domain.unit import Unit

_RANK = {MISSING: 0, INCOMPLETE: 1, EXEMPT: 2, LATE: 3, COMPLETE: 4}
_NAT = np.datetime64("NaT", "s")


class _Grid:
    """The places of verdicts: units in register order within months, which are ascending."""

    def __init__(self, units: Mapping[str, Unit], months: Sequence[ReportingMonth]) -> None:
        self.codes = np.array(list(units), dtype=object)
        self.months = np.array([month.ordinal for month in months], dtype=np.int32)
        self.size = len(self.codes) * len(self.months)

    def places(self, units: np.ndarray, months: np.ndarray) -> np.ndarray:
        """For units (positions) and months (ordinals) that are in it."""
        return np.asarray(np.searchsorted(self.months, months) * len(self.codes) + units)

    def rows_in(self, frame: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
        """The first row of `frame` (unit, month) about each place, and those places."""
        units = pd.Index(self.codes, dtype=object).get_indexer(frame["unit"].to_numpy(dtype=object))
        months = frame["month"].to_numpy(dtype=np.int64)
        rows = np.flatnonzero((units >= 0) & np.isin(months, self.months))
        places, first = np.unique(self.places(units[rows], months[rows]), return_index=True)
        return rows[first], places

    def spread(self, places: np.ndarray, values: np.ndarray, missing: Any) -> np.ndarray:
        """`values` at their places, `missing` at all others."""
        column = np.full(self.size, missing, dtype=values.dtype)
        column[places] = values
        return column


def judge(
    reports: Reports,
    findings: pd.DataFrame,
    *,
    units: Mapping[str, Unit],
    months: Sequence[ReportingMonth],
    platforms: Sequence[str],
    deadlines: Mapping[ReportingMonth, Deadline],
    exempt: Callable[[Unit, ReportingMonth], bool],
    credits: pd.DataFrame,
    recorded: pd.DataFrame,
) -> pd.DataFrame:
    """The status of every unit in every month (`domain.tables.VERDICTS`).

    `credits`: unit, month, complete_since, received, as earlier runs wrote them; an earlier moment prevails while the report is
    complete, since Google rewrites the timestamp of an edited response. `recorded`: VERDICTS as earlier runs wrote them; a report
    that was on time without a known moment (its timestamp could not be read) stays so too.
    """
    grid = _Grid(units, months)
    places = grid.places(reports.unit, reports.month)
    reported = grid.spread(places, np.ones(len(places), dtype=bool), missing=False)
    complete = grid.spread(places, reports.complete, missing=False)
    received = _with_credit(grid.spread(places, reports.received, _NAT), credits, "received", grid)
    since = _with_credit(grid.spread(places, reports.complete_since, _NAT), credits, "complete_since", grid)
    due = np.repeat(np.array([deadlines[month].due for month in months], dtype="datetime64[s]"), len(units))
    excused = np.array([exempt(unit, month) for month in months for unit in units.values()], dtype=bool)
    late = (since > due) & ~_on_time_in_doubt(recorded, grid)  # NaT is not later: nobody is late by a time that cannot be read
    status = np.select([excused, ~reported, ~complete, late], [EXEMPT, MISSING, INCOMPLETE, LATE], default=COMPLETE)
    required = np.array([sum(code in unit.accounts for code in platforms) for unit in units.values()], dtype=int)
    return pd.DataFrame(
        {
            "unit": np.tile(grid.codes, len(months)),
            "month": np.repeat(grid.months, len(units)),
            "status": status.astype(object),
            "received": received,
            "complete_since": since,
            "met": grid.spread(places, reports.met, 0),
            "required": np.tile(required, len(months)),
            **_sums(reports.answers, places, grid.size),
            "findings": _findings_at(findings, grid) + _unclear_at(findings, grid) * (status == MISSING),
            "frozen": False,
            **_counts(reports.answers, places, grid.size, platforms),
        }
    )


def _with_credit(now: np.ndarray, credits: pd.DataFrame, name: str, grid: _Grid) -> np.ndarray:
    """The earlier moment; NaT, which nothing is earlier than, where there is none now."""
    rows, places = grid.rows_in(credits)
    earlier = grid.spread(places, _moments(credits[name])[rows], _NAT)
    return np.where(earlier < now, earlier, now)


def _moments(column: pd.Series[Any]) -> np.ndarray:
    return np.asarray(pd.to_datetime(column).to_numpy().astype("datetime64[s]"))


def _on_time_in_doubt(recorded: pd.DataFrame, grid: _Grid) -> np.ndarray:
    """Whether an earlier run called the report complete and on time without knowing since when."""
    doubtful = (recorded["status"].to_numpy(dtype=object) == COMPLETE) & np.isnat(_moments(recorded["complete_since"]))
    _, places = grid.rows_in(recorded[doubtful])
    return grid.spread(places, np.ones(len(places), dtype=bool), missing=False)


def _sums(answers: Answers, places: np.ndarray, size: int) -> dict[str, np.ndarray]:
    at = places[answers.report]
    posts = np.bincount(at, weights=np.nan_to_num(answers.count), minlength=size)
    links = np.bincount(at, weights=answers.links_distinct, minlength=size)
    return {"posts": posts.astype(int), "valid_links": links.astype(int)}


def _counts(answers: Answers, places: np.ndarray, size: int, platforms: Sequence[str]) -> dict[str, np.ndarray]:
    counts = np.full((len(platforms), size), np.nan)
    counts[answers.platform, places[answers.report]] = answers.count
    return {f"count:{code}": column for code, column in zip(platforms, counts, strict=True)}


def _findings_at(findings: pd.DataFrame, grid: _Grid) -> np.ndarray:
    """How many findings each unit has in each month."""
    units = pd.Index(grid.codes, dtype=object).get_indexer(findings["unit"].to_numpy(dtype=object))
    months = findings["month"].to_numpy(dtype=np.int64)
    placed = (units >= 0) & np.isin(months, grid.months)
    return np.bincount(grid.places(units[placed], months[placed]), minlength=grid.size)


def _unclear_at(findings: pd.DataFrame, grid: _Grid) -> np.ndarray:
    """How many responses, whose unit is not certain, may be each unit's in each month."""
    about = findings.loc[findings["rule"] == AMBIGUOUS_UNIT, ["month", "values"]]
    return _findings_at(about.assign(unit=[values["may_be"] for values in about["values"]]).explode("unit"), grid)


def keep_frozen(
    verdicts: pd.DataFrame, recorded: pd.DataFrame, *, units: Mapping[str, Unit], months: Sequence[ReportingMonth]
) -> pd.DataFrame:
    """Verdicts of frozen months as they were `recorded`, unless what came before the lock, read today, serves the unit better.

    So neither an edit nor a change of the register after the lock takes anything from a unit, and a name cleared up later still
    gives it what it had earned. That less is asked for today changes nothing: leadership has read what was true then. A unit that
    has come into the register since is not accused of a month in which it was not there.
    """
    grid = _Grid(units, months)
    rows, places = grid.rows_in(recorded)
    if not len(rows):
        return verdicts
    then, now = recorded.iloc[rows], verdicts.iloc[places]
    kept = (_standing(then) >= _standing(now)) | _only_less_is_asked(then, now)
    columns = {name: verdicts[name].to_numpy(copy=True) for name in verdicts.columns}
    columns["status"][_newcomers(verdicts, recorded["month"].unique(), places)] = EXEMPT
    for name in then.columns.intersection(verdicts.columns):
        columns[name][places[kept]] = _as(columns[name].dtype, then[name])[kept]
    columns["frozen"][places] = then["status"].notna().to_numpy()
    return pd.DataFrame(columns)


def _only_less_is_asked(then: pd.DataFrame, now: pd.DataFrame) -> np.ndarray:
    """Whether a report looks better by nothing but what is asked: a platform dropped, an account gone, a later due day."""
    fewer = now["required"].to_numpy() < then["required"].to_numpy()
    as_met = now["met"].to_numpy() <= then["met"].to_numpy()
    completed = (then["status"].to_numpy() == INCOMPLETE) & now["status"].isin([COMPLETE, LATE]).to_numpy()
    same_moment = _moments(now["complete_since"]) == _moments(then["complete_since"])
    in_time = (then["status"].to_numpy() == LATE) & (now["status"].to_numpy() == COMPLETE) & same_moment
    return np.asarray((fewer & as_met & completed) | in_time)


def _newcomers(verdicts: pd.DataFrame, frozen: np.ndarray, recorded: np.ndarray) -> np.ndarray:
    """Whether a unit is missing in a frozen month of which it has no verdict, while others have; `recorded`: the places of those."""
    missing = (verdicts["status"] == MISSING).to_numpy() & verdicts["month"].isin(frozen).to_numpy()
    missing[recorded] = False
    return np.asarray(missing)


def _standing(verdicts: pd.DataFrame) -> np.ndarray:
    """The better for the unit, the higher; negative where there is no verdict."""
    ranks = np.array([_RANK.get(status, -1) for status in verdicts["status"].tolist()])
    return np.asarray(ranks * 100 + verdicts["met"].astype(float).fillna(0).to_numpy())


def _as(kind: np.dtype[Any], column: pd.Series[Any]) -> np.ndarray:
    if kind.kind == "M":
        return _moments(column)
    if kind.kind == "i":
        return np.asarray(pd.to_numeric(column).fillna(0).to_numpy().astype(kind))
    return np.asarray(column.to_numpy(dtype=kind))
