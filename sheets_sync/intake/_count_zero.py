"""Explicit zeros: a dash, "nihil", "kosong", "tidak ada postingan", a nought, each with harmless company."""

from __future__ import annotations

import re

from sheets_sync.intake._count_signs import MONTH_PHRASE
from sheets_sync.intake._count_words import EMPTY, EXISTENCE, LETTERS, NEGATIONS, NOT_A_REMARK, ZERO_COMPANY, means_empty, names_month
from sheets_sync.intake._plain import closed_up

_DASHES = re.compile(r"[-\s.,:;()\[\]\"'_=*]*-[-\s.,:;()\[\]\"'_=*]*")
_SIGNED_ZERO = re.compile(r"[-\s(]*0+[-\s).,:;]*")
_ADDED = re.compile(
    r"\b(?:karena|karna|krn|krena|dikarenakan|sebab|akibat|sehubungan)\b.*"  # a reason
    r"|\b(?:satu|sebuah|1) ?pun\b|\bapa2"  # "not even one", "not anything"
)
_REMARK = re.compile(r"\s*[,;(.]\s*|\s-\s")
_COUNTING_DIGITS = frozenset("123456789")
_RELATIVE = frozenset({"yang", "yg"})


def says_zero(text: str) -> bool:
    """Whether a tidied text says explicitly that there was nothing."""
    if _DASHES.fullmatch(text) or _SIGNED_ZERO.fullmatch(text):
        return True
    text = _ADDED.sub("", text)
    if names_month(text):
        text = MONTH_PHRASE.sub(" ", text)
    if "?" in text or not _COUNTING_DIGITS.isdisjoint(text):
        return False
    return _is_zero_phrase(text) or _is_remarked_zero(text)


def _is_zero_phrase(text: str) -> bool:
    words = LETTERS.findall(closed_up(text))
    if len(words) == 1:
        return means_empty(words[0])
    return bool(words) and all(word in ZERO_COMPANY for word in words) and _denies(words)


def _is_remarked_zero(text: str) -> bool:
    """ "nihil (libur)", "0, admin cuti"."""
    answer, *remarks = _REMARK.split(text, maxsplit=1)
    if not remarks or any(character.isdigit() for character in remarks[0]) or NOT_A_REMARK.intersection(LETTERS.findall(remarks[0])):
        return False
    return bool(_SIGNED_ZERO.fullmatch(answer)) or _is_zero_phrase(answer)


def _denies(words: list[str]) -> bool:
    """Whether words, all known, say that there is nothing: "tidak ada …", "nihil", but not "tidak kosong", "tidak ada yang belum"."""
    negated = [place for place, word in enumerate(words) if word in NEGATIONS]
    empty = [place for place, word in enumerate(words) if word in EMPTY]
    if any(place and words[place - 1] in NEGATIONS | _RELATIVE for place in empty):
        return False
    if len(negated) > 1:
        return all(EXISTENCE.intersection(words[place + 1 : place + 2]) for place in negated) and _RELATIVE.isdisjoint(words)
    return not EXISTENCE.isdisjoint(words) if negated else bool(empty)
