"""Are there as many links as posts?"""

from __future__ import annotations

import pandas as pd

from sheets_sync.domain.finding import WARNING
from sheets_sync.domain.marks import N_
from sheets_sync.rules.rule import Facts, Rule, found


def find(facts: Facts) -> pd.DataFrame:
    answers = facts.claimed_counts
    fewer = (answers["links_distinct"] > 0) & (answers["links_distinct"] < answers["count"])
    answers = answers[fewer.to_numpy(dtype=bool)]
    return found(answers, row="links_row", number=answers["count"].astype(int), links=answers["links_distinct"].astype(int))


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
