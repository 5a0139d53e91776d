"""Is the count far from what the unit usually reports?"""

from __future__ import annotations

import numpy as np

from sheets_sync.compliance import Answers
from sheets_sync.domain.finding import INFO
from sheets_sync.domain.marks import N_
from sheets_sync.rules.rule import Facts, Found, Rule, found_in_answers

_MONTHS_NEEDED = 6
_TIMES = 5
_AT_LEAST = 20


def find(facts: Facts) -> Found:
    answers = facts.answers
    counted = np.flatnonzero(~np.isnan(answers.count))
    number, usual = answers.count[counted], _usual(answers, counted, len(facts.platforms))
    many = number > np.maximum(usual * _TIMES, usual + _AT_LEAST)
    few = (usual > np.maximum(number * _TIMES, number + _AT_LEAST)) & (number > 0)
    far = many | few
    return found_in_answers(
        facts, counted[far], row=answers.count_row, number=number[far].astype(int), usual=usual[far].round().astype(int)
    )


def _usual(answers: Answers, counted: np.ndarray, platforms: int) -> np.ndarray:
    """Per counted answer, the median of the unit's earlier counts on the platform; NaN where there are too few."""
    owner = answers.unit[counted] * platforms + answers.platform[counted]
    months, at = np.unique(answers.month[counted], return_inverse=True)
    counts = np.full((owner.max(initial=-1) + 1, len(months)), np.nan)
    counts[owner, at] = answers.count[counted]
    usual = np.full(counts.shape, np.nan)
    for position in range(_MONTHS_NEEDED, len(months)):
        enough = np.count_nonzero(~np.isnan(counts[:, :position]), axis=1) >= _MONTHS_NEEDED
        usual[enough, position] = _medians(counts[enough, :position])
    return np.asarray(usual[owner, at])


def _medians(counts: np.ndarray) -> np.ndarray:
    """The median of each row's numbers; NaN are none."""
    ordered, numbers = np.sort(counts, axis=1), np.count_nonzero(~np.isnan(counts), axis=1)
    rows = np.arange(len(counts))
    return np.asarray((ordered[rows, (numbers - 1) // 2] + ordered[rows, numbers // 2]) / 2)


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
