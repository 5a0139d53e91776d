"""The numbers and words of a count answer, left to right, with what ties them together: parentheses, "total", an equals sign."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from sheets_sync.domain.marks import N_
from sheets_sync.intake._count_words import BREAKDOWN_WORDS, TOTAL_WORDS, counts_things
from sheets_sync.intake._number_words import is_multiplier, numeral_code, value_of
from sheets_sync.intake._plain import Step, shown

_PIECE = re.compile(r"(?P<number>\d(?:[\d.,']*\d)?)|(?P<word>[^\W\d_]+)|(?P<mark>\S)")
_HARMLESS_MARKS = frozenset(".,;:!()[]{}\"'-=+/&*_|")
_OPENING, _CLOSING = frozenset("([{"), frozenset(")]}")

_GROUPED = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d{0,2}(?:'\d{3})+")
_WHOLE_DECIMAL = re.compile(r"(\d+|[1-9]\d{0,2}(?:\.\d{3})+)(?:,0+)|(\d+|[1-9]\d{0,2}(?:,\d{3})+)(?:\.0+)")
_DECIMAL = re.compile(r"\d+[.,]\d+|\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:,\d{3})+\.\d+")

Piece = tuple[str, str]
"""A kind ("number", "word" or "mark") and the text."""


@dataclass(slots=True)
class Number:
    """One number of an answer; `thing` is the word for what it counts, where one follows."""

    amount: int
    spelled: bool = False
    enclosed: bool = False
    total: bool = False
    thing: str = ""


@dataclass(slots=True)
class Scan:
    """What was found, up to the first problem.

    `trailing` are the words after a number and what it counts; `before_parts` is how many numbers precede the equals sign or the
    words that part a total from its parts.
    """

    numbers: list[Number] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    trailing: list[str] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    problem: str | None = None
    before_parts: int = 0


def scan(text: str) -> Scan:
    """Read a tidied text into numbers and words."""
    found = Scan()
    pieces: list[Piece] = [(str(match.lastgroup), match[0]) for match in _PIECE.finditer(text)]
    depth, total, place = 0, False, 0
    while place < len(pieces) and not found.problem:
        kind, piece = pieces[place]
        length = _number_length(pieces, place)
        if length:
            _take_number(found, pieces[place : place + length], enclosed=depth > 0, total=total)
            total = False
        elif kind == "word":
            _take_word(found, piece, directly_after=place > 0 and pieces[place - 1][0] != "mark")
            total = total or piece in TOTAL_WORDS
        else:
            _take_mark(found, piece)
            depth += (piece in _OPENING) - (piece in _CLOSING)
        place += length or 1
    return found


def _number_length(pieces: list[Piece], start: int) -> int:
    """How many pieces from `start` on make one number: "12" one, "dua puluh lima" three, "2 puluh" two."""
    kind, piece = pieces[start]
    if kind == "number" and not (len(piece) < 4 and _joins_number(pieces, start)):
        return 1
    end = start
    while end < len(pieces) and _joins_number(pieces, end):
        end += 1
    return end - start


def _joins_number(pieces: list[Piece], place: int) -> bool:
    """Whether a piece is a number word, or figures directly before one that multiplies them."""
    kind, piece = pieces[place]
    if kind == "word":
        return numeral_code(piece) is not None
    followers = pieces[place + 1 : place + 2]
    return kind == "number" and piece.isdigit() and any(kind == "word" and is_multiplier(word) for kind, word in followers)


def _take_number(found: Scan, pieces: list[Piece], *, enclosed: bool, total: bool) -> None:
    spelled = pieces[-1][0] == "word"
    written = " ".join(piece for _, piece in pieces)
    amount, found.problem = _spelled_number(pieces) if spelled else written_number(written)
    if amount is None:
        return
    found.numbers.append(Number(amount, spelled, enclosed, total))
    if spelled or str(amount) != written:
        found.steps.append(number_step(written, amount))


def number_step(written: str, number: int) -> Step:
    return N_("“{written}” is the number {number}."), {"written": shown(written), "number": number}


def _spelled_number(pieces: list[Piece]) -> tuple[int | None, str | None]:
    """Words, perhaps with figures before them ("2 puluh", "12 ribu")."""
    if len(pieces) == 2 and pieces[0][0] == "number" and numeral_code(pieces[1][1]) == "k":
        return int(pieces[0][1]) * 1000, None
    value = value_of("".join(piece if kind == "number" else numeral_code(piece) or "" for kind, piece in pieces))
    return value, None if value is not None else "number-words"


def written_number(written: str) -> tuple[int | None, str | None]:
    """Figures: plain, with thousands separated, or with a decimal part, which must be zero."""
    if len(written) > 15:
        return None, "too-large"
    if written.isdigit():
        return int(written), None
    if _GROUPED.fullmatch(written):
        return int(re.sub(r"\D", "", written)), None
    whole = _WHOLE_DECIMAL.fullmatch(written)
    if whole:
        return int(re.sub(r"\D", "", whole[1] or whole[2])), None
    return None, "fraction" if _DECIMAL.fullmatch(written) else "two-numbers"


def _take_word(found: Scan, word: str, *, directly_after: bool) -> None:
    last = found.numbers[-1] if found.numbers else None
    if last and directly_after and not last.thing and counts_things(word):
        last.thing = word
    (found.trailing if last and last.thing else found.words).append(word)
    if word in BREAKDOWN_WORDS and len(found.numbers) == 1:
        found.before_parts = 1


def _take_mark(found: Scan, mark: str) -> None:
    parts_follow = mark == "=" or (mark == ":" and len(found.numbers) == 1 and bool(found.numbers[0].thing))
    if parts_follow:
        found.before_parts = len(found.numbers)
    if mark not in _HARMLESS_MARKS:
        found.problem = "unclear"
