"""Is the sender's unit in the register?"""

from __future__ import annotations

from sheets_sync.domain.finding import ERROR
from sheets_sync.domain.marks import N_
from sheets_sync.rules.rule import Facts, Found, Rule, quoted, set_aside


def find(facts: Facts) -> Found:
    return set_aside(facts, "unknown-unit", text=lambda frame: [quoted(text) or "–" for text in frame["unit_text"]])


RULE = Rule(
    code="unknown-unit",
    severity=ERROR,
    title=N_("Unit not recognised"),
    message=N_("The unit name “{text}” is not found in the register, so this response is not yet counted for any unit."),
    remedy=N_("Check who sent it, then correct the name in the response tab or add the name to Nama Lain in the register."),
    meaning=N_("No unit of the register bears this name, in any spelling a careful reader would accept."),
    example=N_("“Pemkal Maju Jaya”, where the register has no such kalurahan."),
    fairness=N_("Nothing is guessed: the response is kept, shown here, and counts as soon as the name is cleared up."),
    find=find,
)
