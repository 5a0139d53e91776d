"""Does a positive count come with links?"""

from __future__ import annotations

import numpy as np

from sheets_sync.domain.finding import ERROR
from sheets_sync.domain.marks import N_, Word
from sheets_sync.rules.rule import Facts, Found, Rule, found_in_answers, quoted


def find(facts: Facts) -> Found:
    answers, cells = facts.answers, facts.responses.link_cells
    without = np.flatnonzero(facts.claimed & (answers.links_found == 0))
    return found_in_answers(
        facts,
        without,
        row=answers.count_row,
        number=answers.count[without].astype(int),
        text=[Word(N_("nothing")) if code < 0 else quoted(cells[code]) for code in answers.links_code[without].tolist()],
    )


RULE = Rule(
    code="missing-links",
    severity=ERROR,
    title=N_("Links not given"),
    message=N_("{number} posts on {platform} are reported, but there is no link among the answers yet (written: {text})."),
    remedy=N_("Send the form again with the links of the posts on {platform}, one a line; the other answers may stay blank."),
    meaning=N_("The count is positive and the links are blank, or the text holds no link."),
    example=N_("Count 8, links “terlampir”."),
    fairness=N_("One valid link is enough for the obligation; the links may follow in a later response without repeating the rest."),
    find=find,
)
