"""Number words: Indonesian as people write it, everyday Javanese, plain English.

Each word stands for a piece of a code, and a number is a code of the right shape: a digit is itself, `t` ten, `e` eleven,
`b` the -teens, `p` tens, `r` hundreds, `R` one hundred, `k` thousands, `K` one thousand. "Seratus dua puluh lima" is `R2p5`; "dua lima",
which may mean two or five, or twenty-five, has no such shape and is no number.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

_INDONESIAN = {
    "nol": "0", "satu": "1", "dua": "2", "tiga": "3", "empat": "4", "lima": "5", "enam": "6", "tujuh": "7", "delapan": "8",
    "sembilan": "9", "sepuluh": "t", "sebelas": "e", "belas": "b", "puluh": "p", "ratus": "r", "seratus": "R", "ribu": "k",
    "seribu": "K", "selusin": "2b",
}  # fmt: skip
_SPELLINGS = {
    "noll": "0", "sebuah": "1", "stu": "1", "duwa": "2", "tga": "3", "ampat": "4", "pat": "4", "lma": "5", "anam": "6", "enm": "6",
    "tuju": "7", "tjuh": "7", "tujug": "7", "dlapan": "8", "lapan": "8", "sblas": "e", "spuluh": "t", "blas": "b", "bls": "b",
    "plh": "p", "pluh": "p", "rts": "r", "rtus": "r", "sratus": "R", "rb": "k", "rbu": "k", "sribu": "K",
}  # fmt: skip
_JAVANESE = {
    "siji": "1", "setunggal": "1", "loro": "2", "rong": "2", "kalih": "2", "telu": "3", "telung": "3", "papat": "4", "patang": "4",
    "sekawan": "4", "limang": "5", "gangsal": "5", "enem": "6", "nem": "6", "pitu": "7", "pitung": "7", "wolu": "8", "wolung": "8",
    "sanga": "9", "songo": "9", "sangang": "9", "sedasa": "t", "sewelas": "e", "rolas": "2b", "telulas": "3b", "patbelas": "4b",
    "limalas": "5b", "limolas": "5b", "nembelas": "6b", "pitulas": "7b", "wolulas": "8b", "sangalas": "9b", "songolas": "9b",
    "selikur": "2p1", "rolikur": "2p2", "telulikur": "2p3", "selawe": "2p5", "seket": "5p", "sewidak": "6p", "satus": "R", "sewu": "K",
}  # fmt: skip
_ENGLISH = {
    "zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
    "ten": "t", "eleven": "e", "twelve": "2b", "thirteen": "3b", "fourteen": "4b", "fifteen": "5b", "sixteen": "6b",
    "seventeen": "7b", "eighteen": "8b", "nineteen": "9b", "twenty": "2p", "thirty": "3p", "forty": "4p", "fifty": "5p", "sixty": "6p",
    "seventy": "7p", "eighty": "8p", "ninety": "9p", "hundred": "r", "thousand": "k",
}  # fmt: skip
_WORDS = {**_ENGLISH, **_JAVANESE, **_SPELLINGS, **_INDONESIAN}

_GLUED = re.compile("|".join(sorted((word for word in {*_INDONESIAN, "blas"} if word not in {"nol", "selusin"}), key=len, reverse=True)))
_MULTIPLIERS = frozenset("bprk")

_BELOW_THOUSAND = (
    r"(?:(?P<hundreds>R|[1-9]r))?(?:(?P<tens>[1-9])p(?P<ones>[1-9])?|(?P<teen>[1-9])b|(?P<ten>t)|(?P<eleven>e)|(?P<unit>[1-9]))?"
)
_SHAPE = re.compile(_BELOW_THOUSAND)

# Words one slip away from a number word that are words of their own: "tempat" is a place, "sebelah" the side next door.
_OWN_WORDS = frozenset({
    "tempat", "sempat", "umpat", "tubuh", "tuduh", "sebelah", "kelas", "balas", "bekas", "belah", "belai", "beras", "gelas",
    "jelas", "bebas", "betas", "belat", "bulas", "peluh", "pulih", "buluh", "suluh", "luluh", "rakus", "ratas", "meratus",
})  # fmt: skip
_FUZZY = {word: code for word, code in _INDONESIAN.items() if len(word) >= 5}


def is_multiplier(word: str) -> bool:
    """Whether a digit before the word makes one number with it ("2 puluh")."""
    return (numeral_code(word) or "") in _MULTIPLIERS


@lru_cache(maxsize=8192)
def numeral_code(word: str) -> str | None:
    """The code of one lower-case word, also of several number words written together or slightly misspelt; None for any other word."""
    if word in _WORDS:
        return _WORDS[word]
    if len(word) < 4 or len(word) > 60 or word in _OWN_WORDS:
        return None
    return _glued(word) or _misspelt(word)


def _glued(word: str) -> str | None:
    """ "duapuluhlima"."""
    if _GLUED.sub("", word):
        return None
    return "".join(_WORDS[piece] for piece in _GLUED.findall(word))


def _misspelt(word: str) -> str | None:
    """A doubled letter in any number word, one slip in those of five letters or more; None if two are as near."""
    undoubled = re.sub(r"(.)\1+", r"\1", word)
    if undoubled in _INDONESIAN:
        return _INDONESIAN[undoubled]
    if len(word) < 5:
        return None
    near = {code for known, code in _FUZZY.items() if OSA.distance(word, known, score_cutoff=1) <= 1}
    return near.pop() if len(near) == 1 else None


def value_of(code: str) -> int | None:
    """The number a code stands for, 0 to 999,999; None if it has not the shape of one number."""
    if code == "0":
        return 0
    head, thousand, tail = code.rpartition("K") if "K" in code else code.rpartition("k")
    if thousand == "K" and head:
        return None
    thousands = 1 if thousand == "K" else _below_thousand(head) if thousand else 0
    rest = _below_thousand(tail) if tail else 0
    if thousands is None or rest is None or not code:
        return None
    return thousands * 1000 + rest


def _below_thousand(code: str) -> int | None:
    shape = _SHAPE.fullmatch(code)
    if not shape or not code:
        return None
    found = shape.groupdict(default="")
    hundreds = int(found["hundreds"].replace("R", "1").rstrip("r") or 0)
    teens = 10 + int(found["teen"]) if found["teen"] else 10 * bool(found["ten"]) + 11 * bool(found["eleven"])
    return hundreds * 100 + int(found["tens"] or 0) * 10 + teens + int(found["ones"] or found["unit"] or 0)
