"""Known words by spelling: those near to a typed word, and those it begins."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from sheets_sync.intake import _unit_typos as typos
from sheets_sync.intake._unit_vocabulary import general_vocabulary

SHORTEST_NEAR = 4
MOST_SLIPS = 2
FOLD = 0.5
"""The cost of another accepted spelling of the same name."""
_TWICE_OVER = re.compile(r"([a-z]{2,4})\1")
_ONES = np.array([bits.bit_count() for bits in range(1 << 16)], np.uint8)


class Index:
    """A set of words, arranged to be searched by spelling."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._sorted = sorted(key for key in keys if len(key) >= SHORTEST_NEAR and key.isalpha())
        self._words = frozenset(self._sorted)
        by_length: dict[int, list[str]] = {}
        self._folded: dict[str, list[str]] = {}
        for key in self._sorted:
            by_length.setdefault(len(key), []).append(key)
            self._folded.setdefault(_sound(key), []).append(key)
        self._by_length = {length: (keys, np.array([_letters(key) for key in keys], np.uint32)) for length, keys in by_length.items()}

    def sounding_like(self, typed: str) -> list[str]:
        """The words that are the same but for old spelling, doubled letters and a Javanese a or o."""
        return self._folded.get(_sound(typed), [])

    def stuttered(self, typed: str) -> list[str]:
        """The words that are the same but for letters typed twice over: bejijiharjo."""
        once = {typed[: found.end(1)] + typed[found.end() :] for found in _TWICE_OVER.finditer(typed)}
        return [key for key in once if key in self._words]

    def within_slips(self, typed: str) -> list[str]:
        """The words at most two slips from the typed one."""
        letters = np.uint32(_letters(typed))
        found: list[str] = []
        for length in range(len(typed) - MOST_SLIPS, len(typed) + MOST_SLIPS + 1):
            if length in self._by_length:
                keys, own = self._by_length[length]
                alike = [keys[i] for i in np.flatnonzero(_ones(own ^ letters) <= 2 * MOST_SLIPS)]
                found += [key for key, _, _ in process.extract_iter(typed, alike, scorer=OSA.distance, score_cutoff=MOST_SLIPS)]
        return found

    def beginning(self, typed: str) -> list[str]:
        """The words that begin with the typed letters."""
        return self._sorted[bisect_left(self._sorted, typed) : bisect_left(self._sorted, typed + "\U0010ffff")]


class Spellings:
    """Several sets of words, searched as one."""

    def __init__(self, indexes: Collection[Index]) -> None:
        self._indexes = indexes

    def near(self, typed: str) -> list[tuple[float, str]]:
        """The words near to a typed one with the cost of its slips, nearest first."""
        if len(typed) < SHORTEST_NEAR or not typed.isalpha():
            return []
        close: dict[str, float] = {}
        for index in self._indexes:
            close |= {key: typos.cost(typed, key) for key in index.within_slips(typed)}
            for key in index.sounding_like(typed):
                close[key] = min(FOLD, typos.cost(typed, key)) if typos.folded(key) == typos.folded(typed) else typos.cost(typed, key)
            close |= dict.fromkeys(index.stuttered(typed), typos.GAP)
        return sorted((cost, key) for key, cost in close.items())

    def beginning(self, typed: str) -> list[str]:
        """The words that begin with the typed letters and go on for at least two more."""
        found = {key for index in self._indexes for key in index.beginning(typed)}
        return sorted(key for key in found if len(key) >= len(typed) + 2)


@lru_cache(maxsize=8)
def general_spellings(home: str) -> Index:
    """The general vocabulary's words by spelling, seen from one regency."""
    return Index(general_vocabulary(home))


def _letters(word: str) -> int:
    """The set of a word's letters, as bits."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) & 31)
    return bits


def _ones(bits: NDArray[np.uint32]) -> NDArray[np.uint8]:
    """How many bits are set in each."""
    return np.asarray(_ONES[bits & 0xFFFF] + _ONES[bits >> 16])


def _sound(word: str) -> str:
    return typos.folded(word).replace("a", "o")
