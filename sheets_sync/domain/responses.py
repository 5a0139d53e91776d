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


@dataclass(frozen=True, slots=True)
class FormTimes:
    """What the form knows of when responses were first sent; `credited_at` is None where it could not be asked."""

    credited_at: np.ndarray | None = None


@dataclass(frozen=True)
class Responses:
    """Every response, as received and as read.

    `frame` has a row per response: row, submitted_at, email, unit_text, month_text, unit ("" if not understood), month (-1 likewise),
    match (position in `matches`, -1 for a blank name), and per platform `count:<p>` and `links:<p>`, positions in `count_cells` and
    `link_cells` (-1: blank). `count_values` are NaN where a cell is no count, `count_problems` say why
    (a text to translate, "" where it is one). `form_times` is None where the form itself is not asked when responses were sent.
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
    form_times: FormTimes | None = None

    @property
    def credited_at(self) -> np.ndarray:
        """Per response, the moment that counts for being on time: the sheet's, or an earlier one that the form knows."""
        read = self.form_times.credited_at if self.form_times else None
        return self.frame["submitted_at"].to_numpy().astype("datetime64[s]") if read is None else read
