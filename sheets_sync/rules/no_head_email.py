"""Can the unit's head be written to?"""

from __future__ import annotations

from sheets_sync.domain.finding import HEAD_EMAIL, WARNING
from sheets_sync.domain.marks import N_
from sheets_sync.domain.unit import Unit
from sheets_sync.rules.rule import Facts, Found, Rule, found_in_units


def find(facts: Facts) -> Found:
    amiss = {problem.unit for problem in facts.register_problems if problem.values.get("column") == HEAD_EMAIL}
    return found_in_units([unit for unit in facts.units.values() if not (unit.head_email or unit.code in amiss) and _active(unit, facts)])


def _active(unit: Unit, facts: Facts) -> bool:
    return unit.active_until is None or unit.active_until >= facts.now.date()


RULE = Rule(
    code="no-head-email",
    severity=WARNING,
    title=N_("No address of the head"),
    message=N_("The register names no usable e-mail address of the head, so the monthly report cannot be sent."),
    remedy=N_("Fill in Email Kepala in the register."),
    meaning=N_("Email Kepala is blank, or holds nothing like an e-mail address."),
    example=N_("Email Kepala: “menyusul”."),
    fairness=N_("It says nothing about the unit's reports: only that nobody would receive ours."),
    find=find,
    for_office=True,
)
