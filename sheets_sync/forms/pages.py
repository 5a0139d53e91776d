"""Which platforms are asked about on which page, and where each unit enters.

A drop-down's option can lead to a page; from there the form runs on to its end. So rare platforms come first, and a unit enters at
the rarest that it has: it meets every platform it publishes on, few others, and no question is there twice: two questions of one
title would be two columns. Among units as they are, this leaves a third of the questions that a unit would otherwise pass over by hand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from sheets_sync.domain.unit import KINDS, Unit

MOST_PAGES = 3
"""Each further page is another tap for those who pass through it; beyond three little is gained."""

_QUESTIONS_A_PLATFORM = 2

Starts = tuple[int, ...]
"""With which platform, by position, each page begins."""


@dataclass(frozen=True, slots=True)
class Pages:
    """`parked`: platforms that no unit publishes on; `pages`: those of each page, in order (at least one); `entries`: unit code ->
    the page at which it begins, by position."""

    parked: tuple[str, ...]
    pages: tuple[tuple[str, ...], ...]
    entries: Mapping[str, int]


def lay_out(platforms: Sequence[str], units: Sequence[Unit]) -> Pages:
    """The pages for these units; where none has an account yet, everybody is asked about everything."""
    owners = {platform: sum(platform in unit.accounts for unit in units) for platform in platforms}
    asked = sorted((platform for platform in platforms if owners[platform]), key=lambda platform: owners[platform])
    if not asked:
        return Pages((), (tuple(platforms),), {unit.code: 0 for unit in units})
    rarest = {unit.code: _rarest(unit, asked) for unit in units}
    starts = _fewest_questions(Counter(rarest.values()), len(asked))
    pages = tuple(
        tuple(sorted(asked[start:end], key=platforms.index)) for start, end in zip(starts, [*starts[1:], len(asked)], strict=True)
    )
    parked = tuple(platform for platform in platforms if not owners[platform])
    return Pages(parked, pages, {code: _page_of(place, starts) for code, place in rarest.items()})


def kinds_in_order(units: Sequence[Unit]) -> list[str]:
    """The kinds of these units: the usual ones first, then those that the register invents."""
    there = dict.fromkeys(unit.kind for unit in units)
    return [*(kind for kind in KINDS if kind in there), *(kind for kind in there if kind not in KINDS)]


def _rarest(unit: Unit, asked: Sequence[str]) -> int:
    """The position of its first platform; a unit without any begins at the last, where it may leave a note."""
    return next((place for place, platform in enumerate(asked) if platform in unit.accounts), len(asked) - 1)


def _fewest_questions(entries: Mapping[int, int], platforms: int) -> Starts:
    """The division into pages that asks least of all units together; `entries`: position of the rarest platform -> how many units."""
    return min(_divisions(platforms), key=lambda starts: (_burden(starts, entries, platforms), len(starts)))


def _divisions(platforms: int) -> Iterator[Starts]:
    for cuts in range(min(MOST_PAGES, platforms)):
        yield from ((0, *places) for places in combinations(range(1, platforms), cuts))


def _burden(starts: Starts, entries: Mapping[int, int], platforms: int) -> int:
    """Questions and pages that all units together have to go through."""
    return sum(number * _way(starts, _page_of(place, starts), platforms) for place, number in entries.items())


def _way(starts: Starts, page: int, platforms: int) -> int:
    return (platforms - starts[page]) * _QUESTIONS_A_PLATFORM + len(starts) - page


def _page_of(place: int, starts: Starts) -> int:
    return max(page for page, start in enumerate(starts) if start <= place)
