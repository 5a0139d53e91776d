"""Is there a decree naming who runs the accounts?"""

from __future__ import annotations

from sheets_sync.domain.finding import WARNING
from sheets_sync.domain.marks import N_
from sheets_sync.domain.unit import Unit
from sheets_sync.rules.rule import Facts, Found, Rule, found_in_units


def find(facts: Facts) -> Found:
    return found_in_units([unit for unit in facts.units.values() if not unit.sk_number and still_active(unit, facts)])


def still_active(unit: Unit, facts: Facts) -> bool:
    return unit.active_until is None or unit.active_until >= facts.now.date()


RULE = Rule(
    code="no-sk",
    severity=WARNING,
    title=N_("No decree"),
    message=N_("The register holds no decree (SK) naming who runs the unit's accounts."),
    remedy=N_("Have the decree issued, and its number and date entered in the register."),
    meaning=N_("Nomor SK is blank."),
    example=N_("Nomor SK: “-”."),
    fairness=N_("It never changes the status of a report."),
    find=find,
)
