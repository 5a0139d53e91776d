"""Are there as many posts as the decree promises?"""

from __future__ import annotations

import numpy as np
import pandas as pd

from sheets_sync.domain.finding import INFO
from sheets_sync.domain.marks import N_
from sheets_sync.domain.month import ReportingMonth
from sheets_sync.rules.rule import Facts, Rule, found


def find(facts: Facts) -> pd.DataFrame:
    return pd.concat([_in_total(facts), _by_platform(facts)], ignore_index=True)


def _in_total(facts: Facts) -> pd.DataFrame:
    promised = {unit.code: unit.targets[""] for unit in facts.units.values() if "" in unit.targets}
    totals = facts.answers.groupby(["unit", "month"], sort=False)["count"].sum().reset_index()
    return _short(facts, totals.assign(platform=""), totals["unit"].map(promised).to_numpy(dtype=float))


def _by_platform(facts: Facts) -> pd.DataFrame:
    promised = {(unit.code, platform): number for unit in facts.units.values() for platform, number in unit.targets.items() if platform}
    answers = facts.answers[["unit", "month", "platform", "count"]]
    pairs = pd.MultiIndex.from_frame(answers[["unit", "platform"]])
    return _short(facts, answers, pd.Series(promised, dtype=float).reindex(pairs).to_numpy() if promised else np.full(len(answers), np.nan))


def _short(facts: Facts, counts: pd.DataFrame, promised: np.ndarray) -> pd.DataFrame:
    """Only months that are over: until then the number may still grow."""
    over = counts["month"].to_numpy() < ReportingMonth.of(facts.now.date()).ordinal
    short = over & (counts["count"].to_numpy(dtype=float) < promised)
    shown = counts[short]
    return found(shown, number=shown["count"].astype(int), target=promised[short].astype(int))


RULE = Rule(
    code="below-target",
    severity=INFO,
    title=N_("Fewer posts than planned"),
    message=N_("{number} posts were reported ({platform}); the decree's schedule plans {target} a month."),
    remedy=N_("Keep to the schedule next month, or have the target adjusted to what is feasible."),
    meaning=N_("The month is over and the reported count lies below Target Unggahan."),
    example=N_("Target Unggahan “instagram 8”, 5 posts reported."),
    fairness=N_("Information only: the status does not depend on it. A count that cannot be read is never held against the target."),
    find=find,
)
