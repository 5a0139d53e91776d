"""The merged answers: for each report what is in force about each platform."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from sheets_sync.domain.responses import Responses
from sheets_sync.domain.unit import Unit


@dataclass(frozen=True, slots=True)
class Answers:
    """Columns with an entry for each report × platform owed or answered; by platform, and within it by unit and month.

    `report`, `unit`, `platform`: positions among the reports, in the register, among the platforms; `count` is NaN where none is
    understood; `count_code`, `links_code`: the distinct cells in force (-1: none), `*_row` the response rows they stand in (0: none);
    `links_found` all links in the cell, `links_valid` those that count, `links_distinct` the different ones of these.
    """

    report: np.ndarray
    unit: np.ndarray
    month: np.ndarray
    platform: np.ndarray
    obliged: np.ndarray
    count: np.ndarray
    count_code: np.ndarray
    count_row: np.ndarray
    links_code: np.ndarray
    links_row: np.ndarray
    links_found: np.ndarray
    links_valid: np.ndarray
    links_distinct: np.ndarray
    met: np.ndarray

    def __len__(self) -> int:
        return len(self.report)


def answers_frame(answers: Answers, responses: Responses, units: Mapping[str, Unit], platforms: Sequence[str]) -> pd.DataFrame:
    """The answers as `domain.tables.ANSWERS`."""
    accounts = [unit.accounts.get(code, "") for unit in units.values() for code in platforms]
    return pd.DataFrame(
        {
            "unit": _texts(list(units))[answers.unit],
            "month": answers.month,
            "platform": _texts(platforms)[answers.platform],
            "obliged": answers.obliged,
            "account": _texts(accounts)[answers.unit * len(platforms) + answers.platform],
            "count": answers.count,
            "count_cell": with_blank(responses.count_cells, "")[answers.count_code],
            "count_problem": with_blank(responses.count_problems, "")[answers.count_code],
            "count_row": answers.count_row,
            "links_cell": with_blank(responses.link_cells, "")[answers.links_code],
            "links_row": answers.links_row,
            "links_found": answers.links_found,
            "links_valid": answers.links_valid,
            "links_distinct": answers.links_distinct,
            "met": answers.met,
        }
    )


def _texts(texts: Sequence[str]) -> np.ndarray:
    return np.array(texts, dtype=object)


def with_blank(values: np.ndarray, blank: Any) -> np.ndarray:
    """`values` with one more at the end, which the position -1 finds."""
    return np.append(values, np.array([blank], dtype=values.dtype))
