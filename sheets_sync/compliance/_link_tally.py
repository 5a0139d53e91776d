"""How many links each distinct cell holds, and how many of them count for each platform."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sheets_sync.compliance.answers import with_blank
from sheets_sync.domain.link import COUNTING_KINDS, LINK_PLATFORMS, LinkTable
from sheets_sync.domain.pairs import changes, occurs_again


class LinkTally:
    """Counted once over the whole table; asked by platform (position) and distinct cell (position, -1: blank, where all is zero).

    `recurring`: the links of the table that count and lead where another one of the table does.
    """

    def __init__(self, links: LinkTable, cells: int, platforms: Sequence[str]) -> None:
        self._links, self._cells = links, cells
        counts = np.isin(links.kind, COUNTING_KINDS)
        self.recurring = np.flatnonzero(counts)[occurs_again(links.identity[counts])]
        once = counts.copy()
        once[self._repeats()] = False
        self._found = self._tallied(slice(None))
        self._valid, self._distinct = (
            np.array([self._tallied(chosen & (links.platform == LINK_PLATFORMS.index(code))) for code in platforms]).reshape(-1, cells + 1)
            for chosen in (counts, once)
        )

    def _repeats(self) -> np.ndarray:
        """Links that lead where an earlier one of the same cell does."""
        links, some = self._links, self.recurring
        order = np.lexsort((links.platform[some], links.identity[some], links.cell[some]))  # stable: the first of a cell stays first
        some = some[order]
        return some[~changes(links.cell[some], links.identity[some], links.platform[some])]

    def _tallied(self, chosen: np.ndarray | slice) -> np.ndarray:
        return with_blank(np.bincount(self._links.cell[chosen], minlength=self._cells).astype(np.int32), 0)

    def found(self, cell: np.ndarray) -> np.ndarray:
        return np.asarray(self._found[cell])

    def valid(self, platform: np.ndarray, cell: np.ndarray) -> np.ndarray:
        return np.asarray(self._valid[platform, cell])

    def distinct(self, platform: np.ndarray, cell: np.ndarray) -> np.ndarray:
        return np.asarray(self._distinct[platform, cell])

    def any_valid(self, cells: np.ndarray) -> np.ndarray:
        """Whether a link counts, for cells as platform × anything."""
        return np.take_along_axis(self._valid, cells.astype(np.intp), axis=1) > 0
