"""Chance that falls the same way every time: each question has a die of its own, named after what it decides.

So one unit's October does not depend on how many other units there are, nor on how much of November has passed.
"""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import TypeVar

Form = TypeVar("Form")


def dice(*names: object) -> Random:
    """The die that decides what `names` says."""
    return Random("/".join(map(str, names)))  # noqa: S311 -- a sample, not a secret


def pick(die: Random, weights: Mapping[Form, float]) -> Form:
    """One of the keys, as often as its weight says."""
    return die.choices(list(weights), list(weights.values()))[0]


def happens(die: Random, chance: float) -> bool:
    return die.random() < chance
