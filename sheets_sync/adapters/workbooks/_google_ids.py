"""Ids chosen by us, so that a tab, what is in it and what hangs on it fit in one batch."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable


def wanted_id(name: str) -> int:
    """The id a thing of ours has wherever it is free: the same in every spreadsheet and every run."""
    return int(hashlib.sha256(f"sheets_sync {name}".encode()).hexdigest()[:7], 16) + 1


class Ids:
    """Hands out ids that are not in use."""

    def __init__(self, taken: Iterable[int]) -> None:
        self._taken = set(taken)

    def new(self, name: str) -> int:
        number = wanted_id(name)
        while number in self._taken:
            number += 1
        self._taken.add(number)
        return number
