"""Which platforms are asked about on which page, and where each kind of unit enters.

A drop-down's option can lead to a page; from there the form runs on to its end. So the pages are put in order such that a kind
that starts at its own page meets every platform it publishes on, and as few others as may be, while no question is asked twice:
two questions of one title would be two columns.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sheets_sync.domain.unit import KINDS, Unit


@dataclass(frozen=True, slots=True)
class Pages:
    """`parked`: platforms that no unit publishes on; `pages`: those of each page, in order (at least one); `entries`: kind -> the
    page at which its units begin, by position."""

    parked: tuple[str, ...]
    pages: tuple[tuple[str, ...], ...]
    entries: Mapping[str, int]


def lay_out(platforms: Sequence[str], units: Sequence[Unit]) -> Pages:
    """Platforms of the fewest units first, counting whole kinds; where no unit has an account yet, everybody is asked everything."""
    kinds = kinds_in_order(units)
    owners = {platform: frozenset(unit.kind for unit in units if platform in unit.accounts) for platform in platforms}
    reach = {platform: sum(unit.kind in owners[platform] for unit in units) for platform in platforms}
    asked = sorted((platform for platform in platforms if owners[platform]), key=lambda platform: reach[platform])
    if not asked:
        return Pages((), (tuple(platforms),), dict.fromkeys(kinds, 0))
    first = {kind: next((place for place, platform in enumerate(asked) if kind in owners[platform]), -1) for kind in kinds}
    starts = sorted({0, *(place for place in first.values() if place >= 0)})
    pages = tuple(
        tuple(sorted(asked[start:end], key=platforms.index)) for start, end in zip(starts, [*starts[1:], len(asked)], strict=True)
    )
    # a kind without any account begins at the last page, where it may leave a note
    entries = {kind: starts.index(place) if place >= 0 else len(pages) - 1 for kind, place in first.items()}
    return Pages(tuple(platform for platform in platforms if not owners[platform]), pages, entries)


def kinds_in_order(units: Sequence[Unit]) -> list[str]:
    """The kinds of these units: the usual ones first, then those that the register invents."""
    there = dict.fromkeys(unit.kind for unit in units)
    return [*(kind for kind in KINDS if kind in there), *(kind for kind in there if kind not in KINDS)]
