"""Do two units claim the same post?"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from sheets_sync.domain.finding import WARNING
from sheets_sync.domain.marks import N_
from sheets_sync.domain.pairs import distinct_pairs, occurs_again
from sheets_sync.rules.rule import Facts, Found, Rule, found_in_answers, full_label

_SHOWN = 3


def find(facts: Facts) -> Found:
    uses = facts.recurring_links
    identity, unit = facts.responses.links.identity[uses.link], facts.answers.unit[uses.answer]
    _, claims = distinct_pairs(identity, unit)
    contested = claims[occurs_again(identity[claims])]
    owners: dict[int, list[int]] = {}
    for post, owner in zip(identity[contested].tolist(), unit[contested].tolist(), strict=True):
        owners.setdefault(post, []).append(owner)
    once = np.sort(distinct_pairs(uses.answer, identity)[1])
    shared = uses.only(once[np.isin(identity[once], identity[contested])])
    first, times = shared.by_answer()
    shown = shared.only(first)
    posts = facts.responses.links.identity[shown.link].tolist()
    labels = [full_label(each, facts.units) for each in facts.units.values()]
    claimants = zip(posts, facts.answers.unit[shown.answer].tolist(), strict=True)
    return found_in_answers(
        facts,
        shown.answer,
        row=facts.answers.links_row,
        number=times,
        url=facts.urls(shown),
        others=[_listed(labels[owner] for owner in owners[post] if owner != unit) for post, unit in claimants],
    )


def _listed(labels: Iterable[str]) -> str:
    names = sorted(labels)
    return "; ".join(names[:_SHOWN]) + ("; …" if len(names) > _SHOWN else "")


RULE = Rule(
    code="link-of-other-unit",
    severity=WARNING,
    title=N_("Post also reported by another unit"),
    message=N_("On {platform}, {number} links are also reported by another unit, for example {url} (also by {others})."),
    remedy=N_("Check whether the links lead to your own posts; a joint post may stay, with a word in the notes."),
    meaning=N_("The same post stands in the reports of two units, whatever the month."),
    example=N_("A kalurahan and its kapanewon both report the kapanewon's post."),
    fairness=N_("Both units are told and neither is judged: nobody but they can know whose post it is, and joint posts exist."),
    find=find,
)
