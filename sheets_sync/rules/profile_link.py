"""Do the links lead to single posts?"""

from __future__ import annotations

import numpy as np

from sheets_sync.domain.finding import ERROR
from sheets_sync.domain.link import COUNTING_KINDS, LINK_PLATFORMS
from sheets_sync.domain.marks import N_
from sheets_sync.rules._link_kinds import links_that_do_not_count
from sheets_sync.rules.rule import Facts, Found, Rule


def find(facts: Facts) -> Found:
    return links_that_do_not_count(facts, _chosen)


def _chosen(kind: np.ndarray, platform: np.ndarray) -> np.ndarray:
    return np.asarray((platform != LINK_PLATFORMS.index("invalid")) & ~np.isin(kind, COUNTING_KINDS))


RULE = Rule(
    code="profile-link",
    severity=ERROR,
    title=N_("Link not to a single post"),
    message=N_(
        "Among the links for {platform}, {number} lead to a profile, a front page or another page that is not one post, for example {url}."
    ),
    remedy=N_("Open the post itself and copy its own address."),
    meaning=N_("The address is that of an account, a front page, a story, a search or a log-in page."),
    example=N_("“https://www.instagram.com/diskominfo/” instead of “https://www.instagram.com/p/…”."),
    fairness=N_("It leaves the obligation unmet only where no other link counts."),
    find=find,
)
