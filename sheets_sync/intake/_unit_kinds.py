"""Words for a kind of unit that slipped: known as such by the name beside them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import OSA

from sheets_sync.intake import _unit_roles as roles
from sheets_sync.intake import _unit_typos as typos
from sheets_sync.intake import _unit_words as words
from sheets_sync.intake._unit_items import Item
from sheets_sync.intake._unit_lexicon import Lexicon
from sheets_sync.intake._unit_vocabulary import Entry

_LEADS_ON = re.compile(r"[\s.:=_-]*")
SHORTEST_TYPED, SHORT = 3, 4
MARGIN, MARGIN_TO_NAMES = 0.6, 0.5
"""How much nearer a kind must be than another to be the one that was said, and than a word that means something else."""
SLIPS_BY_LENGTH: Final = ((4, 1, 1.2), (7, 1, 1.6), (99, 2, 2.2))
"""By the length of the word meant: how many slips it may have, and what they may cost."""

SOME_KIND = Entry(role=roles.FILLER)
"""A word for a kind, without telling which: it says nothing about which unit is meant."""


@lru_cache(maxsize=1)
def _meant() -> tuple[str, ...]:
    listed = [word for kind_words in words.KIND_WORDS.values() for word in kind_words.split()]
    return tuple(word for word in (*listed, "pemerintah", "pemerintahan") if len(word) >= SHORTEST_TYPED)


def mistyped_kind(items: list[Item], at: int, lexicon: Lexicon) -> Item | None:
    """The item at this place as the word for a kind it is a slip from, where what stands beside it may be a unit's name."""
    item = items[at]
    if item.aside or not item.text.isalpha() or not _is_beside_a_name(items, at):
        return None
    return nearest_kind(item.text, item.gap, lexicon)


def nearest_kind(text: str, gap: str, lexicon: Lexicon) -> Item | None:
    """A text as the word for a kind it is a slip from; None where it is none, or a unit or another body is as near."""
    near = sorted((cost, word) for word in _meant() if (cost := _cost(text, word)) is not None)
    if not near or any(_is_as_near(text, lexicon.entries[key], (cost, key), near[0]) for cost, key in lexicon.spellings.near(text)):
        return None
    kinds = {lexicon.entries[word].kind for cost, word in near if cost < near[0][0] + MARGIN}
    sure = len(kinds) == 1 and (len(near[0][1]) > SHORT or _is_of_the_hand(text, near[0][1]))
    return Item(text, gap, lexicon.entries[near[0][1]], meant=near[0][1]) if sure else Item(text, gap, SOME_KIND)


def _cost(text: str, word: str) -> float | None:
    """What the slips cost, None where the word is too unlike."""
    if len(text) < SHORTEST_TYPED or text[0] != word[0]:
        return None
    slips, most = next((slips, most) for longest, slips, most in SLIPS_BY_LENGTH if len(word) <= longest)
    if OSA.distance(text, word, score_cutoff=slips) > slips:
        return None
    cost = typos.cost(text, word)
    return cost if cost <= most else None


def _is_of_the_hand(text: str, word: str) -> bool:
    """Whether a short word shows all its letters: two of them swapped, or one doubled."""
    return sorted(text) == sorted(word) or typos.folded(text) == word


def _is_as_near(text: str, entry: Entry, other: tuple[float, str], best: tuple[float, str]) -> bool:
    """Whether a word that names a unit, an office or another body is as near."""
    tells = entry.areas or entry.offices or entry.role & roles.FOREIGN or (entry.senses and not entry.kind)
    nearer = other[0] < best[0] + MARGIN_TO_NAMES or typos.slips(text, other[1]) < typos.slips(text, best[1])
    return nearer and bool(tells) and other[1][0] == text[0]


def _is_beside_a_name(items: list[Item], at: int) -> bool:
    following = items[at + 1 : at + 2]
    if following and _may_be_named(following[0]) and _LEADS_ON.fullmatch(following[0].gap):
        return True
    return not following and at > 0 and bool(items[at - 1].areas)


def _may_be_named(item: Item) -> bool:
    return item.entry is None or bool(item.areas or item.entry.kind)
