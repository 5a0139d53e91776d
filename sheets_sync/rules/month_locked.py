"""Did the report come before the month was frozen?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd

from sheets_sync.domain.finding import ERROR
from sheets_sync.domain.marks import N_
from sheets_sync.rules.rule import Facts, Found, Rule, months_of, set_aside


def find(facts: Facts) -> Found:
    def locked_on(frame: pd.DataFrame) -> list[date | str]:
        locks = [facts.deadline(month).lock for month in months_of(frame)]
        return [lock.date() if lock else "–" for lock in locks]

    late = set_aside(facts, "month-locked", reported=months_of, locked_on=locked_on)
    return replace(late, month=[-1] * len(late))  # the month is closed: the finding belongs to today's work, not to its verdict


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
