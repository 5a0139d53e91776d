"""How far two spellings are apart, weighed as slips of hand and ear are."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

_BESIDE = "qw we er rt ty yu ui io op  as sd df fg gh hj jk kl  zx xc cv vb bn nm"
_ABOVE = "qa az wa ws es ed rd rf tf tg yg yh uh uj ij ik ok ol pl  sz sx dx dc fc fv gv gb hb hn jn jm km"


def _pairs(listed: str) -> frozenset[frozenset[str]]:
    return frozenset(frozenset(pair) for pair in listed.split())


_NEIGHBOURS, _TOUCHING = _pairs(_BESIDE), _pairs(_ABOVE)
_SOUNDS_ALIKE = _pairs("dt bp gk fp fv jy ck nm sz kq vw lr")
VOWELS = frozenset("aiueo")

GAP, SWAP, SLIP, TOUCHING, STRANGE, FIRST = 1.0, 1.0, 1.0, 1.2, 1.6, 2.0
"""A letter too many or too few, two swapped, the next key or a like sound, a key above or below, any other letter, any first letter."""
VOWEL, JAVANESE_A = 0.8, 0.5
"""One vowel for another; a for o, which Javanese writes either way."""

_OLD_SPELLING = (("dh", "d"), ("th", "t"), ("oe", "u"), ("dj", "j"), ("tj", "c"), ("sj", "sy"), ("iy", "i"), ("uw", "u"))
_DOUBLED = re.compile(r"(.)\1+")


def folded(word: str) -> str:
    """The word with old and Javanese spellings and doubled letters made one: Pathuk, Patoek and Pattuk are Patuk."""
    for old, new in _OLD_SPELLING:
        if old in word:
            word = word.replace(old, new)
    return _DOUBLED.sub(r"\1", word)


@lru_cache(maxsize=65536)
def cost(typed: str, name: str) -> float:
    """How unlike the typed word is to the name: about the number of slips between them."""
    before: list[float] = []
    row = [i * GAP for i in range(len(name) + 1)]
    for i, letter in enumerate(typed):
        earlier, before, least = before, row, (i + 1) * GAP
        row = [least]
        for j, meant in enumerate(name):
            least = min(least, before[j + 1]) + GAP
            if letter == meant:
                swapped = before[j]
            else:
                swapped = before[j] + (_swap_cost(letter, meant) if i or j else _first_swap_cost(letter, meant))
                if i and j and letter == name[j - 1] and typed[i - 1] == meant:
                    swapped = min(swapped, earlier[j - 1] + SWAP)
            if swapped < least:
                least = swapped
            row.append(least)
    return row[-1]


def slips(typed: str, name: str) -> int:
    """How many letters are missing, too many, other ones or swapped, whichever letters they are."""
    return OSA.distance(typed, name)


def is_within(short: str, long: str) -> bool:
    """Whether the short word is the long one with letters left out."""
    letters = iter(long)
    return all(letter in letters for letter in short)


def lacks_a_vowel(typed: str, name: str) -> bool:
    """Whether the word is the name without one of its vowels: Nglri for Ngleri."""
    return any(letter in VOWELS and name[:i] + name[i + 1 :] == typed for i, letter in enumerate(name))


def _first_swap_cost(letter: str, meant: str) -> float:
    return _swap_cost(letter, meant) if VOWELS.issuperset((letter, meant)) else FIRST


@lru_cache(maxsize=4096)
def _swap_cost(letter: str, meant: str) -> float:
    if letter in VOWELS and meant in VOWELS:
        return JAVANESE_A if {letter, meant} == {"a", "o"} else VOWEL
    pair = frozenset((letter, meant))
    if pair in _NEIGHBOURS or pair in _SOUNDS_ALIKE:
        return SLIP
    return TOUCHING if pair in _TOUCHING else STRANGE
