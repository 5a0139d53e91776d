"""Are the links usable?"""

from __future__ import annotations

import numpy as np

from sheets_sync.domain.finding import ERROR
from sheets_sync.domain.link import KINDS, LINK_PLATFORMS
from sheets_sync.domain.marks import N_
from sheets_sync.rules._link_kinds import links_that_do_not_count
from sheets_sync.rules.rule import Facts, Found, Rule

_KNOWN_OTHERWISE = [KINDS.index("shortened")]


def find(facts: Facts) -> Found:
    return links_that_do_not_count(facts, _chosen)


def _chosen(kind: np.ndarray, platform: np.ndarray) -> np.ndarray:
    return np.asarray((platform == LINK_PLATFORMS.index("invalid")) & ~np.isin(kind, _KNOWN_OTHERWISE))


RULE = Rule(
    code="invalid-link",
    severity=ERROR,
    title=N_("Link not usable"),
    message=N_("Among the links for {platform}, {number} cannot be used, for example {url}."),
    remedy=N_("Open the post in the browser and copy its address from the address bar."),
    meaning=N_(
        "The text looks like a link but leads to no public page: a broken or unsafe address, a file store, or a lookalike of a platform."
    ),
    example=N_("“https://instagram.com.evil.example/p/abc”, a file in a cloud drive."),
    fairness=N_("It leaves the obligation unmet only where no other link counts."),
    find=find,
)
