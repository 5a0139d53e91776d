"""Is it known when the response came?"""

from __future__ import annotations

import numpy as np

from sheets_sync.domain.finding import WARNING
from sheets_sync.domain.marks import N_
from sheets_sync.rules.rule import Facts, Found, Rule, found_in_responses


def find(facts: Facts) -> Found:
    undated = np.isnat(facts.responses.frame["submitted_at"].to_numpy())
    return found_in_responses(facts, undated & (facts.set_aside == ""))


RULE = Rule(
    code="unreadable-timestamp",
    severity=WARNING,
    title=N_("Time of receipt not readable"),
    message=N_("When this response came cannot be read; it counts, and is not called late."),
    remedy=N_("Restore the value in the Timestamp column, or leave it as it is."),
    meaning=N_("The Timestamp cell is blank, was overwritten, or holds no date."),
    example=N_("Timestamp: “kemarin”."),
    fairness=N_("The unit cannot help it: in doubt the response counts as the month's earliest and on time."),
    find=find,
    for_office=True,
)
