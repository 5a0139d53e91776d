"""Is the month of the report clear?"""

from __future__ import annotations

from sheets_sync.domain.finding import ERROR
from sheets_sync.domain.marks import N_
from sheets_sync.rules.rule import Facts, Found, Rule, quoted, set_aside


def find(facts: Facts) -> Found:
    return set_aside(facts, "invalid-month", text=lambda frame: [quoted(text) or "–" for text in frame["month_text"]])


RULE = Rule(
    code="invalid-month",
    severity=ERROR,
    title=N_("Month not clear"),
    message=N_("The reporting month “{text}” cannot be read as one month, so this response is not yet counted."),
    remedy=N_("Send the form again with one month and its year, for example Oktober 2026, or have the office correct the row."),
    meaning=N_("The answer is blank, names several months or a period, or is no month at all."),
    example=N_("“September–Oktober”, “triwulan III”."),
    fairness=N_("A report counted for the wrong month would leave the right one missing; so a person decides."),
    find=find,
)
