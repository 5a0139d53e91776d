"""Did the report come before the month was frozen?"""

from __future__ import annotations

from datetime import date

import pandas as pd

from sheets_sync.domain.finding import ERROR
from sheets_sync.domain.marks import N_
from sheets_sync.domain.month import ReportingMonth
from sheets_sync.rules.rule import Facts, Rule, found_in_responses


def find(facts: Facts) -> pd.DataFrame:
    def locked_on(frame: pd.DataFrame) -> list[date | str]:
        locks = [facts.deadline(ReportingMonth.from_ordinal(ordinal)).lock for ordinal in frame["month"]]
        return [lock.date() if lock else "–" for lock in locks]

    def reported(frame: pd.DataFrame) -> list[ReportingMonth]:
        return [ReportingMonth.from_ordinal(ordinal) for ordinal in frame["month"]]

    findings = found_in_responses(facts, "month-locked", reported=reported, locked_on=locked_on)
    findings["month"] = -1  # the month is closed: the finding belongs to today's work, not to that month's verdict
    return findings


RULE = Rule(
    code="month-locked",
    severity=ERROR,
    title=N_("Month already frozen"),
    message=N_("The report about {reported} came after that month was frozen on {locked_on}; the month's recap was left as it stood."),
    remedy=N_("If it is to count, the office can reopen the month (sync --reopen)."),
    meaning=N_("After the lock day a month's figures no longer change by themselves, so that what leadership has read stays true."),
    example=N_("A report about September 2026, sent on 2 November 2026, with the lock day on the 20th."),
    fairness=N_("The report is kept and shown, and the office can let it count by reopening the month."),
    find=find,
)
