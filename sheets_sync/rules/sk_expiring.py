"""Will the decree end soon?"""

from __future__ import annotations

from datetime import timedelta

from sheets_sync.domain.finding import INFO
from sheets_sync.domain.marks import N_
from sheets_sync.rules._words import bare_number
from sheets_sync.rules.rule import Facts, Found, Rule, found_in_units


def find(facts: Facts) -> Found:
    today = facts.now.date()
    soon = today + timedelta(days=facts.sk_expiring_days)
    units = [unit for unit in facts.units.values() if unit.sk_number and unit.sk_until and today <= unit.sk_until <= soon]
    values = [{"number": bare_number(unit.sk_number), "until": unit.sk_until} for unit in units]
    return found_in_units(units, values)


RULE = Rule(
    code="sk-expiring",
    severity=INFO,
    title=N_("Decree ends soon"),
    message=N_("The decree {number} ends on {until}."),
    remedy=N_("Begin its renewal now."),
    meaning=N_("SK Berlaku Sampai lies within the next weeks (60 days, unless the office has chosen otherwise)."),
    example=N_("SK Berlaku Sampai is 31 December 2026, today is 24 November 2026."),
    fairness=N_("A friendly notice ahead of time."),
    find=find,
)
