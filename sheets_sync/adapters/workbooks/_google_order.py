"""Bringing rows into order by moving whole rows, so that whatever people put in them goes along."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Move:
    """Rows `start`..`end` go before what stands at `destination`, counted before the move."""

    start: int
    end: int
    destination: int


def moves(ranks: Sequence[int], lengths: Sequence[int], first_row: int) -> list[Move]:
    """The fewest moves that sort blocks of rows by rank; `lengths` are the blocks' rows, the first block begins at `first_row`."""
    staying = set(longest_increasing(ranks))
    order, sizes = list(ranks), list(lengths)
    found: list[Move] = []
    before: int | None = None
    for rank in sorted(ranks):
        if rank not in staying:
            found += _move_after(order, sizes, rank, before, first_row)
        before = rank
    return found


def _move_after(order: list[int], sizes: list[int], rank: int, before: int | None, first_row: int) -> list[Move]:
    source = order.index(rank)
    target = 0 if before is None else order.index(before) + 1
    start, destination = (first_row + sum(sizes[:index]) for index in (source, target))
    size = sizes.pop(source)
    order.pop(source)
    at = target if target <= source else target - 1
    order.insert(at, rank)
    sizes.insert(at, size)
    return [] if start <= destination <= start + size else [Move(start, start + size, destination)]


def longest_increasing(ranks: Sequence[int]) -> list[int]:
    """A longest increasing subsequence of distinct numbers."""
    tails: list[int] = []
    ends: list[int] = []
    previous: list[int] = []
    for index, rank in enumerate(ranks):
        place = bisect_left(tails, rank)
        previous.append(ends[place - 1] if place else -1)
        tails[place:] = [*([rank]), *tails[place + 1 :]]
        ends[place:] = [index, *ends[place + 1 :]]
    picked, index = [], ends[-1] if ends else -1
    while index >= 0:
        picked.append(ranks[index])
        index = previous[index]
    return picked[::-1]
