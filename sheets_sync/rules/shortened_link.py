"""Can it be seen where the links lead?"""

from __future__ import annotations

import numpy as np

from sheets_sync.domain.finding import ERROR
from sheets_sync.domain.link import KINDS
from sheets_sync.domain.marks import N_
from sheets_sync.rules._link_kinds import links_that_do_not_count
from sheets_sync.rules.rule import Facts, Found, Rule


def find(facts: Facts) -> Found:
    return links_that_do_not_count(facts, _chosen)


def _chosen(kind: np.ndarray, _: np.ndarray) -> np.ndarray:
    return np.asarray(kind == KINDS.index("shortened"))


RULE = Rule(
    code="shortened-link",
    severity=ERROR,
    title=N_("Shortened link"),
    message=N_("Among the links for {platform}, {number} are shortened, for example {url}; where they lead cannot be seen."),
    remedy=N_("Paste the original link of the post."),
    meaning=N_("The link goes through a general shortener such as bit.ly or s.id. The platforms' own share links are accepted."),
    example=N_("“https://s.id/berita-kalurahan”."),
    fairness=N_("Links are never opened by the program, and shortened ones may change or vanish; the original always counts."),
    find=find,
)
