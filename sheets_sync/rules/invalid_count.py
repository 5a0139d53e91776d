"""Is the count a number?"""

from __future__ import annotations

import numpy as np

from sheets_sync.domain.finding import ERROR, WARNING
from sheets_sync.domain.marks import N_, Word
from sheets_sync.rules.rule import Facts, Found, Rule, found_in_answers, quoted


def find(facts: Facts) -> Found:
    answers, responses = facts.answers, facts.responses
    is_problem = np.append(responses.count_problems != "", False)  # the last stands for blank cells
    odd = np.flatnonzero(is_problem[answers.count_code])
    codes = answers.count_code[odd]
    return found_in_answers(
        facts,
        odd,
        row=answers.count_row,
        severity=np.where(answers.obliged[odd], ERROR, WARNING),
        text=[quoted(cell) for cell in responses.count_cells[codes]],
        why=[Word(problem) for problem in responses.count_problems[codes]],
    )


RULE = Rule(
    code="invalid-count",
    severity=ERROR,
    title=N_("Count cannot be read"),
    message=N_("The number of posts on {platform}, “{text}”, cannot be read as one whole number. {why}"),
    remedy=N_("Send the form again with the number alone, for example 12."),
    meaning=N_("The answer is a range, an estimate, a date or something else that does not say exactly how many."),
    example=N_("“5–10”, “lebih dari 5”, “2,5”."),
    fairness=N_("Words, units and thousands dots are understood; only what a careful reader would have to ask about is sent back."),
    find=find,
)
