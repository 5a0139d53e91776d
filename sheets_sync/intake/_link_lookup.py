"""What has been learned, by the hashes that the scan finds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
import numpy.typing as npt

from sheets_sync.intake._link_bytes import Hashes, Positions, hashes_of

_FEWEST_BITS, _ROOM, _MOST_TOGETHER = 14, 8, 4096
"""A hash is looked up by its first bits, of which so many are used that eight times as many hashes would find room; where several share
these, in the slots that follow."""
_MOST = 1_000_000


class Lookup:
    """Columns of numbers by hash. `lookup["name"][lookup.rows(hashes)]` are a column's numbers for these hashes.

    Row 0 is all zeros: what has not been learned.
    """

    def __init__(self, **columns: type[np.generic]) -> None:
        self._dtypes = columns
        self._forget()

    def _forget(self) -> None:
        self._columns = {name: np.zeros(1, dtype=dtype) for name, dtype in self._dtypes.items()}
        self._hashes = np.zeros(1, dtype=np.uint64)
        self._slots, self._shift = _room_for(1)

    def __getitem__(self, name: str) -> npt.NDArray[Any]:
        return self._columns[name]

    def rows(self, hashes: Hashes) -> Positions:
        """The row of each hash, 0 where it has yet to be learned."""
        slots = (hashes >> self._shift).astype(np.int64)
        rows: Positions = self._slots[slots]
        others = np.flatnonzero((self._hashes[rows] != hashes) & (rows != 0))
        while len(others):
            slots[others] += 1
            found = self._slots[slots[others]]
            rows[others] = found
            others = others[(self._hashes[found] != hashes[others]) & (found != 0)]
        return rows

    def learn(self, hashes: Hashes, **columns: Iterable[int] | Hashes) -> None:
        """Add hashes that are not there yet, with their numbers."""
        if len(self._hashes) > _MOST:
            self._forget()
        rows = np.arange(len(self._hashes), len(self._hashes) + len(hashes))
        for name, values in columns.items():
            new = values if isinstance(values, np.ndarray) else np.array(list(values), dtype=self._dtypes[name])
            self._columns[name] = np.append(self._columns[name], new)
        self._hashes = np.append(self._hashes, hashes)
        if len(self._hashes) * _ROOM > len(self._slots):
            self._slots, self._shift = _room_for(len(self._hashes))
            rows = np.arange(1, len(self._hashes))
        _fill(self._slots, self._hashes, self._shift, rows)


def rows_of(hashes: Hashes, lookup: Lookup, learn: Callable[[Hashes, Positions], None]) -> Positions:
    """The rows of hashes in the lookup, 0 for that of ""; `learn` is told which are new, and where one of each is."""
    rows = lookup.rows(hashes)
    unknown = np.flatnonzero((rows == 0) & (hashes != 0))
    if len(unknown):
        new, first = np.unique(hashes[unknown], return_index=True)
        learn(new, unknown[first])
        rows = lookup.rows(hashes)
    return rows


def _room_for(hashes: int) -> tuple[Positions, np.uint64]:
    """Empty slots for hashes and as many again, and how far to shift a hash to get its slot."""
    bits = max(_FEWEST_BITS, (2 * _ROOM * hashes).bit_length())
    return np.zeros((1 << bits) + _MOST_TOGETHER, dtype=np.int64), np.uint64(64 - bits)


def _fill(slots: Positions, hashes: Hashes, shift: np.uint64, rows: Positions) -> None:
    """Put rows into the first free slots from those of their hashes on."""
    at = (hashes[rows] >> shift).astype(np.int64)
    while len(rows):
        free = np.flatnonzero(slots[at] == 0)
        slots[at[free]] = rows[free]
        left = np.flatnonzero(slots[at] != rows)
        rows, at = rows[left], at[left] + 1


class WordSet:
    """A few words, found among many by their hashes."""

    def __init__(self, words: Iterable[str]) -> None:
        hashes = hashes_of(sorted(words))
        self._lookup = Lookup()
        self._lookup.learn(np.unique(hashes))

    def among(self, hashes: Hashes) -> npt.NDArray[np.bool_]:
        """Which of the hashes are those of these words."""
        return self._lookup.rows(hashes) > 0
