"""Does the register know where the unit publishes?"""

from __future__ import annotations

import numpy as np

from sheets_sync.domain.finding import INFO, WARNING
from sheets_sync.domain.marks import N_
from sheets_sync.rules.rule import Facts, Found, Rule, found, found_in_answers, together


def find(facts: Facts) -> Found:
    return together([_without_any(facts), _reported_elsewhere(facts)])


def _without_any(facts: Facts) -> Found:
    """Reports of units for which no account at all is registered: complete by any response."""
    reports = facts.reports
    free = np.flatnonzero(reports.required == 0)
    return found(len(free), unit=facts.codes[reports.unit[free]], month=reports.month[free], platform="", severity=WARNING)


def _reported_elsewhere(facts: Facts) -> Found:
    """Posts on a platform for which the register names no account, of units that have others."""
    answers = facts.answers
    has_others = facts.reports.required[answers.report] > 0
    extra = np.flatnonzero(~answers.obliged & (answers.count > 0) & has_others)
    return found_in_answers(facts, extra, row=answers.count_row, severity=INFO)


RULE = Rule(
    code="no-account",
    severity=WARNING,
    title=N_("No account in the register"),
    message=N_("The register does not name this unit's account ({platform}); the report counts nevertheless."),
    remedy=N_("Have the account entered in the platform's column of the register."),
    meaning=N_("The unit reports, but the register names no account at all, or none on that platform."),
    example=N_("A unit reports 4 posts on TikTok; its TikTok column in the register is blank."),
    fairness=N_("Only what the register names is required. A unit without any account is complete by any response."),
    find=find,
)
