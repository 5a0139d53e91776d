"""Known words by spelling: those near to a typed word, and those it begins."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable
from functools import lru_cache
from itertools import pairwise

import numpy as np

from sheets_sync.intake import _unit_typos as typos
from sheets_sync.intake._unit_vocabulary import general_vocabulary

SHORTEST_NEAR = 4
MOST_SLIPS = 2
PAIRS_A_SLIP_BREAKS = 3
"""Of a word's pairs of neighbouring letters: those in which two letters that changed places stood."""
FOLD = 0.5
"""The cost of another accepted spelling of the same name."""
_NOWHERE = np.zeros(0, dtype=np.intp)
_TWICE_OVER = re.compile(r"([a-z]{2,4})\1")


class Index:
    """A set of words, arranged to be searched by spelling."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._sorted = sorted(key for key in keys if len(key) >= SHORTEST_NEAR and key.isalpha())
        self._words = frozenset(self._sorted)
        self._folded: dict[str, list[str]] = {}
        with_pair: dict[str, list[int]] = {}
        for place, key in enumerate(self._sorted):
            self._folded.setdefault(_sound(key), []).append(key)
            for pair in _pairs(key):
                with_pair.setdefault(pair, []).append(place)
        self._with_pair = {pair: np.array(places, dtype=np.intp) for pair, places in with_pair.items()}
        self._lengths = np.array([len(key) for key in self._sorted], dtype=np.int16)

    def sounding_like(self, typed: str) -> list[str]:
        """The words that are the same but for old spelling, doubled letters and a Javanese a or o."""
        return self._folded.get(_sound(typed), [])

    def stuttered(self, typed: str) -> list[str]:
        """The words that are the same but for letters typed twice over: bejijiharjo."""
        once = {typed[: found.end(1)] + typed[found.end() :] for found in _TWICE_OVER.finditer(typed)}
        return [key for key in once if key in self._words]

    def within_slips(self, typed: str) -> list[str]:
        """The words at most two slips from the typed one."""
        pairs = _pairs(typed)
        found = [_NOWHERE, *(self._with_pair[pair] for pair in pairs if pair in self._with_pair)]
        shared = np.bincount(np.concatenate(found), minlength=len(self._sorted))
        near = np.abs(self._lengths - len(typed)) <= MOST_SLIPS
        likely = np.flatnonzero(near & (shared >= len(pairs) - PAIRS_A_SLIP_BREAKS * MOST_SLIPS)).tolist()
        return [key for at in likely if typos.slips(typed, key := self._sorted[at]) <= MOST_SLIPS]

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


def _pairs(word: str) -> set[str]:
    """The pairs of neighbouring letters in a word."""
    return set(map("".join, pairwise(word)))


def _sound(word: str) -> str:
    return typos.folded(word).replace("a", "o")
