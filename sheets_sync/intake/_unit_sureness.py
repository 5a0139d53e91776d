"""How unlike a name typed text may be and still surely mean it."""

from __future__ import annotations

from sheets_sync.intake import _unit_typos as typos
from sheets_sync.intake._unit_items import Guess, Item
from sheets_sync.intake._unit_words import NAME_ENDINGS

SURE_ALONE = ((4, 0.0), (5, 0.5), (7, 1.2))
SURE_WITH_KIND = ((4, 0.5), (5, 1.0), (7, 1.2))
SURE_LONG = 1.6
"""The most a slip may cost when the name stands alone, or with the word for its kind, by the length of the name."""
SURE_WITHIN, SURE_WITHIN_LONG = ((6, 1.6), (8, 2.2)), 2.8
"""The same for several slips beside a place it lies in; letters left out are forgiven further."""
SURE_TOGETHER = 1.6
"""The most that each may cost of a name and its place when both are mistyped: that they lie one within the other vouches for both."""


def sure(key: str, kind_said: bool) -> float:
    """The most a slip from a name may cost for the name to be sure, alone or with the word for its kind."""
    return _most(key, SURE_WITH_KIND if kind_said else SURE_ALONE, SURE_LONG)


def _most(key: str, by_length: tuple[tuple[int, float], ...], otherwise: float) -> float:
    return next((most for longest, most in by_length if len(key) <= longest), otherwise)


def is_far(item: Item, guess: Guess) -> bool:
    """Whether a name is too unlike what was typed even beside its kapanewon, or another is clearly nearer."""
    most = SURE_WITHIN[0][1] if _ends_otherwise(item.text, guess.key) else _most(guess.key, SURE_WITHIN, SURE_WITHIN_LONG)
    several = guess.cost > most and typos.slips(item.text, guess.key) > 1
    unlike = several and not typos.is_within(item.text, guess.key)
    return unlike or guess.cost > min(item.areas.values()).cost + 0.5


def _ends_otherwise(text: str, key: str) -> bool:
    """Whether the word has the ending of another name, letter by letter: Karangrejo is no slip of Karangrejek."""
    return text.endswith(NAME_ENDINGS) and not any(text.endswith(ending) and key.endswith(ending) for ending in NAME_ENDINGS)
