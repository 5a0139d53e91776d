"""Month names as people write them: Indonesian, old spellings, English, abbreviations, misspellings, Roman numerals."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

_SPELLINGS = (
    "januari january jan januwari yanuari januri jnuari januai janari janwari janu",
    "februari february feb pebruari pebruary peb febuari pebuari febuary februri febr febru pebr februwari",
    "maret march mar mart mrt marret maert mareet",
    "april apr aprl apri apil aprill",
    "mei may mey mai meii mey",
    "juni june jun yuni juny",
    "juli july jul yuli",
    "agustus august aug agus agust agu ags agt agst agts agtus augustus agutus agstus agusts agusuts agustos augustus agsts",
    "september sept sep spt septembr septb septem sptember sepember setember septembar",
    "oktober october okt oct octber octobre oktb okto octo oktobr oktbr",
    "november nov nop nopember nopvember novembr nopb novemb novem",
    "desember december des dec desembr disember desemb desem dess",
)
MONTH_NAMES = {spelling: month for month, line in enumerate(_SPELLINGS, 1) for spelling in line.split()}
"""Exact spellings, lower case, and the months (1 to 12) they name."""

LONG_NAMES = ("januari", "februari", "pebruari", "agustus", "september", "oktober", "november", "nopember", "desember")

_CORRECT = (
    ("januari", "january"), ("februari", "february", "pebruari"), ("maret", "march"), ("april",), (), ("juni", "june"), ("juli", "july"),
    ("agustus", "august"), ("september",), ("oktober", "october"), ("november", "nopember"), ("desember", "december"),
)  # fmt: skip
_SKELETONS = {
    re.sub("[aeiou]", "", name): month for month, names in enumerate(_CORRECT, 1) for name in names if len(re.sub("[aeiou]", "", name)) >= 4
}
# Words within a slip of a month's name that are words of their own.
_OWN_WORDS = frozenset(
    {"market", "karet", "mare", "marker", "caret", "jual", "jujur", "judi", "jeni", "member", "semester", "match", "huni", "juri"}
)

ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10, "xi": 11, "xii": 12}
"""Months as letters are numbered in Indonesia ("470/12/X/2026")."""
SURE_ROMAN = frozenset({"vi", "vii", "viii", "ix", "xi", "xii"})
"""Numerals that are no quarter, no week, no single letter."""


@lru_cache(maxsize=8192)
def month_like(word: str) -> int | None:
    """The month a misspelt name means; None for other words, and where two months are equally near ("jumi")."""
    undoubled = re.sub(r"(.)\1+", r"\1", word)
    if undoubled in MONTH_NAMES:
        return MONTH_NAMES[undoubled]
    if not 4 <= len(word) <= 14 or word in _OWN_WORDS:
        return None
    return _abbreviated(word) or _SKELETONS.get(re.sub("[aeiou]", "", word)) or _nearest(word)


def _abbreviated(word: str) -> int | None:
    """A name cut short after its fourth letter."""
    found = {month for month, names in enumerate(_CORRECT, 1) for name in names if name.startswith(word)}
    return found.pop() if len(found) == 1 else None


def _nearest(word: str) -> int | None:
    limit = 1 if len(word) < 7 else 2
    distances = sorted(
        (min(OSA.distance(word, name, score_cutoff=limit) for name in names), month) for month, names in enumerate(_CORRECT, 1) if names
    )
    (best, month), (second, _) = distances[:2]
    return month if best <= limit and best < second else None
