"""Is the count a number?"""

from __future__ import annotations

import numpy as np
import pandas as pd

from sheets_sync.domain.finding import ERROR, WARNING
from sheets_sync.domain.marks import N_, Word
from sheets_sync.rules.rule import Facts, Rule, found, quoted


def find(facts: Facts) -> pd.DataFrame:
    answers = facts.answers[(facts.answers["count_problem"] != "").to_numpy(dtype=bool)]
    return found(
        answers,
        row="count_row",
        severity=np.where(answers["obliged"].to_numpy(dtype=bool), ERROR, WARNING),
        text=[quoted(cell) for cell in answers["count_cell"]],
        why=[Word(problem) for problem in answers["count_problem"]],
    )


RULE = Rule(
    code="invalid-count",
    severity=ERROR,
    title=N_("Count cannot be read"),
    message=N_("The number of posts on {platform}, “{text}”, cannot be read as one whole number: {why}."),
    remedy=N_("Send the form again with the number alone, for example 12."),
    meaning=N_("The answer is a range, an estimate, a date or something else that does not say exactly how many."),
    example=N_("“5–10”, “lebih dari 5”, “2,5”."),
    fairness=N_("Words, units and thousands dots are understood; only what a careful reader would have to ask about is sent back."),
    find=find,
)
