"""The stretches an answer is taken apart into."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from sheets_sync.intake._unit_vocabulary import Entry

JOINS_LETTERS = re.compile(r"[\s.\-_'`’‘–—‐‑−]*")
JOINS_DIGITS = re.compile(r"[\s.\-_/–—]*")
"""What may stand within a name, or within a code."""


class Guess(NamedTuple):
    """A unit that may be meant: `cost` 0 where its name `key` is spelt exactly."""

    cost: float
    key: str


@dataclass(slots=True)
class Item:
    """A stretch of the answer as understood; `entry` is None where it is not. `areas`: the units its name may mean.

    `meant`: the word it is taken for a slip of.
    """

    text: str
    gap: str
    entry: Entry | None
    areas: dict[int, Guess] = field(default_factory=dict)
    aside: bool = False
    near_foreign: bool = False
    near_word: bool = False
    meant: str = ""

    def has(self, role: int) -> bool:
        return self.entry is not None and bool(self.entry.role & role)
