"""Is there a count for every platform the unit owes?"""

from __future__ import annotations

import numpy as np

from sheets_sync.domain.finding import ERROR
from sheets_sync.domain.marks import N_
from sheets_sync.rules.rule import Facts, Found, Rule, found_in_answers


def find(facts: Facts) -> Found:
    return found_in_answers(facts, np.flatnonzero(facts.answers.obliged & (facts.answers.count_row == 0)))


RULE = Rule(
    code="missing-count",
    severity=ERROR,
    title=N_("Count not filled in"),
    message=N_("The number of posts on {platform} is not filled in yet."),
    remedy=N_("Send the form again with this number alone; write 0 if nothing was posted this month."),
    meaning=N_("The register names an account of the unit on this platform, and its report leaves the count blank."),
    example=N_("“Jumlah Unggahan Instagram” is blank, though the register names the unit's Instagram account."),
    fairness=N_("A blank is not a zero: it may have been overlooked. Earlier answers of the same month are never erased by a blank."),
    find=find,
)
