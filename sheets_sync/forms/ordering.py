"""Bringing things into an order with few moves."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """Put `name` at position `end`: from position `start`, or newly made where that is None. Steps follow one another."""

    name: str
    start: int | None
    end: int


def steps(current: Sequence[str], target: Sequence[str], last: str = "") -> Iterator[Step]:
    """The fewest moves (and the makings) that turn `current`, whose names are all in `target`, into `target`.

    `last` is placed after all others: it refers to them.
    """
    row = list(current)
    placed = _already_in_order(current, target)
    for name in sorted(target, key=lambda name: name == last):
        if name in placed:
            continue
        start = row.index(name) if name in row else None
        if start is not None:
            row.pop(start)
        end = _behind_those_before(name, target, row, placed)
        row.insert(end, name)
        placed.add(name)
        yield Step(name, start, end)


def _behind_those_before(name: str, target: Sequence[str], row: Sequence[str], placed: set[str]) -> int:
    before = [other for other in target[: target.index(name)] if other in placed]
    return row.index(before[-1]) + 1 if before else 0


def _already_in_order(current: Sequence[str], target: Sequence[str]) -> set[str]:
    """The most names that need not move: a longest run of rising target positions."""
    places = {name: place for place, name in enumerate(target)}
    ends: list[int] = []
    chains: list[list[str]] = []
    for name in current:
        length = bisect_left(ends, places[name])
        chain = [*(chains[length - 1] if length else []), name]
        ends[length : length + 1] = [places[name]]
        chains[length : length + 1] = [chain]
    return set(chains[-1]) if chains else set()
