"""Columns taken together: which rows say the same, so that each distinct thing is looked at once."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

Column = npt.NDArray[Any]


def distinct_pairs(left: Column, right: Column) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """For each row the number of its pair, and for each pair the first row that holds it; pairs are numbered in no particular order."""
    (lefts, _), (rights, found) = pd.factorize(left), pd.factorize(right)
    _, first, numbers = np.unique(lefts * (len(found) + 1) + rights, return_index=True, return_inverse=True)
    return numbers, first


def changes(*keys: Column) -> npt.NDArray[np.bool_]:
    """Where, in columns sorted by these keys, another combination begins."""
    begins = np.zeros(len(keys[0]), dtype=np.bool_)
    begins[:1] = True
    for key in keys:
        begins[1:] |= key[1:] != key[:-1]
    return begins


def occurs_again(hashes: npt.NDArray[np.uint64]) -> npt.NDArray[np.bool_]:
    """Whether each hash stands more than once in the column."""
    ordered = np.sort(hashes)
    repeated = ordered[1:][ordered[1:] == ordered[:-1]]
    marked = np.zeros(1 << _MARKING_BITS, dtype=np.bool_)
    marked[_first_bits(repeated)] = True
    likely = np.flatnonzero(marked[_first_bits(hashes)])  # so that only few are searched for
    again = np.zeros(len(hashes), dtype=np.bool_)
    again[likely] = np.isin(hashes[likely], repeated)
    return again


_MARKING_BITS = 22


def _first_bits(hashes: npt.NDArray[np.uint64]) -> npt.NDArray[np.intp]:
    return (hashes >> np.uint64(64 - _MARKING_BITS)).astype(np.intp)
