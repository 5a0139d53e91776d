"""Is the report about a month that has begun?"""

from __future__ import annotations

from sheets_sync.domain.finding import ERROR
from sheets_sync.domain.marks import N_
from sheets_sync.rules.rule import Facts, Found, Rule, months_of, set_aside


def find(facts: Facts) -> Found:
    return set_aside(facts, "future-month", reported=months_of)


RULE = Rule(
    code="future-month",
    severity=ERROR,
    title=N_("Month still to come"),
    message=N_("The report is about {reported}, a month that had not begun when it was sent; it is not yet counted."),
    remedy=N_("Send the form again with the right month, or have the office correct the row."),
    meaning=N_("The month lies after the month in which the form was sent."),
    example=N_("“Desember 2026”, sent on 3 November 2026."),
    fairness=N_("Most likely the wrong month or year was chosen by mistake; the report waits until that is cleared up."),
    find=find,
)
