"""What has been learned, by the hashes that the scan finds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import numpy.typing as npt

from sheets_sync.intake._link_scan import Hashes, Positions, hashes_of

_FEWEST_BITS, _ROOM = 14, 8
"""Hashes are looked up by their first bits, of which so many are used that eight times as many hashes would find room, and where two
share these by the whole of them."""
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
        self._rows: dict[int, int] = {}
        self._slots, self._shift = _slots_for(self._hashes)

    def __getitem__(self, name: str) -> npt.NDArray[Any]:
        return self._columns[name]

    def rows(self, hashes: Hashes) -> Positions:
        """The row of each hash, 0 where it has yet to be learned."""
        rows: Positions = self._slots[hashes >> self._shift]
        others = np.flatnonzero(self._hashes[rows] != hashes)
        rows[others] = [self._rows.get(key, 0) for key in hashes[others].tolist()]
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
        self._rows.update(zip(hashes.tolist(), rows.tolist(), strict=True))
        if len(self._hashes) * _ROOM > len(self._slots):
            self._slots, self._shift = _slots_for(self._hashes)
        self._slots[hashes >> self._shift] = rows


def _slots_for(hashes: Hashes) -> tuple[Positions, np.uint64]:
    """The positions of hashes by their first bits, with room for as many again, and how far to shift for these bits."""
    bits = max(_FEWEST_BITS, (2 * _ROOM * len(hashes)).bit_length())
    shift = np.uint64(64 - bits)
    slots = np.zeros(1 << bits, dtype=np.int64)
    slots[hashes >> shift] = np.arange(len(hashes))
    return slots, shift


class WordSet:
    """A few words, found among many by their hashes."""

    def __init__(self, words: Iterable[str]) -> None:
        hashes = hashes_of(sorted(words))
        self._all = frozenset(hashes.tolist())
        slots, self._shift = _slots_for(hashes)
        self._maybe = slots > 0
        self._maybe[hashes >> self._shift] = True

    def among(self, hashes: Hashes) -> npt.NDArray[np.bool_]:
        """Which of the hashes are those of these words."""
        are: npt.NDArray[np.bool_] = self._maybe[hashes >> self._shift]
        maybe = np.flatnonzero(are)
        are[maybe] = [key in self._all for key in hashes[maybe].tolist()]
        return are
