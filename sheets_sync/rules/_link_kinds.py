"""Links that do not count: one finder for the rules that differ only in which links they look at."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from sheets_sync.domain.finding import ERROR, WARNING
from sheets_sync.domain.link import KINDS, LINK_PLATFORMS
from sheets_sync.domain.platforms import BY_CODE
from sheets_sync.rules.rule import Facts, Found, found_in_answers


def links_that_do_not_count(facts: Facts, chosen: Callable[[np.ndarray, np.ndarray], np.ndarray]) -> Found:
    """One finding for each answer with odd links of which `chosen(kind, platform)` is true (positions in KINDS and LINK_PLATFORMS).

    An error where the answer stays unmet for want of a link that counts, otherwise a warning.
    """
    answers, table = facts.answers, facts.responses.links
    uses = facts.odd_links
    uses = uses.only(chosen(table.kind[uses.link], table.platform[uses.link]))
    first, times = uses.by_answer()
    shown = uses.only(first)
    unmet = (facts.claimed & (answers.links_valid == 0))[shown.answer]
    return found_in_answers(
        facts,
        shown.answer,
        row=answers.links_row,
        severity=np.where(unmet, ERROR, WARNING),
        number=times,
        url=facts.urls(shown),
        other=[_platform_label(LINK_PLATFORMS[code]) for code in table.platform[shown.link].tolist()],
        kind=[KINDS[code] for code in table.kind[shown.link].tolist()],
    )


def _platform_label(code: str) -> str:
    platform = BY_CODE.get(code)
    return platform.label if platform else code.capitalize()
