"""Are there as many links as posts?"""

from __future__ import annotations

import numpy as np

from sheets_sync.domain.finding import WARNING
from sheets_sync.domain.marks import N_
from sheets_sync.rules.rule import Facts, Found, Rule, found_in_answers


def find(facts: Facts) -> Found:
    answers = facts.answers
    fewer = np.flatnonzero(facts.claimed & (answers.links_distinct > 0) & (answers.links_distinct < answers.count))
    return found_in_answers(
        facts, fewer, row=answers.links_row, number=answers.count[fewer].astype(int), links=answers.links_distinct[fewer]
    )


RULE = Rule(
    code="fewer-links-than-posts",
    severity=WARNING,
    title=N_("Fewer links than posts"),
    message=N_("{number} posts on {platform} are reported, with {links} different valid links."),
    remedy=N_("Add the remaining links, or correct the number."),
    meaning=N_("The different links that count are fewer than the posts the unit reports."),
    example=N_("Count 12, links to 9 different posts."),
    fairness=N_("A warning only: the obligation is met by one valid link."),
    find=find,
)
