"""Numbers of units as a page shows them: counts, rates with n/N beside, and the segments of a bar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from sheets_sync.domain.status import COMPLETE, EXEMPT, INCOMPLETE, LATE, MISSING, STATUSES
from sheets_sync.language import Language

TONES = {COMPLETE: "good", LATE: "fair", INCOMPLETE: "poor", MISSING: "bad", EXEMPT: "muted"}
"""The style that goes with a status; the word is always there too."""

BAR = 1000
"""How long a bar is."""

NEVER_FIRST = ""
"""The sorting key of what has no rate: it stays at the end whichever way a table is sorted."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a bar of length `BAR`."""

    tone: str
    start: int
    length: int


@dataclass(frozen=True, slots=True)
class Share:
    """A rate: `ratio` as n/N, `percent` cut to one decimal, `order` to sort by."""

    ratio: str
    percent: str
    order: int | str


@dataclass(frozen=True, slots=True)
class Count:
    """How many units have a status."""

    tone: str
    word: str
    number: str
    order: int


@dataclass(frozen=True, slots=True)
class RateRow:
    """A group of units: how many have each status, how many of those expected are complete and how many on time."""

    label: str
    counts: tuple[Count, ...]
    bar: tuple[Segment, ...]
    complete: Share
    on_time: Share
    posts: str


def rate_row(label: str, counted: Mapping[Any, Any] | pd.Series, words: Mapping[str, str], language: Language) -> RateRow:
    """`counted`: `rates.COUNTED`; `words`: the shown word of each status."""
    numbers = {str(name): int(number) for name, number in counted.items()}
    expected = numbers["expected"]
    return RateRow(
        label=label,
        counts=tuple(Count(TONES[status], words[status], language.number(numbers[status]), numbers[status]) for status in STATUSES),
        bar=segments([(TONES[status], numbers[status]) for status in STATUSES if status != EXEMPT]),
        complete=share(numbers["complete"], expected, language),
        on_time=share(numbers["on_time"], expected, language),
        posts=language.number(numbers["posts"]),
    )


def share(part: int, whole: int, language: Language) -> Share:
    order = part * 1_000_000 // whole if whole else NEVER_FIRST
    return Share(f"{language.number(part)}/{language.number(whole)}", language.percent(part, whole), order)


def segments(parts: Sequence[tuple[str, int]], whole: int = 0) -> tuple[Segment, ...]:
    """`parts` one after the other on a bar that stands for `whole`, by default for their sum; those of nothing are left out."""
    whole = whole or sum(number for _, number in parts)
    laid, before = [], 0
    for tone, number in parts:
        start, before = before * BAR // (whole or 1), before + number
        if number:
            laid.append(Segment(tone, start, before * BAR // whole - start))
    return tuple(laid)
