"""Do the links lead to single posts?"""

from __future__ import annotations

import numpy as np
import pandas as pd

from sheets_sync.domain.finding import ERROR
from sheets_sync.domain.link import KINDS, LINK_PLATFORMS
from sheets_sync.domain.marks import N_
from sheets_sync.rules._link_kinds import links_that_do_not_count
from sheets_sync.rules.rule import Facts, Rule

_POSTS = [KINDS.index("post"), KINDS.index("share")]


def find(facts: Facts) -> pd.DataFrame:
    return links_that_do_not_count(facts, _chosen)


def _chosen(links: pd.DataFrame, _: np.ndarray) -> np.ndarray:
    usable = (links["platform"] != LINK_PLATFORMS.index("invalid")).to_numpy()
    return np.asarray(usable & ~np.isin(links["kind"], _POSTS))


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
