"""Does the decree say who, with whose access, and how often?"""

from __future__ import annotations

from sheets_sync.domain.finding import WARNING
from sheets_sync.domain.marks import N_, Word
from sheets_sync.domain.unit import Unit
from sheets_sync.rules.rule import Facts, Found, Rule, found_in_units

_PARTS = (
    ("operator_name", N_("operator's name")),
    ("access_holder", N_("holder of the passwords (Hak Akses)")),
    ("targets", N_("posts a month (Target Unggahan)")),
)


def find(facts: Facts) -> Found:
    lacking = {unit.code: missing_parts(unit) for unit in facts.units.values() if unit.sk_number}
    units = [facts.units[code] for code, parts in lacking.items() if parts]
    return found_in_units(units, [{"parts": lacking[unit.code]} for unit in units])


def missing_parts(unit: Unit) -> tuple[str, ...]:
    return tuple(Word(words) for name, words in _PARTS if not getattr(unit, name))


RULE = Rule(
    code="sk-incomplete",
    severity=WARNING,
    title=N_("Decree incomplete"),
    message=N_("The register does not yet hold all that the decree should settle; still missing: {parts}."),
    remedy=N_("Complete those columns from the decree, or have the decree supplemented."),
    meaning=N_("There is a decree, but the register lacks the operator's name, who holds the passwords, or the promised number of posts."),
    example=N_("Nomor SK is filled in, Hak Akses is blank."),
    fairness=N_("It never changes the status of a report."),
    find=find,
)
