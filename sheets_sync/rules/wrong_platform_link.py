"""Do the links belong to the platform they stand under?"""

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
    return np.asarray((platform != LINK_PLATFORMS.index("invalid")) & np.isin(kind, COUNTING_KINDS))


RULE = Rule(
    code="wrong-platform-link",
    severity=ERROR,
    title=N_("Link of another platform"),
    message=N_("Among the links for {platform}, {number} belong to another platform, for example {url} ({other})."),
    remedy=N_("Put the link under the platform it belongs to, and links of {platform} here."),
    meaning=N_("The link is good, but stands in another platform's answer."),
    example=N_("A TikTok link under “Tautan Instagram”."),
    fairness=N_("It leaves the obligation unmet only where no other link counts; the link is not moved by guessing."),
    find=find,
)
