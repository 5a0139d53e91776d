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
        self._links = links
        counts = np.isin(links.kind, COUNTING_KINDS)
        self.recurring = np.flatnonzero(counts)[occurs_again(links.identity[counts])]
        self._found = with_blank(np.bincount(links.cell, minlength=cells).astype(np.int32), 0)
        places = np.array([platforms.index(code) if code in platforms else -1 for code in LINK_PLATFORMS])
        shape = len(platforms), cells + 1  # the last cell stands for blank ones
        self._valid = self._tallied(np.flatnonzero(counts), places, shape)
        self._distinct = self._valid - self._tallied(self._repeats(), places, shape)

    def _repeats(self) -> np.ndarray:
        """Links that count and lead where an earlier one of the same cell does."""
        links, some = self._links, self.recurring
        order = np.lexsort((links.platform[some], links.identity[some], links.cell[some]))  # stable: the first of a cell stays first
        some = some[order]
        return some[~changes(links.cell[some], links.identity[some], links.platform[some])]

    def _tallied(self, chosen: np.ndarray, places: np.ndarray, shape: tuple[int, int]) -> np.ndarray:
        """How many of the chosen links each platform (`places`: by position in LINK_PLATFORMS) has in each cell."""
        place = places[self._links.platform[chosen]]
        at = (place * shape[1] + self._links.cell[chosen])[place >= 0]
        return np.bincount(at, minlength=shape[0] * shape[1]).astype(np.int32).reshape(shape)

    def found(self, cell: np.ndarray) -> np.ndarray:
        return np.asarray(self._found[cell])

    def valid(self, platform: np.ndarray, cell: np.ndarray) -> np.ndarray:
        return np.asarray(self._valid[platform, cell])

    def distinct(self, platform: np.ndarray, cell: np.ndarray) -> np.ndarray:
        return np.asarray(self._distinct[platform, cell])

    def any_valid(self, cells: np.ndarray) -> np.ndarray:
        """Whether a link counts, for cells as platform × anything."""
        return np.take_along_axis(self._valid, cells.astype(np.intp), axis=1) > 0
