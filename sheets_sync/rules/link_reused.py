"""Was a post already reported for an earlier month?"""

from __future__ import annotations

import numpy as np

from sheets_sync.domain.finding import WARNING
from sheets_sync.domain.marks import N_
from sheets_sync.domain.month import ReportingMonth
from sheets_sync.domain.pairs import distinct_pairs
from sheets_sync.rules.rule import Facts, Found, Rule, found_in_answers


def find(facts: Facts) -> Found:
    uses = facts.recurring_links
    identity, month = facts.responses.links.identity[uses.link], facts.answers.month[uses.answer]
    reported, begin = distinct_pairs(facts.answers.unit[uses.answer], identity)
    first_month = np.full(len(begin), np.iinfo(month.dtype).max, dtype=month.dtype)
    np.minimum.at(first_month, reported, month)
    earlier = first_month[reported]
    again = np.sort(distinct_pairs(uses.answer, identity)[1])
    again = again[month[again] > earlier[again]]
    reused = uses.only(again)
    shown, times = reused.by_answer()
    return found_in_answers(
        facts,
        reused.answer[shown],
        row=facts.answers.links_row,
        number=times,
        url=facts.urls(reused.only(shown)),
        earlier=[ReportingMonth.from_ordinal(ordinal) for ordinal in earlier[again][shown].tolist()],
    )


RULE = Rule(
    code="link-reused",
    severity=WARNING,
    title=N_("Post already reported earlier"),
    message=N_("On {platform}, {number} links were already reported in an earlier month, for example {url} (in {earlier})."),
    remedy=N_("Check whether the links of the right month were pasted; replace those of earlier months."),
    meaning=N_("A post of this report stands in the same unit's report about an earlier month."),
    example=N_("The October report repeats a link of the September report."),
    fairness=N_("A warning only: posts near a month's end are easily counted twice in good faith."),
    find=find,
)
