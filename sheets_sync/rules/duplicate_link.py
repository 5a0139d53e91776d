"""Does a post stand more than once in a report?"""

from __future__ import annotations

import numpy as np

from sheets_sync.domain.finding import WARNING
from sheets_sync.domain.marks import N_
from sheets_sync.domain.pairs import distinct_pairs
from sheets_sync.rules.rule import Facts, Found, Rule, found_in_answers


def find(facts: Facts) -> Found:
    uses = facts.recurring_links
    same, first = distinct_pairs(facts.answers.report[uses.answer], facts.responses.links.identity[uses.link])
    repeated = uses.only(first[same] != np.arange(len(same)))
    shown, times = repeated.by_answer()
    return found_in_answers(facts, repeated.answer[shown], row=facts.answers.links_row, number=times, url=facts.urls(repeated.only(shown)))


RULE = Rule(
    code="duplicate-link",
    severity=WARNING,
    title=N_("Same post twice in the report"),
    message=N_("On {platform}, {number} links repeat a post that already stands in this report, for example {url}."),
    remedy=N_("Replace the repeated links by those of other posts, or correct the number."),
    meaning=N_("Two links lead to the same post, however they are written."),
    example=N_("youtu.be/dQw4w9WgXcQ and youtube.com/watch?v=dQw4w9WgXcQ."),
    fairness=N_("A warning only; each post still counts once. Links that do not tell which post they lead to are never compared."),
    find=find,
)
