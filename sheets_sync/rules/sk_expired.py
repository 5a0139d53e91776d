"""Is the decree still in force?"""

from __future__ import annotations

from sheets_sync.domain.finding import WARNING
from sheets_sync.domain.marks import N_
from sheets_sync.rules._words import bare_number
from sheets_sync.rules.rule import Facts, Found, Rule, found_in_units


def find(facts: Facts) -> Found:
    today = facts.now.date()
    units = [unit for unit in facts.units.values() if unit.sk_number and unit.sk_until and unit.sk_until < today]
    return found_in_units(units, [{"number": bare_number(unit.sk_number), "until": unit.sk_until} for unit in units])


RULE = Rule(
    code="sk-expired",
    severity=WARNING,
    title=N_("Decree has ended"),
    message=N_("The decree {number} was in force until {until}."),
    remedy=N_("Have it renewed, and the new number and dates entered in the register."),
    meaning=N_("SK Berlaku Sampai lies before today."),
    example=N_("SK Berlaku Sampai: 31 December 2025."),
    fairness=N_("The last day still counts. It never changes the status of a report."),
    find=find,
)
