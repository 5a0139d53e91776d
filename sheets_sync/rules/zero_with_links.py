"""Is a zero reported together with links?"""

from __future__ import annotations

import numpy as np

from sheets_sync.domain.finding import WARNING
from sheets_sync.domain.marks import N_
from sheets_sync.rules.rule import Facts, Found, Rule, found_in_answers


def find(facts: Facts) -> Found:
    answers = facts.answers
    odd = np.flatnonzero((answers.count == 0) & (answers.links_distinct > 0))
    return found_in_answers(facts, odd, row=answers.links_row, links=answers.links_distinct[odd])


RULE = Rule(
    code="zero-with-links",
    severity=WARNING,
    title=N_("Zero posts, yet links"),
    message=N_("0 posts on {platform} are reported, yet {links} valid links are given."),
    remedy=N_("Correct the number if the links are posts of this month."),
    meaning=N_("The count is zero while links of that platform are given."),
    example=N_("Count 0, with three links to Instagram posts."),
    fairness=N_("The zero is accepted as it stands; the unit is only asked."),
    find=find,
)
