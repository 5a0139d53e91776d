"""Links that do not count: one finder for the rules that differ only in which links they look at."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from sheets_sync.domain.finding import ERROR, WARNING
from sheets_sync.domain.link import KINDS, LINK_PLATFORMS
from sheets_sync.domain.platforms import BY_CODE
from sheets_sync.rules.rule import Facts, found


def links_that_do_not_count(facts: Facts, chosen: Callable[[pd.DataFrame, np.ndarray], np.ndarray]) -> pd.DataFrame:
    """One finding for each answer with links for which `chosen(links, platform of their answer)` is true.

    An error where the answer stays unmet for want of a link that counts, otherwise a warning.
    """
    links = facts.links
    platform = np.array([LINK_PLATFORMS.index(code) for code in facts.answers["platform"]], dtype=np.int8)[links["answer"]]
    picked = links[chosen(links, platform)]
    times = picked.groupby("answer", sort=True).size()
    shown = picked.drop_duplicates("answer").sort_values("answer")
    answers = facts.answers.iloc[shown["answer"]]
    unmet = answers["obliged"].to_numpy(dtype=bool) & (answers["count"] > 0).to_numpy() & (answers["links_valid"] == 0).to_numpy()
    return found(
        answers,
        row="links_row",
        severity=np.where(unmet, ERROR, WARNING),
        number=times.to_numpy(),
        url=facts.urls(shown),
        other=[_platform_label(LINK_PLATFORMS[code]) for code in shown["platform"]],
        kind=[KINDS[code] for code in shown["kind"]],
    )


def _platform_label(code: str) -> str:
    platform = BY_CODE.get(code)
    return platform.label if platform else code.capitalize()
