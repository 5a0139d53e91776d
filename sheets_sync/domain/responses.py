"""The responses as they were read, before anybody judges them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import pandas as pd

from sheets_sync.domain.link import LinkTable


class MatchedUnit(Protocol):
    """How a typed unit name was read: `candidates` it may mean; `by_submitter`: the sender's address chose among them."""

    @property
    def candidates(self) -> tuple[str, ...]: ...

    @property
    def by_submitter(self) -> bool: ...


@dataclass(frozen=True)
class Responses:
    """Every response, as received and as read.

    `frame` has a row per response: row, submitted_at, email, unit_text, month_text, unit ("" if not understood), month (-1 likewise),
    match (position in `matches`, -1 for a blank name), and per platform `count:<p>` and `links:<p>`, positions in `count_cells` and
    `link_cells` (-1: blank). `count_values` are NaN where a cell is no count, `count_problems` say why
    (a text to translate, "" where it is one).
    """

    frame: pd.DataFrame
    matches: Sequence[MatchedUnit]
    count_cells: np.ndarray
    count_values: np.ndarray
    count_problems: np.ndarray
    link_cells: np.ndarray
    links: LinkTable
    has_email: bool
    has_timestamp: bool
