"""Is the count far from what the unit usually reports?"""

from __future__ import annotations

import numpy as np
import pandas as pd

from sheets_sync.domain.finding import INFO
from sheets_sync.domain.marks import N_
from sheets_sync.rules.rule import Facts, Rule, found

_MONTHS_NEEDED = 6
_TIMES = 5
_AT_LEAST = 20


def find(facts: Facts) -> pd.DataFrame:
    answers = facts.answers[["unit", "month", "platform", "count", "count_row"]].dropna(subset="count")
    number, usual = answers["count"].to_numpy(), _usual(answers)
    many = number > np.maximum(usual * _TIMES, usual + _AT_LEAST)
    few = (usual > np.maximum(number * _TIMES, number + _AT_LEAST)) & (number > 0)
    far = answers[many | few]
    return found(far, row="count_row", number=far["count"].astype(int), usual=usual[many | few].round().astype(int))


def _usual(answers: pd.DataFrame) -> np.ndarray:
    """Per answer, the median of the unit's earlier counts on the platform; NaN where there are too few."""
    owners = pd.factorize(pd.MultiIndex.from_frame(answers[["unit", "platform"]]))[0]
    months, at = np.unique(answers["month"].to_numpy(), return_inverse=True)
    counts = np.full((owners.max(initial=-1) + 1, len(months)), np.nan)
    counts[owners, at] = answers["count"]
    usual = np.full(counts.shape, np.nan)
    for position in range(_MONTHS_NEEDED, len(months)):
        enough = np.count_nonzero(~np.isnan(counts[:, :position]), axis=1) >= _MONTHS_NEEDED
        usual[enough, position] = np.nanmedian(counts[enough, :position], axis=1)
    return np.asarray(usual[owners, at])


RULE = Rule(
    code="count-outlier",
    severity=INFO,
    title=N_("Unusual count"),
    message=N_("{number} posts on {platform} are reported; usually there are about {usual} a month."),
    remedy=N_("Check for a typing error; nothing needs doing if the number is right."),
    meaning=N_("The count is more than five times, or less than a fifth of, the median of the unit's own earlier months (at least six)."),
    example=N_("120 posts in a month, where 12 is usual."),
    fairness=N_("It never rejects anything: a festival or a disaster makes many posts. A reported zero is never called unusual."),
    find=find,
)
