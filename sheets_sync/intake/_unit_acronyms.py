"""Abbreviations of offices that slipped: DPMTSP, BKKPD, Setad."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

from sheets_sync.intake import _unit_typos as typos

SHORTEST_SWAPPED, SHORTEST_SAME_LETTERS, SHORTEST_SLIPPED = 4, 5, 7
"""Letters of an abbreviation known though two are swapped, though one stands for another of its own, though any one slipped."""


class Acronyms:
    """Abbreviations by length, to be searched for those one slip away."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._by_length: dict[int, list[str]] = {}
        for key in sorted(keys):
            self._by_length.setdefault(len(key), []).append(key)

    def one_slip_away(self, typed: str) -> list[str]:
        """Those one slip away, none where the likeliest slip is not likely enough; swapped letters are likelier than any other."""
        found = [
            key
            for length in range(len(typed) - 1, len(typed) + 2)
            for key, _, _ in process.extract_iter(typed, self._by_length.get(length, ()), scorer=OSA.distance, score_cutoff=1)
        ]
        swapped = [key for key in found if sorted(key) == sorted(typed) and len(key) >= SHORTEST_SWAPPED]
        return swapped or (found if any(_is_likely(typed, key) for key in found) else [])


def _is_likely(typed: str, key: str) -> bool:
    if len(key) >= SHORTEST_SLIPPED:
        return typos.cost(typed, key) < typos.STRANGE
    return len(typed) == len(key) >= SHORTEST_SAME_LETTERS and set(typed) == set(key)
