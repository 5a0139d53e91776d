"""Are there as many posts as the decree promises?"""

from __future__ import annotations

import numpy as np

from sheets_sync.domain.finding import INFO
from sheets_sync.domain.marks import N_
from sheets_sync.domain.month import ReportingMonth
from sheets_sync.rules.rule import Facts, Found, Rule, found, found_in_answers, together


def find(facts: Facts) -> Found:
    return together([_in_total(facts), _by_platform(facts)])


def _in_total(facts: Facts) -> Found:
    reports, answers = facts.reports, facts.answers
    promised = np.array([unit.targets.get("", 0) for unit in facts.units.values()])[reports.unit]
    posts = np.bincount(answers.report, weights=np.nan_to_num(answers.count), minlength=len(reports))
    answered = np.bincount(answers.report, minlength=len(reports)) > 0
    unreadable = (answers.count_code >= 0) & np.isnan(answers.count)
    answered[answers.report[unreadable]] = False  # how many they are in all is not known then
    short = np.flatnonzero(answered & _over(reports.month, facts) & (posts < promised))
    return found(
        len(short),
        unit=facts.codes[reports.unit[short]],
        month=reports.month[short],
        platform="",
        number=posts[short].astype(int),
        target=promised[short],
    )


def _by_platform(facts: Facts) -> Found:
    answers = facts.answers
    promised = np.array([[unit.targets.get(code, 0) for code in facts.platforms] for unit in facts.units.values()])
    promised = promised[answers.unit, answers.platform]
    short = np.flatnonzero(_over(answers.month, facts) & (answers.count < promised))
    return found_in_answers(facts, short, number=answers.count[short].astype(int), target=promised[short])


def _over(months: np.ndarray, facts: Facts) -> np.ndarray:
    """Only months that are over: until then the number may still grow."""
    return np.asarray(months < ReportingMonth.of(facts.now.date()).ordinal)


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
