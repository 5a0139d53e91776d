"""Does the register know where the unit publishes?"""

from __future__ import annotations

import pandas as pd

from sheets_sync.domain.finding import INFO, WARNING
from sheets_sync.domain.marks import N_
from sheets_sync.rules.rule import Facts, Rule, found


def find(facts: Facts) -> pd.DataFrame:
    return pd.concat([_without_any(facts), _reported_elsewhere(facts)], ignore_index=True)


def _without_any(facts: Facts) -> pd.DataFrame:
    """Reports of units for which no account at all is registered: complete by any response."""
    reports = facts.reports.frame
    return found(reports[(reports["required"] == 0).to_numpy(dtype=bool)].assign(platform=""), severity=WARNING)


def _reported_elsewhere(facts: Facts) -> pd.DataFrame:
    """Posts on a platform for which the register names no account, of units that have others."""
    answers = facts.answers
    owing = facts.reports.frame.loc[facts.reports.frame["required"] > 0, "unit"]
    extra = ~answers["obliged"].to_numpy(dtype=bool) & (answers["count"] > 0).to_numpy(dtype=bool)
    shown = answers[extra & answers["unit"].isin(owing).to_numpy(dtype=bool)]
    return found(shown, row="count_row", severity=INFO)


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
