"""Rates as DHIS2 defines them, with its known faults avoided.

completeness = complete units ÷ expected units, timeliness = units complete on time ÷ the same expected units. Both are counted over
one set of verdicts, so neither exceeds 1; a roll-up sums the counts and never averages percentages; exempt units are not expected.

A kapanewon's roll-up is its kalurahan: the kapanewon's own office reports for itself and counts among the kind KAPANEWON. The
regency is every unit. A year is the sum of its months.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

import numpy as np
import pandas as pd

from sheets_sync.domain.month import ReportingMonth
from sheets_sync.domain.status import COMPLETE, EXEMPT, LATE, MISSING, STATUSES
from sheets_sync.domain.unit import KALURAHAN, Unit, kinds_of

COUNTED = (*STATUSES, "expected", "complete", "on_time", "posts")
"""The columns of every roll-up: units per status, the rates' denominator and two numerators, and posts (all int)."""


def overall(verdicts: pd.DataFrame, units: Mapping[str, Unit]) -> pd.Series:
    """The whole regency: COUNTED over every registered unit and month of `verdicts` (VERDICTS)."""
    return _tallies(_registered(verdicts, units)).sum()


def by_kind(verdicts: pd.DataFrame, units: Mapping[str, Unit]) -> pd.DataFrame:
    """COUNTED per kind, those the register holds: in the order of KINDS, then any other word it uses, so that they add up to all."""
    registered = _registered(verdicts, units)
    kinds = registered["unit"].map({code: unit.kind for code, unit in units.items()})
    return _rolled_up(registered, kinds, kinds_of(units.values()))


def by_kapanewon(verdicts: pd.DataFrame, units: Mapping[str, Unit]) -> pd.DataFrame:
    """COUNTED per kapanewon over its kalurahan, in register order; "" for kalurahan without a parent, if there are any."""
    parents = {code: unit.parent for code, unit in units.items() if unit.kind == KALURAHAN}
    villages = verdicts[verdicts["unit"].isin(list(parents))]
    named = dict.fromkeys(parents.values())
    in_order = [code for code in units if code in named]
    strays = [parent for parent in named if parent not in units]
    return _rolled_up(villages, villages["unit"].map(parents), [*in_order, *strays])


def by_month(verdicts: pd.DataFrame, units: Mapping[str, Unit]) -> pd.DataFrame:
    """COUNTED per month over every registered unit, indexed by `ReportingMonth.ordinal`, ascending."""
    registered = _registered(verdicts, units)
    return _rolled_up(registered, registered["month"], sorted(registered["month"].unique()))


def by_year(verdicts: pd.DataFrame, units: Mapping[str, Unit]) -> pd.DataFrame:
    """COUNTED per calendar year: the sum of its months."""
    months = by_month(verdicts, units)
    return months.groupby([int(ordinal) // 12 for ordinal in months.index]).sum()


def _registered(verdicts: pd.DataFrame, units: Mapping[str, Unit]) -> pd.DataFrame:
    return verdicts[verdicts["unit"].isin(list(units))]


def _rolled_up(verdicts: pd.DataFrame, groups: pd.Series, order: Sequence[object]) -> pd.DataFrame:
    totals = _tallies(verdicts).groupby(groups.to_numpy()).sum()
    return totals.reindex(list(order), fill_value=0).astype(int)


def _tallies(verdicts: pd.DataFrame) -> pd.DataFrame:
    status = verdicts["status"].to_numpy(dtype=object)
    columns = {each: status == each for each in STATUSES}
    complete = columns[COMPLETE] | columns[LATE]
    columns |= {"expected": status != EXEMPT, "complete": complete, "on_time": columns[COMPLETE]}
    posts = np.where(columns["expected"], pd.to_numeric(verdicts["posts"]).fillna(0), 0)
    return pd.DataFrame({**columns, "posts": posts}, index=verdicts.index).astype(int)


def truncated(part: int, whole: int) -> float | None:
    """The rate cut to one decimal of a percent (0.999 for 2399 of 2400), None where nothing was expected."""
    return int(part) * 1000 // int(whole) / 1000 if whole > 0 else None


def ranks(rates: pd.DataFrame) -> list[int | None]:
    """Place by completeness, then timeliness, 1 the best, equals sharing a place; None where nothing was expected."""
    counts = zip(rates["complete"], rates["on_time"], rates["expected"], strict=True)
    scores = [(Fraction(int(a), int(n)), Fraction(int(b), int(n))) if n else None for a, b, n in counts]
    places: dict[tuple[Fraction, Fraction] | None, int] = {}
    for place, score in enumerate(sorted((score for score in scores if score is not None), reverse=True), 1):
        places.setdefault(score, place)
    return [places.get(score) for score in scores]


def missing_streaks(verdicts: pd.DataFrame, months: Sequence[ReportingMonth]) -> pd.DataFrame:
    """Units that did not report in the latest of `months`, and for how many of them running.

    `months`: those whose due moment has passed. Returns unit, months (int) and since (the ordinal of the first month missed),
    longest first, otherwise in the order of `verdicts`. Months in which a unit was exempt, or not judged, neither count nor break.
    """
    ordinals = sorted({month.ordinal for month in months}, reverse=True)
    judged = verdicts[verdicts["month"].isin(ordinals)].drop_duplicates(["unit", "month"])
    units = judged["unit"].unique()
    table = judged.pivot(index="unit", columns="month", values="status").reindex(index=units, columns=ordinals)
    length, since, running = np.zeros(len(units), int), np.full(len(units), -1), np.ones(len(units), bool)
    for ordinal in ordinals:
        status = table[ordinal].to_numpy(dtype=object)
        missed = running & (status == MISSING)
        length, since = length + missed, np.where(missed, ordinal, since)
        running &= missed | (status == EXEMPT) | pd.isna(status)
    streaks = pd.DataFrame({"unit": units, "months": length, "since": since})
    return streaks[streaks["months"] > 0].sort_values("months", ascending=False, kind="stable", ignore_index=True)
