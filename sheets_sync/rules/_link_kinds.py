"""Links that do not count: one finder for the rules that differ only in which links they look at."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from sheets_sync.domain.finding import ERROR, WARNING
from sheets_sync.domain.link import LINK_PLATFORMS, Link
from sheets_sync.domain.platforms import BY_CODE
from sheets_sync.rules.rule import Facts, found, quoted


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
    examples = [facts.link(answer, position) for answer, position in zip(shown["answer"], shown["position"], strict=True)]
    unmet = answers["obliged"].to_numpy(dtype=bool) & (answers["count"] > 0).to_numpy() & (answers["links_valid"] == 0).to_numpy()
    return found(
        answers,
        row="links_row",
        severity=np.where(unmet, ERROR, WARNING),
        number=times.to_numpy(),
        url=[quoted(link.url, 80) for link in examples],
        other=[_platform_label(link) for link in examples],
        kind=[link.kind for link in examples],
    )


def _platform_label(link: Link) -> str:
    platform = BY_CODE.get(link.platform)
    return platform.label if platform else link.platform.capitalize()
