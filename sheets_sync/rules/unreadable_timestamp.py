"""Is it known when the response came?"""

from __future__ import annotations

import pandas as pd

from sheets_sync.domain.finding import WARNING
from sheets_sync.domain.marks import N_
from sheets_sync.rules.rule import Facts, Rule, found


def find(facts: Facts) -> pd.DataFrame:
    frame = facts.responses.frame
    return found(frame[(frame["submitted_at"].isna() & (facts.set_aside == "")).to_numpy(dtype=bool)], row="row")


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
